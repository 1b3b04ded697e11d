import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * A page's document: an empty body that its script fills. Nothing but its two files may load.
 * @param name of the page's style sheet and script, without their extensions
 */
export function pageHtml(
  webview: vscode.Webview,
  pageFolder: vscode.Uri,
  name: 'dataset' | 'audioReport',
): string {
  const file = (extension: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(pageFolder, `${name}.${extension}`)).toString();
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${file('css')}">
</head>
<body>
  <script type="module" nonce="${nonce}" src="${file('js')}"></script>
</body>
</html>`;
}

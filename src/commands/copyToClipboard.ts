import * as vscode from 'vscode';

/** Writes to the clipboard and says so in the status bar. */
export async function copyToClipboard(text: string, confirmation: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${confirmation}`, 3000);
}

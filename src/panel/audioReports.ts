import path from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { PanelType } from '../host/names';
import { oneLine } from '../host/plainText';
import type { PreflightReport } from '../upload/preflightReport';
import { audioReportMessage } from './audioReportMessage';
import { toReportHostShape } from './audioReportProtocol';
import { pageHtml } from './pageHtml';
import { saveReportCsv } from './saveReportCsv';

/** Longest panel title; VS Code cuts tabs anyway, but hands the whole title to screen readers. */
const maxTitleLength = 80;

export interface AudioReportsOptions {
  /** Folder of the built pages. */
  readonly pageFolder: vscode.Uri;
  readonly icon: { readonly light: vscode.Uri; readonly dark: vscode.Uri };
}

/** The panels that show what was found in audio files before an upload. */
export class AudioReports implements vscode.Disposable {
  readonly #options: AudioReportsOptions;
  readonly #panels = new Set<vscode.WebviewPanel>();

  constructor(options: AudioReportsOptions) {
    this.#options = options;
  }

  /**
   * Shows a report in a panel of its own.
   * @param title a folder's path, or the name of the dataset that the files are meant for
   */
  show(title: string, report: PreflightReport): void {
    const { pageFolder, icon } = this.#options;
    const short = path.isAbsolute(title) ? path.basename(title) || title : title;
    const panel = vscode.window.createWebviewPanel(
      PanelType.audioReport,
      oneLine(vscode.l10n.t('Audio: {0}', short), maxTitleLength),
      vscode.ViewColumn.Active,
      { enableFindWidget: true, enableScripts: true, localResourceRoots: [pageFolder] },
    );
    this.#panels.add(panel);
    panel.iconPath = icon;
    const subscription = panel.webview.onDidReceiveMessage((message: unknown) => {
      const parsed = v.safeParse(toReportHostShape, message);
      if (!parsed.success) return;
      // A hidden page is thrown away and begins anew.
      if (parsed.output.kind === 'ready') {
        void panel.webview.postMessage(audioReportMessage(title, report));
      } else void saveReportCsv(title, report);
    });
    panel.onDidDispose(() => {
      subscription.dispose();
      this.#panels.delete(panel);
    });
    panel.webview.html = pageHtml(panel.webview, pageFolder, 'audioReport');
  }

  dispose(): void {
    for (const panel of this.#panels) panel.dispose();
  }
}

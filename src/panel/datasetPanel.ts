import * as v from 'valibot';
import * as vscode from 'vscode';
import { formatJsonStart } from '../api/json';
import { Command } from '../commands/ids';
import { applyRemedy } from '../host/applyRemedy';
import { oneLine } from '../host/plainText';
import type { DatasetView } from '../model/datasetView';
import { pageHtml } from './pageHtml';
import { pageState, pageStrings } from './pageState';
import { toHostShape, type PageAction, type ToHost, type ToPage } from './protocol';

/** Longest panel title; VS Code cuts tabs anyway, but hands the whole title to screen readers. */
const maxTitleLength = 80;

/** Longest JSON that is drawn, in characters; more would make the page slow, and nobody reads it. */
const maxShownJson = 200_000;

export interface DatasetPanelOptions {
  readonly panel: vscode.WebviewPanel;
  readonly view: DatasetView;
  /** Folder of the built page. */
  readonly pageFolder: vscode.Uri;
  readonly icon: { readonly light: vscode.Uri; readonly dark: vscode.Uri };
  readonly baseUrl: () => string | undefined;
}

/** One open panel: shows a {@link DatasetView} on its page and hears what the person does there. */
export class DatasetPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly view: DatasetView;
  readonly #options: DatasetPanelOptions;
  readonly #subscriptions: vscode.Disposable;
  #wantsJson = false;

  constructor(options: DatasetPanelOptions) {
    const { panel, view, pageFolder } = options;
    this.#options = options;
    this.panel = panel;
    this.view = view;
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder] };
    panel.iconPath = options.icon;
    this.#subscriptions = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const parsed = v.safeParse(toHostShape, message);
        if (parsed.success) this.#hear(parsed.output);
      }),
      view.onDidChange(() => {
        this.#show();
      }),
    );
    panel.webview.html = pageHtml(panel.webview, pageFolder);
    this.#setTitle();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.view.forget();
  }

  #hear(message: ToHost): void {
    switch (message.kind) {
      case 'ready':
        // A hidden page is thrown away and begins anew; it asks for the JSON again if it is open.
        this.#wantsJson = false;
        this.#post({ kind: 'strings', strings: pageStrings(), locale: vscode.env.language });
        this.#show();
        return;
      case 'wantJson':
        this.#wantsJson = true;
        this.#postJson();
        return;
      case 'action':
        this.#act(message.action);
    }
  }

  #act(action: PageAction): void {
    switch (action) {
      case 'refresh':
      case 'retry':
        void this.view.load();
        return;
      case 'cancel':
        this.view.cancel();
        return;
      case 'copyId':
        void vscode.commands.executeCommand(Command.copyDatasetId, this.view.id);
        return;
      case 'copyJson':
        void vscode.commands.executeCommand(Command.copyDatasetJson, this.view.id);
        return;
      case 'setApiKey':
      case 'openSetting':
      case 'openProxySettings':
      case 'aboutKeyring':
      case 'getAnother':
      case 'showLog':
        void applyRemedy(action, () => this.view.load());
    }
  }

  #show(): void {
    const { view } = this;
    this.#setTitle();
    this.#post({ kind: 'state', state: pageState(view.id, view.state, this.#options.baseUrl()) });
    if (this.#wantsJson && !view.state.loading) this.#postJson();
  }

  #setTitle(): void {
    const name = oneLine(this.view.state.document?.value.name ?? '', maxTitleLength);
    const title = name === '' ? oneLine(this.view.id, maxTitleLength) : name;
    if (this.panel.title !== title) this.panel.title = title;
  }

  #postJson(): void {
    const { document } = this.view.state;
    if (document === undefined) return;
    this.#post({ kind: 'json', ...formatJsonStart(document.text, maxShownJson) });
  }

  #post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }
}

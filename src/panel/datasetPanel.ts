import * as v from 'valibot';
import * as vscode from 'vscode';
import { formatJsonStart } from '../api/json';
import { Command } from '../commands/ids';
import { applyRemedy } from '../host/applyRemedy';
import { oneLine } from '../host/plainText';
import type { Account } from '../model/account';
import type { ListRef } from '../model/listRef';
import type { DatasetView } from '../model/datasetView';
import { DatasetEdit, fieldsOf } from './datasetEdit';
import { FilesFeed } from './filesFeed';
import { pageHtml } from './pageHtml';
import { pageState } from './pageState';
import { pageStrings } from './pageStrings';
import {
  toHostShape,
  type ActionTarget,
  type PageAction,
  type ToHost,
  type ToPage,
} from './protocol';
import { trainingsMessage } from './trainingsMessage';

/** Longest panel title; VS Code cuts tabs anyway, but hands the whole title to screen readers. */
const maxTitleLength = 80;

/** Longest JSON that is drawn, in characters; more would make the page slow, and nobody reads it. */
const maxShownJson = 200_000;

export interface DatasetPanelOptions {
  readonly panel: vscode.WebviewPanel;
  readonly view: DatasetView;
  readonly account: Account;
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
  readonly #files: FilesFeed;
  readonly #edit: DatasetEdit;
  readonly #subscriptions: vscode.Disposable;
  #ready = false;
  #wantsJson = false;
  /** Editing begins as soon as the page listens and the dataset is there. */
  #wantsEdit = false;

  constructor(options: DatasetPanelOptions) {
    const { panel, view, account, pageFolder, baseUrl } = options;
    this.#options = options;
    this.panel = panel;
    this.view = view;
    const post = this.#post.bind(this);
    this.#files = new FilesFeed({ state: () => account.files(view.id).state, post, baseUrl });
    this.#edit = new DatasetEdit({
      id: view.id,
      account,
      baseUrl,
      post: (state) => {
        post({ kind: 'save', state });
        // It may have been written all the same.
        if (state.kind === 'cancelled') void view.load();
      },
    });
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder] };
    panel.iconPath = options.icon;
    this.#subscriptions = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const parsed = v.safeParse(toHostShape, message);
        if (parsed.success) this.#hear(parsed.output);
      }),
      panel.onDidChangeViewState(() => {
        // The page of a hidden panel is gone; the next one says when it listens.
        if (!panel.visible) this.#ready = false;
      }),
      view.onDidChange(() => {
        this.#show();
      }),
      account.onDidChange((list) => {
        this.#follow(list);
      }),
      this.#files,
    );
    panel.webview.html = pageHtml(panel.webview, pageFolder, 'dataset');
    this.#setTitle();
  }

  /** Lets the person edit name and description. */
  edit(): void {
    this.#wantsEdit = true;
    this.#beginEdit();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#edit.forget();
    this.view.dispose();
  }

  #hear(message: ToHost): void {
    switch (message.kind) {
      case 'ready':
        this.#start();
        return;
      case 'wantJson':
        this.#wantsJson = true;
        this.#postJson();
        return;
      case 'action':
        this.#act(message.action, message.target);
        return;
      case 'deleteFiles':
        this.#deleteFiles(message.ids);
        return;
      case 'beginEdit':
        this.edit();
        return;
      case 'endEdit':
        this.#edit.forget();
        return;
      case 'save':
        void this.#edit.save(message.base, message.fields);
        return;
      case 'cancelSave':
        this.#edit.cancel();
    }
  }

  /** A hidden page is thrown away and begins anew; it asks for the JSON again if it is open. */
  #start(): void {
    this.#ready = true;
    this.#wantsJson = false;
    this.#post({ kind: 'strings', strings: pageStrings(), locale: vscode.env.language });
    this.#show();
    this.#files.restart();
    this.#postTrainings();
    this.#edit.restart();
  }

  #act(action: PageAction, target: ActionTarget): void {
    const { account } = this.#options;
    switch (action) {
      case 'refresh':
        void this.#refresh();
        return;
      case 'retry':
        void this.#retry(target);
        return;
      case 'cancel':
        if (target === 'files') account.files(this.view.id).cancel();
        else if (target === 'trainings') account.fineTunes.cancel();
        else this.view.cancel();
        return;
      case 'loadMore':
        void account.files(this.view.id).loadMore();
        return;
      case 'loadAll':
        void account.files(this.view.id).loadAll();
        return;
      case 'close':
        this.panel.dispose();
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
        void applyRemedy(action, () => this.#retry(target));
    }
  }

  async #refresh(): Promise<void> {
    const { account } = this.#options;
    await Promise.all([this.view.load(), account.refreshDataset(this.view.id)]);
    await account.ensureTrainings();
  }

  async #retry(target: ActionTarget): Promise<void> {
    const { account } = this.#options;
    if (target === 'files') return account.files(this.view.id).retry();
    if (target === 'trainings') return account.fineTunes.retry();
    return this.view.load();
  }

  /** Asks, deletes and tells of failures as the tree does. */
  #deleteFiles(ids: readonly string[]): void {
    const { id: datasetId } = this.view;
    const chosen = new Set(ids);
    const rows = this.#options.account
      .files(datasetId)
      .state.rows.filter(({ id }) => chosen.has(id))
      .map((file) => ({ kind: 'file', datasetId, file }));
    if (rows.length > 0) void vscode.commands.executeCommand(Command.deleteFile, rows[0], rows);
  }

  #beginEdit(): void {
    const { document, deleted } = this.view.state;
    if (!this.#wantsEdit || !this.#ready || document === undefined || deleted) return;
    this.#wantsEdit = false;
    this.#post({ kind: 'edit', fields: fieldsOf(document.value) });
  }

  #show(): void {
    const { view } = this;
    this.#setTitle();
    if (!this.#ready) return;
    this.#post({ kind: 'state', state: pageState(view.id, view.state, this.#options.baseUrl()) });
    if (this.#wantsJson && !view.state.loading) this.#postJson();
    this.#beginEdit();
    this.#loadLists();
  }

  /** The lists below the dataset are read once somebody sees it. */
  #loadLists(): void {
    const { account } = this.#options;
    const { document, deleted } = this.view.state;
    if (document === undefined || deleted) return;
    void account.files(this.view.id).ensureLoaded();
    if (account.fineTunes.state.loading === undefined) void account.ensureTrainings();
  }

  #follow(list: ListRef): void {
    if (!this.#ready) return;
    if (list.kind === 'files' && list.datasetId === this.view.id) this.#files.changed();
    if (list.kind === 'fineTunes') this.#postTrainings();
  }

  #setTitle(): void {
    const name = oneLine(this.view.state.document?.value.name ?? '', maxTitleLength);
    const title = name === '' ? oneLine(this.view.id, maxTitleLength) : name;
    if (this.panel.title !== title) this.panel.title = title;
  }

  #postTrainings(): void {
    const { account, baseUrl } = this.#options;
    const trainings = account.trainingsOf(this.view.id);
    this.#post(trainingsMessage(trainings, account.fineTunes.state, baseUrl()));
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

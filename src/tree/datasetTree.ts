import * as vscode from 'vscode';
import { patienceMs } from '../host/lateProgress';
import { ContextKey, View, type ListSituation } from '../host/names';
import { waitSentence } from '../host/explain';
import { oneLine } from '../host/plainText';
import type { Account } from '../model/account';
import type { ListRef } from '../model/listRef';
import { isComplete } from '../model/pagedList';
import type { ViewSettings } from '../model/viewSettings';
import type { TreeNode } from './node';
import { renderNode, tooltipOf } from './render';
import { RowRefresher } from './rowRefresher';
import { TreeNodes } from './treeNodes';

/** The view `cartesia.datasets`: draws the {@link Account} and asks it for what is wanted. */
export class DatasetTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #account: Account;
  readonly #settings: ViewSettings;
  readonly #nodes: TreeNodes;
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #refresher = new RowRefresher();
  readonly #subscriptions: { dispose(): unknown }[];
  readonly #context = new Map<string, ListSituation | boolean>();
  /** Datasets that are open in the tree. */
  readonly #expanded = new Set<string>();
  #drawn: readonly TreeNode[] = [];
  readonly #awaitingRows = new Set<(value?: unknown) => void>();
  #loading = false;
  #patience: NodeJS.Timeout | undefined;
  #endProgress: (() => void) | undefined;

  readonly onDidChangeTreeData = this.#refresher.onDidRefresh;

  constructor(
    account: Account,
    settings: ViewSettings,
    baseUrl: () => string | undefined,
    dragAndDropController: vscode.TreeDragAndDropController<TreeNode>,
  ) {
    this.#account = account;
    this.#settings = settings;
    this.#nodes = new TreeNodes(account, settings, baseUrl);
    this.#view = vscode.window.createTreeView(View.datasets, {
      treeDataProvider: this,
      dragAndDropController,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#subscriptions = [
      this.#view,
      this.#refresher,
      account.onDidChange((list) => {
        this.#follow(list);
      }),
      settings.onDidChange(() => {
        this.#tell();
        this.#refresher.refreshAll();
      }),
      this.#view.onDidChangeVisibility(({ visible }) => {
        // A hidden view is not asked for rows.
        if (!visible) this.#endWaiting();
      }),
      this.#view.onDidExpandElement(({ element }) => {
        if (element.kind === 'dataset') this.#expanded.add(element.dataset.id);
      }),
      this.#view.onDidCollapseElement(({ element }) => {
        if (element.kind === 'dataset') this.#expanded.delete(element.dataset.id);
      }),
    ];
    this.#tell();
  }

  /** The rows that are selected, the first one first. */
  get selection(): readonly TreeNode[] {
    return this.#view.selection;
  }

  get isVisible(): boolean {
    return this.#view.visible;
  }

  /** Datasets whose files and trainings are on the screen. */
  get expanded(): ReadonlySet<string> {
    return this.#expanded;
  }

  /**
   * Selects the row of a dataset, where the view is shown and its filter lets the row through. The
   * focus stays where it is.
   */
  async reveal(id: string): Promise<void> {
    if (!this.#view.visible || !this.#nodes.shown().some((dataset) => dataset.id === id)) return;
    // VS Code knows a new row only when it has asked for the rows again.
    if (!this.#drawn.some((node) => node.kind === 'dataset' && node.dataset.id === id)) {
      await new Promise((drawn) => this.#awaitingRows.add(drawn));
      if (!this.isVisible) return;
    }
    const node = this.#nodes.dataset(id);
    if (node !== undefined) await this.#view.reveal(node, { select: true, focus: false });
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return renderNode(node);
  }

  /** Tooltips are made when a row is pointed at, not for every row. */
  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    item.tooltip ??= tooltipOf(node);
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.#nodes.parent(node);
  }

  async getChildren(parent?: TreeNode): Promise<TreeNode[]> {
    if (parent === undefined) {
      const loaded = this.#account.datasets.ensureLoaded();
      // Rows that are there stay while more are on their way.
      if (this.#account.datasets.state.rows.length === 0) await loaded;
      this.#drawn = this.#nodes.roots();
      // Only after VS Code has taken the rows in, which it does as soon as they are returned.
      setImmediate(() => {
        this.#endWaiting();
      });
      return [...this.#drawn];
    }
    await this.#want(parent);
    return this.#nodes.children(parent);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#endProgress?.();
    this.#endWaiting();
    clearTimeout(this.#patience);
  }

  #endWaiting(): void {
    for (const drawn of this.#awaitingRows) drawn();
    this.#awaitingRows.clear();
  }

  /** Asks for what has to be known to draw the children of a row. */
  async #want(parent: TreeNode): Promise<void> {
    if (parent.kind === 'dataset') {
      // The groups are shown at once; how much is in them is told when it is known.
      void this.#account.files(parent.dataset.id).ensureLoaded();
      void this.#account.ensureTrainings();
    } else if (parent.kind === 'files') {
      const files = this.#account.files(parent.datasetId);
      const loaded = files.ensureLoaded();
      if (files.state.rows.length === 0) await loaded;
    } else if (parent.kind === 'fineTunes') {
      await this.#account.ensureTrainings();
    }
  }

  #follow(list: ListRef): void {
    this.#tell();
    const slow = this.#account.list(list).state.loading === 'loadAll';
    switch (list.kind) {
      case 'datasets':
        this.#followDatasets(slow);
        return;
      case 'files': {
        const [files] = this.#nodes.groups(list.datasetId);
        if (files !== undefined) this.#refresher.refresh([files], slow);
        return;
      }
      case 'fineTunes':
        this.#refresher.refresh(this.#nodes.allFineTunes(), slow);
    }
  }

  /** Draws all rows anew where there are others; where only a name changed, just its row. */
  #followDatasets(slow: boolean): void {
    if (slow) {
      this.#refresher.refreshAll(slow);
      return;
    }
    const before = new Map(
      this.#drawn.map((node) => [node, node.kind === 'dataset' ? node.dataset : undefined]),
    );
    const rows = this.#nodes.roots();
    const same = rows.length === before.size && rows.every((node, at) => node === this.#drawn[at]);
    // An empty list that was forgotten is the same, but has to be asked for again.
    if (!same || rows.length === 0) {
      this.#refresher.refreshAll();
      return;
    }
    const changed = rows.filter(
      (node) => node.kind !== 'dataset' || node.dataset !== before.get(node),
    );
    this.#refresher.refresh(changed);
  }

  /** Tells VS Code what stands around the rows: counts, progress, welcome, which commands apply. */
  #tell(): void {
    const { state } = this.#account.datasets;
    const loading = this.#account.isLoading;
    this.#setContext(ContextKey.listSituation, this.#situation());
    this.#setContext(ContextKey.listHasMore, state.cursor !== undefined);
    this.#setContext(ContextKey.filterOn, this.#settings.filter !== '');
    this.#showProgress(loading);
    this.#offerCancel(loading);
    this.#view.description = this.#description();
    this.#view.message = this.#message();
  }

  #situation(): ListSituation {
    const { state } = this.#account.datasets;
    const { rows, asked, error } = state;
    if (error?.kind === 'noKey' || error?.kind === 'keyElsewhere') return error.kind;
    if (asked.length === 0 || error !== undefined || !isComplete(state)) return 'filled';
    if (rows.length === 0) return 'empty';
    return this.#settings.filter !== '' && this.#nodes.shown().length === 0 ? 'noMatch' : 'filled';
  }

  /** "narration · 12 of 340": what the filter is and how much there is. */
  #description(): string {
    const { state } = this.#account.datasets;
    const filter = oneLine(this.#settings.filter, 60);
    if (state.asked.length === 0) return filter;
    const all = this.#countText();
    return filter === ''
      ? all
      : `${filter} · ${vscode.l10n.t('{0} of {1}', this.#shownText(), all)}`;
  }

  /** The text above the rows. VS Code shows the description only where the view has company. */
  #message(): string {
    const { l10n } = vscode;
    const { state } = this.#account.datasets;
    if (state.wait !== undefined) return waitSentence(state.wait);
    const filter = oneLine(this.#settings.filter, 60);
    // VS Code shows no welcome text below a message.
    if (filter === '' || state.asked.length === 0 || this.#situation() === 'noMatch') return '';
    return l10n.t('Filter "{0}": {1} of {2}', filter, this.#shownText(), this.#countText());
  }

  #shownText(): string {
    return this.#nodes.shown().length.toLocaleString(vscode.env.language);
  }

  #countText(): string {
    const { state } = this.#account.datasets;
    const count = state.rows.length.toLocaleString(vscode.env.language);
    return isComplete(state) ? count : vscode.l10n.t('{0} loaded', count);
  }

  /** Tells VS Code what welcome text and commands depend on, where it has changed. */
  #setContext(key: string, value: ListSituation | boolean): void {
    if (this.#context.get(key) === value) return;
    this.#context.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }

  /** Shows the Cancel button of the title, but not for a load that is over at once. */
  #offerCancel(loading: boolean): void {
    if (loading === this.#loading) return;
    this.#loading = loading;
    clearTimeout(this.#patience);
    const set = (): void => {
      this.#setContext(ContextKey.listLoading, loading);
    };
    if (loading) this.#patience = setTimeout(set, patienceMs);
    else set();
  }

  /** Runs the view's own progress bar for as long as something loads. */
  #showProgress(loading: boolean): void {
    if (!loading) {
      this.#endProgress?.();
      this.#endProgress = undefined;
    } else if (this.#endProgress === undefined) {
      const { promise, resolve } = withResolvers();
      this.#endProgress = resolve;
      void vscode.window.withProgress({ location: { viewId: View.datasets } }, () => promise);
    }
  }
}

/** Promise.withResolvers, which the oldest supported extension host may lack. */
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

import * as vscode from 'vscode';
import { isMissingKey } from '../host/accessProvider';
import { explain, waitSentence } from '../host/explain';
import { patienceMs } from '../host/lateProgress';
import { ContextKey, View, type ListSituation } from '../host/names';
import type { DatasetList, DatasetListState } from '../model/datasetList';
import type { Subscription } from '../model/emitter';
import type { TreeNode } from './node';
import { datasetTooltip, renderNode } from './render';

/** The view `cartesia.datasets`: draws a {@link DatasetList} and asks it for more. */
export class DatasetTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #list: DatasetList;
  readonly #baseUrl: () => string | undefined;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #subscription: Subscription;
  readonly #context = new Map<string, ListSituation | boolean>();
  #loading = false;
  #patience: NodeJS.Timeout | undefined;
  #endProgress: (() => void) | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(list: DatasetList, baseUrl: () => string | undefined) {
    this.#list = list;
    this.#baseUrl = baseUrl;
    this.#view = vscode.window.createTreeView(View.datasets, { treeDataProvider: this });
    this.#subscription = list.onDidChange((state) => {
      this.#follow(state);
    });
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return renderNode(node);
  }

  /** Tooltips are made when a row is pointed at, not for every row. */
  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    if (node.kind === 'dataset') item.tooltip = datasetTooltip(node.dataset);
    return item;
  }

  async getChildren(parent?: TreeNode): Promise<TreeNode[]> {
    if (parent !== undefined) return [];
    const loaded = this.#list.ensureLoaded();
    // Rows that are there stay while more are on their way.
    if (this.#list.state.rows.length === 0) await loaded;
    return this.#rows(this.#list.state);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#view.dispose();
    this.#endProgress?.();
    clearTimeout(this.#patience);
    this.#changed.dispose();
  }

  #rows({ rows, cursor, loading, error }: DatasetListState): TreeNode[] {
    const nodes: TreeNode[] = rows.map((dataset) => ({ kind: 'dataset', dataset }));
    if (error !== undefined && !isMissingKey(error)) {
      const { remedies, ...failure } = explain(error, this.#baseUrl());
      nodes.push({ kind: 'failure', ...failure });
      nodes.push(...remedies.map((remedy): TreeNode => ({ kind: 'remedy', remedy })));
    } else if (cursor !== undefined) {
      nodes.push({ kind: 'loadMore', loaded: rows.length, loading });
    }
    return nodes;
  }

  #follow(state: DatasetListState): void {
    this.#setContext(ContextKey.listSituation, situationOf(state));
    this.#setContext(ContextKey.listHasMore, state.cursor !== undefined);
    this.#showProgress(state.loading);
    this.#offerCancel(state.loading);
    this.#view.message = state.wait === undefined ? '' : waitSentence(state.wait);
    this.#changed.fire(undefined);
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

  /** Runs the view's own progress bar for as long as the list loads. */
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

function situationOf({ rows, asked, error }: DatasetListState): ListSituation {
  if (error?.kind === 'noKey' || error?.kind === 'keyElsewhere') return error.kind;
  return asked.length > 0 && rows.length === 0 && error === undefined ? 'empty' : 'filled';
}

/** Promise.withResolvers, which the oldest supported extension host may lack. */
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

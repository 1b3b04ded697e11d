import type { Dataset } from '../api/shapes';
import { isMissingKey } from '../host/accessProvider';
import { explain } from '../host/explain';
import type { Account } from '../model/account';
import {
  duplicateNames,
  filterDatasets,
  sortDatasets,
  sortFiles,
  totalBytes,
} from '../model/arrange';
import type { ListRef } from '../model/listRef';
import { isComplete, type PagedListState } from '../model/pagedList';
import type { ViewSettings } from '../model/viewSettings';
import type {
  DatasetNode,
  FileNode,
  FilesNode,
  FineTuneNode,
  FineTunesNode,
  GroupNode,
  LoadAllNode,
  LoadMoreNode,
  TreeNode,
} from './node';

/** A dataset's row, and what stands below it once somebody has looked there. */
interface Branch {
  readonly node: DatasetNode;
  groups: Groups | undefined;
}

interface Groups {
  readonly files: FilesNode;
  readonly fineTunes: FineTunesNode;
  fileNodes: ReadonlyMap<string, FileNode>;
  fineTuneNodes: ReadonlyMap<string, FineTuneNode>;
}

/** Makes the rows of the tree from the account, the same object for the same thing each time. */
export class TreeNodes {
  readonly #account: Account;
  readonly #settings: ViewSettings;
  readonly #baseUrl: () => string | undefined;
  #branches: ReadonlyMap<string, Branch> = new Map();
  readonly #ends = new WeakMap<object, { more: LoadMoreNode; all: LoadAllNode }>();

  constructor(account: Account, settings: ViewSettings, baseUrl: () => string | undefined) {
    this.#account = account;
    this.#settings = settings;
    this.#baseUrl = baseUrl;
  }

  /** The datasets that are shown, in order. */
  shown(): readonly Dataset[] {
    const { rows } = this.#account.datasets.state;
    return filterDatasets(sortDatasets(rows, this.#settings.datasetSort), this.#settings.filter);
  }

  roots(): TreeNode[] {
    const branches = new Map<string, Branch>();
    for (const { id } of this.#account.datasets.state.rows) {
      const known = this.#branches.get(id);
      if (known !== undefined) branches.set(id, known);
    }
    const nodes = this.shown().map((dataset) => {
      const branch = branches.get(dataset.id) ?? newBranch(dataset);
      branch.node.dataset = dataset;
      branches.set(dataset.id, branch);
      return branch.node;
    });
    this.#branches = branches;
    return this.#framed(nodes, { kind: 'datasets' }, undefined, this.#account.datasets.state);
  }

  children(parent: TreeNode): TreeNode[] {
    switch (parent.kind) {
      case 'dataset':
        return this.#open(parent.dataset.id);
      case 'files':
        return this.#files(parent);
      case 'fineTunes':
        return this.#fineTunes(parent);
      case 'file':
      case 'fineTune':
      case 'loadMore':
      case 'loadAll':
      case 'failure':
      case 'remedy':
        return [];
    }
  }

  parent(node: TreeNode): TreeNode | undefined {
    switch (node.kind) {
      case 'files':
      case 'fineTunes':
        return this.dataset(node.datasetId);
      case 'file':
        return this.#groups(node.datasetId)?.files;
      case 'fineTune':
        return this.#groups(node.datasetId)?.fineTunes;
      case 'dataset':
        return undefined;
      case 'loadMore':
      case 'loadAll':
      case 'failure':
      case 'remedy':
        return node.group;
    }
  }

  /** The row of a dataset; undefined where none was asked for yet. */
  dataset(id: string): DatasetNode | undefined {
    return this.#branches.get(id)?.node;
  }

  /** The two groups of a dataset, with what is known of them now; none before somebody looked. */
  groups(datasetId: string): [FilesNode, FineTunesNode] | [] {
    const groups = this.#groups(datasetId);
    if (groups === undefined) return [];
    const { files, fineTunes } = groups;
    const { state } = this.#account.files(datasetId);
    files.summary = {
      count: state.rows.length,
      bytes: totalBytes(state.rows),
      complete: state.asked.length === 0 ? undefined : isComplete(state),
    };
    fineTunes.count = isComplete(this.#account.fineTunes.state)
      ? this.#account.trainingsOf(datasetId).length
      : undefined;
    return [files, fineTunes];
  }

  /** The groups of every dataset that somebody has looked into. */
  allFineTunes(): FineTunesNode[] {
    return [...this.#branches.keys()].flatMap((id) => {
      const [, fineTunes] = this.groups(id);
      return fineTunes === undefined ? [] : [fineTunes];
    });
  }

  #groups(datasetId: string): Groups | undefined {
    return this.#branches.get(datasetId)?.groups;
  }

  #open(datasetId: string): TreeNode[] {
    const branch = this.#branches.get(datasetId);
    if (branch !== undefined) branch.groups ??= newGroups(datasetId);
    return this.groups(datasetId);
  }

  #files(group: FilesNode): TreeNode[] {
    const { datasetId } = group;
    const groups = this.#groups(datasetId);
    if (groups === undefined) return [];
    const { state } = this.#account.files(datasetId);
    const twice = duplicateNames(state.rows);
    const nodes = sortFiles(state.rows, this.#settings.fileSort).map((file): FileNode => {
      const duplicate = twice.has(file.filename);
      const known = groups.fileNodes.get(file.id);
      return known === undefined
        ? { kind: 'file', datasetId, file, duplicate }
        : Object.assign(known, { file, duplicate });
    });
    groups.fileNodes = new Map(nodes.map((node) => [node.file.id, node]));
    return this.#framed(nodes, { kind: 'files', datasetId }, group, state);
  }

  #fineTunes(group: FineTunesNode): TreeNode[] {
    const { datasetId } = group;
    const groups = this.#groups(datasetId);
    if (groups === undefined) return [];
    const nodes = this.#account.trainingsOf(datasetId).map((fineTune): FineTuneNode => {
      const known = groups.fineTuneNodes.get(fineTune.id);
      return known === undefined
        ? { kind: 'fineTune', datasetId, fineTune }
        : Object.assign(known, { fineTune });
    });
    groups.fineTuneNodes = new Map(nodes.map((node) => [node.fineTune.id, node]));
    const { state } = this.#account.fineTunes;
    // They are read to their end by themselves, unless somebody cancelled that.
    return this.#framed(nodes, { kind: 'fineTunes' }, group, state, state.error !== undefined);
  }

  /** A list's rows with what has to be said of its loading: at the top or at the end of it. */
  #framed(
    rows: readonly TreeNode[],
    of: ListRef,
    group: GroupNode | undefined,
    state: PagedListState<unknown>,
    canGoOn = true,
  ): TreeNode[] {
    const failure = this.#failure(of, group, state);
    if (failure.length > 0) {
      return state.failed === 'refresh' ? [...failure, ...rows] : [...rows, ...failure];
    }
    if (!canGoOn || state.cursor === undefined) return [...rows];
    const { more, all } = this.#end(of, group);
    more.loaded = state.rows.length;
    more.loading = state.loading === 'loadMore' || state.loading === 'loadAll';
    all.filtered = of.kind === 'datasets' && this.#settings.filter !== '';
    return more.loading ? [...rows, more] : [...rows, more, all];
  }

  #failure(
    of: ListRef,
    group: GroupNode | undefined,
    { error, rows }: PagedListState<unknown>,
  ): TreeNode[] {
    // Without a key the view has its welcome text; a person who cancelled knows why there is no more.
    if (error === undefined || isMissingKey(error)) return [];
    if (error.kind === 'cancelled' && rows.length > 0) return [];
    const { remedies, ...words } = explain(error, this.#baseUrl());
    return [
      { kind: 'failure', of, group, ...words },
      ...remedies.map((remedy): TreeNode => ({ kind: 'remedy', of, group, remedy })),
    ];
  }

  #end(of: ListRef, group: GroupNode | undefined): { more: LoadMoreNode; all: LoadAllNode } {
    const place = group ?? this;
    const known = this.#ends.get(place);
    if (known !== undefined) return known;
    const made = {
      more: { kind: 'loadMore', of, group, loaded: 0, loading: false } as const,
      all: { kind: 'loadAll', of, group, filtered: false } as const,
    };
    this.#ends.set(place, made);
    return made;
  }
}

function newBranch(dataset: Dataset): Branch {
  return { node: { kind: 'dataset', dataset }, groups: undefined };
}

function newGroups(datasetId: string): Groups {
  return {
    files: {
      kind: 'files',
      datasetId,
      summary: { count: 0, bytes: 0, complete: undefined },
    },
    fineTunes: { kind: 'fineTunes', datasetId, count: undefined },
    fileNodes: new Map(),
    fineTuneNodes: new Map(),
  };
}

import type { Dataset, DatasetFile, FineTune } from '../api/shapes';
import type { Remedy } from '../host/explain';
import type { ListRef } from '../model/listRef';

/**
 * A row of the datasets view. VS Code knows rows by identity, so a row stays the same object as long
 * as the thing it stands for exists; what it shows is replaced in it.
 */
export type TreeNode =
  | DatasetNode
  | FilesNode
  | FileNode
  | FineTunesNode
  | FineTuneNode
  | LoadMoreNode
  | LoadAllNode
  | FailureNode
  | RemedyNode;

export interface DatasetNode {
  readonly kind: 'dataset';
  dataset: Dataset;
}

/** The group of a dataset's files. */
export interface FilesNode {
  readonly kind: 'files';
  readonly datasetId: string;
  summary: FilesSummary;
}

/** What is known of a dataset's files. */
export interface FilesSummary {
  readonly count: number;
  readonly bytes: number;
  /** Whether these are all of them; undefined where none has been read yet. */
  readonly complete: boolean | undefined;
}

export interface FileNode {
  readonly kind: 'file';
  readonly datasetId: string;
  file: DatasetFile;
  /** Whether another file of the dataset has the same name. */
  duplicate: boolean;
}

/** The group of the trainings that use a dataset. */
export interface FineTunesNode {
  readonly kind: 'fineTunes';
  readonly datasetId: string;
  /** undefined where not all of the account's trainings have been read. */
  count: number | undefined;
}

/** Where a row stands that tells of a list; the datasets themselves are in no group. */
export type GroupNode = FilesNode | FineTunesNode;

export interface FineTuneNode {
  readonly kind: 'fineTune';
  readonly datasetId: string;
  fineTune: FineTune;
}

/** The list goes on. */
export interface LoadMoreNode {
  readonly kind: 'loadMore';
  readonly of: ListRef;
  readonly group: GroupNode | undefined;
  loaded: number;
  loading: boolean;
}

export interface LoadAllNode {
  readonly kind: 'loadAll';
  readonly of: ListRef;
  readonly group: GroupNode | undefined;
  /** Whether only what is loaded was searched. */
  filtered: boolean;
}

/** A list could not be read. */
export interface FailureNode {
  readonly kind: 'failure';
  readonly of: ListRef;
  readonly group: GroupNode | undefined;
  sentence: string;
  details: string;
}

/** A way out of the failure in the row above. */
export interface RemedyNode {
  readonly kind: 'remedy';
  readonly of: ListRef;
  readonly group: GroupNode | undefined;
  readonly remedy: Remedy;
}

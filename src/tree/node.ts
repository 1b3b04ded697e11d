import type { Dataset } from '../api/shapes';
import type { Remedy } from '../host/explain';

/** A row of the datasets view. */
export type TreeNode =
  | { readonly kind: 'dataset'; readonly dataset: Dataset }
  | { readonly kind: 'loadMore'; readonly loaded: number; readonly loading: boolean }
  | { readonly kind: 'failure'; readonly sentence: string; readonly details: string }
  /** A way out of the failure in the row above. */
  | { readonly kind: 'remedy'; readonly remedy: Remedy };

export type DatasetNode = Extract<TreeNode, { kind: 'dataset' }>;

import type { DatasetFile } from '../api/shapes';
import type { FileCandidate } from './collectFiles';
import { fileKey, nameKey } from './fileKey';

type RemoteFile = Pick<DatasetFile, 'id' | 'filename' | 'size' | 'created_at'>;

/** A file of one name in both places. */
export interface ReplacedFile {
  readonly local: FileCandidate;
  readonly remote: RemoteFile;
}

/** Plain data: what makes a dataset hold what a folder holds. Nothing of it is done by itself. */
export interface SyncPlan {
  /** To be sent; the only part that is done unless somebody asks for more. */
  readonly added: readonly FileCandidate[];
  /** Of another size in the dataset. To be replaced: sent, and the file there deleted afterwards. */
  readonly changed: readonly ReplacedFile[];
  /**
   * Of the same size, but written on this machine after the other was added to the dataset: sound
   * that was edited in place often keeps its size. To be replaced too, where somebody says so.
   */
  readonly newer: readonly ReplacedFile[];
  /** Only in the dataset; deleting them cannot be undone. */
  readonly gone: readonly RemoteFile[];
  /** How many are of the same name and size in both places, and no newer here. */
  readonly same: number;
}

/** Compares files by name, size and date, as often as each occurs; the API tells nothing else of them. */
export function syncPlan(local: readonly FileCandidate[], remote: readonly RemoteFile[]): SyncPlan {
  const there = groupBy(remote, ({ filename: name, size }) => fileKey({ name, size }));
  const unmatched: FileCandidate[] = [];
  const newer: ReplacedFile[] = [];
  for (const file of local) {
    const other = there.get(fileKey(file))?.pop();
    if (other === undefined) unmatched.push(file);
    else if (file.mtimeMs > Date.parse(other.created_at))
      newer.push({ local: file, remote: other });
  }
  const left = [...there.values()].flat();
  const byName = groupBy(left, ({ filename }) => nameKey(filename));
  const added: FileCandidate[] = [];
  const changed: ReplacedFile[] = [];
  for (const file of unmatched) {
    const other = byName.get(nameKey(file.name))?.pop();
    if (other === undefined) added.push(file);
    else changed.push({ local: file, remote: other });
  }
  const gone = [...byName.values()].flat();
  const same = local.length - unmatched.length - newer.length;
  return { added, changed, newer, gone, same };
}

/** Each group in reverse order: `pop` takes the first. */
function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items.toReversed()) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

import type { DatasetFile } from '../api/shapes';
import type { FileCandidate } from './collectFiles';
import { fileKey, nameKey } from './fileKey';

type RemoteFile = Pick<DatasetFile, 'id' | 'filename' | 'size'>;

/** A file that is in both places, but not of the same size. */
export interface ChangedFile {
  readonly local: FileCandidate;
  readonly remote: RemoteFile;
}

/** Plain data: what makes a dataset hold what a folder holds. Nothing of it is done by itself. */
export interface SyncPlan {
  /** To be sent; the only part that is done unless somebody asks for more. */
  readonly added: readonly FileCandidate[];
  /** To be replaced: sent, and the file there deleted afterwards. */
  readonly changed: readonly ChangedFile[];
  /** Only in the dataset; deleting them cannot be undone. */
  readonly gone: readonly RemoteFile[];
  /** Of the same name and size in both places. */
  readonly same: number;
}

/** Compares files by name and size, as often as each occurs; the API tells nothing else of them. */
export function syncPlan(local: readonly FileCandidate[], remote: readonly RemoteFile[]): SyncPlan {
  const there = groupBy(remote, ({ filename: name, size }) => fileKey({ name, size }));
  const unmatched = local.filter((file) => there.get(fileKey(file))?.pop() === undefined);
  const left = [...there.values()].flat();
  const byName = groupBy(left, ({ filename }) => nameKey(filename));
  const added: FileCandidate[] = [];
  const changed: ChangedFile[] = [];
  for (const file of unmatched) {
    const other = byName.get(nameKey(file.name))?.pop();
    if (other === undefined) added.push(file);
    else changed.push({ local: file, remote: other });
  }
  const gone = [...byName.values()].flat();
  return { added, changed, gone, same: local.length - unmatched.length };
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

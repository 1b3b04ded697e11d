import type { DatasetFile } from '../api/shapes';
import type { Surplus } from './batchOutcome';
import { fileKey } from './fileKey';

/**
 * Files of a dataset that may go because there are more of them than was meant: of each name and
 * size the last ones that arrived.
 * @param files all that the dataset holds
 */
export function surplusFiles<File extends Pick<DatasetFile, 'filename' | 'size' | 'created_at'>>(
  surplus: readonly Surplus[],
  files: readonly File[],
): readonly File[] {
  return surplus.flatMap(({ name, size, count }) => {
    const key = fileKey({ name, size });
    return files
      .filter((file) => fileKey({ name: file.filename, size: file.size }) === key)
      .sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))
      .slice(0, count);
  });
}

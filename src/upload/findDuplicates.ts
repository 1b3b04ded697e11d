import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileCandidate } from './collectFiles';

/**
 * The files whose content is that of a file before them. Only files of equal sizes are read.
 * @returns their indexes; files that cannot be read are nobody's duplicate
 * @throws the signal's reason when it is aborted
 */
export async function findDuplicates(
  files: readonly FileCandidate[],
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const bySize = new Map<number, number[]>();
  for (const [index, { size }] of files.entries()) {
    const others = bySize.get(size);
    if (others === undefined) bySize.set(size, [index]);
    else others.push(index);
  }
  const duplicates = new Set<number>();
  for (const [size, indexes] of bySize) {
    if (indexes.length < 2 || size === 0) continue;
    const seen = new Set<string>();
    for (const index of indexes) {
      const hash = await hashFile(files[index]?.path ?? '', signal);
      if (hash === undefined) continue;
      if (seen.has(hash)) duplicates.add(index);
      seen.add(hash);
    }
  }
  return duplicates;
}

async function hashFile(path: string, signal: AbortSignal): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    const pieces = createReadStream(path, { highWaterMark: 1024 * 1024, signal });
    for await (const piece of pieces as AsyncIterable<Buffer>) hash.update(piece);
    return hash.digest('hex');
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

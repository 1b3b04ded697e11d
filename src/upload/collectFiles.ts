import type { BigIntStats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, fileProblem, type FileProblem } from './fileProblem';
import { untilAborted } from './untilAborted';

/** A file that may be uploaded, as it was when it was found. */
export interface FileCandidate {
  /** The name to send: the last part of the path. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Of the last change, in milliseconds since 1970. */
  readonly mtimeMs: number;
}

export type Collected =
  | { readonly kind: 'file'; readonly file: FileCandidate }
  | { readonly kind: 'problem'; readonly problem: FileProblem };

/** How many entries of a folder are asked for at the same time. */
const atOnce = 32;

/**
 * Finds the files among what was chosen and in the folders among it, at any depth, folder by folder
 * in the order of their names. Symbolic links are followed; what was already found is reported as
 * `repeated` instead of being found again, which also ends loops. Nothing is left out in silence:
 * what cannot be used comes as a problem.
 * @param paths absolute; hidden files among them are meant, those in folders are not
 * @throws the signal's reason when it is aborted
 */
export async function* collectFiles(
  paths: readonly string[],
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<Collected, void, undefined> {
  const seen = new Set<string>();
  const folders: string[] = [];
  async function* examine(entries: readonly string[]): AsyncGenerator<Collected, void, undefined> {
    const found: string[] = [];
    for (let start = 0; start < entries.length; start += atOnce) {
      const batch = entries.slice(start, start + atOnce);
      for (const entry of await untilAborted(Promise.all(batch.map(look)), signal)) {
        signal.throwIfAborted();
        if ('kind' in entry) {
          yield { kind: 'problem', problem: entry };
          continue;
        }
        const identity = identityOf(entry.stats);
        if (identity !== undefined && seen.has(identity)) {
          yield { kind: 'problem', problem: { kind: 'repeated', path: entry.path } };
          continue;
        }
        if (identity !== undefined) seen.add(identity);
        if (entry.stats.isDirectory()) found.push(entry.path);
        else yield collected(entry);
      }
    }
    // The last one is taken first.
    folders.push(...found.reverse());
  }

  signal.throwIfAborted();
  yield* examine(paths);
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal.throwIfAborted();
    const where = folder;
    const reading = readdir(where).catch((error: unknown) => fileProblem(error, where));
    const names = await untilAborted(reading, signal);
    if ('kind' in names) {
      yield { kind: 'problem', problem: names };
      continue;
    }
    const entries: string[] = [];
    for (const name of names.sort(byName)) {
      const entry = path.join(where, name);
      if (!name.startsWith('.')) entries.push(entry);
      else yield { kind: 'problem', problem: { kind: 'hidden', path: entry } };
    }
    yield* examine(entries);
  }
}

interface Entry {
  readonly path: string;
  readonly stats: BigIntStats;
}

async function look(entry: string): Promise<Entry | FileProblem> {
  try {
    // Windows has file numbers that a JavaScript number cannot hold.
    return { path: entry, stats: await stat(entry, { bigint: true }) };
  } catch (error) {
    const problem = fileProblem(error, entry);
    if (errorCode(error) !== 'ENOENT') return problem;
    if (await isLink(entry)) return { ...problem, kind: 'brokenLink' };
    // What Node could not decode stands so in the name, and is not found by it.
    return entry.includes('\ufffd') ? { ...problem, kind: 'badName' } : problem;
  }
}

async function isLink(entry: string): Promise<boolean> {
  const stats = await lstat(entry).catch(() => undefined);
  return stats?.isSymbolicLink() === true;
}

/** The same for two names of one file; undefined on file systems that do not number their files. */
function identityOf({ dev, ino }: BigIntStats): string | undefined {
  return ino === 0n ? undefined : `${dev}:${ino}`;
}

function collected({ path: where, stats }: Entry): Collected {
  if (!stats.isFile()) return { kind: 'problem', problem: { kind: 'notAFile', path: where } };
  const file = {
    name: path.basename(where),
    path: where,
    size: Number(stats.size),
    mtimeMs: Number(stats.mtimeMs),
  };
  return { kind: 'file', file };
}

/** "take 2" before "take 10". */
const { compare } = new Intl.Collator(undefined, { numeric: true });

function byName(a: string, b: string): number {
  return compare(a, b) || (a < b ? -1 : 1);
}

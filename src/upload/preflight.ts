import type { DatasetFile } from '../api/shapes';
import type { AudioReading } from './audio/audioReading';
import { collectFiles, type FileCandidate } from './collectFiles';
import { judgeExtension } from './extensions';
import { countKeys, fileKey, nameKey } from './fileKey';
import { fileProblem, type FileProblem } from './fileProblem';
import { findDuplicates } from './findDuplicates';
import { untilAborted } from './untilAborted';
import {
  groupProblems,
  type PreflightFile,
  type PreflightProblem,
  type PreflightReport,
} from './preflightReport';

export * from './preflightReport';

export interface PreflightOptions {
  /** What the dataset holds already. */
  readonly remote: Iterable<Pick<DatasetFile, 'filename' | 'size'>>;
  readonly signal: AbortSignal;
  /** Told often: nothing heavy should hang on it. */
  readonly onProgress?: (progress: PreflightProgress) => void;
}

export interface PreflightProgress {
  /** Files found so far. */
  readonly found: number;
  /** Of these, those whose sound was looked at. */
  readonly read: number;
}

/** Files whose headers are read at the same time. */
const atOnce = 8;
/** A header takes milliseconds; a file on a sleeping disk may take a while. */
const readMs = 15_000;

/**
 * Looks at files before anything is sent: finds them, reads their headers, compares them with each
 * other and with what the dataset holds.
 * @param paths of files and folders, absolute
 * @throws the signal's reason when it is aborted, and nothing else
 */
export async function preflight(
  paths: readonly string[],
  { remote, signal, onProgress }: PreflightOptions,
): Promise<PreflightReport> {
  const unusable: FileProblem[] = [];
  const found: FileCandidate[] = [];
  for await (const each of collectFiles(paths, signal)) {
    if (each.kind === 'problem') unusable.push(each.problem);
    else found.push(each.file);
    onProgress?.({ found: found.length, read: 0 });
  }
  const readings = await readAll(found, signal, (read) => {
    onProgress?.({ found: found.length, read });
  });
  const usable = found.flatMap((file, index) => {
    const reading = readings[index];
    if (reading === undefined || !('kind' in reading)) return [{ file, audio: reading }];
    unusable.push(reading);
    return [];
  });
  const files = judge(
    usable,
    remote,
    await findDuplicates(
      usable.map(({ file }) => file),
      signal,
    ),
  );
  return { files, unusable, groups: groupProblems(files) };
}

type Reading = AudioReading | FileProblem | undefined;

async function readAll(
  files: readonly FileCandidate[],
  signal: AbortSignal,
  onRead: (read: number) => void,
): Promise<readonly Reading[]> {
  const readings: Reading[] = files.map(() => undefined);
  const next = files.entries();
  let done = 0;
  const work = async (): Promise<void> => {
    for (const [index, file] of next) {
      signal.throwIfAborted();
      readings[index] = await read(file, signal);
      done += 1;
      onRead(done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return readings;
}

async function read(file: FileCandidate, signal: AbortSignal): Promise<Reading> {
  if (file.size === 0) return undefined;
  // A bundle of its own: most sessions never upload anything.
  const { readAudio } = await import('./audio/readAudio');
  const late = AbortSignal.timeout(readMs);
  try {
    const either = AbortSignal.any([signal, late]);
    return await untilAborted(readAudio(file.path, either), either);
  } catch (error) {
    signal.throwIfAborted();
    return late.aborted ? undefined : fileProblem(error, file.path);
  }
}

function judge(
  files: readonly Pick<PreflightFile, 'file' | 'audio'>[],
  remote: PreflightOptions['remote'],
  duplicates: ReadonlySet<number>,
): PreflightFile[] {
  const there = countKeys([...remote].map(({ filename: name, size }) => ({ name, size })));
  const namesThere = new Set([...remote].map(({ filename }) => nameKey(filename)));
  const names = new Map<string, number>();
  for (const { file } of files) {
    const key = nameKey(file.name);
    names.set(key, (names.get(key) ?? 0) + 1);
  }
  return files.map(({ file, audio }, index) => {
    const problems: PreflightProblem[] = file.size === 0 ? ['empty'] : [];
    problems.push(...(audio?.problems ?? []), ...judgeExtension(file.name, audio?.format));
    if (duplicates.has(index)) problems.push('duplicate');
    if ((names.get(nameKey(file.name)) ?? 0) > 1) problems.push('sameName');
    const key = fileKey(file);
    const left = there.get(key) ?? 0;
    // One file there is one file here that need not be sent, not all of its name.
    if (left > 0) {
      there.set(key, left - 1);
      problems.push('alreadyThere');
    } else if (namesThere.has(nameKey(file.name))) problems.push('otherThere');
    return { file, audio, problems };
  });
}

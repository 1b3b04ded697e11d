import type { AudioProblem, AudioReading } from './audio/audioReading';
import type { FileCandidate } from './collectFiles';
import type { FileProblem } from './fileProblem';

/** Speech that a Pro Voice Clone needs at least, and should have, in seconds. */
export const neededSeconds = 30 * 60;
export const recommendedSeconds = 2 * 60 * 60;

/** What may be wrong with a file that can be read. The set is closed. */
export type PreflightProblem =
  | AudioProblem
  | 'empty'
  /** Only one of Cartesia's two published lists names its extension. */
  | 'oneListOnly'
  /** Neither list does. */
  | 'inNoList'
  /** Its extension belongs to another format than its content. */
  | 'misnamed'
  /** The same content as a file before it. */
  | 'duplicate'
  /** Another chosen file has the same name. */
  | 'sameName'
  /** The dataset has a file of this name and size. */
  | 'alreadyThere'
  /** The dataset has a file of this name, of another size. */
  | 'otherThere';

/** In the order in which they are worth telling. */
export const preflightProblems: readonly PreflightProblem[] = [
  'empty',
  'notAudio',
  'broken',
  'truncated',
  'alreadyThere',
  'duplicate',
  'otherThere',
  'sameName',
  'silent',
  'clipped',
  'misnamed',
  'inNoList',
  'oneListOnly',
];

/** What is best left out; of all others the server and the person decide. */
export const skippedByDefault: ReadonlySet<PreflightProblem> = new Set([
  'empty',
  'notAudio',
  'alreadyThere',
  'duplicate',
]);

export interface PreflightFile {
  readonly file: FileCandidate;
  /** Undefined for an empty file, and where reading it took too long. */
  readonly audio: AudioReading | undefined;
  readonly problems: readonly PreflightProblem[];
}

export interface PreflightGroup {
  readonly problem: PreflightProblem;
  /** Indexes into the report's files. */
  readonly files: readonly number[];
}

/** Plain data: what is known of the chosen files before anything is sent. */
export interface PreflightReport {
  readonly files: readonly PreflightFile[];
  /** What cannot be sent at all: links to nothing, devices, files nobody may read. */
  readonly unusable: readonly FileProblem[];
  /** Only those that occur; a file may be in several. */
  readonly groups: readonly PreflightGroup[];
}

export interface PreflightTotals {
  readonly files: number;
  readonly bytes: number;
  /** Of the files whose duration is known. */
  readonly seconds: number;
  /** Files whose duration is not known. */
  readonly unknownDurations: number;
}

/** The files that are left when those with some problems are skipped. */
export function withoutProblems(
  { files }: PreflightReport,
  skipped: ReadonlySet<PreflightProblem> = skippedByDefault,
): readonly PreflightFile[] {
  return files.filter(({ problems }) => !problems.some((problem) => skipped.has(problem)));
}

export function preflightTotals(files: readonly PreflightFile[]): PreflightTotals {
  let bytes = 0;
  let seconds = 0;
  let unknownDurations = 0;
  for (const { file, audio } of files) {
    bytes += file.size;
    seconds += audio?.seconds ?? 0;
    if (audio?.seconds === undefined) unknownDurations += 1;
  }
  return { files: files.length, bytes, seconds, unknownDurations };
}

/** @param files in the order of the report */
export function groupProblems(files: readonly PreflightFile[]): PreflightGroup[] {
  return preflightProblems.flatMap((problem) => {
    const indexes = [...files.keys()].filter((index) => files[index]?.problems.includes(problem));
    return indexes.length === 0 ? [] : [{ problem, files: indexes }];
  });
}

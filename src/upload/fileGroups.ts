import { fileKey, type NameAndSize } from './fileKey';
import type { Census } from './datasetCensus';
import type { JournalState } from './journal';

/**
 * Files of a batch that a dataset cannot tell apart: of one name and one size. They are sent one
 * after the other, so that one file more in the dataset is always the one that was just sent.
 */
export interface FileGroup {
  readonly key: string;
  /** Indexes of all its files. */
  readonly files: readonly number[];
  /** Indexes of the files still to be sent. */
  readonly waiting: number[];
  /** How many the dataset had before the batch, or before somebody decided on it. */
  readonly before: number;
  /** How many it has, as far as is known. */
  present: number;
  /** Whether one is sent again after it was not found: the first may turn up late. */
  repeated: boolean;
}

export interface GroupedFiles {
  readonly groups: readonly FileGroup[];
  /** Indexes of files that the journal knows as sent. */
  readonly sentBefore: readonly number[];
  /** Indexes of files that are in the dataset although no answer told this batch so. */
  readonly found: readonly number[];
}

/** What was known of the dataset before. */
export interface Earlier {
  /** What an earlier run of the batch has written down. */
  readonly resume?: JournalState | undefined;
  /** Where there is none: what somebody saw there who decided on the batch. */
  readonly before?: Census | undefined;
}

/** @param now what the dataset holds before anything is sent */
export function groupFiles(
  files: readonly NameAndSize[],
  now: Census,
  earlier: Earlier,
): GroupedFiles {
  const { resume } = earlier;
  const byKey = new Map<string, number[]>();
  for (const [index, file] of files.entries()) {
    const key = fileKey(file);
    const indexes = byKey.get(key);
    if (indexes === undefined) byKey.set(key, [index]);
    else indexes.push(index);
  }
  const sentBefore: number[] = [];
  const found: number[] = [];
  const groups = [...byKey].map(([key, indexes]) => {
    const present = now.get(key) ?? 0;
    const known = indexes.filter((index) => resume?.sent.has(index) === true);
    const open = indexes.filter((index) => resume?.sent.has(index) !== true);
    const unanswered = [
      ...open.filter((index) => resume?.begun.has(index) === true),
      ...open.filter((index) => resume?.begun.has(index) !== true),
    ];
    const before = countBefore(earlier, key, indexes[0] ?? 0) ?? present;
    const arrived = Math.max(0, present - before - known.length);
    sentBefore.push(...known);
    found.push(...unanswered.slice(0, arrived));
    const waiting = unanswered.slice(arrived);
    return {
      key,
      files: indexes,
      waiting,
      // Where some were deleted since, it begins with what is left.
      before: Math.min(before, present),
      present,
      repeated: waiting.some((index) => resume?.begun.has(index) === true),
    };
  });
  return { groups, sentBefore, found };
}

function countBefore({ resume, before }: Earlier, key: string, index: number): number | undefined {
  if (resume !== undefined) return resume.head.before[index] ?? 0;
  return before === undefined ? undefined : (before.get(key) ?? 0);
}

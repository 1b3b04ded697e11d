import type { Dataset, DatasetFile } from '../api/shapes';

export const datasetSorts = ['newest', 'oldest', 'name'] as const;
export type DatasetSort = (typeof datasetSorts)[number];

export const fileSorts = ['name', 'largest', 'smallest', 'newest', 'oldest'] as const;
export type FileSort = (typeof fileSorts)[number];

type Compare<Item> = (a: Item, b: Item) => number;

/** Datasets in the order people chose. The result is the same array for the same arguments. */
export function sortDatasets(rows: readonly Dataset[], sort: DatasetSort): readonly Dataset[] {
  return remembered(rows, sort, () => sorted(rows, datasetOrder[sort]));
}

/** Files in the order people chose. The result is the same array for the same arguments. */
export function sortFiles(rows: readonly DatasetFile[], sort: FileSort): readonly DatasetFile[] {
  return remembered(rows, sort, () => sorted(rows, fileOrder[sort]));
}

/** The rows that hold every word of the filter in their name, description or ID; case is ignored. */
export function filterDatasets(rows: readonly Dataset[], filter: string): readonly Dataset[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = searchable(row);
    return words.every((word) => text.includes(word));
  });
}

/** Names that more than one of these files has. */
export function duplicateNames(files: readonly DatasetFile[]): ReadonlySet<string> {
  return remembered(files, 'duplicates', () => {
    const once = new Set<string>();
    const twice = new Set<string>();
    for (const { filename } of files) (once.has(filename) ? twice : once).add(filename);
    return twice;
  });
}

/** Bytes of all these files together. */
export function totalBytes(files: readonly DatasetFile[]): number {
  return remembered(files, 'bytes', () => files.reduce((sum, { size }) => sum + size, 0));
}

/** Digits count as numbers, so that "take 10" comes after "take 9". */
const collator = new Intl.Collator(undefined, { numeric: true });

const datasetOrder: Record<DatasetSort, Compare<Dataset>> = {
  newest: (a, b) => byTime(a, b, -1),
  oldest: (a, b) => byTime(a, b, 1),
  name: (a, b) => collator.compare(a.name, b.name),
};

const fileOrder: Record<FileSort, Compare<DatasetFile>> = {
  name: (a, b) => collator.compare(a.filename, b.filename),
  largest: (a, b) => b.size - a.size,
  smallest: (a, b) => a.size - b.size,
  newest: (a, b) => byTime(a, b, -1),
  oldest: (a, b) => byTime(a, b, 1),
};

/** toSorted is stable, so rows that compare equal keep the API's order. */
function sorted<Item>(rows: readonly Item[], compare: Compare<Item>): readonly Item[] {
  return rows.toSorted(compare);
}

/** Rows without a readable date come last, whichever way round the others go. */
function byTime(a: Timed, b: Timed, direction: 1 | -1): number {
  const [timeA, timeB] = [timeOf(a), timeOf(b)];
  if (Number.isNaN(timeA) || Number.isNaN(timeB)) {
    return Number(Number.isNaN(timeA)) - Number(Number.isNaN(timeB));
  }
  return (timeA - timeB) * direction;
}

interface Timed {
  readonly created_at: string;
}

const times = new WeakMap<Timed, number>();

function timeOf(item: Timed): number {
  let time = times.get(item);
  if (time === undefined) times.set(item, (time = Date.parse(item.created_at)));
  return time;
}

const searchTexts = new WeakMap<Dataset, string>();

function searchable(row: Dataset): string {
  let text = searchTexts.get(row);
  if (text === undefined) {
    // A line break cannot be in a word of the filter, so no match spans two fields.
    searchTexts.set(row, (text = `${row.name}\n${row.description}\n${row.id}`.toLowerCase()));
  }
  return text;
}

const results = new WeakMap<readonly unknown[], Map<string, unknown>>();

/** What was made of an array before; arrays of rows are never changed in place. */
function remembered<Result>(rows: readonly unknown[], what: string, make: () => Result): Result {
  const known = results.get(rows) ?? new Map<string, unknown>();
  results.set(rows, known);
  if (!known.has(what)) known.set(what, make());
  return known.get(what) as Result;
}

import type { FileColumn, FileRow, FilesView } from '../panel/protocol';

/** The rows that hold every word of the filter in their name, in the order of a column. */
export function arrangeFiles(
  rows: readonly FileRow[],
  { sort, filter }: FilesView,
  locale: string,
): readonly FileRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = rows.filter(({ name }) => {
    if (words.length === 0) return true;
    const text = name.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const compare = comparison(sort.column, locale);
  const direction = sort.descending ? -1 : 1;
  // Stable: rows that compare equal keep the API's order.
  return matching.sort((a, b) => compare(a, b, direction));
}

/** Rows that compare before others; the direction is given because not all turn round with it. */
type Compare = (a: FileRow, b: FileRow, direction: 1 | -1) => number;

function comparison(column: FileColumn, locale: string): Compare {
  switch (column) {
    case 'name': {
      // Digits count as numbers, so that "take 10" comes after "take 9".
      const { compare } = new Intl.Collator(locale, { numeric: true });
      return (a, b, direction) => compare(a.name, b.name) * direction;
    }
    case 'size':
      return (a, b, direction) => (a.size - b.size) * direction;
    case 'added':
      return byTime;
  }
}

/** Rows without a readable date come last, whichever way round the others go. */
function byTime(a: FileRow, b: FileRow, direction: 1 | -1): number {
  const [timeA, timeB] = [timeOf(a), timeOf(b)];
  if (Number.isNaN(timeA) || Number.isNaN(timeB)) {
    return Number(Number.isNaN(timeA)) - Number(Number.isNaN(timeB));
  }
  return (timeA - timeB) * direction;
}

const times = new WeakMap<FileRow, number>();

function timeOf(row: FileRow): number {
  let time = times.get(row);
  if (time === undefined) times.set(row, (time = Date.parse(row.createdAt)));
  return time;
}

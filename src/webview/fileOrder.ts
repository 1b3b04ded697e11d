import type { FileColumn, FileRow, FilesView } from '../panel/protocol';
import { arrangeRows, byNumber, byText, type Compare } from './rowOrder';

/** The rows that hold every word of the filter in their name, in the order of a column. */
export function arrangeFiles(
  rows: readonly FileRow[],
  { sort, filter }: FilesView,
  locale: string,
): readonly FileRow[] {
  return arrangeRows(rows, filter, comparison(sort.column, locale), sort.descending);
}

function comparison(column: FileColumn, locale: string): Compare<FileRow> {
  switch (column) {
    case 'name':
      return byText(({ name }) => name, locale);
    case 'size':
      return byNumber(({ size }) => size);
    case 'added':
      return byNumber(timeOf);
  }
}

const times = new WeakMap<FileRow, number>();

/** NaN where the date cannot be read. */
function timeOf(row: FileRow): number {
  let time = times.get(row);
  if (time === undefined) times.set(row, (time = Date.parse(row.createdAt)));
  return time;
}

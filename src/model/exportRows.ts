import { documentOf } from '../api/listedText';
import { byteOrderMark, csvLine } from './csv';

export const exportFormats = ['json', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The columns of a CSV file: fields of the items, in this order. */
export type Columns<Item> = readonly (keyof Item & string)[];

export interface ExportOptions<Item> {
  readonly format: ExportFormat;
  readonly columns: Columns<Item>;
  readonly keep: (items: readonly Item[]) => readonly Item[];
  /** Told after each page how many items have been written. */
  readonly onCount: (count: number) => void;
}

/**
 * A list as the text of a file, page by page: JSON with each item exactly as it was sent, or CSV.
 * Nothing is kept but the IDs of the last page: where rows move while the pages come, an item may
 * arrive in two pages that follow each other, and is written once.
 */
export async function* exportText<Item extends { readonly id: string }>(
  pages: AsyncIterable<readonly Item[]>,
  { format, columns, keep, onCount }: ExportOptions<Item>,
): AsyncGenerator<string, void, undefined> {
  const write = writers[format];
  let count = 0;
  let before = new Set<string>();
  yield write.begin(columns);
  for await (const page of pages) {
    const rows = keep(page.filter(({ id }) => !before.has(id)));
    before = new Set(page.map(({ id }) => id));
    yield write.rows(rows, columns, count === 0);
    count += rows.length;
    onCount(count);
  }
  yield write.end;
}

interface Writer {
  readonly begin: (columns: readonly string[]) => string;
  readonly rows: <Item extends object>(
    rows: readonly Item[],
    columns: Columns<Item>,
    first: boolean,
  ) => string;
  readonly end: string;
}

const writers: Record<ExportFormat, Writer> = {
  json: {
    begin: () => '[',
    rows: (rows, _columns, first) =>
      rows
        .map((row, index) => `${first && index === 0 ? '\n' : ',\n'}${documentOf(row).text}`)
        .join(''),
    end: '\n]\n',
  },
  csv: {
    begin: (columns) => `${byteOrderMark}${columns.join(',')}\r\n`,
    rows: (rows, columns) =>
      rows.map((row) => csvLine(columns.map((column) => cell(row[column])))).join(''),
    end: '',
  },
};

function cell(value: unknown): string | number {
  return typeof value === 'number' ? value : String(value);
}

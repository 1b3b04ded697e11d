import type {
  ReportColumn,
  ReportGroup,
  ReportRow,
  ReportView,
} from '../panel/audioReportProtocol';
import { arrangeRows, byNumber, byText, type Compare } from './rowOrder';

/** The rows with one of the problems and every word of the filter, in the order of a column. */
export function arrangeReport(
  rows: readonly ReportRow[],
  groups: readonly ReportGroup[],
  { sort, filter, problems }: ReportView,
  locale: string,
): readonly ReportRow[] {
  const wanted = new Set(
    [...groups.keys()].filter((index) => problems.includes(groups[index]?.problem ?? '')),
  );
  const some =
    wanted.size === 0 ? rows : rows.filter((row) => row.groups.some((index) => wanted.has(index)));
  return arrangeRows(some, filter, comparison(sort.column, locale), sort.descending);
}

function comparison(column: ReportColumn, locale: string): Compare<ReportRow> {
  switch (column) {
    case 'name':
      return byText(({ name }) => name, locale);
    case 'format':
      return byText(({ format = '' }) => format, locale);
    case 'duration':
      return byNumber(({ seconds }) => seconds);
    case 'sampleRate':
      return byNumber(({ sampleRate }) => sampleRate);
    case 'channels':
      return byNumber(({ channels }) => channels);
    case 'bits':
      return byNumber(({ bits }) => bits);
    case 'size':
      return byNumber(({ size }) => size);
    case 'problems':
      // The worst first, and what has none last.
      return byNumber(({ groups }) => (groups.length === 0 ? undefined : Math.min(...groups)));
  }
}

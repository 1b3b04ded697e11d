import problemIcon from '@vscode/codicons/src/icons/warning.svg';
import type { ReportColumn, ReportMessage, ReportRow } from '../panel/audioReportProtocol';
import { bytesText, exactBytesText } from '../shared/bytes';
import { element, icon } from './dom';
import { channelsText, durationText, sampleRateText } from './reportWords';
import { nameLabel, RowGrid, type CellContent } from './rowGrid';

/** The table of a report's files. */
export function reportGrid(
  report: ReportMessage,
  onSort: (column: ReportColumn) => void,
): RowGrid<ReportRow, ReportColumn> {
  const { strings, locale, groups } = report;
  const known = (text: string | undefined, title = ''): CellContent =>
    text === undefined ? notKnown(strings.unknown) : { content: [text], title };
  return new RowGrid<ReportRow, ReportColumn>({
    label: strings.files,
    className: 'audio',
    columns: [
      {
        id: 'name',
        title: strings.name,
        cell: ({ name, path }) => ({ content: [nameLabel(name, path)] }),
      },
      { id: 'format', title: strings.format, cell: ({ format }) => known(format) },
      {
        id: 'duration',
        title: strings.duration,
        cell: ({ seconds }) =>
          known(seconds === undefined ? undefined : durationText(seconds, report)),
      },
      {
        id: 'sampleRate',
        title: strings.sampleRate,
        cell: ({ sampleRate }) =>
          known(sampleRate === undefined ? undefined : sampleRateText(sampleRate, report)),
      },
      {
        id: 'channels',
        title: strings.channels,
        cell: ({ channels }) =>
          known(channels === undefined ? undefined : channelsText(channels, report)),
      },
      {
        id: 'bits',
        title: strings.bits,
        cell: ({ bits }) => known(bits?.toLocaleString(locale)),
      },
      {
        id: 'size',
        title: strings.size,
        cell: ({ size }) => known(bytesText(size, locale), exactBytesText(size, locale)),
      },
      {
        id: 'problems',
        title: strings.problems,
        cell: ({ groups: indexes }) => {
          const text = indexes.map((index) => groups[index]?.text ?? '').join(', ');
          const words = element('span', { className: 'words' }, text);
          return { content: text === '' ? [] : [icon(problemIcon), words], title: text };
        },
      },
    ],
    onSort,
  });
}

/** A dash is seen, words are heard. */
function notKnown(words: string): CellContent {
  const dash = element('span', { className: 'secondary', ariaHidden: 'true' }, '–');
  return { content: [dash, element('span', { className: 'unseen' }, words)], title: words };
}

import duplicateIcon from '@vscode/codicons/src/icons/warning.svg';
import type { FileColumn, FileRow, FilesView } from '../panel/protocol';
import { bytesText, exactBytesText } from '../shared/bytes';
import { dayText, exactDateText } from './dates';
import { element, icon } from './dom';
import type { PageContext } from './page';
import { nameLabel, RowGrid } from './rowGrid';
import type { RowSelection } from './rowSelection';

export interface FileGridOptions {
  readonly onSort: (column: FileColumn) => void;
  readonly onChoose: () => void;
  readonly onDelete: () => void;
}

/** The table of a dataset's files. */
export interface FileGrid {
  readonly root: HTMLElement;
  readonly selection: RowSelection;
  /** @param duplicates IDs of rows whose name another file has too */
  readonly show: (
    rows: readonly FileRow[],
    duplicates: ReadonlySet<string>,
    sort: FilesView['sort'],
  ) => void;
}

export function fileGrid({ strings, locale }: PageContext, options: FileGridOptions): FileGrid {
  const { onSort, onChoose, onDelete } = options;
  let marked: ReadonlySet<string> = new Set();
  const grid = new RowGrid<FileRow, FileColumn>({
    label: strings.files,
    className: 'files',
    columns: [
      {
        id: 'name',
        title: strings.fileName,
        cell: ({ id, name }) => ({
          content: [
            nameLabel(name, name),
            ...(marked.has(id) ? [duplicateMark(strings.duplicateName)] : []),
          ],
        }),
      },
      {
        id: 'size',
        title: strings.fileSize,
        cell: ({ size }) => ({
          content: [bytesText(size, locale)],
          title: exactBytesText(size, locale),
        }),
      },
      {
        id: 'added',
        title: strings.fileAdded,
        cell: ({ createdAt }) => ({
          content: [dayText(createdAt, locale)],
          title: exactDateText(createdAt, locale),
        }),
      },
    ],
    onSort,
    choosing: { onChoose, onDelete },
  });
  return {
    root: grid.root,
    selection: grid.selection,
    show: (rows, duplicates, sort) => {
      marked = duplicates;
      grid.show(rows, sort);
    },
  };
}

function duplicateMark(text: string): HTMLElement {
  const words = element('span', { className: 'unseen' }, `, ${text}`);
  return element('span', { className: 'duplicate', title: text }, icon(duplicateIcon), words);
}

import trashIcon from '@vscode/codicons/src/icons/trash.svg';
import type { FileRow, FilesView, ListState } from '../panel/protocol';
import { bytesText, exactBytesText } from '../shared/bytes';
import { element, icon, setText, textButton } from './dom';
import { failureNotice } from './failedFace';
import { fileGrid } from './fileGrid';
import { arrangeFiles } from './fileOrder';
import { countText, fill, type PageContext } from './page';
import { nextSort } from './rowGrid';

/** What the page knows of the files. */
export interface KnownFiles {
  readonly rows: readonly FileRow[];
  /** IDs of rows whose name another file has too. */
  readonly duplicates: ReadonlySet<string>;
  /** Bytes of all rows. */
  readonly bytes: number;
  readonly state: ListState;
}

export interface FilesSectionOptions {
  readonly view: FilesView;
  readonly onView: (view: FilesView) => void;
  readonly onDelete: (ids: readonly string[]) => void;
}

export interface FilesSection {
  readonly root: HTMLElement;
  /** How many files and how large, for the head of the page. */
  readonly totals: HTMLElement;
  readonly show: (files: KnownFiles) => void;
}

const none: KnownFiles = { rows: [], duplicates: new Set(), bytes: 0, state: { complete: false } };

/** The dataset's files: the table, what it is filtered by, and how to get at the rest of them. */
export function filesSection(context: PageContext, options: FilesSectionOptions): FilesSection {
  const { strings, locale } = context;
  let { view } = options;
  let known = none;
  const grid = fileGrid(context, {
    onSort: (column) => {
      look({ ...view, sort: nextSort(view.sort, column) });
    },
    onChoose: () => {
      showChosen();
    },
    onDelete: () => {
      options.onDelete(grid.selection.meant);
    },
  });
  const filter = element('input', {
    type: 'search',
    value: view.filter,
    placeholder: strings.filterFiles,
    ariaLabel: strings.filterFiles,
  });
  filter.addEventListener('input', () => {
    look({ ...view, filter: filter.value });
  });
  const shown = element('span', { className: 'secondary', role: 'status' });
  const deleteLabel = element('span');
  const deleteButton = element('button', { className: 'text-button secondary' });
  deleteButton.append(icon(trashIcon), deleteLabel);
  deleteButton.addEventListener('click', () => {
    options.onDelete([...grid.selection.chosen]);
  });
  const tools = element('div', { className: 'tools' }, filter, shown, deleteButton);
  const totals = element('p', { className: 'totals' });
  const footer = filesFooter(context, grid.root);
  const heading = element('h2', {}, strings.files);
  const head = element('div', { className: 'section-head' }, heading, tools);
  const root = element('section', { className: 'section' }, head, grid.root, footer.root);

  function look(next: FilesView): void {
    view = next;
    options.onView(view);
    draw();
  }

  function draw(): void {
    const { rows, duplicates, state } = known;
    const arranged = arrangeFiles(rows, view, locale);
    grid.show(arranged, duplicates, view.sort);
    tools.hidden = rows.length === 0;
    grid.root.hidden = arranged.length === 0;
    const counts = [arranged.length, rows.length].map((count) => countText(count, locale));
    setText(shown, arranged.length === rows.length ? '' : fill(strings.ofFiles, ...counts));
    footer.show(rows.length, arranged.length, state);
    showTotals(totals, known, context);
    showChosen();
  }

  function showChosen(): void {
    const { size } = grid.selection.chosen;
    const hadFocus = document.activeElement === deleteButton;
    deleteButton.disabled = size === 0;
    // What cannot be pressed any more has no focus either.
    if (hadFocus && deleteButton.disabled) (grid.root.hidden ? filter : grid.root).focus();
    setText(deleteLabel, deleteText(size, context));
  }

  return {
    root,
    totals,
    show: (files) => {
      known = files;
      draw();
    },
  };
}

function deleteText(count: number, { strings, locale }: PageContext): string {
  if (count === 0) return strings.deleteFiles;
  if (count === 1) return strings.deleteOneFile;
  return fill(strings.deleteManyFiles, countText(count, locale));
}

function showTotals(
  place: HTMLElement,
  { rows, bytes, state }: KnownFiles,
  { strings, locale }: PageContext,
): void {
  const { length } = rows;
  place.hidden = length === 0;
  const count = length === 1 ? strings.oneFile : fill(strings.manyFiles, countText(length, locale));
  const size = element('span', { title: exactBytesText(bytes, locale) }, bytesText(bytes, locale));
  const loaded = element('span', { className: 'secondary' }, strings.ofThoseLoaded);
  place.replaceChildren(element('span', {}, count), size, ...(state.complete ? [] : [loaded]));
}

/** What stands below the table: why it is empty, what is under way, what is missing. */
function filesFooter(
  context: PageContext,
  grid: HTMLElement,
): { root: HTMLElement; show: (rows: number, shown: number, state: ListState) => void } {
  const { strings, locale, run } = context;
  const text = element('span');
  const loadMore = textButton(strings.loadMore, 'secondary', () => {
    run('loadMore', 'files');
  });
  const loadAll = textButton(strings.loadAll, 'secondary', () => {
    run('loadAll', 'files');
  });
  const cancel = textButton(strings.cancel, 'secondary', () => {
    run('cancel', 'files');
  });
  const line = element('div', { className: 'footer' }, text, loadMore, loadAll, cancel);
  const notice = element('div');
  return {
    root: element('div', {}, line, notice),
    show: (rows, shown, { loading, waiting, failure, complete }) => {
      const focused = document.activeElement;
      const hadFocus = line.contains(focused) || notice.contains(focused);
      const more = rows > 0 && !complete && loading === undefined;
      const growing = loading !== undefined && (rows === 0 || loading !== 'refresh');
      const count = countText(rows, locale);
      const sentences = [
        complete && rows === 0 && failure === undefined ? strings.noFiles : '',
        rows > 0 && shown === 0 ? strings.noFileMatches : '',
        more ? fill(strings.moreFiles, count) : '',
        growing && rows === 0 ? (waiting ?? strings.loadingFiles) : '',
        growing && rows > 0 ? (waiting ?? fill(strings.loadingMoreFiles, count)) : '',
      ];
      setText(text, sentences.filter(Boolean).join(' '));
      line.hidden = text.textContent === '';
      line.classList.toggle('late', growing && rows === 0);
      loadMore.hidden = loadAll.hidden = !more || failure !== undefined;
      cancel.hidden = !growing;
      showFailure(notice, failure, context);
      // A button that is gone takes the focus with it.
      if (hadFocus && (!document.contains(focused) || isHidden(focused))) {
        const [next] = [...line.querySelectorAll('button')].filter(({ hidden }) => !hidden);
        (next ?? grid).focus();
      }
    },
  };
}

function isHidden(node: Element | null): boolean {
  return node?.closest('[hidden]') !== null;
}

function showFailure(
  place: HTMLElement,
  failure: ListState['failure'],
  { strings, locale, run }: PageContext,
): void {
  if (failure === undefined) {
    place.replaceChildren();
    return;
  }
  const ofFiles: PageContext = {
    strings,
    locale,
    run: (action) => {
      run(action, 'files');
    },
  };
  place.replaceChildren(failureNotice(failure, ofFiles, 'secondary'));
}

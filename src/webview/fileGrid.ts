import duplicateIcon from '@vscode/codicons/src/icons/warning.svg';
import descendingIcon from '@vscode/codicons/src/icons/triangle-down.svg';
import ascendingIcon from '@vscode/codicons/src/icons/triangle-up.svg';
import type { FileColumn, FileRow, FilesView } from '../panel/protocol';
import { bytesText, exactBytesText } from '../shared/bytes';
import { dayText, exactDateText } from './dates';
import { element, icon } from './dom';
import { gridStep } from './gridKeys';
import type { PageContext } from './page';
import { RowSelection } from './rowSelection';

/** Rows that are drawn above and below those on screen. */
const spareRows = 8;

/** Height of a row, in the height of its letters. */
const rowEms = 1.85;

type Sort = FilesView['sort'];

export interface FileGridOptions {
  readonly onSort: (column: FileColumn) => void;
  readonly onChoose: () => void;
  readonly onDelete: () => void;
}

/**
 * The table of files. However many there are, only those on screen are elements; the focus stays on
 * the table, which says which row is meant.
 */
export class FileGrid {
  readonly root: HTMLElement;
  readonly selection = new RowSelection();
  readonly #context: PageContext;
  readonly #options: FileGridOptions;
  readonly #heads: readonly { column: FileColumn; cell: HTMLElement }[];
  readonly #head: HTMLElement;
  readonly #body = element('div', { className: 'body', role: 'rowgroup' });
  readonly #drawn = new Map<number, HTMLElement>();
  #rows: readonly FileRow[] = [];
  #duplicates: ReadonlySet<string> = new Set();
  #rowHeight = 24;

  constructor(context: PageContext, options: FileGridOptions) {
    this.#context = context;
    this.#options = options;
    const { files, fileName, fileSize, fileAdded } = context.strings;
    this.#heads = [
      this.#columnHead('name', fileName),
      this.#columnHead('size', fileSize),
      this.#columnHead('added', fileAdded),
    ];
    const cells = this.#heads.map(({ cell }) => cell);
    const headRow = element('div', { className: 'row', role: 'row', ariaRowIndex: '1' }, ...cells);
    this.#head = element('div', { className: 'head', role: 'rowgroup' }, headRow);
    const properties = { className: 'grid', role: 'grid', tabIndex: 0, ariaLabel: files };
    this.root = element('div', properties, this.#head, this.#body);
    this.root.ariaMultiSelectable = 'true';
    this.root.addEventListener('scroll', () => {
      this.#draw();
    });
    this.root.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.#body.addEventListener('click', (event) => {
      this.#onClick(event);
    });
    this.root.addEventListener('copy', (event) => {
      this.#copyNames(event);
    });
    new ResizeObserver(() => {
      this.#measure();
      this.#draw();
    }).observe(this.root);
  }

  /** @param duplicates IDs of rows whose name another file has too */
  show(rows: readonly FileRow[], duplicates: ReadonlySet<string>, sort: Sort): void {
    this.#rows = rows;
    this.#duplicates = duplicates;
    this.selection.show(rows.map(({ id }) => id));
    this.root.ariaRowCount = String(rows.length + 1);
    for (const { column, cell } of this.#heads) showSort(cell, column, sort);
    this.#redraw();
  }

  #columnHead(column: FileColumn, label: string): { column: FileColumn; cell: HTMLElement } {
    const button = element('button', { type: 'button' }, label);
    button.addEventListener('click', () => {
      this.#options.onSort(column);
    });
    const properties = { className: `cell ${column}`, role: 'columnheader' };
    return { column, cell: element('div', properties, button) };
  }

  #onKey(event: KeyboardEvent): void {
    // The buttons of the head have keys of their own.
    if (event.target !== this.root) return;
    const step = gridStep(event, this.#pageRows());
    if (step === undefined) return;
    event.preventDefault();
    // What VS Code would do with the same key, such as selecting the whole page.
    event.stopPropagation();
    const { selection } = this;
    switch (step.kind) {
      case 'move':
        selection.move(Math.max(0, selection.focus) + step.by, step.extend);
        break;
      case 'toggle':
        selection.toggle(selection.focus);
        break;
      case 'all':
        selection.chooseAll();
        break;
      case 'none':
        selection.clear();
        break;
      case 'delete':
        this.#options.onDelete();
        return;
    }
    this.#reveal(selection.focus);
    this.#redraw();
    this.#options.onChoose();
  }

  #onClick({ target, ctrlKey, metaKey, shiftKey }: MouseEvent): void {
    const row = target instanceof Element ? target.closest('[role=row]') : null;
    if (row === null) return;
    const index = Number(row.ariaRowIndex) - 2;
    if (shiftKey) this.selection.move(index, true);
    else if (ctrlKey || metaKey) this.selection.toggle(index);
    else this.selection.choose(index);
    this.#redraw();
    this.#options.onChoose();
  }

  #copyNames(event: ClipboardEvent): void {
    const meant = new Set(this.selection.meant);
    const names = this.#rows.filter(({ id }) => meant.has(id)).map(({ name }) => name);
    event.clipboardData?.setData('text/plain', names.join('\n'));
    event.preventDefault();
  }

  /** How many rows a page up or down goes. */
  #pageRows(): number {
    const height = this.root.clientHeight - this.#head.offsetHeight;
    return Math.max(1, Math.floor(height / this.#rowHeight) - 1);
  }

  /** Scrolls as little as needed; the head covers what is under it. */
  #reveal(index: number): void {
    const { root } = this;
    const top = index * this.#rowHeight;
    const bottom = this.#head.offsetHeight + top + this.#rowHeight;
    if (top < root.scrollTop) root.scrollTop = top;
    else if (bottom > root.scrollTop + root.clientHeight) {
      root.scrollTop = bottom - root.clientHeight;
    }
  }

  #measure(): void {
    // In whole pixels, so that ten thousand rows end where they are computed to end.
    this.#rowHeight = Math.round(parseFloat(getComputedStyle(this.root).fontSize) * rowEms);
    // Through the object model, which the content policy allows; style attributes it does not.
    this.root.style.setProperty('--row-height', `${this.#rowHeight}px`);
  }

  #redraw(): void {
    for (const row of this.#drawn.values()) row.remove();
    this.#drawn.clear();
    this.#draw();
  }

  /** Draws the rows on screen and a few more, and takes the others out. */
  #draw(): void {
    const { scrollTop, clientHeight } = this.root;
    const onScreen = Math.ceil(clientHeight / this.#rowHeight);
    // Where there are fewer rows than before, the scroll position is still behind the last one.
    const top = Math.min(Math.floor(scrollTop / this.#rowHeight), this.#rows.length - onScreen);
    const first = Math.max(0, top - spareRows);
    const end = Math.min(this.#rows.length, first + onScreen + 2 * spareRows);
    for (const [index, row] of this.#drawn) {
      if (index >= first && index < end) continue;
      row.remove();
      this.#drawn.delete(index);
    }
    // The drawn rows stand where all rows together would have them.
    this.#body.style.height = `${this.#rows.length * this.#rowHeight}px`;
    this.#body.style.paddingTop = `${first * this.#rowHeight}px`;
    let next: Element | null = null;
    for (let index = end - 1; index >= first; index -= 1) {
      const row = this.#drawn.get(index) ?? this.#drawRow(index);
      if (row.parentNode === null) this.#body.insertBefore(row, next);
      next = row;
    }
    const focused = this.#drawn.get(this.selection.focus);
    if (focused === undefined) this.root.removeAttribute('aria-activedescendant');
    else this.root.setAttribute('aria-activedescendant', focused.id);
  }

  #drawRow(index: number): HTMLElement {
    const file = this.#rows[index];
    const chosen = file !== undefined && this.selection.chosen.has(file.id);
    const row = element('div', {
      id: `file-${index}`,
      className: 'row',
      role: 'row',
      ariaRowIndex: String(index + 2),
      ariaSelected: String(chosen),
    });
    row.classList.toggle('focused', index === this.selection.focus);
    if (file !== undefined) row.append(...this.#cells(file));
    this.#drawn.set(index, row);
    return row;
  }

  #cells({ id, name, size, createdAt }: FileRow): HTMLElement[] {
    const { locale } = this.#context;
    const label = element('span', { className: 'label', dir: 'auto', title: name }, name);
    const marks = this.#duplicates.has(id) ? [this.#duplicateMark()] : [];
    return [
      element('div', { className: 'cell name', role: 'gridcell' }, label, ...marks),
      element(
        'div',
        { className: 'cell size', role: 'gridcell', title: exactBytesText(size, locale) },
        bytesText(size, locale),
      ),
      element(
        'div',
        { className: 'cell added', role: 'gridcell', title: exactDateText(createdAt, locale) },
        dayText(createdAt, locale),
      ),
    ];
  }

  #duplicateMark(): HTMLElement {
    const { duplicateName } = this.#context.strings;
    const words = element('span', { className: 'unseen' }, `, ${duplicateName}`);
    const properties = { className: 'duplicate', title: duplicateName };
    return element('span', properties, icon(duplicateIcon), words);
  }
}

function showSort(cell: HTMLElement, column: FileColumn, sort: Sort): void {
  const sorted = sort.column === column;
  const direction = sort.descending ? 'descending' : 'ascending';
  if (cell.ariaSort === (sorted ? direction : 'none')) return;
  cell.ariaSort = sorted ? direction : 'none';
  const button = cell.firstElementChild;
  button?.querySelector('.icon')?.remove();
  if (sorted) button?.append(icon(sort.descending ? descendingIcon : ascendingIcon));
}

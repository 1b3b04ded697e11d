import descendingIcon from '@vscode/codicons/src/icons/triangle-down.svg';
import ascendingIcon from '@vscode/codicons/src/icons/triangle-up.svg';
import { element, icon } from './dom';
import { gridStep, type GridStep } from './gridKeys';
import { RowSelection } from './rowSelection';

/** Rows that are drawn above and below those on screen. */
const spareRows = 8;

/** Height of a row, in the height of its letters. */
const rowEms = 1.85;

/** A row of a table; what it is called is copied as text. */
export interface GridRow {
  readonly id: string;
  readonly name: string;
}

export interface GridSort<Column extends string> {
  readonly column: Column;
  readonly descending: boolean;
}

/** What a cell shows, and what it says on hover. */
export interface CellContent {
  readonly content: readonly (Node | string)[];
  readonly title?: string;
}

export interface GridColumn<Row, Column extends string> {
  /** Also the class of its cells. */
  readonly id: Column;
  readonly title: string;
  readonly cell: (row: Row) => CellContent;
}

export interface RowGridOptions<Row, Column extends string> {
  /** What the table is called, and the class by which its columns have their widths. */
  readonly label: string;
  readonly className: string;
  readonly columns: readonly GridColumn<Row, Column>[];
  readonly onSort: (column: Column) => void;
  /** Absent where rows cannot be chosen. */
  readonly choosing?: { readonly onChoose: () => void; readonly onDelete: () => void };
}

/**
 * A table. However many rows there are, only those on screen are elements; the focus stays on the
 * table, which says which row is meant.
 */
export class RowGrid<Row extends GridRow, Column extends string> {
  readonly root: HTMLElement;
  readonly selection = new RowSelection();
  readonly #options: RowGridOptions<Row, Column>;
  readonly #heads: readonly { column: Column; cell: HTMLElement }[];
  readonly #head: HTMLElement;
  readonly #body = element('div', { className: 'body', role: 'rowgroup' });
  readonly #drawn = new Map<number, HTMLElement>();
  #rows: readonly Row[] = [];
  #rowHeight = 24;

  constructor(options: RowGridOptions<Row, Column>) {
    this.#options = options;
    const { label, className, columns, choosing } = options;
    this.#heads = columns.map(({ id, title }) => this.#columnHead(id, title));
    const cells = this.#heads.map(({ cell }) => cell);
    const headRow = element('div', { className: 'row', role: 'row', ariaRowIndex: '1' }, ...cells);
    this.#head = element('div', { className: 'head', role: 'rowgroup' }, headRow);
    const properties = { role: 'grid', tabIndex: 0, ariaLabel: label };
    this.root = element('div', properties, this.#head, this.#body);
    this.root.className = `grid ${className}`;
    if (choosing !== undefined) this.root.ariaMultiSelectable = 'true';
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

  show(rows: readonly Row[], sort: GridSort<Column>): void {
    this.#rows = rows;
    this.selection.show(rows.map(({ id }) => id));
    this.root.ariaRowCount = String(rows.length + 1);
    for (const { column, cell } of this.#heads) showSort(cell, column, sort);
    this.#redraw();
  }

  #columnHead(column: Column, label: string): { column: Column; cell: HTMLElement } {
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
    const { choosing } = this.#options;
    if (choosing === undefined && step.kind !== 'move') return;
    event.preventDefault();
    // What VS Code would do with the same key, such as selecting the whole page.
    event.stopPropagation();
    if (step.kind === 'delete') {
      choosing?.onDelete();
      return;
    }
    this.#take(step, choosing !== undefined);
    this.#reveal(this.selection.focus);
    this.#redraw();
    choosing?.onChoose();
  }

  #take(step: GridStep, canChoose: boolean): void {
    const { selection } = this;
    if (step.kind === 'move') {
      selection.move(Math.max(0, selection.focus) + step.by, canChoose && step.extend);
    } else if (step.kind === 'toggle') selection.toggle(selection.focus);
    else if (step.kind === 'all') selection.chooseAll();
    else selection.clear();
  }

  #onClick({ target, ctrlKey, metaKey, shiftKey }: MouseEvent): void {
    const row = target instanceof Element ? target.closest('[role=row]') : null;
    if (row === null) return;
    const index = Number(row.ariaRowIndex) - 2;
    const { choosing } = this.#options;
    if (choosing === undefined) this.selection.move(index, false);
    else if (shiftKey) this.selection.move(index, true);
    else if (ctrlKey || metaKey) this.selection.toggle(index);
    else this.selection.choose(index);
    this.#redraw();
    choosing?.onChoose();
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
    const data = this.#rows[index];
    const ariaRowIndex = String(index + 2);
    const row = element('div', { id: `row-${index}`, className: 'row', role: 'row', ariaRowIndex });
    row.classList.toggle('focused', index === this.selection.focus);
    if (data !== undefined) {
      if (this.#options.choosing !== undefined) {
        row.ariaSelected = String(this.selection.chosen.has(data.id));
      }
      row.append(...this.#cells(data));
    }
    this.#drawn.set(index, row);
    return row;
  }

  #cells(row: Row): HTMLElement[] {
    return this.#options.columns.map(({ id, cell }) => {
      const { content, title = '' } = cell(row);
      return element('div', { className: `cell ${id}`, role: 'gridcell', title }, ...content);
    });
  }
}

/** The name of a row, cut where it does not fit. */
export function nameLabel(name: string, title: string): HTMLElement {
  return element('span', { className: 'label', dir: 'auto', title }, name);
}

/** A column that is sorted by already is turned round. */
export function nextSort<Column extends string>(
  sort: GridSort<Column>,
  column: Column,
): { column: Column; descending: boolean } {
  return { column, descending: sort.column === column && !sort.descending };
}

function showSort<Column extends string>(
  cell: HTMLElement,
  column: Column,
  sort: GridSort<Column>,
): void {
  const sorted = sort.column === column;
  const direction = sort.descending ? 'descending' : 'ascending';
  if (cell.ariaSort === (sorted ? direction : 'none')) return;
  cell.ariaSort = sorted ? direction : 'none';
  const button = cell.firstElementChild;
  button?.querySelector('.icon')?.remove();
  if (sorted) button?.append(icon(sort.descending ? descendingIcon : ascendingIcon));
}

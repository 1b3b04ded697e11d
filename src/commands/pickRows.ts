import * as vscode from 'vscode';
import type { Load, PagedList } from '../model/pagedList';

export interface RowPick<Row extends { readonly id: string }> {
  readonly title: string;
  readonly placeholder: string;
  /** Said where the list is empty. */
  readonly nothing: string;
  /** Whether several can be chosen. */
  readonly many: boolean;
  readonly list: PagedList<Row>;
  /** Whether what is loaded is of use when the person has left. */
  readonly loadsOn?: boolean;
  readonly toItem: (row: Row) => vscode.QuickPickItem;
}

/** How often the rows are drawn anew while a list comes in, in milliseconds. */
const redrawEveryMs = 300;

/**
 * Asks for rows of a list. Those that are loaded are offered at once, the others as they come; what
 * is loaded for this alone stops when the person leaves.
 * @returns undefined when the person left
 * @throws {CartesiaError} why there is nothing to choose from
 */
export async function pickRows<Row extends { readonly id: string }>({
  title,
  placeholder,
  nothing,
  many,
  list,
  loadsOn = false,
  toItem,
}: RowPick<Row>): Promise<readonly Row[] | undefined> {
  const picker = vscode.window.createQuickPick<RowItem<Row>>();
  picker.title = title;
  picker.canSelectMany = many;
  picker.matchOnDescription = true;
  picker.ignoreFocusOut = many;
  picker.keepScrollPosition = true;
  const underWay = (): Load | undefined => list.state.loading;
  const loadsAlready = underWay() !== undefined;
  let drawn: readonly Row[] | undefined;
  let redraw: NodeJS.Timeout | undefined;
  const draw = (): void => {
    redraw = undefined;
    const { rows } = list.state;
    if (rows === drawn) return;
    drawn = rows;
    const chosen = new Set(picker.selectedItems.map(({ row }) => row.id));
    const items = rows.map((row) => ({ ...toItem(row), row }));
    picker.items = items;
    if (many) picker.selectedItems = items.filter(({ row }) => chosen.has(row.id));
  };
  const show = (): void => {
    const { rows, loading, error } = list.state;
    picker.busy = loading !== undefined;
    if (error !== undefined) picker.placeholder = vscode.l10n.t('The list is not complete');
    else if (rows.length === 0 && loading === undefined) picker.placeholder = nothing;
    else picker.placeholder = placeholder;
    // The first rows at once; the later ones bundled, because all are drawn anew.
    if (drawn === undefined || drawn.length === 0) draw();
    else redraw ??= setTimeout(draw, redrawEveryMs);
  };
  const subscription = list.onDidChange(show);
  return new Promise<readonly Row[] | undefined>((resolve, reject) => {
    picker.onDidAccept(() => {
      if (many || picker.selectedItems.length > 0) {
        resolve(picker.selectedItems.map(({ row }) => row));
      }
    });
    picker.onDidHide(() => {
      resolve(undefined);
    });
    picker.show();
    show();
    void list.loadAll().then(() => {
      show();
      const { rows, error } = list.state;
      if (rows.length === 0 && error !== undefined) reject(error);
    });
  }).finally(() => {
    subscription.dispose();
    clearTimeout(redraw);
    picker.dispose();
    if (!loadsOn && !loadsAlready && underWay() === 'loadAll') list.cancel();
  });
}

interface RowItem<Row> extends vscode.QuickPickItem {
  readonly row: Row;
}

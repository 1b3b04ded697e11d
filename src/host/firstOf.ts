import * as vscode from 'vscode';

/**
 * The first of some items, and how many more there are: "a, b and 3 more".
 * @param most items that are named
 */
export function firstOf<Item>(
  items: readonly Item[],
  most: number,
  text: (item: Item) => string,
): string {
  const named = items.slice(0, most).map(text).join(', ');
  const more = items.length - most;
  return more > 0 ? vscode.l10n.t('{0} and {1} more', named, more) : named;
}

/**
 * As much of VS Code's API as drawing a row takes: classes that hold what they are given. What they
 * cost in VS Code is the same for every extension.
 */
export class TreeItem {
  label: string;
  collapsibleState: number | undefined;

  constructor(label: string, collapsibleState?: number) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export class ThemeIcon {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeColor extends ThemeIcon {}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const Uri = { parse: (value: string): string => value };
export const env = { language: 'en' };
export const l10n = {
  t: (text: string, ...values: unknown[]): string =>
    text.replace(/\{(\d+)\}/g, (_whole, index: string) => String(values[Number(index)])),
};

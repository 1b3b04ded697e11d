import * as vscode from 'vscode';
import { quickPickText } from '../host/plainText';
import { parseDatasetId } from '../api/datasetId';
import { idProblemText } from '../host/explain';
import type { RecentDataset } from '../model/recentDatasets';

/** More would make the list slow at each key; a longer one is better searched in the tree. */
const maxOffered = 1000;

/**
 * Asks for a dataset: its ID can be typed or pasted, or one be chosen.
 * @param recents opened lately, newest first
 * @param rows the account's datasets, as far as they are loaded; each ID is offered once
 * @returns its ID, or undefined when the person left
 */
export async function pickDataset(
  title: string,
  recents: readonly RecentDataset[],
  rows: readonly RecentDataset[],
): Promise<string | undefined> {
  const { l10n } = vscode;
  const picker = vscode.window.createQuickPick<DatasetItem>();
  picker.title = title;
  picker.placeholder = l10n.t('Dataset ID, or choose one');
  picker.matchOnDescription = true;
  // People fetch the ID from another window, and a page that takes the focus should not end this.
  picker.ignoreFocusOut = true;
  const offered = offeredItems(recents, rows);
  picker.items = [typedItem(''), ...offered];
  picker.activeItems = offered.filter(({ id }) => id !== undefined).slice(0, 1);
  return new Promise<string | undefined>((resolve) => {
    picker.onDidChangeValue((value) => {
      // The number of rows stays the same: VS Code may still tell of a choice among the rows before.
      picker.items = [typedItem(value), ...offered];
    });
    picker.onDidAccept(() => {
      const chosen = picker.selectedItems[0]?.id;
      const typed = parseDatasetId(picker.value);
      if (chosen !== undefined) resolve(chosen);
      else if ('id' in typed) resolve(typed.id);
    });
    picker.onDidHide(() => {
      resolve(undefined);
    });
    picker.show();
  }).finally(() => {
    picker.dispose();
  });
}

interface DatasetItem extends vscode.QuickPickItem {
  /** Of an offered dataset; undefined in the row for the typed text. */
  readonly id?: string;
}

function offeredItems(
  recents: readonly RecentDataset[],
  rows: readonly RecentDataset[],
): readonly DatasetItem[] {
  const { l10n } = vscode;
  const recentIds = new Set(recents.map(({ id }) => id));
  const others = rows.filter(({ id }) => !recentIds.has(id)).slice(0, maxOffered);
  return [
    ...group(l10n.t('Opened lately'), recents, 'history'),
    ...group(l10n.t('Datasets'), others, 'database'),
  ];
}

function group(
  label: string,
  datasets: readonly RecentDataset[],
  icon: string,
): readonly DatasetItem[] {
  if (datasets.length === 0) return [];
  const iconPath = new vscode.ThemeIcon(icon);
  return [
    { label, kind: vscode.QuickPickItemKind.Separator },
    ...datasets.map(({ id, name }) => ({
      label: quickPickText(name) || vscode.l10n.t('Untitled'),
      description: quickPickText(id),
      iconPath,
      id,
    })),
  ];
}

/** The first row: what Enter does with the typed text. It stays whatever the filter says. */
function typedItem(value: string): DatasetItem {
  const { l10n } = vscode;
  if (value.trim() === '') {
    const label = l10n.t('Type or paste a dataset ID');
    return { label, iconPath: new vscode.ThemeIcon('edit'), alwaysShow: true };
  }
  const parsed = parseDatasetId(value);
  if ('problem' in parsed) {
    const label = idProblemText(parsed.problem);
    return { label, iconPath: new vscode.ThemeIcon('warning'), alwaysShow: true };
  }
  return {
    // VS Code sorts rows by how well their labels match, so the typed text itself comes first.
    label: quickPickText(parsed.id),
    description: l10n.t('Get this dataset'),
    iconPath: new vscode.ThemeIcon('search'),
    alwaysShow: true,
  };
}

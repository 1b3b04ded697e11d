import * as vscode from 'vscode';
import { quickPickText } from '../host/plainText';
import { parseDatasetId } from '../api/datasetId';
import { idProblemText } from '../host/explain';
import type { RecentDataset } from '../model/recentDatasets';

/**
 * Asks for a dataset: its ID can be typed or pasted, or one opened lately chosen.
 * @returns its ID, or undefined when the person left
 */
export async function pickDataset(
  title: string,
  recents: readonly RecentDataset[],
): Promise<string | undefined> {
  const { l10n } = vscode;
  const picker = vscode.window.createQuickPick<DatasetItem>();
  picker.title = title;
  picker.placeholder = l10n.t('Dataset ID, or choose one opened lately');
  picker.matchOnDescription = true;
  // People fetch the ID from another window, and a page that takes the focus should not end this.
  picker.ignoreFocusOut = true;
  const recentItems = recents.map(recentItem);
  picker.items = [typedItem(''), ...recentItems];
  picker.activeItems = recentItems.slice(0, 1);
  return new Promise<string | undefined>((resolve) => {
    picker.onDidChangeValue((value) => {
      // The number of rows stays the same: VS Code may still tell of a choice among the rows before.
      picker.items = [typedItem(value), ...recentItems];
    });
    picker.onDidAccept(() => {
      const recentId = picker.selectedItems[0]?.recentId;
      const typed = parseDatasetId(picker.value);
      if (recentId !== undefined) resolve(recentId);
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
  /** Of a dataset opened lately; undefined in the row for the typed text. */
  readonly recentId?: string;
}

function recentItem({ id, name }: RecentDataset): DatasetItem {
  return {
    label: quickPickText(name) || vscode.l10n.t('Untitled'),
    description: quickPickText(id),
    iconPath: new vscode.ThemeIcon('history'),
    recentId: id,
  };
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

import * as vscode from 'vscode';
import { View } from '../host/names';
import { withoutLinks } from '../host/plainText';
import type { Account } from '../model/account';
import { filterDatasets as filtered } from '../model/arrange';
import { isComplete } from '../model/pagedList';
import type { ViewSettings } from '../model/viewSettings';

/** How long a person may pause between two keys before the tree follows, in milliseconds. */
const pauseMs = 80;

/** Filters the tree while the person types. Escape leaves it as it was. */
export function filterDatasets(account: Account, settings: ViewSettings): () => Promise<void> {
  return async () => {
    // From the palette the view may be hidden, and then there would be nothing to see.
    await vscode.commands.executeCommand(`${View.datasets}.focus`);
    const before = settings.filter;
    const accepted = await askForFilter(account, settings);
    if (!accepted) await settings.change({ filter: before });
  };
}

export function clearFilter(settings: ViewSettings): () => Promise<void> {
  return () => settings.change({ filter: '' });
}

async function askForFilter(account: Account, settings: ViewSettings): Promise<boolean> {
  const { l10n } = vscode;
  const input = vscode.window.createInputBox();
  const loadAll: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('fold-down'),
    tooltip: l10n.t('Load all datasets to search them'),
  };
  let pause: NodeJS.Timeout | undefined;
  input.title = l10n.t('Filter Datasets');
  input.placeholder = l10n.t('Words in the name, the description or the ID');
  input.value = settings.filter;
  // A look into the tree is no Escape.
  input.ignoreFocusOut = true;
  const tell = (): void => {
    const { state } = account.datasets;
    input.prompt = withoutLinks(countText(account, input.value));
    input.buttons = isComplete(state) ? [] : [loadAll];
    input.busy = state.loading !== undefined;
  };
  const subscription = account.datasets.onDidChange(tell);
  tell();
  return new Promise<boolean>((resolve) => {
    const apply = (): void => {
      clearTimeout(pause);
      void settings.change({ filter: input.value.trim() });
    };
    input.onDidChangeValue(() => {
      clearTimeout(pause);
      pause = setTimeout(apply, pauseMs);
      tell();
    });
    input.onDidTriggerButton(() => {
      void account.datasets.loadAll();
    });
    input.onDidAccept(() => {
      apply();
      resolve(true);
    });
    input.onDidHide(() => {
      clearTimeout(pause);
      resolve(false);
    });
    input.show();
  }).finally(() => {
    subscription.dispose();
    input.dispose();
  });
}

function countText(account: Account, filter: string): string {
  const { l10n } = vscode;
  const { state } = account.datasets;
  const number = (count: number): string => count.toLocaleString(vscode.env.language);
  const matching = number(filtered(state.rows, filter).length);
  const known = number(state.rows.length);
  return isComplete(state)
    ? l10n.t('{0} of {1} datasets match.', matching, known)
    : l10n.t('{0} of the {1} datasets that are loaded match; there are more.', matching, known);
}

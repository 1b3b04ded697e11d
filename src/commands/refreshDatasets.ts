import * as vscode from 'vscode';
import { withLateProgress } from '../host/lateProgress';
import type { Account } from '../model/account';
import type { DatasetPanels } from '../panel/datasetPanels';
import type { DatasetTree } from '../tree/datasetTree';
import type { NeedsKey } from './needsKey';
import { datasetArgument } from './rowArguments';

export interface RefreshDependencies {
  readonly needsKey: NeedsKey;
  readonly account: Pick<Account, 'refresh' | 'refreshDataset' | 'readDataset'>;
  readonly tree: Pick<DatasetTree, 'expanded'>;
  readonly panels: Pick<DatasetPanels, 'refresh' | 'shownIds' | 'view'>;
  readonly pick: (title: string) => Promise<string | undefined>;
}

/** Reads everything again that is on the screen. */
export function refreshDatasets({
  account,
  tree,
  panels,
}: Pick<RefreshDependencies, 'account' | 'tree' | 'panels'>): () => Promise<void> {
  return async () => {
    const inSight = new Set([...tree.expanded, ...panels.shownIds()]);
    await Promise.all([account.refresh(inSight), panels.refresh()]);
  };
}

/** Reads one dataset again, with its files and trainings where they are loaded. */
export function refreshDataset({
  needsKey,
  account,
  panels,
  pick,
}: RefreshDependencies): (argument?: unknown) => Promise<void> {
  const read = (id: string): Promise<unknown> =>
    withLateProgress(vscode.l10n.t('Refreshing dataset'), (options) =>
      account.readDataset(id, options),
    );
  return async (argument) => {
    if (!(await needsKey())) return;
    const id = datasetArgument(argument) ?? (await pick(vscode.l10n.t('Refresh Dataset')));
    if (id === undefined) return;
    const view = panels.view(id);
    await Promise.all([view === undefined ? read(id) : view.load(), account.refreshDataset(id)]);
  };
}

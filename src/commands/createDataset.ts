import * as vscode from 'vscode';
import type { DatasetInput } from '../api/client';
import { withLateProgress } from '../host/lateProgress';
import type { Account } from '../model/account';
import type { DatasetPanels } from '../panel/datasetPanels';
import type { DatasetTree } from '../tree/datasetTree';
import { askForName } from './askForName';
import { tryAgain } from './failedTry';
import type { NeedsKey } from './needsKey';

export interface CreateDatasetDependencies {
  readonly needsKey: NeedsKey;
  readonly account: Pick<Account, 'createDataset'>;
  readonly tree: Pick<DatasetTree, 'reveal'>;
  readonly panels: Pick<DatasetPanels, 'open'>;
}

/** Asks for name and description, creates the dataset and shows it. */
export function createDataset({
  needsKey,
  account,
  tree,
  panels,
}: CreateDatasetDependencies): () => Promise<void> {
  const { l10n } = vscode;
  const create = async (input: DatasetInput): Promise<void> => {
    const { id } = await withLateProgress(l10n.t('Creating dataset'), (options) =>
      account.createDataset(input, options),
    );
    vscode.window.setStatusBarMessage(`$(check) ${l10n.t('Dataset created')}`, 3000);
    panels.open(id);
    // That its row cannot be shown is no failure: what failed would be created once more.
    await tree.reveal(id).catch(() => undefined);
  };
  return async () => {
    if (!(await needsKey())) return;
    const input = await askForFields();
    if (input !== undefined) await tryAgain(() => create(input));
  };
}

async function askForFields(): Promise<DatasetInput | undefined> {
  const { l10n } = vscode;
  const name = await askForName(l10n.t('Create Dataset (1/2)'), '');
  if (name === undefined) return undefined;
  const description = await vscode.window.showInputBox({
    title: l10n.t('Create Dataset (2/2)'),
    prompt: l10n.t('Description of "{0}"; may be left empty', name),
    ignoreFocusOut: true,
  });
  return description === undefined ? undefined : { name, description: description.trim() };
}

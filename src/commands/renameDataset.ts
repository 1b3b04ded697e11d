import * as vscode from 'vscode';
import type { Dataset } from '../api/shapes';
import { withLateProgress } from '../host/lateProgress';
import { oneLine, withoutLinks } from '../host/plainText';
import type { Account } from '../model/account';
import { askForName } from './askForName';
import { tryAgain } from './failedTry';
import type { NeedsKey } from './needsKey';
import { datasetArgument } from './rowArguments';

export interface RenameDatasetDependencies {
  readonly needsKey: NeedsKey;
  readonly account: Pick<Account, 'knownDataset' | 'readDataset' | 'saveDataset'>;
  /** Asks which dataset is meant. */
  readonly pick: (title: string) => Promise<string | undefined>;
}

/** Gives a dataset another name; its description stays what it is at that moment. */
export function renameDataset(
  dependencies: RenameDatasetDependencies,
): (argument?: unknown) => Promise<void> {
  const { needsKey, account, pick } = dependencies;
  const { l10n } = vscode;
  return async (argument) => {
    if (!(await needsKey())) return;
    const title = l10n.t('Rename Dataset');
    const id = datasetArgument(argument) ?? (await pick(title));
    if (id === undefined) return;
    const dataset =
      account.knownDataset(id) ??
      (await withLateProgress(l10n.t('Getting dataset'), (options) =>
        account.readDataset(id, options),
      ));
    const name = await askForName(title, dataset.name, l10n.t('New name'));
    if (name !== undefined && name !== dataset.name) {
      await tryAgain(() => save(account, dataset, name));
    }
  };
}

async function save(
  account: Pick<Account, 'saveDataset'>,
  dataset: Dataset,
  name: string,
): Promise<void> {
  const { l10n } = vscode;
  const write = (base: { name: string } | undefined): ReturnType<Account['saveDataset']> =>
    withLateProgress(l10n.t('Renaming dataset'), (options) =>
      account.saveDataset(dataset.id, base, { name }, options),
    );
  const outcome = await write({ name: dataset.name });
  if (outcome.kind === 'conflict') {
    const rename = l10n.t('Rename Anyway');
    const chosen = await vscode.window.showWarningMessage(
      l10n.t('Somebody else has renamed this dataset meanwhile.'),
      {
        modal: true,
        detail: withoutLinks(
          l10n.t('It is called "{0}" now. Call it "{1}"?', oneLine(outcome.theirs.name), name),
        ),
      },
      rename,
    );
    if (chosen !== rename) return;
    await write(undefined);
  }
  vscode.window.setStatusBarMessage(`$(check) ${l10n.t('Dataset renamed')}`, 3000);
}

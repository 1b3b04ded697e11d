import * as vscode from 'vscode';
import type { DatasetFiles } from '../host/datasetFiles';
import { withLateProgress } from '../host/lateProgress';
import type { Account } from '../model/account';
import { datasetsMeant, type DatasetsMeantDependencies } from './datasetsMeant';
import type { NeedsKey } from './needsKey';

export interface OpenDatasetJsonDependencies extends DatasetsMeantDependencies {
  readonly needsKey: NeedsKey;
  readonly account: Pick<Account, 'readDocument'>;
  readonly datasetFiles: Pick<DatasetFiles, 'add'>;
}

/** Opens a dataset as Cartesia sends it now in a text editor, where it can be searched and folded. */
export function openDatasetJson(
  dependencies: OpenDatasetJsonDependencies,
): (argument?: unknown) => Promise<void> {
  const { needsKey, account, datasetFiles } = dependencies;
  const { l10n } = vscode;
  return async (argument) => {
    if (!(await needsKey())) return;
    const [id] = await datasetsMeant(dependencies, l10n.t('Open Dataset as JSON'), argument);
    if (id === undefined) return;
    const document = await withLateProgress(l10n.t('Getting dataset'), (options) =>
      account.readDocument(id, options),
    );
    const uri = datasetFiles.add(id, document);
    await vscode.window.showTextDocument(uri, { preview: false });
  };
}

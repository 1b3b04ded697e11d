import * as vscode from 'vscode';
import { oneLine } from '../host/plainText';
import type { Account } from '../model/account';
import { totalBytes } from '../model/arrange';
import { bytesText } from '../shared/bytes';
import { deleteMany } from './deleteMany';
import type { NeedsKey } from './needsKey';
import { pickFiles } from './pickFile';
import { fileArguments, type FileArgument } from './rowArguments';

export interface DeleteFileDependencies {
  readonly needsKey: NeedsKey;
  readonly account: Account;
  readonly baseUrl: () => string | undefined;
  readonly pick: (title: string) => Promise<string | undefined>;
}

/** Deletes files, be they of several datasets, after one question. */
export function deleteFile(
  dependencies: DeleteFileDependencies,
): (argument?: unknown, selected?: unknown) => Promise<void> {
  const { needsKey, account, baseUrl, pick } = dependencies;
  const { l10n } = vscode;
  return async (argument, selected) => {
    if (!(await needsKey())) return;
    const given = fileArguments(argument, selected);
    const files = given.length > 0 ? given : await ask(account, pick);
    if (files.length === 0 || !(await agreed(account, files))) return;
    await deleteMany({
      title: files.length === 1 ? l10n.t('Deleting file') : l10n.t('Deleting files'),
      items: files.map(({ datasetId, file }) => ({ id: file.id, name: file.filename, datasetId })),
      deleteOne: ({ datasetId, id }, options) => account.deleteFile(datasetId, id, options),
      baseUrl,
    });
  };
}

async function ask(
  account: Account,
  pick: DeleteFileDependencies['pick'],
): Promise<readonly FileArgument[]> {
  const datasetId = await pick(vscode.l10n.t('Delete File'));
  if (datasetId === undefined) return [];
  return (await pickFiles(account, datasetId, { many: true })) ?? [];
}

async function agreed(account: Account, files: readonly FileArgument[]): Promise<boolean> {
  const { l10n } = vscode;
  const remove = l10n.t('Delete');
  const chosen = await vscode.window.showWarningMessage(
    question(account, files),
    { modal: true, detail: l10n.t('This cannot be undone.') },
    remove,
  );
  return chosen === remove;
}

function question(account: Account, files: readonly FileArgument[]): string {
  const { l10n } = vscode;
  const ids = [...new Set(files.map(({ datasetId }) => datasetId))];
  const [dataset = '', ...others] = ids.map((id) =>
    oneLine(account.knownDataset(id)?.name ?? id, 80),
  );
  if (files.length === 1) {
    return l10n.t('Delete "{0}" from "{1}"?', oneLine(files[0]?.file.filename ?? '', 80), dataset);
  }
  const size = sizeText(account, ids, files);
  return others.length === 0
    ? l10n.t('Delete {0} files ({1}) from "{2}"?', files.length, size, dataset)
    : l10n.t('Delete {0} files ({1}) from {2} datasets?', files.length, size, ids.length);
}

function sizeText(
  account: Account,
  datasetIds: readonly string[],
  files: readonly FileArgument[],
): string {
  const chosen = new Set(files.map(({ file }) => file.id));
  const rows = datasetIds.flatMap((id) => account.files(id).state.rows);
  return bytesText(totalBytes(rows.filter(({ id }) => chosen.has(id))), vscode.env.language);
}

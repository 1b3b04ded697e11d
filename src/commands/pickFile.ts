import * as vscode from 'vscode';
import { quickPickText } from '../host/plainText';
import type { Account } from '../model/account';
import { bytesText } from '../shared/bytes';
import { pickRows } from './pickRows';
import type { FileArgument } from './rowArguments';

/**
 * Asks for files of a dataset.
 * @param options `many`: whether several can be chosen
 * @returns undefined when the person left
 * @throws {CartesiaError} why there is nothing to choose from
 */
export async function pickFiles(
  account: Pick<Account, 'files'>,
  datasetId: string,
  { many }: { readonly many: boolean },
): Promise<readonly FileArgument[] | undefined> {
  const { l10n } = vscode;
  const files = await pickRows({
    title: many ? l10n.t('Choose Files') : l10n.t('Choose a File'),
    placeholder: l10n.t('Name or ID of a file'),
    nothing: l10n.t('This dataset has no files'),
    many,
    list: account.files(datasetId),
    toItem: ({ id, filename, size }) => ({
      label: quickPickText(filename) || l10n.t('Untitled'),
      description: `${bytesText(size, vscode.env.language)} · ${quickPickText(id)}`,
    }),
  });
  return files?.map((file) => ({ kind: 'file', datasetId, file }));
}

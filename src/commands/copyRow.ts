import * as vscode from 'vscode';
import { quickPickText } from '../host/plainText';
import type { Account } from '../model/account';
import { copyToClipboard } from './copyToClipboard';
import { datasetsMeant, type DatasetsMeantDependencies } from './datasetsMeant';
import type { NeedsKey } from './needsKey';
import { pickFiles } from './pickFile';
import { pickRows } from './pickRows';
import { fileArguments, fineTuneArguments, type FileArgument } from './rowArguments';

export interface CopyRowDependencies extends DatasetsMeantDependencies {
  readonly needsKey: NeedsKey;
  readonly account: Pick<Account, 'files' | 'fineTunes'>;
}

type Copy = (argument?: unknown, selected?: unknown) => Promise<void>;

export function copyFileName(dependencies: CopyRowDependencies): Copy {
  const { l10n } = vscode;
  return async (argument, selected) => {
    const title = l10n.t('Copy File Name');
    const files = await filesMeant(dependencies, title, argument, selected);
    if (files.length === 0) return;
    const copied =
      files.length === 1 ? l10n.t('Copied name') : l10n.t('Copied {0} names', files.length);
    await copyToClipboard(files.map(({ file }) => file.filename).join('\n'), copied);
  };
}

export function copyFileId(dependencies: CopyRowDependencies): Copy {
  const { l10n } = vscode;
  return async (argument, selected) => {
    const title = l10n.t('Copy File ID');
    const files = await filesMeant(dependencies, title, argument, selected);
    await copyIds(files.map(({ file }) => file.id));
  };
}

export function copyFineTuneId(dependencies: CopyRowDependencies): Copy {
  return async (argument, selected) => {
    const given = fineTuneArguments(argument, selected);
    await copyIds(given.length > 0 ? given : await askForFineTune(dependencies));
  };
}

async function copyIds(ids: readonly string[]): Promise<void> {
  const { l10n } = vscode;
  if (ids.length === 0) return;
  const copied = ids.length === 1 ? l10n.t('Copied ID') : l10n.t('Copied {0} IDs', ids.length);
  await copyToClipboard(ids.join('\n'), copied);
}

/** The files of the rows that a command was called on; from the palette one that is asked for. */
async function filesMeant(
  dependencies: CopyRowDependencies,
  title: string,
  argument: unknown,
  selected: unknown,
): Promise<readonly FileArgument[]> {
  const given = fileArguments(argument, selected);
  if (given.length > 0) return given;
  if (!(await dependencies.needsKey())) return [];
  const [datasetId] = await datasetsMeant(dependencies, title, undefined);
  if (datasetId === undefined) return [];
  return (await pickFiles(dependencies.account, datasetId, { many: false })) ?? [];
}

async function askForFineTune({
  needsKey,
  account,
}: CopyRowDependencies): Promise<readonly string[]> {
  const { l10n } = vscode;
  if (!(await needsKey())) return [];
  const chosen = await pickRows({
    title: l10n.t('Copy Fine-Tune ID'),
    placeholder: l10n.t('Name or ID of a fine-tune'),
    nothing: l10n.t('This account has no fine-tunes'),
    many: false,
    list: account.fineTunes,
    // Tree and panels show them too, and only whole.
    loadsOn: true,
    toItem: ({ id, name }) => ({
      label: quickPickText(name) || l10n.t('Untitled'),
      description: quickPickText(id),
    }),
  });
  return chosen?.map(({ id }) => id) ?? [];
}

import * as vscode from 'vscode';
import { withLateProgress } from '../../host/lateProgress';
import { oneLine, quickPickText, withoutLinks } from '../../host/plainText';
import { fileProblemText, filesText } from '../../host/uploadWords';
import type { Account } from '../../model/account';
import type { SyncPair, SyncPairs } from '../../model/syncPairs';
import type { FileProblem } from '../../upload/fileProblem';
import type { SyncPlan } from '../../upload/syncPlan';
import { deleteMany } from '../deleteMany';
import { Command } from '../ids';
import type { NeedsKey } from '../needsKey';
import type { Handler } from '../register';
import { datasetArgument } from '../rowArguments';
import { askForSync, remarks } from './askForSync';
import { compareFolder, type Comparison } from './compareFolder';
import { syncDeletions } from './syncDeletions';
import type { UploadFlow } from './uploadFlow';
import { localPaths } from './waysIn';

export interface SyncDependencies {
  readonly needsKey: NeedsKey;
  readonly pick: (title: string) => Promise<string | undefined>;
  readonly account: Account;
  readonly pairs: SyncPairs;
  readonly flow: Pick<UploadFlow, 'send'>;
  /** @throws {CartesiaError} where the setting cannot be used */
  readonly apiUrl: () => string;
  readonly baseUrl: () => string | undefined;
}

/** Compares a folder with a dataset and does what the person chooses of it. */
export function syncFolder(dependencies: SyncDependencies): Handler {
  const { l10n } = vscode;
  return async (argument) => {
    const { needsKey, pick } = dependencies;
    if (!(await needsKey())) return;
    const title = l10n.t('Sync Folder to Dataset');
    const datasetId = datasetArgument(argument) ?? (await pick(title));
    if (datasetId === undefined) return;
    const chosen = await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: l10n.t('Sync'),
      title,
    });
    const [folder] = chosen === undefined ? [] : localPaths(chosen);
    if (folder !== undefined) await sync(dependencies, datasetId, folder);
  };
}

/** Does so again for a pair that was synced in this workspace. */
export function syncAgain(dependencies: SyncDependencies): Handler {
  return async (argument) => {
    const { needsKey, pairs, apiUrl } = dependencies;
    if (!(await needsKey())) return;
    const datasetId = datasetArgument(argument);
    const known = pairs
      .list(apiUrl())
      .filter((pair) => datasetId === undefined || pair.datasetId === datasetId);
    const pair = known.length > 1 ? await pickPair(known) : known[0];
    if (pair !== undefined) await sync(dependencies, pair.datasetId, pair.folder);
    else if (known.length === 0) {
      await vscode.commands.executeCommand(Command.syncFolder, argument);
    }
  };
}

async function pickPair(pairs: readonly SyncPair[]): Promise<SyncPair | undefined> {
  const items = pairs.map((pair) => ({
    label: quickPickText(pair.datasetName),
    description: quickPickText(pair.folder),
    pair,
  }));
  const title = vscode.l10n.t('Sync Again');
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.pair;
}

async function sync(
  dependencies: SyncDependencies,
  datasetId: string,
  folder: string,
): Promise<void> {
  const { account, pairs, flow, apiUrl, baseUrl } = dependencies;
  const { l10n } = vscode;
  const found = await withLateProgress(l10n.t('Comparing'), (options, tell) =>
    compareFolder(account, datasetId, folder, options, tell),
  );
  if (found.kind !== 'comparison') {
    await tellUnreadable(found, datasetId);
    return;
  }
  const { datasetName, plan, before } = found;
  await pairs.add({ baseUrl: apiUrl(), datasetId, datasetName, folder });
  if (isEmpty(plan)) {
    tellSame(found);
    return;
  }
  const parts = await askForSync(found);
  if (parts === undefined) return;
  const files = [
    ...(parts.has('added') ? plan.added : []),
    ...(parts.has('changed') ? plan.changed.map(({ local }) => local) : []),
    ...(parts.has('newer') ? plan.newer.map(({ local }) => local) : []),
  ];
  const upload =
    files.length === 0 ? undefined : await flow.send({ datasetId, datasetName, files, before });
  const deletions = syncDeletions(plan, parts, upload);
  if (deletions.kept > 0) tellKept(datasetName, deletions.kept);
  if (deletions.files.length > 0) {
    await deleteMany({
      title: l10n.t('Deleting files'),
      items: deletions.files,
      deleteOne: ({ id }, options) => account.deleteFile(datasetId, id, options),
      baseUrl,
    });
  }
}

function isEmpty({ added, changed, newer, gone }: SyncPlan): boolean {
  return [added, changed, newer, gone].every(({ length }) => length === 0);
}

/** The folder of a pair may have been moved: another one can be chosen. */
async function tellUnreadable(problem: FileProblem, datasetId: string): Promise<void> {
  const { l10n } = vscode;
  const choose = l10n.t('Choose Folder…');
  const text = l10n.t(
    'The folder {0} could not be read: {1}. Nothing was compared.',
    oneLine(problem.path, 200),
    fileProblemText(problem),
  );
  if ((await vscode.window.showErrorMessage(withoutLinks(text), choose)) === choose) {
    await vscode.commands.executeCommand(Command.syncFolder, datasetId);
  }
}

function tellSame(comparison: Comparison): void {
  const { datasetName, plan } = comparison;
  const name = oneLine(datasetName, 60);
  const count = filesText(plan.same);
  const same =
    comparison.unreadable === 0
      ? vscode.l10n.t('"{0}" holds what the folder holds: {1}.', name, count)
      : vscode.l10n.t('"{0}" holds what could be read of the folder: {1}.', name, count);
  const text = [same, ...remarks(comparison).map((remark) => `${remark}.`)].join(' ');
  void vscode.window.showInformationMessage(withoutLinks(text));
}

function tellKept(datasetName: string, count: number): void {
  const text = vscode.l10n.t(
    'Not deleted from "{0}": {1}, because not all files arrived as they are in the folder. Sync again when they have.',
    oneLine(datasetName, 60),
    count.toLocaleString(vscode.env.language),
  );
  void vscode.window.showWarningMessage(withoutLinks(text));
}

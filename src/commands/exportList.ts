import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { CartesiaClient } from '../api/client';
import { allPages } from '../api/paging';
import type { CallOptions } from '../api/request';
import type { Page } from '../api/shapes';
import { withLateProgress } from '../host/lateProgress';
import { oneLine, quickPickText, withoutLinks } from '../host/plainText';
import { remedyLabel } from '../host/explain';
import { writeProblem, writeText } from '../host/writeText';
import type { Account } from '../model/account';
import { filterDatasets } from '../model/arrange';
import { exportText, type Columns, type ExportFormat } from '../model/exportRows';
import { fileName } from '../model/fileName';
import { datasetsMeant, type DatasetsMeantDependencies } from './datasetsMeant';
import { tryAgain } from './failedTry';
import type { NeedsKey } from './needsKey';

export interface ExportDependencies extends DatasetsMeantDependencies {
  readonly needsKey: NeedsKey;
  readonly client: Pick<CartesiaClient, 'listDatasets' | 'listFiles'>;
  readonly account: Pick<Account, 'knownDataset'>;
  /** The words by which the tree is filtered now; '' for none. */
  readonly filter: () => string;
}

/** Writes all datasets of the account to a file, or those that the tree's filter lets through. */
export function exportDatasets({
  needsKey,
  client,
  filter,
}: ExportDependencies): () => Promise<void> {
  const { l10n } = vscode;
  return async () => {
    if (!(await needsKey())) return;
    const words = await chosenFilter(filter());
    if (words === undefined) return;
    await exportList({
      title: l10n.t('Export List of Datasets'),
      name: 'datasets',
      progress: l10n.t('Exporting datasets'),
      columns: ['id', 'name', 'created_at', 'description'],
      read: (cursor, options) => client.listDatasets(cursor, options),
      keep: (rows) => filterDatasets(rows, words),
      done: (count, file) =>
        count === 1
          ? l10n.t('Exported 1 dataset to {0}.', file)
          : l10n.t('Exported {0} datasets to {1}.', number(count), file),
    });
  };
}

/** Writes the list of a dataset's files to a file: what they are called and how large they are. */
export function exportFiles(
  dependencies: ExportDependencies,
): (argument?: unknown) => Promise<void> {
  const { needsKey, client, account } = dependencies;
  const { l10n } = vscode;
  return async (argument) => {
    if (!(await needsKey())) return;
    const title = l10n.t('Export List of Files');
    const [id] = await datasetsMeant(dependencies, title, argument);
    if (id === undefined) return;
    await exportList({
      title,
      name: fileName(account.knownDataset(id)?.name ?? id, 'files'),
      progress: l10n.t('Exporting list of files'),
      columns: ['id', 'filename', 'size', 'created_at'],
      read: (cursor, options) => client.listFiles(id, cursor, options),
      keep: (rows) => rows,
      done: (count, file) =>
        count === 1
          ? l10n.t('Exported 1 file to {0}.', file)
          : l10n.t('Exported {0} files to {1}.', number(count), file),
    });
  };
}

interface ExportedList<Item> {
  readonly title: string;
  /** Suggested name of the file, without extension. */
  readonly name: string;
  readonly progress: string;
  readonly columns: Columns<Item>;
  readonly read: (cursor: string | undefined, options: CallOptions) => Promise<Page<Item>>;
  readonly keep: (rows: readonly Item[]) => readonly Item[];
  /** What to say at the end. */
  readonly done: (count: number, file: string) => string;
}

async function exportList<Item extends { readonly id: string }>(
  list: ExportedList<Item>,
): Promise<void> {
  const { l10n } = vscode;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({
    title: list.title,
    saveLabel: l10n.t('Export'),
    defaultUri: vscode.Uri.joinPath(folder, `${list.name}.json`),
    filters: { JSON: ['json'], CSV: ['csv'] },
  });
  if (target !== undefined) await tryAgain(() => writeList(list, target));
}

async function writeList<Item extends { readonly id: string }>(
  list: ExportedList<Item>,
  target: vscode.Uri,
): Promise<void> {
  const { l10n } = vscode;
  const file = oneLine(target.path.slice(target.path.lastIndexOf('/') + 1), 80);
  let written = 0;
  try {
    await withLateProgress(list.progress, async (options, tell) => {
      const pages = allPages((cursor) => list.read(cursor, options));
      const text = exportText(pages, {
        format: formatOf(target),
        columns: list.columns,
        keep: list.keep,
        onCount: (count) => {
          written = count;
          tell(l10n.t('{0} so far', number(count)));
        },
      });
      await writeText(target, text);
    });
  } catch (error) {
    const problem = writeProblem(error);
    if (problem === undefined) throw error;
    await offerRetry(l10n.t('{0} could not be written: {1}.', file, problem), () =>
      writeList(list, target),
    );
    return;
  }
  void offerToOpen(list.done(written, file), target);
}

/** The filter to export by: '' for everything, undefined when the person left. */
async function chosenFilter(filter: string): Promise<string | undefined> {
  const { l10n } = vscode;
  if (filter === '') return '';
  const chosen = await vscode.window.showQuickPick(
    [
      { label: l10n.t('All datasets'), words: '' },
      {
        label: l10n.t('Only those that match the filter'),
        description: quickPickText(filter),
        words: filter,
      },
    ],
    { title: l10n.t('Export List of Datasets') },
  );
  return chosen?.words;
}

function formatOf({ path }: vscode.Uri): ExportFormat {
  return /\.csv$/i.test(path) ? 'csv' : 'json';
}

async function offerToOpen(text: string, target: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  const chosen = await vscode.window.showInformationMessage(withoutLinks(text), open);
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', target);
}

async function offerRetry(text: string, again: () => Promise<void>): Promise<void> {
  const retry = remedyLabel('retry');
  if ((await vscode.window.showErrorMessage(withoutLinks(text), retry)) === retry) await again();
}

function number(count: number): string {
  return count.toLocaleString(vscode.env.language);
}

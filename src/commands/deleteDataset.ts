import * as vscode from 'vscode';
import { CartesiaError } from '../api/errors';
import type { CallOptions } from '../api/request';
import { firstOf } from '../host/firstOf';
import { withLateProgress } from '../host/lateProgress';
import { oneLine } from '../host/plainText';
import type { Account } from '../model/account';
import { isComplete } from '../model/pagedList';
import { deleteMany, type Deletion } from './deleteMany';
import type { NeedsKey } from './needsKey';
import { datasetArguments } from './rowArguments';

export interface DeleteDatasetDependencies {
  readonly needsKey: NeedsKey;
  readonly account: Account;
  readonly baseUrl: () => string | undefined;
  readonly pick: (title: string) => Promise<string | undefined>;
}

/** Datasets, and trainings of each, that the question lists before it only counts. */
const maxListed = 10;

/** Deletes datasets after one question that says what goes with them. */
export function deleteDataset(
  dependencies: DeleteDatasetDependencies,
): (argument?: unknown, selected?: unknown) => Promise<void> {
  const { needsKey, account, baseUrl, pick } = dependencies;
  const { l10n } = vscode;
  return async (argument, selected) => {
    if (!(await needsKey())) return;
    let ids = datasetArguments(argument, selected);
    if (ids.length === 0) {
      const picked = await pick(l10n.t('Delete Dataset'));
      ids = picked === undefined ? [] : [picked];
    }
    if (ids.length === 0) return;
    const items = await withLateProgress(l10n.t('Counting files'), (options) =>
      lookAt(account, ids, options),
    );
    if (!(await agreed(items))) return;
    await deleteMany({
      title: items.length === 1 ? l10n.t('Deleting dataset') : l10n.t('Deleting datasets'),
      items,
      deleteOne: ({ id }, options) => account.deleteDataset(id, options),
      baseUrl,
    });
  };
}

interface Doomed extends Deletion {
  /** undefined where they could not be counted. */
  readonly files: number | undefined;
  /** Names of the trainings that use it; undefined where those could not be read. */
  readonly trainings: readonly string[] | undefined;
}

/** Reads what goes with the datasets. What cannot be read is left out: deleting is still possible. */
async function lookAt(
  account: Account,
  ids: readonly string[],
  { signal }: CallOptions,
): Promise<readonly Doomed[]> {
  const cancel = (): void => {
    account.fineTunes.cancel();
    for (const id of ids) account.files(id).cancel();
  };
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    await account.fineTunes.refresh();
    if (account.fineTunes.state.error === undefined) await account.fineTunes.loadAll();
    const known = isComplete(account.fineTunes.state);
    const items: Doomed[] = [];
    for (const id of ids) {
      if (signal?.aborted === true) throw new CartesiaError('cancelled', 'counting was cancelled');
      const name = (account.knownDataset(id) ?? (await account.readDataset(id, { signal }))).name;
      const files = account.files(id);
      await files.refresh();
      if (files.state.error === undefined) await files.loadAll();
      items.push({
        id,
        name: oneLine(name, 80),
        files: isComplete(files.state) ? files.state.rows.length : undefined,
        trainings: known ? account.trainingsOf(id).map((training) => training.name) : undefined,
      });
    }
    if (signal?.aborted === true) throw new CartesiaError('cancelled', 'counting was cancelled');
    return items;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

async function agreed(items: readonly Doomed[]): Promise<boolean> {
  const { l10n } = vscode;
  const remove = l10n.t('Delete');
  const chosen = await vscode.window.showWarningMessage(
    question(items),
    { modal: true, detail: detail(items) },
    remove,
  );
  return chosen === remove;
}

function question(items: readonly Doomed[]): string {
  const { l10n } = vscode;
  const [first] = items;
  if (items.length === 1 && first !== undefined) {
    if (first.files === undefined) return l10n.t('Delete "{0}" and all its files?', first.name);
    if (first.files === 0) return l10n.t('Delete "{0}"? It has no files.', first.name);
    return first.files === 1
      ? l10n.t('Delete "{0}" and its one file?', first.name)
      : l10n.t('Delete "{0}" and its {1} files?', first.name, count(first.files));
  }
  const counts = items.map(({ files }) => files);
  if (counts.some((files) => files === undefined)) {
    return l10n.t('Delete {0} datasets and all their files?', items.length);
  }
  const files = counts.reduce<number>((sum, number) => sum + (number ?? 0), 0);
  return l10n.t('Delete {0} datasets and their files, {1} in all?', items.length, count(files));
}

function detail(items: readonly Doomed[]): string {
  const { l10n } = vscode;
  const names = items.slice(0, maxListed).map(({ name }) => `"${name}"`);
  const more = items.length - names.length;
  const unread = items.some(({ trainings }) => trainings === undefined);
  return [
    ...(items.length > 1 ? names : []),
    ...(more > 0 ? [l10n.t('and {0} more', more)] : []),
    ...items.filter(({ trainings }) => trainings?.length).map(trainingsText),
    ...(unread ? [l10n.t('Whether trainings use it could not be read.')] : []),
    l10n.t('This cannot be undone.'),
  ].join('\n');
}

function trainingsText({ name, trainings = [] }: Doomed): string {
  const { l10n } = vscode;
  const list = firstOf(trainings, maxListed, (training) => `"${oneLine(training, 60)}"`);
  return l10n.t(
    'Trainings that use "{0}": {1}. Cartesia does not say what becomes of them and their voices.',
    name,
    list,
  );
}

function count(files: number): string {
  return files.toLocaleString(vscode.env.language);
}

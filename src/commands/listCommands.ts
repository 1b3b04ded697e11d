import * as v from 'valibot';
import * as vscode from 'vscode';
import { withLateProgress } from '../host/lateProgress';
import type { Account } from '../model/account';
import type { ListRef } from '../model/listRef';
import type { NeedsKey } from './needsKey';
import type { Handler } from './register';
import { datasetArgument } from './rowArguments';

const listShape = v.variant('kind', [
  v.object({ kind: v.literal('datasets') }),
  v.object({ kind: v.literal('fineTunes') }),
  v.object({ kind: v.literal('files'), datasetId: v.string() }),
]) satisfies v.GenericSchema<unknown, ListRef>;
/** The row "Loading…" of a list. */
const rowShape = v.object({ of: listShape });

type Loading = 'loadMore' | 'loadAll' | 'retry';

/** Goes on with the list of the row, without one with the list of datasets. */
export function goOn(account: Account, how: Loading): (argument?: unknown) => Promise<void> {
  return async (argument) => {
    await account.list(listArgument(argument) ?? { kind: 'datasets' })[how]();
  };
}

export interface LoadFilesDependencies {
  readonly account: Account;
  readonly needsKey: NeedsKey;
  readonly pick: (title: string) => Promise<string | undefined>;
}

/** Goes on with the files of a dataset; the first time, it begins with them. */
export function loadFiles(
  { account, needsKey, pick }: LoadFilesDependencies,
  how: 'loadMore' | 'loadAll',
): Handler {
  const { l10n } = vscode;
  return async (argument) => {
    if (!(await needsKey())) return;
    const title =
      how === 'loadAll'
        ? l10n.t('Load All Files of Dataset')
        : l10n.t('Load More Files of Dataset');
    const id = datasetArgument(argument) ?? (await pick(title));
    if (id === undefined) return;
    const list = account.files(id);
    await withLateProgress(l10n.t('Loading files'), async ({ signal }) => {
      signal?.addEventListener('abort', () => {
        list.cancel();
      });
      const isFirst = list.state.asked.length === 0;
      if (isFirst) await list.refresh();
      if (list.state.error === undefined && (how === 'loadAll' || !isFirst)) await list[how]();
    });
    if (list.state.error !== undefined) throw list.state.error;
  };
}

/**
 * Ends the loading of the row's list; where that loads nothing, of everything: from the view's
 * title comes whatever row has the focus.
 */
export function cancelLoading(account: Account): (argument?: unknown) => void {
  return (argument) => {
    const ref = listArgument(argument);
    const list = ref && account.list(ref);
    (list?.state.loading === undefined ? account : list).cancel();
  };
}

function listArgument(argument: unknown): ListRef | undefined {
  const row = v.safeParse(rowShape, argument);
  if (row.success) return row.output.of;
  const list = v.safeParse(listShape, argument);
  return list.success ? list.output : undefined;
}

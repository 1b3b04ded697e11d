import * as v from 'valibot';
import type { Account } from '../model/account';
import type { ListRef } from '../model/listRef';

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

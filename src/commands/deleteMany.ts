import * as vscode from 'vscode';
import { toCartesiaError, type CartesiaError, type CartesiaErrorKind } from '../api/errors';
import type { CallOptions } from '../api/request';
import { explain, remedyLabel } from '../host/explain';
import { firstOf } from '../host/firstOf';
import { withLateProgress } from '../host/lateProgress';
import { oneLine, withoutLinks } from '../host/plainText';
import { eachOf } from '../model/eachOf';
import { FailedTry } from './failedTry';

/** How many requests delete at the same time. */
const parallel = 4;

/** Names that a sentence lists before it only counts. */
const maxNames = 5;

/** What makes all further requests fail too. */
const hopeless: ReadonlySet<CartesiaErrorKind> = new Set([
  'unauthorized',
  'noKey',
  'keyElsewhere',
  'noKeyring',
  'badBaseUrl',
]);

export interface Deletion {
  readonly id: string;
  readonly name: string;
}

export interface DeleteManyOptions<Item extends Deletion> {
  /** Of the progress. */
  readonly title: string;
  readonly items: readonly Item[];
  readonly deleteOne: (item: Item, options: CallOptions) => Promise<void>;
  readonly baseUrl: () => string | undefined;
}

interface Failure<Item> {
  readonly item: Item;
  readonly error: CartesiaError;
}

/**
 * Deletes what a person agreed to delete: one progress, and where some could not be deleted one
 * message that says which and why, with Retry for just those.
 */
export async function deleteMany<Item extends Deletion>(
  options: DeleteManyOptions<Item>,
): Promise<void> {
  const { title, items, deleteOne } = options;
  const failures = await withLateProgress(title, (call, tell) =>
    deleteEach(items, async (item) => deleteOne(item, call), tell),
  );
  const [first] = failures;
  if (first === undefined) {
    const done = vscode.l10n.t('Deleted: {0}', items.length);
    vscode.window.setStatusBarMessage(`$(check) ${done}`, 3000);
    return;
  }
  const again = (): Promise<void> =>
    deleteMany({ ...options, items: failures.map(({ item }) => item) });
  if (failures.every(({ error }) => error.kind === 'cancelled')) {
    if (items.length > 1) await tellCancelled(items.length, failures.length, again);
    return;
  }
  if (items.length === 1 || hopeless.has(first.error.kind)) throw new FailedTry(first.error, again);
  await tellFailures(items.length, failures, options.baseUrl(), again);
}

async function deleteEach<Item extends Deletion>(
  items: readonly Item[],
  deleteOne: (item: Item) => Promise<void>,
  tell: (message: string) => void,
): Promise<readonly Failure<Item>[]> {
  let ended = 0;
  let end: CartesiaError | undefined;
  const outcomes = await eachOf(items, parallel, async (item) => {
    try {
      if (end !== undefined) return { item, error: end };
      await deleteOne(item);
      return undefined;
    } catch (error) {
      const failure = toCartesiaError(error);
      if (hopeless.has(failure.kind) || failure.kind === 'cancelled') end = failure;
      return { item, error: failure };
    } finally {
      ended += 1;
      tell(vscode.l10n.t('{0} of {1}', ended, items.length));
    }
  });
  return outcomes.filter((outcome) => outcome !== undefined);
}

async function tellFailures<Item extends Deletion>(
  all: number,
  failures: readonly Failure<Item>[],
  baseUrl: string | undefined,
  again: () => Promise<void>,
): Promise<void> {
  const { l10n } = vscode;
  const reasons = new Set(failures.map(({ error }) => explain(error, baseUrl).sentence));
  const text = [
    l10n.t('{0} of {1} could not be deleted: {2}.', failures.length, all, namesText(failures)),
    ...reasons,
  ].join(' ');
  const retry = remedyLabel('retry');
  if ((await vscode.window.showErrorMessage(withoutLinks(text), retry)) === retry) await again();
}

async function tellCancelled(all: number, left: number, again: () => Promise<void>): Promise<void> {
  const { l10n } = vscode;
  const goOn = l10n.t('Delete the Rest');
  const text = l10n.t('Cancelled: {0} of {1} are deleted, {2} are not.', all - left, all, left);
  if ((await vscode.window.showInformationMessage(text, goOn)) === goOn) await again();
}

function namesText(failures: readonly Failure<Deletion>[]): string {
  return firstOf(failures, maxNames, ({ item }) => `"${oneLine(item.name, 60)}"`);
}

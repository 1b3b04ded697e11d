import * as vscode from 'vscode';
import { CartesiaError } from '../../api/errors';
import type { Retry } from '../../host/applyRemedy';
import { oneLine, withoutLinks } from '../../host/plainText';
import type { JournalFolder, LeftJournal } from '../../upload/journalFolder';
import type { UploadFlow } from './uploadFlow';

export interface OfferResumeDependencies {
  readonly journals: JournalFolder;
  readonly flow: Pick<UploadFlow, 'resume'>;
  /** undefined where the setting cannot be used */
  readonly baseUrl: () => string | undefined;
  /** Told of what failed after the command had ended. */
  readonly onFailure: (error: unknown, retry: Retry) => unknown;
}

/**
 * Asks, for each upload that a closed window has left, whether to go on with it.
 * @returns whether there was one
 */
export async function offerResume(dependencies: OfferResumeDependencies): Promise<boolean> {
  const { journals, baseUrl, onFailure } = dependencies;
  const left = await journals.takeLeft();
  // Each question stays as long as the person wants, perhaps out of sight: nobody waits for it.
  for (const { store } of left) await store.release();
  const own = left.filter(({ state }) => state.head.baseUrl === baseUrl());
  for (const journal of own) {
    const again = (): Promise<unknown> => offerResume(dependencies);
    ask(journal, dependencies).catch((error: unknown) => onFailure(error, again));
  }
  return own.length > 0;
}

async function ask(
  { id, state: { head, sent } }: Pick<LeftJournal, 'id' | 'state'>,
  { journals, flow }: OfferResumeDependencies,
): Promise<void> {
  const { l10n, env } = vscode;
  const [resume, discard] = [l10n.t('Resume'), l10n.t('Discard')];
  const chosen = await vscode.window.showInformationMessage(
    withoutLinks(
      l10n.t(
        '{0} of {1} files were sent to "{2}". Resume?',
        sent.size.toLocaleString(env.language),
        head.files.length.toLocaleString(env.language),
        oneLine(head.datasetName, 60),
      ),
    ),
    resume,
    discard,
  );
  if (chosen !== resume && chosen !== discard) return;
  const [journal] = await journals.takeLeft(id);
  if (journal === undefined) {
    if (chosen === discard) return;
    throw new CartesiaError('uploadUnderWay', 'another window goes on with it');
  }
  if (chosen === resume) await flow.resume(journal);
  else await journal.store.remove();
}

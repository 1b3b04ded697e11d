import * as vscode from 'vscode';
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
  const { journals, flow, baseUrl, onFailure } = dependencies;
  const left = await journals.takeLeft();
  const own = left.filter(({ state }) => state.head.baseUrl === baseUrl());
  for (const journal of left) if (!own.includes(journal)) await journal.store.release();
  // Each question stays as long as the person wants.
  for (const journal of own) {
    // By then the journal may be another window's: it is looked for again.
    const again = (): Promise<unknown> => offerResume(dependencies);
    ask(journal, flow).catch((error: unknown) => onFailure(error, again));
  }
  return own.length > 0;
}

async function ask(journal: LeftJournal, flow: Pick<UploadFlow, 'resume'>): Promise<void> {
  const { l10n, env } = vscode;
  const { head, sent } = journal.state;
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
  if (chosen === resume) await flow.resume(journal);
  else if (chosen === discard) await journal.store.remove();
  else await journal.store.release();
}

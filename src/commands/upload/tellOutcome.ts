import * as vscode from 'vscode';
import { applyRemedy } from '../../host/applyRemedy';
import { explain, remedyLabel, type Remedy } from '../../host/explain';
import { oneLine, withoutLinks } from '../../host/plainText';
import type { ReportDocuments } from '../../host/reportDocuments';
import { filesOf, leftOf, uploadReport, type Upload } from './uploadReport';

export interface TellOutcomeOptions {
  readonly reports: ReportDocuments;
  readonly baseUrl: () => string | undefined;
  /** Sends what has not been sent, after a look at what is there. */
  readonly goOn: () => Promise<void>;
}

/** Says how an upload ended, with the buttons that help. */
export async function tellOutcome(upload: Upload, options: TellOutcomeOptions): Promise<void> {
  const { reports, baseUrl, goOn } = options;
  const { l10n } = vscode;
  const { outcome, datasetName } = upload;
  const left = leftOf(upload).length;
  const again =
    outcome.stoppedBy === undefined && !outcome.cancelled
      ? l10n.t('Retry Failed')
      : l10n.t('Resume');
  const showReport = l10n.t('Show Report');
  const buttons = [
    ...(left > 0 ? [again] : []),
    ...remediesOf(upload, baseUrl()).map(remedyLabel),
    showReport,
  ];
  const text = withoutLinks(outcomeText(upload, baseUrl()));
  const show =
    left === 0 || outcome.cancelled
      ? vscode.window.showInformationMessage
      : vscode.window.showWarningMessage;
  const chosen = await show(text, ...buttons);
  if (chosen === again) await goOn();
  else if (chosen === showReport) {
    const name = l10n.t('Upload to {0}.txt', oneLine(datasetName, 60).replaceAll('/', '_'));
    await reports.show(name, uploadReport(upload, baseUrl()));
    // Who has read it may want to go on.
    if (left > 0) await tellOutcome(upload, options);
  } else {
    const remedy = remediesOf(upload, baseUrl()).find((each) => remedyLabel(each) === chosen);
    if (remedy !== undefined) await applyRemedy(remedy, goOn);
  }
}

/** What helps against what ended the upload, besides trying again. */
function remediesOf({ outcome }: Upload, baseUrl: string | undefined): readonly Remedy[] {
  if (outcome.stoppedBy === undefined) return [];
  return explain(outcome.stoppedBy, baseUrl).remedies.filter(
    (remedy) => remedy !== 'retry' && remedy !== 'getAnother' && remedy !== 'showLog',
  );
}

function outcomeText(upload: Upload, baseUrl: string | undefined): string {
  const { l10n, env } = vscode;
  const { files, outcome, datasetName } = upload;
  const name = oneLine(datasetName, 60);
  const number = (count: number): string => count.toLocaleString(env.language);
  const there = filesOf(upload, 'sent', 'alreadyThere').length;
  const failed = filesOf(upload, 'failed', 'skipped').length;
  const missing = filesOf(upload, 'notSent', 'unsure').length;
  const counts =
    there === files.length
      ? l10n.t('All {0} files are in "{1}".', number(there), name)
      : l10n.t('{0} of {1} files are in "{2}".', number(there), number(files.length), name);
  return [
    ...(outcome.cancelled ? [l10n.t('Cancelled.')] : []),
    ...(outcome.stoppedBy === undefined ? [] : [explain(outcome.stoppedBy, baseUrl).sentence]),
    counts,
    ...(failed > 0 ? [l10n.t('Failed: {0}.', number(failed))] : []),
    ...(missing > 0 ? [l10n.t('Not sent: {0}.', number(missing))] : []),
    ...(outcome.surplus.length > 0
      ? [l10n.t('Some are there more often than meant; see the report.')]
      : []),
    ...(outcome.journalFailure === undefined
      ? []
      : [l10n.t('What was sent could not be written down on this machine.')]),
  ].join(' ');
}

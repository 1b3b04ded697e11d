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
  /** Asks, and deletes what is there more often than meant. */
  readonly deleteSurplus: () => Promise<void>;
}

/** Says how an upload ended, with the buttons that help. */
export async function tellOutcome(upload: Upload, options: TellOutcomeOptions): Promise<void> {
  const { reports, baseUrl, goOn, deleteSurplus } = options;
  const { l10n } = vscode;
  const { outcome, datasetName } = upload;
  const left = leftOf(upload).length;
  const again =
    outcome.stoppedBy === undefined && !outcome.cancelled
      ? l10n.t('Retry Failed')
      : l10n.t('Resume');
  const remedies = remediesOf(upload, baseUrl());
  const hasSurplus = outcome.surplus.length > 0;
  const deleteCopies = l10n.t('Delete Surplus Copies…');
  const showReport = l10n.t('Show Report');
  const buttons = [
    ...(left > 0 ? [again] : []),
    ...(hasSurplus ? [deleteCopies] : []),
    ...remedies.map(remedyLabel),
    showReport,
  ];
  const text = withoutLinks(outcomeText(upload, baseUrl()));
  const show =
    (left === 0 && !hasSurplus) || outcome.cancelled
      ? vscode.window.showInformationMessage
      : vscode.window.showWarningMessage;
  const chosen = await show(text, ...buttons);
  if (chosen === again) await goOn();
  else if (chosen === deleteCopies) await deleteSurplus();
  else if (chosen === showReport) {
    const name = l10n.t('Upload to {0}.txt', oneLine(datasetName, 60).replaceAll('/', '_'));
    await reports.show(name, uploadReport(upload, baseUrl()));
    // Who has read it may want to go on.
    if (left > 0 || hasSurplus) await tellOutcome(upload, options);
  } else {
    const remedy = remedies.find((each) => remedyLabel(each) === chosen);
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
  const number = (count: number): string => count.toLocaleString(env.language);
  const there = filesOf(upload, 'sent', 'alreadyThere').length;
  const failed = filesOf(upload, 'failed', 'skipped').length;
  const missing = filesOf(upload, 'notSent').length;
  const unsure = filesOf(upload, 'unsure').length;
  return [
    ...(outcome.cancelled ? [l10n.t('Cancelled.')] : []),
    ...(outcome.stoppedBy === undefined ? [] : [explain(outcome.stoppedBy, baseUrl).sentence]),
    countText(there, files.length, oneLine(datasetName, 60)),
    ...(failed > 0 ? [l10n.t('Failed: {0}.', number(failed))] : []),
    ...(missing > 0 ? [l10n.t('Not sent: {0}.', number(missing))] : []),
    ...(unsure > 0 ? [l10n.t('Perhaps not arrived: {0}.', number(unsure))] : []),
    ...(outcome.surplus.length > 0
      ? [l10n.t('Some are there more often than meant; see the report.')]
      : []),
    ...(outcome.journalFailure === undefined
      ? []
      : [l10n.t('What was sent could not be written down on this machine.')]),
  ].join(' ');
}

function countText(there: number, all: number, name: string): string {
  const { l10n, env } = vscode;
  if (all === 1) {
    return there === 1
      ? l10n.t('The file is in "{0}".', name)
      : l10n.t('The file is not in "{0}".', name);
  }
  const number = all.toLocaleString(env.language);
  if (there === all) return l10n.t('All {0} files are in "{1}".', number, name);
  const thereNumber = there.toLocaleString(env.language);
  return l10n.t('{0} of {1} files are in "{2}".', thereNumber, number, name);
}

import * as vscode from 'vscode';
import { oneLine } from '../../host/plainText';
import { fileProblemText, problemText, resultText } from '../../host/uploadWords';
import type { FileCandidate } from '../../upload/collectFiles';
import type { Census } from '../../upload/datasetCensus';
import { fileKey } from '../../upload/fileKey';
import type { FileProblem } from '../../upload/fileProblem';
import type { JournalHead } from '../../upload/journal';
import type { PreflightFile } from '../../upload/preflightReport';
import type { BatchOutcome, FileResult } from '../../upload/uploadBatch';

/** All that is known of an upload when it has ended. */
export interface Upload {
  readonly datasetId: string;
  readonly datasetName: string;
  readonly files: readonly FileCandidate[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** How many files of each key (`fileKey`) the dataset had when the person decided on it. */
  readonly before: Census;
  readonly outcome: BatchOutcome;
  /** Files that were chosen and, after a look at them, not sent. */
  readonly leftOut: readonly PreflightFile[];
  /** What could not be sent at all. */
  readonly unusable: readonly FileProblem[];
}

/** Files of a batch by what became of them. */
export function filesOf(
  { files, outcome }: Upload,
  ...kinds: readonly FileResult['kind'][]
): readonly FileCandidate[] {
  return files.filter((_file, index) => {
    const kind = outcome.results[index]?.kind;
    return kind !== undefined && kinds.includes(kind);
  });
}

/** What is not there, or not for certain. */
export function leftOf(upload: Upload): readonly FileCandidate[] {
  return filesOf(upload, 'failed', 'skipped', 'notSent', 'unsure');
}

/** What the dataset had before the first part of an upload, as its journal tells. */
export function thereBefore({ files, before }: Pick<JournalHead, 'files' | 'before'>): Census {
  return new Map(files.map((file, index) => [fileKey(file), before[index] ?? 0]));
}

/** What the dataset has after an upload: what is there beyond it came without anybody knowing. */
export function thereAfter(upload: Upload): Census {
  const counts = new Map(upload.before);
  for (const file of filesOf(upload, 'sent', 'alreadyThere')) {
    const key = fileKey(file);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Whether a journal may be that of this upload: one that began later has been begun again. */
export function beganAs(
  { datasetId, files, startedAt }: Upload,
  head: Pick<JournalHead, 'datasetId' | 'files' | 'startedAt'>,
): boolean {
  return (
    head.datasetId === datasetId &&
    head.startedAt >= startedAt &&
    head.files.length === files.length &&
    head.files.every((file, index) => {
      const other = files[index];
      return other?.path === file.path && other.size === file.size;
    })
  );
}

/** The report as plain text: every file that was not simply sent, with the reason. */
export function uploadReport(upload: Upload, baseUrl: string | undefined): string {
  const { l10n } = vscode;
  const { datasetName, datasetId, files, outcome, leftOut, unusable } = upload;
  const lines = (kind: FileResult['kind']): string[] =>
    files.flatMap((file, index) => {
      const result = outcome.results[index];
      if (result?.kind !== kind) return [];
      return [line(file.path, resultText(result, baseUrl))];
    });
  const sections: [string, readonly string[]][] = [
    [l10n.t('Failed'), lines('failed')],
    [l10n.t('Could not be read'), lines('skipped')],
    [l10n.t('Not sent'), lines('notSent')],
    [l10n.t('Not known whether they arrived'), lines('unsure')],
    [
      l10n.t('Left out'),
      leftOut.map(({ file, problems }) => line(file.path, problems.map(problemText).join(', '))),
    ],
    [
      l10n.t('Cannot be sent'),
      unusable.map((problem) => line(problem.path, fileProblemText(problem))),
    ],
    [
      l10n.t('There more often than meant'),
      outcome.surplus.map(({ name, count }) => line(name, l10n.t('{0} too many', count))),
    ],
    [l10n.t('There already'), lines('alreadyThere')],
    [l10n.t('Sent'), lines('sent')],
  ];
  return [
    l10n.t('Upload to "{0}" ({1})', oneLine(datasetName), oneLine(datasetId)),
    new Date().toLocaleString(vscode.env.language),
    '',
    ...sections.flatMap(([title, rows]) =>
      rows.length === 0 ? [] : [`${title}: ${rows.length}`, ...rows, ''],
    ),
  ].join('\n');
}

function line(path: string, reason: string): string {
  return `  ${oneLine(path, 1000)}${reason === '' ? '' : ` — ${reason}`}`;
}

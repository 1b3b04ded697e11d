import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { remedyLabel } from '../host/explain';
import { oneLine, withoutLinks } from '../host/plainText';
import { fileProblemText, problemText } from '../host/uploadWords';
import { writeProblem, writeText } from '../host/writeText';
import { byteOrderMark, csvLine } from '../model/csv';
import { fileName } from '../model/fileName';
import type { PreflightReport } from '../upload/preflightReport';
import { formatNames } from './audioReportMessage';

/** The same in all languages, for programs that read the file. */
const columns = [
  'name',
  'path',
  'format',
  'seconds',
  'sample_rate',
  'channels',
  'bits',
  'size',
  'problems',
];

/** Rows that are written at once. */
const rowsAtOnce = 1000;

/** Asks where, and writes a report there. */
export async function saveReportCsv(title: string, report: PreflightReport): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const name = fileName(path.basename(title), 'audio');
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save as CSV'),
    defaultUri: vscode.Uri.joinPath(folder, `${name}.csv`),
    filters: { CSV: ['csv'] },
  });
  if (target !== undefined) await write(report, target);
}

async function write(report: PreflightReport, target: vscode.Uri): Promise<void> {
  const { l10n } = vscode;
  const { showErrorMessage, showInformationMessage } = vscode.window;
  const file = oneLine(path.posix.basename(target.path), 80);
  try {
    await writeText(target, csvOf(report));
  } catch (error) {
    const problem = writeProblem(error) ?? (error instanceof Error ? error.message : '');
    const text = withoutLinks(l10n.t('{0} could not be written: {1}.', file, problem));
    const retry = remedyLabel('retry');
    if ((await showErrorMessage(text, retry)) === retry) await write(report, target);
    return;
  }
  const open = l10n.t('Open');
  const text = withoutLinks(l10n.t('Saved the report to {0}.', file));
  if ((await showInformationMessage(text, open)) === open) {
    await vscode.commands.executeCommand('vscode.open', target);
  }
}

/** Every file, with those that cannot be sent at the end. What is not known stays empty. */
async function* csvOf({ files, unusable }: PreflightReport): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(columns);
  const lines = [
    ...files.map(({ file, audio, problems }) => [
      file.name,
      file.path,
      audio?.format === undefined ? '' : formatNames[audio.format],
      audio?.seconds ?? '',
      audio?.sampleRate ?? '',
      audio?.channels ?? '',
      audio?.bits ?? '',
      file.size,
      problems.map(problemText).join('; '),
    ]),
    ...unusable.map((problem) => [
      path.basename(problem.path),
      problem.path,
      ...['', '', '', '', '', ''],
      fileProblemText(problem),
    ]),
  ];
  for (let start = 0; start < lines.length; start += rowsAtOnce) {
    yield await Promise.resolve(
      lines
        .slice(start, start + rowsAtOnce)
        .map(csvLine)
        .join(''),
    );
  }
}

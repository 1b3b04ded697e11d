import path from 'node:path';
import * as vscode from 'vscode';
import { CartesiaError, toCartesiaError } from '../../api/errors';
import type { DatasetFile } from '../../api/shapes';
import type { Retry } from '../../host/applyRemedy';
import { withLateProgress } from '../../host/lateProgress';
import { fileProblemText } from '../../host/uploadWords';
import { oneLine, withoutLinks } from '../../host/plainText';
import type { ReportDocuments } from '../../host/reportDocuments';
import type { Account } from '../../model/account';
import type { AudioReports } from '../../panel/audioReports';
import type { FileCandidate } from '../../upload/collectFiles';
import type { FileProblem } from '../../upload/fileProblem';
import type { JournalFolder, LeftJournal } from '../../upload/journalFolder';
import type { PreflightReport } from '../../upload/preflightReport';
import { surplusFiles } from '../../upload/surplusFiles';
import { Command } from '../ids';
import type { FileArgument } from '../rowArguments';
import { askForUpload } from './askForUpload';
import { countThere, filesThere, lookAtFiles } from './lookAtFiles';
import { tellOutcome } from './tellOutcome';
import { beganAs, filesOf, leftOf, thereAfter, thereBefore, type Upload } from './uploadReport';
import type { Uploader, UploadPlan } from './uploader';

export interface UploadFlowOptions {
  readonly account: Account;
  readonly uploader: Uploader;
  readonly journals: JournalFolder;
  readonly audioReports: AudioReports;
  readonly reports: ReportDocuments;
  /** @throws {CartesiaError} where the setting cannot be used */
  readonly baseUrl: () => string;
  /** Told of what failed after the command had ended. */
  readonly onFailure: (error: unknown, retry: Retry) => unknown;
}

/** A plan with what is to be done when its files are no longer needed. */
export interface SendPlan extends UploadPlan {
  readonly onEnd?: () => Promise<void>;
}

/** From chosen files to a dataset that holds them: look, ask, send, tell, and go on where it failed. */
export class UploadFlow {
  readonly #options: UploadFlowOptions;

  constructor(options: UploadFlowOptions) {
    this.#options = options;
  }

  /**
   * @param paths of files and folders, absolute
   * @param onEnd called when the files are no longer needed, but not while an upload of them waits
   *   to be resumed
   */
  async upload(
    datasetId: string,
    paths: readonly string[],
    onEnd: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    // After any other failure the same files may be tried again.
    const plan = await this.#plan(datasetId, paths).catch(async (error: unknown) => {
      if (toCartesiaError(error).kind === 'cancelled') await onEnd();
      throw error;
    });
    if (plan === undefined) await onEnd();
    else await this.send({ ...plan, onEnd });
  }

  /** Looks at files without sending any. */
  async check(folder: string): Promise<void> {
    const report = await withLateProgress(vscode.l10n.t('Looking at the files'), (options, tell) =>
      lookAtFiles([folder], [], options, tell),
    );
    this.#options.audioReports.show(folder, report);
  }

  /** Sends, tells how it ended, and goes on when that is wanted. */
  async send(plan: SendPlan): Promise<Upload> {
    const { uploader, reports, baseUrl } = this.#options;
    const upload = await uploader.send(plan);
    let goesOn = false;
    const goOn = (): Promise<void> => {
      goesOn = true;
      return this.#goOn(plan, upload);
    };
    const left = leftOf(upload).length;
    if (left === 0) await plan.onEnd?.();
    const tell = async (): Promise<void> => {
      const deleteSurplus = (): Promise<void> => this.#deleteSurplus(upload);
      const helpers = { reports, baseUrl: () => usable(baseUrl), goOn, deleteSurplus };
      await tellOutcome(upload, helpers);
      const canResume = filesOf(upload, 'notSent', 'unsure').length > 0;
      if (left > 0 && !goesOn && !canResume) await plan.onEnd?.();
    };
    // The message stays as long as the person wants; the command has ended.
    tell().catch((error: unknown) => this.#options.onFailure(error, goOn));
    return upload;
  }

  /** Goes on with what a closed window has left, or this one. */
  async resume(
    { state, store }: Pick<LeftJournal, 'state' | 'store'>,
    extra: Pick<SendPlan, 'onEnd'> = {},
  ): Promise<void> {
    const { datasetId, datasetName, files } = state.head;
    const before = thereBefore(state.head);
    await this.send({ ...extra, datasetId, datasetName, files, before, left: { state, store } });
  }

  /** Does what is left to do, each file once: from the journal where there is one. */
  async #goOn({ onEnd }: SendPlan, upload: Upload): Promise<void> {
    const { datasetId, datasetName } = upload;
    const extra = onEnd === undefined ? {} : { onEnd };
    if (filesOf(upload, 'notSent', 'unsure').length > 0) {
      const left = await this.#takeJournal(upload);
      // It holds what has failed, too.
      if (left !== undefined) return this.resume(left, extra);
      if (upload.outcome.journalFailure === undefined) {
        throw new CartesiaError('uploadUnderWay', 'another window goes on with it');
      }
    }
    const { files, problems } = await asNow(leftOf(upload));
    if (problems.length > 0) tellLost(problems);
    if (files.length === 0) {
      await onEnd?.();
      return;
    }
    await this.send({ ...extra, datasetId, datasetName, files, before: thereAfter(upload) });
  }

  /** Finds the copies that are too many, and has them deleted as if the person had chosen them. */
  async #deleteSurplus({ datasetId, outcome }: Upload): Promise<void> {
    const { account } = this.#options;
    const files = await withLateProgress(vscode.l10n.t('Looking at the files'), (options) =>
      filesThere(account, datasetId, options),
    );
    const rows = surplusFiles(outcome.surplus, files).map((file) => {
      return { kind: 'file', datasetId, file } satisfies FileArgument;
    });
    if (rows.length > 0) await vscode.commands.executeCommand(Command.deleteFile, rows[0], rows);
  }

  /** The journal of just this upload; undefined where it could not be written or another window has it. */
  async #takeJournal(upload: Upload): Promise<LeftJournal | undefined> {
    const { journals, baseUrl } = this.#options;
    const address = baseUrl();
    const left = [...(await journals.takeLeft())].sort(
      (a, b) => a.state.head.startedAt - b.state.head.startedAt,
    );
    const own = left.find(({ state: { head } }) => {
      return head.baseUrl === address && beganAs(upload, head);
    });
    for (const journal of left) if (journal !== own) await journal.store.release();
    return own;
  }

  /** Looks and asks. @returns undefined when the person left */
  async #plan(datasetId: string, paths: readonly string[]): Promise<SendPlan | undefined> {
    const { account, audioReports, uploader } = this.#options;
    if (uploader.isBusy(datasetId)) throw new CartesiaError('uploadUnderWay', 'one at a time');
    const { name, remote, report } = await this.#look(datasetId, paths);
    const chosen = await askForUpload(name, report, () => {
      audioReports.show(name, report);
    });
    if (chosen === undefined) return undefined;
    const kept = new Set(chosen);
    return {
      datasetId,
      datasetName: account.knownDataset(datasetId)?.name ?? name,
      files: chosen.map(({ file }) => file),
      before: countThere(remote),
      leftOut: report.files.filter((file) => !kept.has(file)),
      unusable: report.unusable,
    };
  }

  async #look(
    datasetId: string,
    paths: readonly string[],
  ): Promise<{ name: string; remote: readonly DatasetFile[]; report: PreflightReport }> {
    const { account } = this.#options;
    return withLateProgress(vscode.l10n.t('Looking at the files'), async (options, tell) => {
      const { name } = await account.readDataset(datasetId, options);
      const remote = await filesThere(account, datasetId, options);
      return { name, remote, report: await lookAtFiles(paths, remote, options, tell) };
    });
  }
}

/** Files as they are now: what had changed while it was sent is to be sent as it is. */
async function asNow(
  before: readonly FileCandidate[],
): Promise<{ files: readonly FileCandidate[]; problems: readonly FileProblem[] }> {
  const { collectFiles } = await import('../../upload/collectFiles');
  const files: FileCandidate[] = [];
  const problems: FileProblem[] = [];
  for await (const each of collectFiles(before.map(({ path }) => path))) {
    if (each.kind === 'file') files.push(each.file);
    else problems.push(each.problem);
  }
  return { files, problems };
}

/** Says which files cannot be tried again. */
function tellLost(problems: readonly FileProblem[]): void {
  const { l10n } = vscode;
  const [first] = problems;
  if (first === undefined) return;
  const name = oneLine(path.basename(first.path), 60);
  const reason = fileProblemText(first);
  const text =
    problems.length === 1
      ? l10n.t('"{0}" was not sent again: {1}.', name, reason)
      : l10n.t('{0} files were not sent again, "{1}" for one: {2}.', problems.length, name, reason);
  void vscode.window.showWarningMessage(withoutLinks(text));
}

function usable(baseUrl: () => string): string | undefined {
  try {
    return baseUrl();
  } catch {
    return undefined;
  }
}

import * as vscode from 'vscode';
import type { CartesiaClient } from '../../api/client';
import { CartesiaError } from '../../api/errors';
import { waitSentence } from '../../host/explain';
import { Setting } from '../../host/names';
import { oneLine, withoutLinks } from '../../host/plainText';
import { durationText } from '../../host/durationText';
import { bytesText } from '../../shared/bytes';
import type { Account } from '../../model/account';
import { isComplete } from '../../model/pagedList';
import type { FileCandidate } from '../../upload/collectFiles';
import type { Census } from '../../upload/datasetCensus';
import type { FileProblem } from '../../upload/fileProblem';
import { Journal, type JournalState } from '../../upload/journal';
import type { JournalFile, JournalFolder } from '../../upload/journalFolder';
import type { PreflightFile } from '../../upload/preflightReport';
import { defaultConcurrency, uploadBatch, type BatchProgress } from '../../upload/uploadBatch';
import type { Upload } from './uploadReport';

export interface UploaderOptions {
  readonly client: CartesiaClient;
  readonly account: Account;
  readonly journals: JournalFolder;
  /** @throws {CartesiaError} where the setting cannot be used */
  readonly baseUrl: () => string;
}

/** What is to be sent. */
export interface UploadPlan {
  readonly datasetId: string;
  readonly datasetName: string;
  readonly files: readonly FileCandidate[];
  readonly leftOut?: readonly PreflightFile[];
  readonly unusable?: readonly FileProblem[];
  /** How many files of each key (`fileKey`) the dataset had when the person decided on it. */
  readonly before: Census;
  /** What an earlier part of it has written down. */
  readonly left?: { readonly state: JournalState; readonly store: JournalFile };
}

/** Sends batches of files with one progress each, one batch to a dataset at a time. */
export class Uploader {
  readonly #options: UploaderOptions;
  readonly #busy = new Set<string>();

  constructor(options: UploaderOptions) {
    this.#options = options;
  }

  isBusy(datasetId: string): boolean {
    return this.#busy.has(datasetId);
  }

  /**
   * Takes over the journal of an earlier part, and lets it go in any case.
   * @throws {CartesiaError} `uploadUnderWay` while another batch goes to the same dataset
   */
  async send(plan: UploadPlan): Promise<Upload> {
    const { datasetId, datasetName, left } = plan;
    if (this.#busy.has(datasetId)) {
      await left?.store.release();
      throw new CartesiaError('uploadUnderWay', 'one batch to a dataset at a time');
    }
    this.#busy.add(datasetId);
    const options: vscode.ProgressOptions = {
      location: vscode.ProgressLocation.Notification,
      title: withoutLinks(vscode.l10n.t('Uploading to "{0}"', oneLine(datasetName, 60))),
      cancellable: true,
    };
    try {
      return await vscode.window.withProgress(options, (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => {
          abort.abort();
        });
        return this.#send(plan, abort.signal, progress);
      });
    } finally {
      this.#busy.delete(datasetId);
    }
  }

  async #send(
    plan: UploadPlan,
    signal: AbortSignal,
    progress: vscode.Progress<{ message: string; increment: number }>,
  ): Promise<Upload> {
    const { datasetId, datasetName, files, before, left, leftOut = [], unusable = [] } = plan;
    const store = left?.store ?? this.#options.journals.create();
    const startedAt = left?.state.head.startedAt ?? Date.now();
    let percent = 0;
    try {
      const outcome = await uploadBatch({
        client: this.#options.client,
        datasetId,
        files,
        signal,
        concurrency: concurrency(),
        journal: { journal: new Journal(store), baseUrl: this.#options.baseUrl(), datasetName },
        ...(left !== undefined && { resume: left.state }),
        before,
        onProgress: (now) => {
          const increment = percentOf(now) - percent;
          percent += increment;
          progress.report({ message: withoutLinks(progressText(now)), increment });
        },
      });
      const shown = this.#showFiles(datasetId);
      // Who has cancelled waits for nothing, and what has stopped the batch may be in the way here.
      if (!outcome.cancelled && outcome.stoppedBy === undefined) await shown;
      return { datasetId, datasetName, files, startedAt, before, outcome, leftOut, unusable };
    } finally {
      // Whatever is not final can be resumed from what the journal holds, in this window or the next.
      await store.release();
    }
  }

  /** Reads the dataset's files again, as far as they were read. */
  async #showFiles(datasetId: string): Promise<void> {
    const list = this.#options.account.files(datasetId);
    if (!list.isWanted) return list.ensureLoaded();
    const wasComplete = isComplete(list.state);
    await list.refresh();
    // With more files there may be more pages.
    if (wasComplete && list.state.error === undefined) await list.loadAll();
  }
}

/** The setting, where it is a number that can be used. */
function concurrency(): number {
  const value: unknown = vscode.workspace
    .getConfiguration(Setting.section)
    .get(Setting.uploadConcurrency);
  return typeof value === 'number' ? value : defaultConcurrency;
}

function percentOf({ bytes, doneBytes, files, settledFiles }: BatchProgress): number {
  // Empty files have no bytes to go by.
  if (bytes === 0) return files === 0 ? 100 : (settledFiles / files) * 100;
  return (doneBytes / bytes) * 100;
}

/** "57 of 142 · 34 MB/s · 3 min left · take 58.wav" */
export function progressText(progress: BatchProgress): string {
  const { l10n, env } = vscode;
  const { files, settledFiles, bytesPerSecond, secondsLeft, current, waiting } = progress;
  const count = l10n.t('{0} of {1}', settledFiles, files);
  if (waiting !== undefined) return `${count} · ${waitSentence(waiting)}`;
  return [
    count,
    ...(bytesPerSecond === undefined || bytesPerSecond === 0
      ? []
      : [l10n.t('{0}/s', bytesText(bytesPerSecond, env.language))]),
    ...(secondsLeft === undefined ? [] : [l10n.t('{0} left', durationText(secondsLeft))]),
    ...current.slice(0, 1).map((name) => oneLine(name, 60)),
  ].join(' · ');
}

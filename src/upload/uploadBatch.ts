import { setTimeout as sleep } from 'node:timers/promises';
import type { CartesiaClient } from '../api/client';
import { toCartesiaError, type CartesiaError } from '../api/errors';
import { isFinal, type BatchOutcome, type FileResult, type Surplus } from './batchOutcome';
import { defaultBatchPolicy, type BatchPolicy } from './batchPolicy';
import { BatchMeter, type BatchProgress } from './batchProgress';
import type { FileCandidate } from './collectFiles';
import { DatasetCensus, type Census } from './datasetCensus';
import { groupFiles, type FileGroup, type GroupedFiles } from './fileGroups';
import { fileKey } from './fileKey';
import { FileSender, type Doubt } from './fileSender';
import type { Journal, JournalState } from './journal';

export type { BatchOutcome, FileResult, Surplus } from './batchOutcome';
export type { BatchProgress, BatchWait } from './batchProgress';

export const defaultConcurrency = 3;
export const maxConcurrency = 8;

export interface BatchOptions {
  readonly client: Pick<CartesiaClient, 'uploadFile' | 'listFiles'>;
  readonly datasetId: string;
  readonly files: readonly FileCandidate[];
  /** Ends the batch at once. */
  readonly signal: AbortSignal;
  /** Uploads at the same time, 1–8; default 3. */
  readonly concurrency?: number;
  readonly policy?: Partial<BatchPolicy>;
  readonly onProgress?: (progress: BatchProgress) => void;
  /** Told of each file as soon as its result is known. */
  readonly onResult?: (index: number, result: FileResult) => void;
  /** Where to write down what happens, and what its head is to say. */
  readonly journal?: {
    readonly journal: Journal;
    readonly baseUrl: string;
    readonly datasetName: string;
  };
  /** What the journal of the same files told: only what is missing is sent. */
  readonly resume?: JournalState;
  /**
   * How many files of each key the dataset had when somebody decided on this batch: what it holds
   * beyond that when the batch begins has arrived already, and is not sent again. Default: nothing
   * has; `resume` knows better.
   */
  readonly before?: Census;
}

/**
 * Sends files to a dataset, several at a time. A file whose answer never came is sent again only
 * after the dataset was asked and does not hold it. Always resolves: what went wrong is told in the
 * outcome. The journal is removed when nothing is left to do; otherwise it can be resumed from.
 */
export async function uploadBatch(options: BatchOptions): Promise<BatchOutcome> {
  using batch = new Batch(options);
  return await batch.run();
}

class Batch implements Disposable {
  readonly #options: BatchOptions;
  readonly #policy: BatchPolicy;
  readonly #places: number;
  readonly #census: DatasetCensus;
  readonly #meter: BatchMeter;
  readonly #sender: FileSender;
  /** Aborted where something ends the batch before its end. */
  readonly #stopped = new AbortController();
  /** Aborted by that and by the caller. */
  readonly #signal: AbortSignal;
  readonly #results: (FileResult | undefined)[];
  #groups: readonly FileGroup[] = [];
  /** Groups with files to be sent, none of which is on its way. */
  #ready: FileGroup[] = [];
  #stoppedBy: CartesiaError | undefined;

  constructor(options: BatchOptions) {
    const { client, datasetId, files, concurrency = defaultConcurrency, signal } = options;
    this.#options = options;
    this.#policy = { ...defaultBatchPolicy, ...options.policy };
    this.#places = Math.min(maxConcurrency, Math.max(1, Math.floor(concurrency)));
    this.#signal = AbortSignal.any([signal, this.#stopped.signal]);
    this.#census = new DatasetCensus(client, datasetId);
    this.#meter = new BatchMeter(files, options.onProgress ?? (() => undefined));
    this.#results = files.map(() => undefined);
    this.#sender = new FileSender({
      client,
      datasetId,
      signal: this.#signal,
      policy: this.#policy,
      places: this.#places,
      census: this.#census,
      meter: this.#meter,
      journal: options.journal?.journal,
      stop: (error) => {
        this.#stop(error);
      },
    });
  }

  [Symbol.dispose](): void {
    this.#sender[Symbol.dispose]();
    this.#meter[Symbol.dispose]();
  }

  async run(): Promise<BatchOutcome> {
    const { files, journal, signal } = this.#options;
    try {
      if (files.length > 0) await this.#prepare();
      await Promise.all(Array.from({ length: this.#places }, () => this.#work()));
    } catch (error) {
      this.#stop(toCartesiaError(error));
    }
    await this.#settleDoubts();
    const surplus = await this.#findSurplus();
    const results = this.#results.map((result) => result ?? ({ kind: 'notSent' } as const));
    if (results.every(isFinal)) await journal?.journal.remove();
    return {
      results,
      cancelled: signal.aborted,
      stoppedBy: signal.aborted ? undefined : this.#stoppedBy,
      surplus,
      journalFailure: journal?.journal.failure,
    };
  }

  /** Looks what is there, and finds out what is to be sent. */
  async #prepare(): Promise<void> {
    const { groups, sentBefore, found } = await this.#look();
    this.#groups = groups;
    if (this.#options.resume === undefined) await this.#openJournal();
    for (const index of sentBefore) this.#settle(index, { kind: 'alreadyThere' });
    for (const index of found) {
      this.#settle(index, { kind: 'alreadyThere' });
      await this.#options.journal?.journal.settle(index, 'sent');
    }
    this.#ready = groups.filter(({ waiting }) => waiting.length > 0);
  }

  /** The server may still be storing what was on its way when an earlier run broke off. */
  async #look(): Promise<GroupedFiles> {
    const { files, resume } = this.#options;
    const take = async (): Promise<GroupedFiles> =>
      groupFiles(files, await this.#census.take(this.#signal), this.#options);
    if (resume === undefined || resume.begun.size === 0) return take();
    const pauses = [...this.#policy.lateSettleMs];
    for (;;) {
      await this.#sleep(pauses.shift() ?? 0);
      const grouped = await take();
      const areMissing = grouped.groups.some(({ repeated }) => repeated);
      if (!areMissing || pauses.length === 0) return grouped;
    }
  }

  async #openJournal(): Promise<void> {
    const { files, datasetId, journal } = this.#options;
    if (journal === undefined) return;
    const before = new Map(this.#groups.map((group) => [group.key, group.before]));
    await journal.journal.open({
      baseUrl: journal.baseUrl,
      datasetId,
      datasetName: journal.datasetName,
      startedAt: Date.now(),
      files,
      before: files.map((file) => before.get(fileKey(file)) ?? 0),
    });
  }

  /** Sends one file after the other until there are no more. */
  async #work(): Promise<void> {
    for (let group = this.#ready.shift(); group !== undefined; group = this.#ready.shift()) {
      if (this.#signal.aborted) return;
      const index = group.waiting.shift();
      const file = this.#options.files[index ?? -1];
      if (index === undefined || file === undefined) continue;
      this.#settle(index, await this.#sender.send(index, file, group));
      if (group.waiting.length > 0) this.#ready.push(group);
    }
  }

  /**
   * Asks once more what is there where the batch ended before an answer came. The caller's signal is
   * aborted by now, so this has its own time.
   */
  async #settleDoubts(): Promise<void> {
    const { doubts } = this.#sender;
    if (doubts.length === 0) return;
    const { settleMs, lastLookMs } = this.#policy;
    const signal = AbortSignal.timeout(lastLookMs);
    const isThere = async ({ group }: Doubt): Promise<boolean> => {
      const enough = group.present + 1;
      return (await this.#census.count(group.key, enough, signal)) >= enough;
    };
    await Promise.all(
      doubts.map(async (doubt) => {
        const { index } = doubt;
        try {
          let there = await isThere(doubt);
          if (!there) {
            await sleep(settleMs, undefined, { signal });
            there = await isThere(doubt);
          }
          if (there) await this.#options.journal?.journal.settle(index, 'sent');
          // The server may still be storing it.
          this.#settle(index, there ? { kind: 'sent' } : { kind: 'unsure', error: doubt.error });
        } catch {
          this.#settle(index, { kind: 'unsure', error: doubt.error });
        }
      }),
    );
  }

  async #findSurplus(): Promise<Surplus[]> {
    const repeated = this.#groups.filter((group) => group.repeated);
    if (repeated.length === 0 || this.#signal.aborted) return [];
    const now = await this.#census.take(this.#signal).catch(() => undefined);
    if (now === undefined) return [];
    const surplus: Surplus[] = [];
    for (const group of repeated) {
      const [first = -1, ...others] = group.files;
      const open = group.files.filter((index) => this.#isOpen(index));
      const arrived = (now.get(group.key) ?? 0) - group.present;
      // One of several that the dataset cannot tell apart stays in doubt.
      if (arrived > 0 && others.length === 0 && open.length === 1) await this.#find(first);
      const count = arrived - open.length;
      const file = this.#options.files[first];
      if (count > 0 && file !== undefined) {
        surplus.push({ name: file.name, size: file.size, count });
      }
    }
    return surplus;
  }

  /** Whether a copy of the file that turns up late is the one that was meant. */
  #isOpen(index: number): boolean {
    const kind = this.#results[index]?.kind ?? 'notSent';
    return kind === 'failed' || kind === 'unsure' || kind === 'notSent';
  }

  /** It was given up, and is there after all. */
  async #find(index: number): Promise<void> {
    const result: FileResult = { kind: 'sent' };
    this.#results[index] = result;
    this.#options.onResult?.(index, result);
    await this.#options.journal?.journal.settle(index, 'sent');
  }

  #settle(index: number, result: FileResult): void {
    if (result.kind === 'notSent') return;
    this.#results[index] = result;
    const size = this.#options.files[index]?.size ?? 0;
    this.#meter.settle(index, size, result.kind === 'sent');
    this.#options.onResult?.(index, result);
  }

  #stop(error: CartesiaError): void {
    this.#stoppedBy ??= error;
    this.#stopped.abort();
  }

  async #sleep(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#signal });
  }
}

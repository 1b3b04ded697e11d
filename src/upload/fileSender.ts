import { setTimeout as sleep } from 'node:timers/promises';
import type { CartesiaClient } from '../api/client';
import { CartesiaError, toCartesiaError } from '../api/errors';
import { BatchGate } from './batchGate';
import type { FileResult } from './batchOutcome';
import type { BatchPolicy } from './batchPolicy';
import type { BatchMeter } from './batchProgress';
import { BatchTrouble } from './batchTrouble';
import type { FileCandidate } from './collectFiles';
import type { DatasetCensus } from './datasetCensus';
import { FileBody, type SpareMemory } from './fileBody';
import type { FileGroup } from './fileGroups';
import { FileError } from './fileProblem';
import type { Journal } from './journal';
import { judgeFailure } from './judgeFailure';
import { untilAborted } from './untilAborted';

/** A file that was sent whole, without an answer, when the batch ended. */
export interface Doubt {
  readonly index: number;
  readonly group: FileGroup;
  readonly error: CartesiaError;
}

export interface FileSenderOptions {
  readonly client: Pick<CartesiaClient, 'uploadFile'>;
  readonly datasetId: string;
  readonly signal: AbortSignal;
  readonly policy: BatchPolicy;
  readonly places: number;
  readonly census: DatasetCensus;
  readonly meter: BatchMeter;
  readonly journal: Journal | undefined;
  /** Ends the batch. */
  readonly stop: (error: CartesiaError) => void;
}

/** What one try came to. */
type Try =
  | Extract<FileResult, { kind: 'sent' | 'skipped' }>
  /** `complete`: every byte was taken, so that the server may have stored the file. */
  | { readonly kind: 'error'; readonly error: CartesiaError; readonly complete: boolean };

/** Sends single files of a batch, again where that may help and the dataset does not hold them. */
export class FileSender implements Disposable {
  readonly #options: FileSenderOptions;
  readonly #gate: BatchGate;
  readonly #trouble: BatchTrouble;
  readonly #spare: SpareMemory = [];
  readonly #doubts: Doubt[] = [];
  /** Files that were once sent whole, without an answer that says they are there. */
  readonly #mayBeThere = new Set<number>();

  constructor(options: FileSenderOptions) {
    this.#options = options;
    this.#gate = new BatchGate(options.places);
    this.#trouble = new BatchTrouble(options.policy);
  }

  /** Files of which it is not known whether they are there, because the batch ended. */
  get doubts(): readonly Doubt[] {
    return this.#doubts;
  }

  [Symbol.dispose](): void {
    this.#gate[Symbol.dispose]();
  }

  /** @returns `notSent` also for a file in doubt */
  async send(index: number, file: FileCandidate, group: FileGroup): Promise<FileResult> {
    const { signal, journal } = this.#options;
    const result = await this.#sendRepeatedly(index, file, group).catch((error: unknown) => {
      // Waiting ends so when the batch does.
      if (!signal.aborted) this.#options.stop(toCartesiaError(error));
      return { kind: 'notSent' } as const;
    });
    if (result.kind === 'sent') {
      group.present += 1;
      this.#trouble.succeeded();
      this.#gate.succeeded();
      await journal?.settle(index, 'sent');
    } else if (!this.#mayBeThere.has(index)) {
      await journal?.settle(index, 'dropped');
    }
    return result;
  }

  async #sendRepeatedly(index: number, file: FileCandidate, group: FileGroup): Promise<FileResult> {
    const { policy, signal, stop } = this.#options;
    for (let tries = 0; ;) {
      const successes = this.#trouble.successes;
      const done = await this.#try(index, file);
      if (done.kind !== 'error') return done;
      const { error, complete } = done;
      const verdict = signal.aborted ? 'stop' : judgeFailure(error);
      if (verdict === 'refused') return { kind: 'failed', error };
      if (verdict === 'stop') {
        // An answer that came is no doubt.
        if (complete && error.status === undefined) this.#doubt({ index, group, error });
        stop(error);
        return { kind: 'notSent' };
      }
      const wait = this.#slowDown(error);
      if (verdict === 'doubt') {
        const maybeThere = complete && !error.neverSent;
        if (maybeThere) this.#mayBeThere.add(index);
        if (maybeThere && (await this.#isThere({ index, group, error }))) return { kind: 'sent' };
        if (this.#isInDoubt(index)) return { kind: 'notSent' };
        group.repeated ||= maybeThere;
        // Where nobody gets through, it is not for this file.
        const alone = error.status === undefined && this.#trouble.successes === successes;
        if (!alone) tries += 1;
        if (tries >= policy.maxTries) {
          const unanswered = maybeThere && error.status === undefined;
          return { kind: unanswered ? 'unsure' : 'failed', error };
        }
      }
      if (wait === undefined) {
        // It is nothing that this file has done.
        stop(error);
        return { kind: 'notSent' };
      }
      await this.#sleep(wait);
    }
  }

  async #try(index: number, file: FileCandidate): Promise<Try> {
    const { client, datasetId, signal, journal, meter } = this.#options;
    await this.#gate.enter(signal);
    try {
      const onBytes = (sent: number): void => {
        meter.sent(index, sent);
      };
      using body = await untilAborted(FileBody.open(file, onBytes, this.#spare), signal, (late) => {
        late[Symbol.dispose]();
      });
      meter.begin(index, file.name);
      await journal?.begin(index);
      if (journal?.isTaken === true) {
        throw new CartesiaError('uploadUnderWay', 'another window has taken the journal');
      }
      const { name, size } = file;
      try {
        await client.uploadFile(datasetId, { name, size, open: body.pieces }, { signal });
        body.release();
        return { kind: 'sent', ...(body.problem && { problem: body.problem }) };
      } catch (error) {
        // What the stream failed with, the request only repeats.
        if (body.problem !== undefined && !body.complete) throw new FileError(body.problem);
        return { kind: 'error', error: toCartesiaError(error), complete: body.complete };
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return { kind: 'skipped', problem: error.problem };
    } finally {
      meter.pause(index);
      this.#gate.leave();
    }
  }

  /**
   * Looks whether the file is in the dataset, and looks again after a while; several times where the
   * server was late. Where even that cannot be found out, the file stays in doubt and the batch ends.
   */
  async #isThere(doubt: Doubt): Promise<boolean> {
    const { census, signal, policy, stop } = this.#options;
    const { group, error } = doubt;
    const enough = group.present + 1;
    const pauses = error.kind === 'timedOut' ? [...policy.lateSettleMs] : [policy.settleMs];
    for (;;) {
      try {
        if ((await census.count(group.key, enough, signal)) >= enough) return true;
        const pause = pauses.shift();
        if (pause === undefined) return false;
        await this.#sleep(pause);
      } catch (reason) {
        const failure = toCartesiaError(reason);
        const verdict = signal.aborted ? 'stop' : judgeFailure(failure);
        const passes = verdict === 'busy' || verdict === 'doubt';
        const wait = passes ? this.#slowDown(failure) : undefined;
        if (wait === undefined) {
          this.#doubt(doubt);
          stop(failure);
          return false;
        }
        // Where the batch ends meanwhile, the next look says so.
        await this.#sleep(wait).catch(() => undefined);
      }
    }
  }

  #doubt(doubt: Doubt): void {
    this.#doubts.push(doubt);
    this.#mayBeThere.add(doubt.index);
  }

  #isInDoubt(index: number): boolean {
    return this.#doubts.some((doubt) => doubt.index === index);
  }

  /**
   * How long to wait before the next try; a busy server slows down all others too.
   * @returns milliseconds; undefined where waiting has no sense any more
   */
  #slowDown(error: CartesiaError): number | undefined {
    const { policy, meter } = this.#options;
    const ownWait = this.#trouble.failed();
    const wait = error.retryAfterMs ?? ownWait;
    if (ownWait === undefined || wait === undefined || wait > policy.maxRetryAfterMs) {
      return undefined;
    }
    meter.wait(wait, error);
    if (error.kind === 'rateLimited' || error.status === 503) this.#gate.close(wait);
    return wait;
  }

  async #sleep(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#options.signal });
  }
}

import type { CartesiaError } from '../api/errors';
import type { FileProblem } from './fileProblem';

/** What became of one file. */
export type FileResult =
  /** `problem` says that it grew or changed while it was sent. */
  | { readonly kind: 'sent'; readonly problem?: FileProblem }
  /** In the dataset since an earlier run of the same batch, or since somebody decided on this one. */
  | { readonly kind: 'alreadyThere' }
  /** It could not be read; nothing of it is there. */
  | { readonly kind: 'skipped'; readonly problem: FileProblem }
  /** Cartesia did not take it. */
  | { readonly kind: 'failed'; readonly error: CartesiaError }
  /** The batch ended before. */
  | { readonly kind: 'notSent' }
  /**
   * All of it was sent, no answer came, and the dataset does not hold it, which it still may, or
   * could not be asked.
   */
  | { readonly kind: 'unsure'; readonly error: CartesiaError };

export interface BatchOutcome {
  /** In the order of the files. */
  readonly results: readonly FileResult[];
  readonly cancelled: boolean;
  /** Why the batch ended before its end; undefined where it did not or was cancelled. */
  readonly stoppedBy: CartesiaError | undefined;
  /** Of these the dataset holds more than was meant: one that was not found arrived after all. */
  readonly surplus: readonly Surplus[];
  /** Why the journal could not be written; undefined as long as it could. */
  readonly journalFailure: unknown;
}

export interface Surplus {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** How many too many. */
  readonly count: number;
}

/** Whether there is nothing left to do for a file. */
export function isFinal({ kind }: FileResult): boolean {
  return kind !== 'notSent' && kind !== 'unsure';
}

/** How patient a batch is. Times in milliseconds. */
export interface BatchPolicy {
  /** How often one file is sent at most, refusals of a busy server not counted. */
  readonly maxTries: number;
  /** Upper end of the wait after the first failure; it doubles with each further one in a row. */
  readonly baseMs: number;
  readonly maxWaitMs: number;
  /** A server that asks for a longer wait ends the batch. */
  readonly maxRetryAfterMs: number;
  /** The batch ends after so long without any success, … */
  readonly patienceMs: number;
  /** … but not before so many failures in a row. */
  readonly minFailures: number;
  /** How long a server may need to list a file whose connection broke after its last byte. */
  readonly settleMs: number;
  /**
   * The same where the server took too long to answer: it may still be at work. It is looked for at
   * once and after each of these.
   */
  readonly lateSettleMs: readonly number[];
  /** For the look at the dataset after somebody cancelled. */
  readonly lastLookMs: number;
}

export const defaultBatchPolicy: BatchPolicy = {
  maxTries: 5,
  baseMs: 1_000,
  maxWaitMs: 30_000,
  maxRetryAfterMs: 600_000,
  patienceMs: 300_000,
  minFailures: 6,
  settleMs: 2_000,
  lateSettleMs: [2_000, 15_000, 30_000],
  lastLookMs: 10_000,
};

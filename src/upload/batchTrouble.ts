import { randomInt } from 'node:crypto';
import type { BatchPolicy } from './batchPolicy';

/** What went wrong lately in the whole batch, and how long to wait for better times. */
export class BatchTrouble {
  readonly #policy: BatchPolicy;
  #failuresInARow = 0;
  #since = 0;
  #successes = 0;

  constructor(policy: BatchPolicy) {
    this.#policy = policy;
  }

  /** So far; tells whether others fared better meanwhile. */
  get successes(): number {
    return this.#successes;
  }

  succeeded(): void {
    this.#successes += 1;
    this.#failuresInARow = 0;
  }

  /** @returns milliseconds to wait before the next try; undefined when patience has come to its end */
  failed(): number | undefined {
    const now = performance.now();
    if (this.#failuresInARow === 0) this.#since = now;
    this.#failuresInARow += 1;
    const { minFailures, patienceMs, baseMs, maxWaitMs } = this.#policy;
    if (this.#failuresInARow >= minFailures && now - this.#since >= patienceMs) return undefined;
    const bound = Math.round(Math.min(maxWaitMs, baseMs * 2 ** (this.#failuresInARow - 1)));
    // At least half of it, and not all at the same moment.
    return Math.ceil(bound / 2) + randomInt(0, Math.floor(bound / 2) + 1);
  }
}

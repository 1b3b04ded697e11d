/** A small deterministic generator (mulberry32): the same seed gives the same account every time. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, less than 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** An ID of the kind the API hands out: prefix, underscore, 16 letters and digits. */
  id(prefix: string): string {
    const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
    const letters = Array.from({ length: 16 }, () => alphabet.charAt(this.integer(0, 35)));
    return `${prefix}_${letters.join('')}`;
  }
}

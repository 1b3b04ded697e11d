import { CartesiaError } from '../api/errors';

interface Waiter {
  readonly enter: () => void;
}

/** So many successes for each place, and another place is tried. */
const successesPerPlace = 4;

/**
 * Lets so many uploads go on at the same time. A busy server closes it for all, and halves the
 * places; they come back one by one as uploads succeed.
 */
export class BatchGate implements Disposable {
  readonly #maxPlaces: number;
  readonly #waiting = new Set<Waiter>();
  #places: number;
  #inside = 0;
  #successes = 0;
  #closedUntil = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(places: number) {
    this.#maxPlaces = places;
    this.#places = places;
  }

  /** How many may be inside now. */
  get places(): number {
    return this.#places;
  }

  /** Milliseconds until it opens again; 0 if it is open. */
  get closedForMs(): number {
    return Math.max(0, this.#closedUntil - performance.now());
  }

  /**
   * Waits for a place; whoever got one gives it back with `leave`.
   * @throws {CartesiaError} `cancelled`
   */
  async enter(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw cancelled();
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        enter: () => {
          this.#waiting.delete(waiter);
          signal.removeEventListener('abort', leave);
          this.#inside += 1;
          resolve();
        },
      };
      const leave = (): void => {
        this.#waiting.delete(waiter);
        reject(cancelled());
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.add(waiter);
      this.#letIn();
    });
  }

  leave(): void {
    this.#inside -= 1;
    this.#letIn();
  }

  succeeded(): void {
    this.#successes += 1;
    if (this.#places === this.#maxPlaces || this.#successes < this.#places * successesPerPlace) {
      return;
    }
    this.#places += 1;
    this.#successes = 0;
    this.#letIn();
  }

  /** Closes for all; what several uploads are told at the same time counts once. */
  close(milliseconds: number): void {
    if (this.closedForMs === 0) {
      this.#places = Math.max(1, Math.floor(this.#places / 2));
      this.#successes = 0;
    }
    this.#closedUntil = Math.max(this.#closedUntil, performance.now() + milliseconds);
    this.#openLater();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #letIn(): void {
    if (this.closedForMs > 0) return;
    for (const waiter of this.#waiting) {
      if (this.#inside >= this.#places) return;
      waiter.enter();
    }
  }

  #openLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // A timer may be early by a fraction of a millisecond.
      if (this.closedForMs > 0) this.#openLater();
      else this.#letIn();
    }, Math.ceil(this.closedForMs));
  }
}

function cancelled(): CartesiaError {
  return new CartesiaError('cancelled', 'the upload was cancelled');
}

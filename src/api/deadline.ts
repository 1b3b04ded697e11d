import { CartesiaError } from './errors';

/** A timer that can be wound again and again, joined with the caller's own signal. */
export class Deadline implements Disposable {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(caller: AbortSignal | undefined) {
    this.#caller = caller;
    if (caller?.aborted === true) this.#cancel();
    else caller?.addEventListener('abort', this.#cancel);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** @param what is waited for, to complete "no … within 30000 ms" */
  set(milliseconds: number, what: 'connection' | 'answer' | 'progress'): void {
    clearTimeout(this.#timer);
    // A body may still be taken when its request has ended.
    if (this.#isOver) return;
    this.#timer = setTimeout(() => {
      const message = `no ${what} within ${milliseconds} ms`;
      this.abort(
        new CartesiaError('timedOut', message, {
          // A connection that was never made has carried nothing to the server.
          neverSent: what === 'connection',
        }),
      );
    }, milliseconds);
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#cancel);
  }

  readonly #cancel = (): void => {
    this.abort(new CartesiaError('cancelled', 'the request was cancelled'));
  };
}

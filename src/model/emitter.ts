/** Something that can be let go of; the same shape as VS Code's. */
export interface Subscription {
  dispose(): void;
}

/** A place to subscribe to; the same shape as VS Code's `Event`, so that both fit together. */
export type Event<T> = (listener: (value: T) => unknown) => Subscription;

/** The smallest event source that needs no VS Code. */
export class Emitter<T = void> {
  readonly #listeners = new Set<(value: T) => unknown>();

  readonly event: Event<T> = (listener) => {
    const own = (value: T): unknown => listener(value);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}

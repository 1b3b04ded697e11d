import type { CartesiaClient, Document } from '../api/client';
import { toCartesiaError, type CartesiaError } from '../api/errors';
import type { Wait } from '../api/request';
import type { Dataset } from '../api/shapes';
import { Emitter } from './emitter';

/** What is known of one dataset at one moment. */
export interface DatasetViewState {
  readonly document: Document<Dataset> | undefined;
  /** When `document` arrived, in milliseconds since the epoch. */
  readonly arrivedAt: number | undefined;
  readonly loading: boolean;
  /** Set while a failed request waits to be sent again. */
  readonly wait: Wait | undefined;
  /** Why the last load failed; `document` may still hold what came before. */
  readonly error: CartesiaError | undefined;
}

const nothing: DatasetViewState = {
  document: undefined,
  arrivedAt: undefined,
  loading: false,
  wait: undefined,
  error: undefined,
};

/** One dataset that somebody looks at: loads it, loads it again, and says what happens meanwhile. */
export class DatasetView {
  readonly id: string;
  readonly #client: Pick<CartesiaClient, 'getDataset'>;
  readonly #changed = new Emitter<DatasetViewState>();
  #state = nothing;
  #running: AbortController | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(client: Pick<CartesiaClient, 'getDataset'>, id: string) {
    this.#client = client;
    this.id = id;
  }

  get state(): DatasetViewState {
    return this.#state;
  }

  /** Fetches the dataset; a load under way is dropped in favour of this one. */
  async load(): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#set({ ...this.#state, loading: true, wait: undefined, error: undefined });
    let outcome: Partial<DatasetViewState>;
    try {
      const document = await this.#client.getDataset(this.id, {
        signal: running.signal,
        onWait: (wait) => {
          if (this.#running === running) this.#set({ ...this.#state, wait });
        },
      });
      outcome = { document, arrivedAt: Date.now() };
    } catch (error) {
      outcome = { error: toCartesiaError(error) };
    }
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#set({ ...this.#state, ...outcome, loading: false, wait: undefined });
  }

  /** Ends a load under way; the state then holds an error of kind `cancelled`. */
  cancel(): void {
    this.#running?.abort();
  }

  /** Forgets what was read, because it was read with another key or from another place. */
  forget(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#set(nothing);
  }

  #set(state: DatasetViewState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

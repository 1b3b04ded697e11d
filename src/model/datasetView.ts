import type { CartesiaClient, Document } from '../api/client';
import { toCartesiaError, type CartesiaError } from '../api/errors';
import { documentOf } from '../api/listedText';
import type { Wait } from '../api/request';
import type { Dataset } from '../api/shapes';
import type { Account } from './account';
import { Emitter, type Subscription } from './emitter';

/** What is known of one dataset at one moment. */
export interface DatasetViewState {
  readonly document: Document<Dataset> | undefined;
  /** When `document` arrived, in milliseconds since the epoch; undefined where that is not known. */
  readonly arrivedAt: number | undefined;
  readonly loading: boolean;
  /** Set while a failed request waits to be sent again. */
  readonly wait: Wait | undefined;
  /** Why the last load failed; `document` may still hold what came before. */
  readonly error: CartesiaError | undefined;
  /** The dataset is no more; `document` holds what it was. */
  readonly deleted: boolean;
}

const nothing: DatasetViewState = {
  document: undefined,
  arrivedAt: undefined,
  loading: false,
  wait: undefined,
  error: undefined,
  deleted: false,
};

export interface DatasetViewOptions {
  readonly client: Pick<CartesiaClient, 'getDataset'>;
  readonly account: Pick<
    Account,
    'datasets' | 'onDidChange' | 'onDidWrite' | 'onDidDelete' | 'learn' | 'forgetDataset'
  >;
  readonly id: string;
}

/**
 * One dataset that somebody looks at: loads it, loads it again, and says what happens meanwhile. It
 * follows the account: what is written, deleted or listed anew elsewhere is seen here too.
 */
export class DatasetView {
  readonly id: string;
  readonly #client: DatasetViewOptions['client'];
  readonly #account: DatasetViewOptions['account'];
  readonly #changed = new Emitter<DatasetViewState>();
  readonly #subscriptions: readonly Subscription[];
  #state = nothing;
  #running: AbortController | undefined;
  /** The account's row as it was last seen. */
  #row: Dataset | undefined;
  #listRefreshing = false;

  readonly onDidChange = this.#changed.event;

  constructor({ client, account, id }: DatasetViewOptions) {
    this.#client = client;
    this.#account = account;
    this.id = id;
    this.#row = account.datasets.get(id);
    if (this.#row !== undefined) this.#state = { ...nothing, document: documentOf(this.#row) };
    this.#subscriptions = [
      account.onDidWrite((document) => {
        if (document.value.id === id) this.#take(document);
      }),
      account.onDidDelete((gone) => {
        if (gone === id) this.#markDeleted();
      }),
      account.onDidChange(({ kind }) => {
        if (kind === 'datasets') this.#followList();
      }),
    ];
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
      outcome = { document, arrivedAt: Date.now(), deleted: false };
    } catch (error) {
      outcome = { error: toCartesiaError(error) };
    }
    if (this.#running !== running) return;
    this.#running = undefined;
    const { document, error } = outcome;
    const gone = error?.kind === 'notFound' && this.#state.document !== undefined;
    this.#set({
      ...this.#state,
      ...(gone ? { deleted: true } : outcome),
      loading: false,
      wait: undefined,
    });
    if (document !== undefined) this.#account.learn(document.value);
    if (error?.kind === 'notFound') this.#account.forgetDataset(this.id);
  }

  /** Ends a load under way; the state then holds an error of kind `cancelled`. */
  cancel(): void {
    this.#running?.abort();
  }

  /** Forgets what was read, because it was read with another key or from another place. */
  forget(): void {
    this.#row = undefined;
    this.#drop();
    this.#set(nothing);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.forget();
  }

  /** Shows what is known now; an answer under way may be older. */
  #take(document: Document<Dataset>): void {
    this.#drop();
    this.#set({ ...nothing, document, arrivedAt: Date.now() });
  }

  #markDeleted(): void {
    const { deleted, loading, error } = this.#state;
    // This view has found out itself, and told the account.
    if (deleted || (!loading && error?.kind === 'notFound')) return;
    this.#drop();
    this.#set({ ...this.#state, loading: false, wait: undefined, error: undefined, deleted: true });
  }

  /** Takes over what the list says of this dataset, where it was read again. */
  #followList(): void {
    const { datasets } = this.#account;
    const { loading, error } = datasets.state;
    const refreshed = this.#listRefreshing && loading === undefined && error === undefined;
    this.#listRefreshing = loading === 'refresh';
    const before = this.#row;
    this.#row = datasets.get(this.id);
    const { document, deleted } = this.#state;
    if (this.#row === undefined) {
      // It may be further down in the list now, or gone.
      if (before !== undefined && refreshed && !deleted) void this.load();
    } else if (this.#row !== before && (deleted || isOther(this.#row, document?.value))) {
      this.#take(documentOf(this.#row));
    }
  }

  #drop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  #set(state: DatasetViewState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

function isOther(row: Dataset, shown: Dataset | undefined): boolean {
  return (
    row.name !== shown?.name ||
    row.description !== shown.description ||
    row.created_at !== shown.created_at
  );
}

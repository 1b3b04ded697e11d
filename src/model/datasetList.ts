import type { CartesiaClient } from '../api/client';
import { toCartesiaError, type CartesiaError } from '../api/errors';
import { nextCursor } from '../api/paging';
import type { Wait } from '../api/request';
import type { Dataset } from '../api/shapes';
import { Emitter } from './emitter';

/** What is known of the account's datasets at one moment. */
export interface DatasetListState {
  /** Newest first; rows of equal or unreadable date stay in the API's order. */
  readonly rows: readonly Dataset[];
  /** Where the next page starts; undefined where there is none. */
  readonly cursor: string | undefined;
  /** Cursors that the pages were asked for with; undefined for the first one. */
  readonly asked: readonly (string | undefined)[];
  readonly loading: boolean;
  /** Set while a failed request waits to be sent again. */
  readonly wait: Wait | undefined;
  /** Why the last load failed. Rows from before stay, and the next load clears it. */
  readonly error: CartesiaError | undefined;
}

const nothing: DatasetListState = {
  rows: [],
  cursor: undefined,
  asked: [],
  loading: false,
  wait: undefined,
  error: undefined,
};

type Pages = Pick<DatasetListState, 'rows' | 'cursor' | 'asked'>;

/** The account's datasets, page by page. One load runs at a time; asking again joins it. */
export class DatasetList {
  readonly #client: Pick<CartesiaClient, 'listDatasets'>;
  readonly #changed = new Emitter<DatasetListState>();
  #state = nothing;
  #running: { readonly abort: AbortController; done: Promise<void> } | undefined;
  #last: 'refresh' | 'loadMore' = 'refresh';

  readonly onDidChange = this.#changed.event;

  constructor(client: Pick<CartesiaClient, 'listDatasets'>) {
    this.#client = client;
  }

  get state(): DatasetListState {
    return this.#state;
  }

  /** Loads the first page unless it is there or has failed: a failure waits for a person's Retry. */
  async ensureLoaded(): Promise<void> {
    if (this.#running !== undefined) return this.#running.done;
    if (this.#state.asked.length === 0 && this.#state.error === undefined) return this.refresh();
  }

  /**
   * Reads again as many pages as are loaded, at least one; old rows stay until new ones arrive. A
   * load under way is dropped: it may be answered with what was there before.
   */
  async refresh(): Promise<void> {
    this.#drop();
    const pages = Math.max(1, this.#state.asked.length);
    return this.#run('refresh', async (signal) => {
      let read: Pages = nothing;
      const before = (): Pages => read;
      do {
        read = await this.#append(before, signal);
      } while (read.asked.length < pages && read.cursor !== undefined);
      return read;
    });
  }

  /** Appends the next page; without one it does nothing. */
  async loadMore(): Promise<void> {
    if (this.#running !== undefined) return this.#running.done;
    if (this.#state.cursor === undefined) return;
    return this.#run('loadMore', (signal) => this.#append(() => this.#state, signal));
  }

  /** Repeats what failed. */
  async retry(): Promise<void> {
    return this.#last === 'loadMore' ? this.loadMore() : this.refresh();
  }

  /** Ends a load under way; the state then holds an error of kind `cancelled`. */
  cancel(): void {
    this.#running?.abort.abort();
  }

  /** Forgets everything and drops a running load: the key or the base URL is another one now. */
  reset(): void {
    this.#drop();
    this.#set(nothing);
  }

  /** Takes over what a newer answer says of one row. */
  update(dataset: Dataset): void {
    if (!this.#state.rows.some((row) => row.id === dataset.id)) return;
    const rows = this.#state.rows.map((row) => (row.id === dataset.id ? dataset : row));
    this.#set({ ...this.#state, rows: newestFirst(rows) });
  }

  /** @param before asked again when the page is there: a row may have been updated meanwhile */
  async #append(before: () => Pages, signal: AbortSignal): Promise<Pages> {
    const { cursor } = before();
    const page = await this.#client.listDatasets(cursor, {
      signal,
      onWait: (wait) => {
        if (!signal.aborted) this.#set({ ...this.#state, wait });
      },
    });
    const asked = [...before().asked, cursor];
    // A dataset made meanwhile moves the pages, so an item may arrive twice; the newer answer holds.
    const rows = new Map([...before().rows, ...page.data].map((row) => [row.id, row]));
    return {
      rows: newestFirst([...rows.values()]),
      cursor: nextCursor(page, new Set(asked.filter((used) => used !== undefined))),
      asked,
    };
  }

  async #run(
    what: 'refresh' | 'loadMore',
    load: (signal: AbortSignal) => Promise<Pages>,
  ): Promise<void> {
    const running = { abort: new AbortController(), done: Promise.resolve() };
    this.#running = running;
    this.#last = what;
    running.done = this.#perform(load, running);
    return running.done;
  }

  async #perform(
    load: (signal: AbortSignal) => Promise<Pages>,
    running: { readonly abort: AbortController },
  ): Promise<void> {
    this.#set({ ...this.#state, loading: true, error: undefined });
    let outcome: Partial<DatasetListState>;
    try {
      outcome = await load(running.abort.signal);
    } catch (error) {
      outcome = { error: toCartesiaError(error) };
    }
    // A load that was dropped belongs to the past.
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#set({ ...this.#state, ...outcome, loading: false, wait: undefined });
  }

  #drop(): void {
    this.#running?.abort.abort();
    this.#running = undefined;
  }

  #set(state: DatasetListState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

/** Array.prototype.sort is stable, so rows that cannot be compared keep the API's order. */
function newestFirst(rows: readonly Dataset[]): readonly Dataset[] {
  const times = new Map(rows.map((row) => [row, Date.parse(row.created_at)]));
  const time = (row: Dataset): number => times.get(row) ?? NaN;
  return rows.toSorted((a, b) => {
    const [timeA, timeB] = [time(a), time(b)];
    if (Number.isNaN(timeA) || Number.isNaN(timeB)) {
      return Number(Number.isNaN(timeA)) - Number(Number.isNaN(timeB));
    }
    return timeB - timeA;
  });
}

import { toCartesiaError, type CartesiaError } from '../api/errors';
import { nextCursor } from '../api/paging';
import type { CallOptions, Wait } from '../api/request';
import type { Page } from '../api/shapes';
import { Emitter } from './emitter';

export type Load = 'refresh' | 'loadMore' | 'loadAll';

/** What is known of a collection at one moment. */
export interface PagedListState<Item> {
  /** In the API's order, each ID once. Another array exactly when something in it is another. */
  readonly rows: readonly Item[];
  /** Where the next page starts; undefined where there is none. */
  readonly cursor: string | undefined;
  /** Cursors that the pages were asked for with; undefined for the first one. */
  readonly asked: readonly (string | undefined)[];
  /** What is under way. */
  readonly loading: Load | undefined;
  /** Set while a failed request waits to be sent again. */
  readonly wait: Wait | undefined;
  /** Why the last load failed. Rows from before stay, and the next load clears it. */
  readonly error: CartesiaError | undefined;
  /** Which load that was. */
  readonly failed: Load | undefined;
}

type Pages<Item> = Pick<PagedListState<Item>, 'rows' | 'cursor' | 'asked'>;

/** Reads the page after a cursor, or the first one. */
export type ReadPage<Item> = (
  startingAfter: string | undefined,
  options: CallOptions,
) => Promise<Page<Item>>;

/** What this side did to an item, which a page that was asked for before does not know. */
interface OwnChange<Item> {
  /** Position in the order of all own changes. */
  readonly at: number;
  /** undefined: deleted */
  readonly item: Item | undefined;
}

/** Whether every page has been read. */
export function isComplete({ asked, cursor }: PagedListState<unknown>): boolean {
  return asked.length > 0 && cursor === undefined;
}

/** A collection of the API, page by page. One load runs at a time; asking again joins it. */
export class PagedList<Item extends { readonly id: string }> {
  readonly #readPage: ReadPage<Item>;
  readonly #changed = new Emitter<PagedListState<Item>>();
  #state: PagedListState<Item> = nothing();
  #running: { readonly abort: AbortController; done: Promise<void> } | undefined;
  #last: Load = 'refresh';
  /** The pages that a refresh has read so far. */
  #fresh: Pages<Item> = nothing();
  readonly #ownChanges = new Map<string, OwnChange<Item>>();
  #clock = 0;

  readonly onDidChange = this.#changed.event;

  constructor(readPage: ReadPage<Item>) {
    this.#readPage = readPage;
  }

  get state(): PagedListState<Item> {
    return this.#state;
  }

  /** Whether somebody has asked for it yet. */
  get isWanted(): boolean {
    return this.#state !== nothingShared;
  }

  /** The row with this ID, where it is loaded. */
  get(id: string): Item | undefined {
    return this.#state.rows.find((row) => row.id === id);
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
      this.#fresh = nothing();
      do {
        const append = await this.#readNext(() => this.#fresh, signal);
        // Dropped while the page came: `#fresh` is another refresh's by now.
        if (signal.aborted) return () => ({});
        this.#fresh = append();
      } while (this.#fresh.asked.length < pages && this.#fresh.cursor !== undefined);
      return () => this.#fresh;
    });
  }

  /** Appends the next page; without one it does nothing. Waits for a refresh under way. */
  async loadMore(): Promise<void> {
    return this.#loadUnless(['loadMore', 'loadAll'], () =>
      this.#run('loadMore', (signal) => this.#readNext(() => this.#state, signal)),
    );
  }

  /** Appends all pages that are missing, and shows each as it comes. Waits for a load under way. */
  async loadAll(): Promise<void> {
    return this.#loadUnless(['loadAll'], () =>
      this.#run('loadAll', async (signal) => {
        for (;;) {
          const append = await this.#readNext(() => this.#state, signal);
          const pages = append();
          if (pages.cursor === undefined || signal.aborted) return append;
          this.#set({ ...this.#state, ...pages });
        }
      }),
    );
  }

  /**
   * Loads what is missing once nothing else loads: not where one of `enough` was under way, nor where
   * what was under way failed or everything was forgotten.
   */
  async #loadUnless(enough: readonly Load[], load: () => Promise<void>): Promise<void> {
    while (this.#running !== undefined) {
      const { loading } = this.#state;
      await this.#running.done;
      const done = loading !== undefined && enough.includes(loading);
      if (done || this.#state.error !== undefined || !this.isWanted) return;
    }
    // Nothing is awaited between the look and the load, so that two who waited load once.
    if (!isComplete(this.#state)) await load();
  }

  /** Repeats what failed. */
  async retry(): Promise<void> {
    return this[this.#last]();
  }

  /** Ends a load under way; the state then holds an error of kind `cancelled`. */
  cancel(): void {
    this.#running?.abort.abort();
  }

  /** Forgets everything and drops a running load: the key or the base URL is another one now. */
  reset(): void {
    this.#drop();
    this.#ownChanges.clear();
    this.#last = 'refresh';
    this.#set(nothing());
  }

  /** The present moment: an answer that is asked for now knows of everything done before. */
  get moment(): number {
    return this.#clock;
  }

  /**
   * Takes over what a newer answer says of one row; of a row that is not loaded, nothing.
   * @param asked the {@link moment} at which the answer was asked for
   */
  update(item: Item, asked = this.#clock): void {
    const [latest] = this.#asOfNow([item], asked);
    if (latest !== item || this.#isGone(item.id, this.#state.rows)) return;
    this.#note(item.id, item);
    this.#change((pages) => {
      const index = pages.rows.findIndex(({ id }) => id === item.id);
      return index === -1 ? pages : { ...pages, rows: pages.rows.with(index, item) };
    });
  }

  /**
   * Takes in an item that was just created; it comes first.
   * @param asked the {@link moment} at which it was begun: by its end, it may have been found in the
   *   list, and been changed or deleted
   */
  add(item: Item, asked = this.#clock): void {
    const [latest] = this.#asOfNow([item], asked);
    if (latest === undefined) return;
    this.#note(latest.id, latest);
    this.#change((pages) => {
      const others = pages.rows.filter(({ id }) => id !== latest.id);
      return { ...pages, rows: [latest, ...others] };
    });
  }

  /** Takes out items that are gone. */
  remove(gone: ReadonlySet<string>): void {
    for (const id of gone) this.#note(id, undefined);
    this.#change((pages) => {
      const rows = pages.rows.filter(({ id }) => !gone.has(id));
      return rows.length === pages.rows.length ? pages : this.#goingOn({ ...pages, rows });
    });
  }

  /** Changes what is shown, and what a refresh under way has read already. */
  #change(change: (pages: Pages<Item>) => Pages<Item>): void {
    this.#fresh = change(this.#fresh);
    const pages = change(this.#state);
    if (pages !== this.#state) this.#set({ ...this.#state, ...pages });
  }

  /** Whether this side has deleted an item, and the API has not listed it since. */
  #isGone(id: string, rows: readonly Item[]): boolean {
    const own = this.#ownChanges.get(id);
    return own !== undefined && own.item === undefined && !rows.some((row) => row.id === id);
  }

  /** The API goes on from no item that is gone: the next page starts behind the last one left. */
  #goingOn(pages: Pages<Item>): Pages<Item> {
    const { rows, cursor } = pages;
    if (cursor === undefined || !this.#isGone(cursor, rows)) return pages;
    const last = rows.at(-1);
    return last === undefined
      ? { ...pages, cursor: undefined, asked: [] }
      : { ...pages, cursor: last.id };
  }

  #note(id: string, item: Item | undefined): void {
    this.#clock += 1;
    this.#ownChanges.set(id, { at: this.#clock, item });
  }

  /**
   * Reads the next page. What comes back appends it to what is there at that moment: by then a row
   * may have been changed.
   */
  async #readNext(before: () => Pages<Item>, signal: AbortSignal): Promise<() => Pages<Item>> {
    const sent = this.#clock;
    const { cursor } = before();
    const page = await this.#readPage(cursor, {
      signal,
      onWait: (wait) => {
        if (!signal.aborted) this.#set({ ...this.#state, wait });
      },
    });
    return () => {
      const { rows, asked: earlier } = before();
      const asked = [...earlier, cursor];
      return this.#goingOn({
        rows: merge(rows, this.#asOfNow(page.data, sent)),
        cursor: nextCursor(page, new Set(asked.filter((used) => used !== undefined))),
        asked,
      });
    };
  }

  /** What an answer holds, with what was done to it since it was asked for. */
  #asOfNow(items: readonly Item[], sent: number): readonly Item[] {
    return items.flatMap((item) => {
      const own = this.#ownChanges.get(item.id);
      if (own === undefined || own.at <= sent) return [item];
      return own.item === undefined ? [] : [own.item];
    });
  }

  async #run(
    what: Load,
    load: (signal: AbortSignal) => Promise<() => Partial<Pages<Item>>>,
  ): Promise<void> {
    const running = { abort: new AbortController(), done: Promise.resolve() };
    this.#running = running;
    this.#last = what;
    running.done = this.#perform(what, load, running);
    return running.done;
  }

  async #perform(
    what: Load,
    load: (signal: AbortSignal) => Promise<() => Partial<Pages<Item>>>,
    running: { readonly abort: AbortController },
  ): Promise<void> {
    this.#set({
      ...this.#state,
      loading: what,
      wait: undefined,
      error: undefined,
      failed: undefined,
    });
    let outcome: Partial<PagedListState<Item>>;
    try {
      const read = await load(running.abort.signal);
      outcome = read();
    } catch (error) {
      outcome = { error: toCartesiaError(error), failed: what };
    }
    // A load that was dropped belongs to the past.
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#set({ ...this.#state, ...outcome, loading: undefined, wait: undefined });
  }

  #drop(): void {
    this.#running?.abort.abort();
    this.#running = undefined;
  }

  #set(state: PagedListState<Item>): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

const nothingShared: PagedListState<never> = {
  rows: [],
  cursor: undefined,
  asked: [],
  loading: undefined,
  wait: undefined,
  error: undefined,
  failed: undefined,
};

function nothing<Item>(): PagedListState<Item> {
  return nothingShared;
}

/** A dataset made meanwhile moves the pages, so an item may arrive twice; the newer answer holds. */
function merge<Item extends { readonly id: string }>(
  rows: readonly Item[],
  page: readonly Item[],
): readonly Item[] {
  const known = idsOf(rows);
  const incoming = new Map(page.map((item) => [item.id, item]));
  const current = page.some(({ id }) => known.has(id))
    ? rows.map((row) => incoming.get(row.id) ?? row)
    : rows;
  const merged = [...current, ...[...incoming.values()].filter(({ id }) => !known.has(id))];
  // The set goes on with the longer array, so that a list of many pages is not counted anew for each.
  rowIds.delete(rows);
  for (const id of incoming.keys()) known.add(id);
  rowIds.set(merged, known);
  return merged;
}

const rowIds = new WeakMap<readonly unknown[], Set<string>>();

function idsOf(rows: readonly { readonly id: string }[]): Set<string> {
  return rowIds.get(rows) ?? new Set(rows.map(({ id }) => id));
}

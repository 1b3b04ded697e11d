import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import { CartesiaError, type CartesiaErrorKind } from '../../../src/api/errors';
import type { Dataset, DatasetFile, FineTune } from '../../../src/api/shapes';
import { Account } from '../../../src/model/account';
import type { ListRef } from '../../../src/model/listRef';
import type { PagedListState } from '../../../src/model/pagedList';
import { FakeApi, type Underway } from './FakeApi';

type State = PagedListState<Dataset | DatasetFile | FineTune>;

/** Which of those that are there is meant: counted from the first, round and round. */
type Nth = number;

/** What happens at one moment. */
export type Act =
  /** Somebody reads a list; the third list and all after it are files of a dataset. */
  | {
      readonly do: 'ensureLoaded' | 'refresh' | 'loadMore' | 'loadAll' | 'retry' | 'cancel';
      readonly list: Nth;
    }
  | { readonly do: 'refreshAll'; readonly inSight: readonly Nth[] }
  | { readonly do: 'refreshDataset' | 'ensureTrainings' | 'read' | 'create'; readonly nth: Nth }
  | { readonly do: 'save'; readonly nth: Nth; readonly what: 'name' | 'description' | 'nothing' }
  | { readonly do: 'overwrite'; readonly nth: Nth }
  | { readonly do: 'deleteDataset' | 'deleteFile'; readonly nth: Nth }
  /** The person cancels something of this, or signs in to another account. */
  | { readonly do: 'abort'; readonly nth: Nth }
  | { readonly do: 'switchAccount' }
  /** Somebody else changes something. */
  | { readonly do: 'otherAdds' | 'otherRenames' | 'otherDeletes'; readonly nth: Nth }
  | { readonly do: 'otherAddsFile' | 'otherDeletesFile' | 'otherTrains'; readonly nth: Nth }
  /** The API does what is asked; its answer arrives; it arrives not, whether it was done or not. */
  | { readonly do: 'handle' | 'deliver' | 'wait'; readonly nth: Nth }
  | {
      readonly do: 'fail' | 'lose';
      readonly nth: Nth;
      readonly kind: CartesiaErrorKind;
      readonly neverSent: boolean;
    };

/** What the person was told, and may rely on. */
export class Told {
  /** The version of each dataset that this side has written, or a later one. */
  readonly written = new Map<string, number>();
  /** What this side has deleted. */
  readonly deleted = new Set<string>();
}

/** The account under test and the API it asks. Notes what is wrong instead of throwing it at the account. */
export class World {
  readonly api: FakeApi;
  readonly account: Account;
  readonly told = new Told();
  readonly problems: string[] = [];
  readonly #before = new Map<string, State>();
  readonly #aborts = new Set<AbortController>();
  #era = 0;

  constructor(givesNextPage: boolean) {
    this.api = new FakeApi(givesNextPage);
    this.account = new Account(this.api);
    this.account.onDidChange((list) => {
      this.#watch(list);
    });
  }

  perform(what: Act): void {
    const { account, api } = this;
    switch (what.do) {
      case 'ensureLoaded':
      case 'refresh':
      case 'loadMore':
      case 'loadAll':
      case 'retry':
      case 'cancel':
        void account.list(this.#listAt(what.list))[what.do]();
        return;
      case 'refreshAll':
        void account.refresh(new Set(what.inSight.map((at) => this.#datasetAt(at))));
        return;
      case 'refreshDataset':
        void account.refreshDataset(this.#datasetAt(what.nth));
        return;
      case 'ensureTrainings':
        void account.ensureTrainings();
        return;
      case 'read':
        this.#attempt((signal) => account.readDataset(this.#datasetAt(what.nth), { signal }));
        return;
      case 'create':
        this.#create();
        return;
      case 'save':
        this.#save(this.#datasetAt(what.nth), what.what);
        return;
      case 'overwrite':
        this.#save(this.#datasetAt(what.nth), 'name', true);
        return;
      case 'deleteDataset':
        this.#delete(this.#datasetAt(what.nth));
        return;
      case 'deleteFile':
        this.#deleteFile(this.#listAt(2 + what.nth), what.nth);
        return;
      case 'abort':
        pick([...this.#aborts], what.nth)?.abort();
        return;
      case 'switchAccount':
        this.#era += 1;
        api.seed();
        account.reset();
        this.told.written.clear();
        return;
      case 'otherAdds':
        api.addDataset();
        return;
      case 'otherRenames':
        api.changeDataset(this.#datasetAt(what.nth), { name: api.unique('theirs') });
        return;
      case 'otherDeletes':
        api.removeDataset(this.#datasetAt(what.nth));
        return;
      case 'otherAddsFile':
        api.addFile(this.#datasetAt(what.nth));
        return;
      case 'otherDeletesFile': {
        const id = this.#datasetAt(what.nth);
        api.removeFile(id, pick(api.files(id), what.nth)?.id ?? '');
        return;
      }
      case 'otherTrains':
        api.addFineTune(this.#datasetAt(what.nth));
        return;
      case 'handle':
      case 'deliver':
      case 'wait':
      case 'fail':
      case 'lose':
        this.#serve(what);
    }
  }

  /** What must be so whenever nothing moves. */
  check(): void {
    const waiting = [...this.api.underway].filter(({ isOver }) => !isOver);
    for (const [key, { loading, wait, rows }] of this.#before) {
      const pages = waiting.filter(({ list }) => list === key).length;
      if (pages > 1) this.#object(`${pages} loads of ${key} at a time`);
      if ((loading !== undefined) !== pages > 0) {
        this.#object(`${key} says "${loading ?? 'idle'}" with ${pages} requests under way`);
      }
      if (wait !== undefined && loading === undefined) this.#object(`${key} waits for nothing`);
      for (const row of rows) {
        if (this.api.versionOf(row) < (this.told.written.get(row.id) ?? 0)) {
          this.#object(`${row.id} is shown as it was before it was written`);
        }
      }
    }
    assert.deepEqual(this.problems, []);
  }

  /** Answers whatever is asked until it is done. */
  async serveAll(work: Promise<unknown> = Promise.resolve()): Promise<void> {
    const undone = new Set([work]);
    void work.finally(() => undone.delete(work));
    do {
      for (const request of this.api.underway) {
        this.api.underway.delete(request);
        request.deliver();
      }
      await settled();
    } while (undone.size > 0 || this.api.underway.size > 0);
  }

  /** When all is told and everything is read again, it is as the API has it. */
  async compare(): Promise<void> {
    const { account, api } = this;
    const files = api.datasets.map(({ id }): ListRef => ({ kind: 'files', datasetId: id }));
    for (const list of [{ kind: 'datasets' }, { kind: 'fineTunes' }, ...files] as const) {
      const paged = account.list(list);
      await this.serveAll(paged.refresh());
      await this.serveAll(paged.loadAll());
      assert.deepEqual<readonly unknown[]>(paged.state.rows, api.contents(list));
      assert.deepEqual([paged.state.error, paged.state.cursor], [undefined, undefined]);
    }
    this.check();
  }

  #serve(what: Extract<Act, { do: 'handle' | 'deliver' | 'wait' | 'fail' | 'lose' }>): void {
    const request = pick([...this.api.underway], what.nth);
    if (request === undefined) return;
    if (what.do === 'wait') {
      const milliseconds = 500;
      const why = new CartesiaError('rateLimited', 'HTTP 429');
      if (!request.isOver) request.options.onWait?.({ milliseconds, error: why });
      return;
    }
    if (what.do !== 'fail') request.handle();
    if (what.do === 'handle') return;
    this.api.underway.delete(request);
    if ('kind' in what) request.fail(failureOf(what, request));
    else request.deliver();
  }

  #create(): void {
    const input = { name: this.api.unique('new'), description: '' };
    this.#attempt(
      (signal) => this.account.createDataset(input, { signal }),
      (created) => {
        if (created.name !== input.name) this.#object(`${created.id} was not created here`);
        if (!this.account.datasets.get(created.id) && !this.api.isKnownGone(created.id)) {
          this.#object(`${created.id} was created and is not shown`);
        }
        this.#noteWritten(created);
      },
      ({ kind, neverSent }) => {
        const done = this.api.datasets.some(({ name }) => name === input.name);
        if (done && (neverSent || kind === 'notFound')) this.#object(`told of ${kind}, but done`);
      },
    );
  }

  #save(id: string, what: 'name' | 'description' | 'nothing', overwrite = false): void {
    const { account, api } = this;
    const base = overwrite ? undefined : account.knownDataset(id);
    const input = what === 'nothing' ? {} : { [what]: api.unique('ours') };
    this.#attempt(
      (signal) => account.saveDataset(id, base, input, { signal }),
      (outcome) => {
        if (outcome.kind === 'saved') this.#noteWritten(outcome.dataset);
        else if (overwrite) this.#object(`overwriting ${id} ended in a conflict`);
        else if (api.versionOf(outcome.theirs) === -1) this.#object('theirs was never there');
      },
    );
  }

  #noteWritten(dataset: Dataset): void {
    const { id } = dataset;
    const version = this.api.versionOf(dataset);
    if (version === -1) this.#object(`${id} is said to be what it never was`);
    // What the API says is gone and then is there again begins anew.
    if (this.api.wasToldGone(id)) this.told.written.delete(id);
    else this.told.written.set(id, Math.max(version, this.told.written.get(id) ?? 0));
  }

  #delete(id: string): void {
    this.told.written.delete(id);
    // What was said to be gone may be there again, or else nobody would delete it.
    this.told.deleted.delete(id);
    this.#attempt(
      (signal) => this.account.deleteDataset(id, { signal }),
      () => {
        this.told.written.delete(id);
        this.told.deleted.add(id);
        if (!this.api.wasToldGone(id)) this.#object(`${id} was deleted without the API`);
        if (this.account.files(id).isWanted) this.#object(`the files of ${id} are still there`);
      },
    );
  }

  #deleteFile(list: ListRef, at: Nth): void {
    const { rows }: State = this.account.list(list).state;
    const file = pick(rows, at);
    if (list.kind !== 'files' || file === undefined) return;
    this.told.deleted.delete(file.id);
    this.#attempt(
      (signal) => this.account.deleteFile(list.datasetId, file.id, { signal }),
      () => this.told.deleted.add(file.id),
    );
  }

  /** What the person is told counts until they sign in elsewhere. */
  #attempt<Result>(
    begin: (signal: AbortSignal) => Promise<Result>,
    done: (result: Result) => unknown = () => undefined,
    failed: (error: CartesiaError) => void = () => undefined,
  ): void {
    const era = this.#era;
    const abort = new AbortController();
    this.#aborts.add(abort);
    begin(abort.signal)
      .then(
        (result) => {
          if (era === this.#era) done(result);
        },
        (error: unknown) => {
          if (!(error instanceof CartesiaError)) throw error;
          if (error.kind === 'internal') throw error;
          if (era === this.#era) failed(error);
        },
      )
      .catch((error: unknown) => {
        this.#object(String(error));
      })
      .finally(() => this.#aborts.delete(abort));
  }

  /** Looks at each state of a list, and at what it was before. */
  #watch(list: ListRef): void {
    const key = JSON.stringify(list);
    const { api } = this;
    const state: State = this.account.list(list).state;
    const before = this.#before.get(key) ?? state;
    this.#before.set(key, state);
    const shown = new Set(state.rows.map(({ id }) => id));
    if (shown.size < state.rows.length) this.#object(`an ID is twice in ${key}`);
    for (const row of state.rows) {
      if (api.versionOf(row) === -1) this.#object(`${key} shows what never was: ${row.id}`);
      if (this.told.deleted.has(row.id) && api.isKnownGone(row.id)) {
        this.#object(`${key} shows ${row.id}, which is deleted`);
      }
    }
    if (!this.account.list(list).isWanted) return;
    const ended = before.loading !== undefined && state.loading === undefined;
    const refreshed = ended && before.loading === 'refresh' && state.error === undefined;
    if (ended && state.error !== undefined && state.rows !== before.rows) {
      this.#object(`a failure has changed ${key}`);
    }
    for (const { id } of before.rows) {
      if (!refreshed && !shown.has(id) && !api.isKnownGone(id)) {
        this.#object(`${id} has vanished from ${key}`);
      }
    }
    if (ended && state.error !== undefined && state.failed === undefined) {
      this.#object(`${key} does not say what has failed`);
    }
  }

  #object(problem: string): void {
    this.problems.push(problem);
  }

  #datasetAt(at: Nth): string {
    const ids = [...this.account.datasets.state.rows, ...this.api.datasets].map(({ id }) => id);
    return pick([...new Set(ids)], at) ?? 'none';
  }

  #listAt(at: Nth): ListRef {
    if (at < 2) return { kind: at === 0 ? 'datasets' : 'fineTunes' };
    return { kind: 'files', datasetId: this.#datasetAt(at % 3) };
  }
}

function pick<Thing>(things: readonly Thing[], at: Nth): Thing | undefined {
  return things[at % things.length];
}

/** A request that was done cannot fail in a way that says it was not. */
function failureOf(
  { kind, neverSent }: Extract<Act, { do: 'fail' | 'lose' }>,
  { isHandled }: Underway,
): CartesiaError {
  const lost = isHandled && kind === 'notFound';
  return new CartesiaError(lost ? 'timedOut' : kind, 'made to fail', {
    neverSent: neverSent && !isHandled && kind === 'unreachable',
  });
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CartesiaError } from '../../../src/api/errors';
import type { CallOptions } from '../../../src/api/request';
import type { Dataset, Page } from '../../../src/api/shapes';
import { DatasetList } from '../../../src/model/datasetList';

const dataset = (id: string, created_at = '2026-01-01T00:00:00Z'): Dataset => ({
  id,
  name: `name of ${id}`,
  created_at,
  description: '',
});

/** Answers page requests one at a time, when the test says so. */
class ScriptedClient {
  readonly asked: { cursor: string | undefined; signal: AbortSignal | undefined }[] = [];
  readonly #waiting: ((outcome: Page<Dataset> | CartesiaError) => void)[] = [];

  async listDatasets(cursor?: string, { signal }: CallOptions = {}): Promise<Page<Dataset>> {
    this.asked.push({ cursor, signal });
    const outcome = await new Promise<Page<Dataset> | CartesiaError>((resolve) => {
      this.#waiting.push(resolve);
    });
    if (outcome instanceof CartesiaError) throw outcome;
    return outcome;
  }

  answer(outcome: Page<Dataset> | CartesiaError): void {
    const next = this.#waiting.shift();
    assert.ok(next, 'nothing was asked');
    next(outcome);
  }
}

const ids = (list: DatasetList): string[] => list.state.rows.map(({ id }) => id);
const serverError = new CartesiaError('serverError', 'HTTP 500');

async function loaded(...pages: Page<Dataset>[]): Promise<[DatasetList, ScriptedClient]> {
  const client = new ScriptedClient();
  const list = new DatasetList(client);
  for (const [index, page] of pages.entries()) {
    const load = index === 0 ? list.ensureLoaded() : list.loadMore();
    client.answer(page);
    await load;
  }
  return [list, client];
}

describe('the list of datasets', () => {
  it('shows the newest first, and rows without a readable date last', async () => {
    const [list] = await loaded({
      data: [
        dataset('none', 'yesterday'),
        dataset('old', '2025-01-01'),
        dataset('new', '2026-02-02'),
      ],
      has_more: false,
    });
    assert.deepEqual(ids(list), ['new', 'old', 'none']);
  });

  it('asks once however many ask at the same time', async () => {
    const client = new ScriptedClient();
    const list = new DatasetList(client);
    const both = Promise.all([list.ensureLoaded(), list.ensureLoaded()]);
    client.answer({ data: [dataset('a')], has_more: false });
    await both;
    await list.ensureLoaded();
    assert.equal(client.asked.length, 1);
  });

  it('appends the next page from the cursor, an item that comes again only once', async () => {
    const [list, client] = await loaded(
      { data: [dataset('a'), dataset('b')], has_more: true, next_page: 'b' },
      { data: [dataset('b'), dataset('c')], has_more: false },
    );
    assert.deepEqual(ids(list), ['a', 'b', 'c']);
    assert.deepEqual(
      client.asked.map(({ cursor }) => cursor),
      [undefined, 'b'],
    );
    await list.loadMore();
    assert.equal(client.asked.length, 2);
  });

  it('refreshes as many pages as were loaded and keeps the old rows until then', async () => {
    const [list, client] = await loaded(
      { data: [dataset('a')], has_more: true },
      { data: [dataset('b')], has_more: true },
    );
    const refresh = list.refresh();
    client.answer({ data: [dataset('c')], has_more: true });
    assert.deepEqual([ids(list), list.state.loading], [['a', 'b'], true]);
    await new Promise(setImmediate);
    client.answer({ data: [dataset('d')], has_more: true });
    await refresh;
    assert.deepEqual([ids(list), list.state.loading, list.state.cursor], [['c', 'd'], false, 'd']);
  });

  it('keeps its rows when a page fails, and repeats just that page on retry', async () => {
    const [list, client] = await loaded({ data: [dataset('a')], has_more: true });
    const failing = list.loadMore();
    client.answer(serverError);
    await failing;
    assert.deepEqual([ids(list), list.state.error], [['a'], serverError]);
    const retry = list.retry();
    assert.equal(list.state.error, undefined);
    client.answer({ data: [dataset('b')], has_more: false });
    await retry;
    assert.deepEqual(ids(list), ['a', 'b']);
    assert.deepEqual(
      client.asked.map(({ cursor }) => cursor),
      [undefined, 'a', 'a'],
    );
  });

  it('repeats a refresh that failed, not the next page', async () => {
    const [list, client] = await loaded({ data: [dataset('a')], has_more: true });
    const refresh = list.refresh();
    client.answer(serverError);
    await refresh;
    const retry = list.retry();
    client.answer({ data: [dataset('b')], has_more: true });
    await retry;
    assert.deepEqual(ids(list), ['b']);
  });

  it('refreshes although a page is on its way, which then counts no more', async () => {
    const [list, client] = await loaded({ data: [dataset('a')], has_more: true });
    const more = list.loadMore();
    const refresh = list.refresh();
    assert.equal(client.asked[1]?.signal?.aborted, true);
    client.answer({ data: [dataset('late')], has_more: false });
    client.answer({ data: [dataset('fresh')], has_more: false });
    await Promise.all([more, refresh]);
    assert.deepEqual(ids(list), ['fresh']);
  });

  it('keeps a newer answer about a row while the next page is on its way', async () => {
    const [list, client] = await loaded({ data: [dataset('a')], has_more: true });
    const more = list.loadMore();
    list.update({ ...dataset('a'), name: 'renamed' });
    client.answer({ data: [dataset('b')], has_more: false });
    await more;
    assert.deepEqual(
      list.state.rows.map(({ name }) => name),
      ['renamed', 'name of b'],
    );
  });

  it('can be cancelled, and then waits for a person', async () => {
    const [list, client] = await loaded({ data: [dataset('a')], has_more: true });
    const more = list.loadMore();
    list.cancel();
    assert.equal(client.asked[1]?.signal?.aborted, true);
    client.answer(new CartesiaError('cancelled', 'cancelled'));
    await more;
    assert.deepEqual([ids(list), list.state.error?.kind], [['a'], 'cancelled']);
  });

  it('does not load again by itself after a failure', async () => {
    const client = new ScriptedClient();
    const list = new DatasetList(client);
    const failing = list.ensureLoaded();
    client.answer(serverError);
    await failing;
    await list.ensureLoaded();
    assert.equal(client.asked.length, 1);
  });

  it('forgets everything on reset and ignores an answer that comes too late', async () => {
    const client = new ScriptedClient();
    const list = new DatasetList(client);
    const first = list.ensureLoaded();
    list.reset();
    assert.equal(client.asked[0]?.signal?.aborted, true);
    client.answer({ data: [dataset('late')], has_more: false });
    await first;
    assert.deepEqual(ids(list), []);
    const second = list.ensureLoaded();
    client.answer({ data: [dataset('fresh')], has_more: false });
    await second;
    assert.deepEqual(ids(list), ['fresh']);
  });

  it('takes over a newer answer about a row it has, and of no other', async () => {
    const [list] = await loaded({ data: [dataset('a'), dataset('b')], has_more: false });
    list.update({ ...dataset('b'), name: 'renamed' });
    list.update(dataset('stranger'));
    assert.deepEqual(
      list.state.rows.map(({ name }) => name),
      ['name of a', 'renamed'],
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import { CartesiaError } from '../../../src/api/errors';
import type { CallOptions } from '../../../src/api/request';
import type { Page } from '../../../src/api/shapes';
import { isComplete, PagedList } from '../../../src/model/pagedList';

interface Item {
  readonly id: string;
  readonly name: string;
}

const item = (id: string, name = `name of ${id}`): Item => ({ id, name });

/** A page with more behind it; the IDs stand in one string. */
const some = (ids: string): Page<Item> => ({ ...last(ids), has_more: true });
const last = (ids: string): Page<Item> => ({
  data: ids === '' ? [] : ids.split(' ').map((id) => item(id)),
  has_more: false,
});

/** Answers requests for pages in their order, when the test says so. A cancelled one ends at once. */
class ScriptedPages {
  readonly asked: (string | undefined)[] = [];
  readonly options: CallOptions[] = [];
  readonly #waiting: ((outcome: Page<Item> | CartesiaError) => void)[] = [];

  readonly read = (cursor: string | undefined, options: CallOptions): Promise<Page<Item>> => {
    this.asked.push(cursor);
    this.options.push(options);
    return new Promise((resolve, reject) => {
      const settle = (outcome: Page<Item> | CartesiaError): void => {
        if (outcome instanceof CartesiaError) reject(outcome);
        else resolve(outcome);
      };
      this.#waiting.push(settle);
      options.signal?.addEventListener('abort', () => {
        const index = this.#waiting.indexOf(settle);
        if (index !== -1) this.#waiting.splice(index, 1);
        settle(new CartesiaError('cancelled', 'cancelled'));
      });
    });
  };

  /** @param late leaves it to the test when the list takes notice */
  async answer(outcome: Page<Item> | CartesiaError, late: 'late' | 'now' = 'now'): Promise<void> {
    const next = this.#waiting.shift();
    assert.ok(next, 'nothing was asked');
    next(outcome);
    if (late === 'now') await settled();
  }
}

const ids = ({ state }: PagedList<Item>): string => state.rows.map(({ id }) => id).join(' ');
const names = ({ state }: PagedList<Item>): string[] => state.rows.map(({ name }) => name);
const serverError = new CartesiaError('serverError', 'HTTP 500');

async function loaded(...contents: Page<Item>[]): Promise<[PagedList<Item>, ScriptedPages]> {
  const pages = new ScriptedPages();
  const list = new PagedList(pages.read);
  for (const [index, content] of contents.entries()) {
    const load = index === 0 ? list.ensureLoaded() : list.loadMore();
    await pages.answer(content);
    await load;
  }
  return [list, pages];
}

describe('a list of the account', () => {
  it('keeps the order of the API', async () => {
    const [list] = await loaded(some('b a'), last('d c'));
    assert.equal(ids(list), 'b a d c');
  });

  it('asks once however many ask at the same time', async () => {
    const pages = new ScriptedPages();
    const list = new PagedList(pages.read);
    const all = Promise.all([list.ensureLoaded(), list.ensureLoaded()]);
    await pages.answer(some('a'));
    await all;
    await list.ensureLoaded();
    assert.deepEqual(pages.asked, [undefined]);
    const more = Promise.all([list.loadMore(), list.loadMore()]);
    await pages.answer(last('b'));
    await more;
    assert.deepEqual(pages.asked, [undefined, 'a']);
  });

  it('is not wanted before somebody asks for it, nor after a reset', async () => {
    const pages = new ScriptedPages();
    const list = new PagedList(pages.read);
    assert.equal(list.isWanted, false);
    const load = list.ensureLoaded();
    assert.equal(list.isWanted, true);
    await pages.answer(last(''));
    await load;
    assert.deepEqual([list.isWanted, isComplete(list.state)], [true, true]);
    list.reset();
    assert.deepEqual([list.isWanted, isComplete(list.state)], [false, false]);
  });

  it('appends the next page from the cursor, an item that comes again only once', async () => {
    const [list, pages] = await loaded({ ...some('a b'), next_page: 'after b' }, last('b c'));
    assert.equal(ids(list), 'a b c');
    assert.deepEqual(pages.asked, [undefined, 'after b']);
    await list.loadMore();
    assert.equal(pages.asked.length, 2);
  });

  it('takes the newer answer about an item that comes again', async () => {
    const [list, pages] = await loaded(some('a b'));
    const more = list.loadMore();
    await pages.answer({ data: [item('b', 'renamed'), item('c')], has_more: false });
    await more;
    assert.deepEqual(names(list), ['name of a', 'renamed', 'name of c']);
  });

  it('keeps its rows when a page fails, and repeats just that page on retry', async () => {
    const [list, pages] = await loaded(some('a'));
    const failing = list.loadMore();
    await pages.answer(serverError);
    await failing;
    assert.deepEqual([ids(list), list.state.error], ['a', serverError]);
    const retry = list.retry();
    assert.equal(list.state.error, undefined);
    await pages.answer(last('b'));
    await retry;
    assert.equal(ids(list), 'a b');
    assert.deepEqual(pages.asked, [undefined, 'a', 'a']);
  });

  it('does not load again by itself after a failure', async () => {
    const pages = new ScriptedPages();
    const list = new PagedList(pages.read);
    const failing = list.ensureLoaded();
    await pages.answer(serverError);
    await failing;
    await list.ensureLoaded();
    assert.equal(pages.asked.length, 1);
  });

  it('says that a request waits to be sent again, until it is', async () => {
    const [list, pages] = await loaded(some('a'));
    const more = list.loadMore();
    const wait = { milliseconds: 500, error: serverError };
    pages.options[1]?.onWait?.(wait);
    assert.equal(list.state.wait, wait);
    pages.options[1]?.onWait?.(undefined);
    assert.equal(list.state.wait, undefined);
    pages.options[1]?.onWait?.(wait);
    await pages.answer(last('b'));
    await more;
    assert.equal(list.state.wait, undefined);
  });

  it('can be cancelled, and then waits for a person', async () => {
    const [list, pages] = await loaded(some('a'));
    const more = list.loadMore();
    list.cancel();
    await more;
    assert.equal(pages.options[1]?.signal?.aborted, true);
    const { loading, error } = list.state;
    assert.deepEqual([ids(list), loading, error?.kind], ['a', undefined, 'cancelled']);
  });

  it('forgets everything on reset and ignores an answer that comes too late', async () => {
    const pages = new ScriptedPages();
    const list = new PagedList(pages.read);
    const first = list.ensureLoaded();
    void pages.answer(last('late'), 'late');
    list.reset();
    assert.equal(pages.options[0]?.signal?.aborted, true);
    await first;
    assert.deepEqual([ids(list), list.state.loading], ['', undefined]);
    const second = list.ensureLoaded();
    await pages.answer(last('fresh'));
    await second;
    assert.equal(ids(list), 'fresh');
  });

  it('tells of each change once it is there', async () => {
    const pages = new ScriptedPages();
    const list = new PagedList(pages.read);
    const told: string[] = [];
    const subscription = list.onDidChange((state) => {
      assert.equal(state, list.state);
      told.push(`${state.loading ?? 'idle'}: ${ids(list)}`);
    });
    const load = list.ensureLoaded();
    await pages.answer(some('a'));
    await load;
    list.remove(new Set(['a']));
    list.remove(new Set(['a']));
    subscription.dispose();
    list.add(item('b'));
    assert.deepEqual(told, ['refresh: ', 'idle: a', 'idle: ']);
  });

  it('gives other rows exactly when something in them is another', async () => {
    const [list, pages] = await loaded(some('a'));
    const { rows } = list.state;
    const more = list.loadMore();
    list.remove(new Set(['stranger']));
    list.update(item('stranger'));
    await pages.answer(serverError);
    await more;
    assert.equal(list.state.rows, rows);
    list.update(item('a', 'renamed'));
    assert.notEqual(list.state.rows, rows);
    assert.deepEqual(rows, [item('a')], 'an array that was handed out stays as it was');
  });
});

describe('refreshing a list', () => {
  it('reads as many pages as were loaded and keeps the old rows until then', async () => {
    const [list, pages] = await loaded(some('a'), some('b'));
    const refresh = list.refresh();
    await pages.answer(some('c'));
    assert.deepEqual([ids(list), list.state.loading], ['a b', 'refresh']);
    await pages.answer(some('d'));
    await refresh;
    const { loading, cursor } = list.state;
    assert.deepEqual([ids(list), loading, cursor], ['c d', undefined, 'd']);
    assert.deepEqual(pages.asked.slice(2), [undefined, 'c']);
  });

  it('ends where there are fewer pages than before', async () => {
    const [list, pages] = await loaded(some('a'), some('b'));
    const refresh = list.refresh();
    await pages.answer(last('c'));
    await refresh;
    assert.deepEqual([ids(list), isComplete(list.state)], ['c', true]);
  });

  it('keeps the old rows when a later page of it fails, and is repeated from the start', async () => {
    const [list, pages] = await loaded(some('a'), some('b'));
    const refresh = list.refresh();
    await pages.answer(some('c'));
    await pages.answer(serverError);
    await refresh;
    assert.deepEqual([ids(list), list.state.cursor], ['a b', 'b']);
    const retry = list.retry();
    await pages.answer(some('e'));
    await pages.answer(last('f'));
    await retry;
    assert.equal(ids(list), 'e f');
    assert.deepEqual(pages.asked.slice(4), [undefined, 'e']);
  });

  it('drops a page on its way, which then counts no more', async () => {
    const [list, pages] = await loaded(some('a'));
    const more = list.loadMore();
    void pages.answer(last('late'), 'late');
    const refresh = list.refresh();
    assert.equal(pages.options[1]?.signal?.aborted, true);
    await more;
    assert.deepEqual([ids(list), list.state.loading], ['a', 'refresh']);
    await pages.answer(last('fresh'));
    await refresh;
    assert.equal(ids(list), 'fresh');
  });

  it('drops a refresh under way, also one whose page has just arrived', async () => {
    const [list, pages] = await loaded(some('a'));
    const first = list.refresh();
    void pages.answer(some('late'), 'late');
    const second = list.refresh();
    await first;
    await pages.answer(last('fresh'));
    await second;
    assert.deepEqual([ids(list), isComplete(list.state)], ['fresh', true]);
  });
});

describe('loading all of a list', () => {
  it('shows each page as it comes', async () => {
    const [list, pages] = await loaded(some('a'));
    const all = list.loadAll();
    await pages.answer(some('b'));
    assert.deepEqual([ids(list), list.state.loading], ['a b', 'loadAll']);
    await pages.answer(last('c'));
    await all;
    assert.deepEqual([ids(list), list.state.loading], ['a b c', undefined]);
    await list.loadAll();
    assert.equal(pages.asked.length, 3);
  });

  it('joins another one under way', async () => {
    const [list, pages] = await loaded(some('a'));
    const both = Promise.all([list.loadAll(), list.loadAll()]);
    await pages.answer(last('b'));
    await both;
    assert.deepEqual(pages.asked, [undefined, 'a']);
  });

  it('waits for the first page, for a refresh, and for the next page under way', async () => {
    const pages = new ScriptedPages();
    const list = new PagedList(pages.read);
    void list.ensureLoaded();
    const all = list.loadAll();
    await pages.answer(some('a'));
    assert.deepEqual(pages.asked, [undefined, 'a']);
    void list.refresh();
    await all;
    const again = list.loadAll();
    await pages.answer(some('b'));
    await pages.answer(last('c'));
    await again;
    assert.equal(ids(list), 'b c');
  });

  it('of one page waits for a refresh, and of two that wait loads once', async () => {
    const [list, pages] = await loaded(some('a'));
    const refresh = list.refresh();
    const loads = Promise.all([list.loadMore(), list.loadMore()]);
    await pages.answer(some('a'));
    await refresh;
    await settled();
    await pages.answer(last('b'));
    await loads;
    assert.equal(ids(list), 'a b');
    assert.deepEqual(pages.asked, [undefined, undefined, 'a']);
  });

  it('starts nothing behind a refresh that failed', async () => {
    const [list, pages] = await loaded(some('a'));
    void list.refresh();
    const all = list.loadAll();
    await pages.answer(serverError);
    await all;
    assert.deepEqual([pages.asked.length, list.state.error], [2, serverError]);
  });

  it('keeps what has come when it is cancelled, and goes on from there when it is asked for again', async () => {
    const [list, pages] = await loaded(some('a'));
    const all = list.loadAll();
    await pages.answer(some('b'));
    list.cancel();
    await all;
    assert.deepEqual([ids(list), list.state.error?.kind], ['a b', 'cancelled']);
    const again = list.loadAll();
    await pages.answer(last('c'));
    await again;
    assert.equal(ids(list), 'a b c');
    assert.deepEqual(pages.asked, [undefined, 'a', 'b', 'b']);
  });

  it('goes on with Retry where it stopped', async () => {
    const [list, pages] = await loaded(some('a'));
    const all = list.loadAll();
    await pages.answer(some('b'));
    await pages.answer(serverError);
    await all;
    assert.deepEqual([ids(list), list.state.error], ['a b', serverError]);
    const retry = list.retry();
    await pages.answer(some('c'));
    await pages.answer(last('d'));
    await retry;
    assert.equal(ids(list), 'a b c d');
    assert.deepEqual(pages.asked.slice(3), ['b', 'c']);
  });

  it('shows nothing of a page that arrives as the list is reset', async () => {
    const [list, pages] = await loaded(some('a'));
    const all = list.loadAll();
    void pages.answer(some('b'), 'late');
    list.reset();
    await all;
    assert.deepEqual([ids(list), list.state.loading, pages.asked.length], ['', undefined, 2]);
  });
});

describe('what this side changes in a list', () => {
  it('is shown at once: a new item first, a changed one in its place, a deleted one no more', async () => {
    const [list] = await loaded(last('a b c'));
    list.add(item('new'));
    list.update(item('b', 'renamed'));
    list.remove(new Set(['a']));
    assert.deepEqual(names(list), ['name of new', 'renamed', 'name of c']);
  });

  it('makes no row of an item that is not loaded', async () => {
    const [list] = await loaded(some('a'));
    list.update(item('stranger'));
    assert.equal(ids(list), 'a');
  });

  it('holds against the next page that was asked for before', async () => {
    const [list, pages] = await loaded(some('a'));
    const more = list.loadMore();
    list.update(item('a', 'renamed'));
    list.update(item('b', 'renamed too'));
    list.remove(new Set(['c']));
    await pages.answer(last('b c d'));
    await more;
    assert.deepEqual(names(list), ['renamed', 'renamed too', 'name of d']);
  });

  it('holds against a refresh under way, in the page that has come and in those to come', async () => {
    const [list, pages] = await loaded(some('a b'), last('c d'));
    const refresh = list.refresh();
    await pages.answer(some('a b'));
    list.remove(new Set(['a', 'c']));
    list.update(item('b', 'renamed'));
    list.update(item('d', 'renamed too'));
    list.add(item('new'));
    await pages.answer(last('c d'));
    await refresh;
    assert.deepEqual(names(list), ['name of new', 'renamed', 'renamed too']);
  });

  it('gives way to what is asked for later', async () => {
    const [list, pages] = await loaded(last('a b'));
    list.update(item('a', 'renamed'));
    list.remove(new Set(['b']));
    list.add(item('new'));
    const refresh = list.refresh();
    await pages.answer(last('a b'));
    await refresh;
    assert.deepEqual(names(list), ['name of a', 'name of b']);
  });

  it('does not bring back what was deleted, whatever is learnt of it afterwards', async () => {
    const [list, pages] = await loaded(some('a'));
    const more = list.loadMore();
    const { moment } = list;
    list.remove(new Set(['a', 'b']));
    list.update(item('b', 'heard of late'));
    list.add(item('a'), moment);
    await pages.answer(last('b c'));
    await more;
    assert.equal(ids(list), 'c');
  });

  it('holds against an answer about the item that was asked for before', async () => {
    const [list] = await loaded(some('a b'));
    const { moment } = list;
    list.update(item('a', 'renamed'));
    list.update(item('b', 'renamed too'));
    list.update(item('a', 'as it was'), moment);
    list.add(item('b', 'as it was'), moment);
    assert.deepEqual(names(list), ['renamed too', 'renamed']);
    list.update(item('a', 'renamed again'), list.moment);
    assert.equal(list.get('a')?.name, 'renamed again');
  });

  it('leaves a place to go on from when the item at the end of the page is deleted', async () => {
    const [list, pages] = await loaded(some('a b'));
    list.remove(new Set(['b']));
    void list.loadMore();
    await pages.answer(some('c'));
    list.remove(new Set(['a', 'c']));
    const more = list.loadMore();
    await pages.answer(last('d'));
    await more;
    assert.deepEqual(pages.asked, [undefined, 'a', undefined]);
    assert.equal(ids(list), 'd');
  });

  it('leaves it alone where the next page has a place of its own', async () => {
    const [list] = await loaded({ ...some('a b'), next_page: 'after b' });
    list.remove(new Set(['b']));
    assert.equal(list.state.cursor, 'after b');
  });

  it('is forgotten on reset', async () => {
    const [list, pages] = await loaded(last('a'));
    list.update(item('a', 'renamed'));
    list.remove(new Set(['b']));
    list.reset();
    const load = list.ensureLoaded();
    await pages.answer(last('a b'));
    await load;
    assert.deepEqual(names(list), ['name of a', 'name of b']);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { get, readError, readPage, useServer, type PageBody } from './useServer';

function ids(page: PageBody): string[] {
  return page.data.map(({ id }) => id);
}

function generatedIds(from: number, to: number): string[] {
  const step = from > to ? -1 : 1;
  return Array.from(
    { length: Math.abs(from - to) + 1 },
    (_, index) => `ds_generated_${String(from + index * step).padStart(5, '0')}`,
  );
}

describe('Paging', () => {
  const server = useServer({ seed: { datasets: 250, files: 120 } });

  it('gives ten items when no limit is given', async () => {
    const page = await readPage(await get(server(), '/datasets/'));
    assert.deepEqual(ids(page), generatedIds(250, 241));
    assert.equal(page.has_more, true);
    assert.equal(page.next_page, 'ds_generated_00241');
  });

  it('takes a limit that is left empty for none', async () => {
    assert.equal((await readPage(await get(server(), '/datasets/?limit='))).data.length, 10);
  });

  it('reaches every item once by next_page', async () => {
    const seen: string[] = [];
    let query = '';
    for (;;) {
      const page = await readPage(await get(server(), `/datasets/?limit=100${query}`));
      seen.push(...ids(page));
      if (!page.has_more) {
        assert.equal(page.next_page, null);
        break;
      }
      query = `&starting_after=${String(page.next_page)}`;
    }
    assert.deepEqual(seen, generatedIds(250, 1));
    assert.equal(server().requests.length, 3);
  });

  it('has no more after a last page that is exactly full', async () => {
    const page = await readPage(
      await get(server(), '/datasets/?limit=50&starting_after=ds_generated_00051'),
    );
    assert.deepEqual(ids(page), generatedIds(50, 1));
    assert.equal(page.has_more, false);
  });

  it('gives an empty page after the last item', async () => {
    const page = await readPage(
      await get(server(), '/datasets/?starting_after=ds_generated_00001'),
    );
    assert.deepEqual(page, { data: [], has_more: false, next_page: null });
  });

  it('pages backwards with ending_before, in the same order', async () => {
    const page = await readPage(
      await get(server(), '/datasets/?limit=3&ending_before=ds_generated_00245'),
    );
    assert.deepEqual(ids(page), generatedIds(248, 246));
    assert.equal(page.next_page, 'ds_generated_00248');
    const first = await readPage(
      await get(server(), '/datasets/?limit=3&ending_before=ds_generated_00248'),
    );
    assert.deepEqual(ids(first), generatedIds(250, 249));
    assert.equal(first.has_more, false);
  });

  it('keeps its place when items before the cursor come and go', async () => {
    server().state.addDataset({ name: 'Newer' });
    server().state.removeDataset('ds_generated_00248');
    const page = await readPage(
      await get(server(), '/datasets/?limit=2&starting_after=ds_generated_00246'),
    );
    assert.deepEqual(ids(page), generatedIds(245, 244));
  });

  it('pages the files of a dataset', async () => {
    const path = '/datasets/ds_generated_00250/files?limit=100';
    const first = await readPage(await get(server(), path));
    assert.equal(first.data.length, 100);
    const rest = await readPage(
      await get(server(), `${path}&starting_after=${String(first.next_page)}`),
    );
    assert.equal(rest.data.length, 20);
  });

  const refused = [
    'limit=0',
    'limit=101',
    'limit=ten',
    'limit=2.5',
    'starting_after=ds_nowhere',
    'ending_before=ds_nowhere',
    'starting_after=ds_generated_00002&ending_before=ds_generated_00001',
    'page=2',
  ];
  for (const query of refused) {
    it(`answers 400 for ${query}`, async () => {
      await readError(await get(server(), `/datasets/?${query}`), 400);
    });
  }
});

describe('Paging of a version without next_page', () => {
  const server = useServer({ seed: { datasets: 3 }, omitNextPage: true });

  it('leaves it out', async () => {
    const page = await readPage(await get(server(), '/datasets/?limit=2'));
    assert.deepEqual(Object.keys(page), ['data', 'has_more']);
  });
});

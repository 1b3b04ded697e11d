import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CartesiaError } from '../../../src/api/errors';
import { allPages } from '../../../src/api/paging';
import type { Page } from '../../../src/api/shapes';

interface Item {
  readonly id: string;
}

/** All items, and the cursors that were asked with. */
async function readAll(
  read: (cursor: string | undefined) => Page<Item>,
): Promise<{ ids: string[]; cursors: (string | undefined)[] }> {
  const ids: string[] = [];
  const cursors: (string | undefined)[] = [];
  const pages = allPages((cursor) => {
    cursors.push(cursor);
    return Promise.resolve(read(cursor));
  });
  for await (const page of pages) ids.push(...page.map(({ id }) => id));
  return { ids, cursors };
}

describe('all pages', () => {
  it('of an honest server give every item once, with a request for each page', async () => {
    const honest = fc.record({
      ids: fc.uniqueArray(fc.string(), { maxLength: 60 }),
      sizes: fc.infiniteStream(fc.integer({ min: 1, max: 10 })),
      names: fc.constantFrom('given', 'absent', 'null'),
    });
    await fc.assert(
      fc.asyncProperty(honest, async ({ ids, sizes, names }) => {
        const items = ids.map((id) => ({ id }));
        let pages = 0;
        const result = await readAll((cursor) => {
          pages += 1;
          const from = cursor === undefined ? 0 : ids.indexOf(cursor) + 1;
          const { value: size } = sizes.next() as { value: number };
          const data = items.slice(from, from + size);
          const more = from + size < items.length;
          const last = data.at(-1)?.id ?? null;
          return {
            data,
            has_more: more,
            ...(names === 'given' && { next_page: more ? last : null }),
            ...(names === 'null' && { next_page: null }),
          };
        });
        assert.deepEqual(result.ids, ids);
        assert.equal(result.cursors.length, pages);
        // None is asked for behind the last one.
        assert.ok(pages <= Math.max(1, ids.length));
      }),
    );
  });

  it('of a server that lies end, and no cursor is used twice', async () => {
    const page = fc.record(
      {
        data: fc.array(fc.record({ id: fc.constantFrom(...'abcdef'.split('')) }), { maxLength: 3 }),
        has_more: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
        next_page: fc.constantFrom(null, '', ...'abcdef'.split('')),
      },
      { requiredKeys: ['data', 'has_more'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(page), async (pages) => {
        const { cursors } = await readAll(() => pages.next().value as Page<Item>);
        assert.equal(new Set(cursors).size, cursors.length);
        // Seven cursors there are, and the first page has none.
        assert.ok(cursors.length <= 8);
      }),
      { numRuns: 1000 },
    );
  });

  it('of a server that never comes to an end are given up', async () => {
    let count = 0;
    const endless = readAll(() => {
      count += 1;
      return { data: [{ id: String(count) }], has_more: true };
    });
    await assert.rejects(endless, (error) => {
      assert.ok(error instanceof CartesiaError);
      return error.kind === 'unexpectedAnswer';
    });
    assert.equal(count, 10_000);
  });

  it('end with the failure of the page that failed', async () => {
    const failure = new CartesiaError('forbidden', 'no');
    const read = readAll((cursor) => {
      if (cursor !== undefined) throw failure;
      return { data: [{ id: 'a' }], has_more: true };
    });
    await assert.rejects(read, failure);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RecentDatasets } from '../../../src/model/recentDatasets';

function memory(initial?: unknown): { recents: RecentDatasets; stored: () => unknown } {
  // What is stored goes through JSON, as it does in VS Code.
  let stored = initial;
  const recents = new RecentDatasets({
    read: () => stored,
    write: async (value) => {
      stored = await Promise.resolve(JSON.parse(JSON.stringify(value)) as unknown);
    },
  });
  return { recents, stored: () => stored };
}

describe('the datasets opened lately', () => {
  it('are listed newest first, each once, by the base URL they belong to', async () => {
    const { recents } = memory();
    await recents.add('https://a', { id: '1', name: 'one' });
    await recents.add('https://a', { id: '2', name: 'two' });
    await recents.add('https://b', { id: '3', name: 'three' });
    await recents.add('https://a', { id: '1', name: 'one, renamed' });
    assert.deepEqual(recents.list('https://a'), [
      { id: '1', name: 'one, renamed' },
      { id: '2', name: 'two' },
    ]);
    assert.deepEqual(recents.list('https://b'), [{ id: '3', name: 'three' }]);
    assert.deepEqual(recents.list('https://c'), []);
  });

  it('are at most twenty, with names of a bounded length', async () => {
    const { recents } = memory();
    for (let n = 1; n <= 25; n += 1) {
      await recents.add('https://a', { id: String(n), name: 'x'.repeat(100_000) });
    }
    const listed = recents.list('https://a');
    assert.deepEqual([listed.length, listed[0]?.id, listed[19]?.id], [20, '25', '6']);
    assert.equal(listed[0]?.name.length, 200);
  });

  it('start anew where something else is stored', async () => {
    for (const other of ['text', { version: 2, places: [] }, { version: 1, places: [{}] }]) {
      const { recents } = memory(other);
      assert.deepEqual(recents.list('https://a'), []);
      await recents.add('https://a', { id: '1', name: 'one' });
      assert.equal(recents.list('https://a').length, 1);
    }
  });
});

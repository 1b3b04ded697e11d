import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rememberListed } from '../../../src/api/listedText';
import type { Dataset } from '../../../src/api/shapes';
import { exportText, type ExportFormat } from '../../../src/model/exportRows';

function dataset(id: string, fields: Partial<Dataset> = {}): Dataset {
  return { id, name: `Name ${id}`, created_at: '2026-02-03', description: '', ...fields };
}

async function* inPages(...pages: (readonly Dataset[])[]): AsyncGenerator<readonly Dataset[]> {
  for (const page of pages) {
    await Promise.resolve();
    yield page;
  }
}

async function exported(
  format: ExportFormat,
  pages: AsyncIterable<readonly Dataset[]>,
  keep: (rows: readonly Dataset[]) => readonly Dataset[] = (rows) => rows,
): Promise<{ text: string; counts: number[] }> {
  const counts: number[] = [];
  const columns = ['id', 'name', 'created_at', 'description'] as const;
  const options = { format, columns, keep, onCount: (count: number) => counts.push(count) };
  let text = '';
  for await (const chunk of exportText(pages, options)) text += chunk;
  return { text, counts };
}

describe('an exported list', () => {
  it('is a JSON array of the items just as they were sent', async () => {
    const rows = [dataset('a'), dataset('b')];
    const [a, b] = ['{"id": "a",  "10": 1.0}', '{"id":"b","n":12345678901234567890}'];
    rememberListed(rows, `{"data": [${a}, ${b}], "has_more": false}`);
    const { text, counts } = await exported('json', inPages(rows.slice(0, 1), rows.slice(1)));
    assert.equal(text, `[\n${a},\n${b}\n]\n`);
    assert.deepEqual(counts, [1, 2]);
  });

  it('is valid JSON whatever pages are empty or filtered away', async () => {
    for (const pages of [[], [[]], [[dataset('no')], [], [dataset('a')], [dataset('no2')]]]) {
      const keep = (rows: readonly Dataset[]) => rows.filter(({ id }) => !id.startsWith('no'));
      const { text } = await exported('json', inPages(...pages), keep);
      const ids = (JSON.parse(text) as Dataset[]).map(({ id }) => id);
      assert.deepEqual(ids, pages.length === 4 ? ['a'] : []);
    }
  });

  it('is CSV with a byte order mark and a header', async () => {
    const { text } = await exported('csv', inPages([dataset('a', { description: '=1+"1"' })]));
    assert.equal(
      text,
      `\ufeffid,name,created_at,description\r\n"a","Name a","2026-02-03","'=1+""1"""\r\n`,
    );
  });

  it('writes an item once that moved into the next page meanwhile', async () => {
    const [a, b, c] = [dataset('a'), dataset('b'), dataset('c')];
    const { text, counts } = await exported('csv', inPages([a, b], [b, c]));
    assert.equal(text.split('\r\n').length, 5);
    assert.deepEqual(counts, [2, 3]);
  });

  it('asks for a page only when the one before is written', async () => {
    let asked = 0;
    const pages = (async function* () {
      for (;;) {
        asked += 1;
        await Promise.resolve();
        yield [dataset(String(asked))];
      }
    })();
    const columns = ['id'] as const;
    const options = { columns, keep: (rows: readonly Dataset[]) => rows, onCount: () => undefined };
    const text = exportText(pages, { format: 'csv', ...options });
    await text.next();
    await text.next();
    assert.equal(asked, 1);
  });
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { datasetIdProblem } from '../../../src/api/datasetId';
import { apiVersion } from '../../../src/api/transport';
import {
  curlSnippet,
  literal,
  pythonSnippet,
  shellWord,
  typeScriptSnippet,
} from '../../../src/model/snippets';
import { startApiServer } from '../../api-server/startApiServer';
import { rootFolder } from '../../workbench/folders';

const run = promisify(execFile);
const posix = { skip: process.platform === 'win32' ? 'needs a POSIX shell' : false };

/** Whatever could be an ID, with a liking for what shells and languages read as more than text. */
const id = fc
  .string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom('😀', ...`'"\`$\\!{}[]()<>&|;*?~# %/\u2028\u202e\u200b`.split('')),
    ),
    maxLength: 40,
  })
  .filter((text) => datasetIdProblem(text) === undefined);

const place = { baseUrl: 'https://api.cartesia.ai', isDefault: true };

describe('a word for a shell', () => {
  it('is read by a real shell as the text it was made of', posix, async () => {
    const text = fc
      .string({ unit: 'binary' })
      .map((any) => `${any}'"$(echo no)\`echo no\`\\`.replaceAll('\0', ''))
      .map((any) => `a${any}z`);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 20, maxLength: 20 }), async (texts) => {
        const script = `printf '%s\\0' ${texts.map(shellWord).join(' ')}`;
        const { stdout } = await run('sh', ['-c', script]);
        assert.deepEqual(stdout.split('\0').slice(0, -1), texts);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the cURL command', () => {
  it('hands curl the address and the headers, and nothing else, for every ID', posix, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(id, { minLength: 1, maxLength: 10 }), async (ids) => {
        const script = `curl() { printf '%s\\0' "$@"; }\n${curlSnippet({ ...place, ids }, apiVersion)}`;
        const { stdout } = await run('sh', ['-c', script], {
          env: { ...process.env, CARTESIA_API_KEY: 'sk_car_a.b' },
        });
        assert.deepEqual(
          stdout.split('\0').slice(0, -1),
          ids.flatMap((one) => [
            `https://api.cartesia.ai/datasets/${encodeURIComponent(one)}`,
            '-H',
            'Authorization: Bearer sk_car_a.b',
            '-H',
            'Cartesia-Version: 2026-03-01',
          ]),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('reads as people write it', () => {
    assert.equal(
      curlSnippet({ ...place, ids: ['ds_1'] }, '2026-03-01'),
      `curl 'https://api.cartesia.ai/datasets/ds_1' -H "Authorization: Bearer $CARTESIA_API_KEY" -H 'Cartesia-Version: 2026-03-01'`,
    );
  });
});

describe('a string in code', () => {
  it('is the text it was made of, in JSON, JavaScript and Python alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const code = literal(text);
        assert.equal(JSON.parse(code), text);
        // Escapes that Python knows too, with the same meaning.
        assert.match(code, /^"(?:[^"\\]|\\["\\bfnrt]|\\u[\da-f]{4})*"$/u);
      }),
    );
  });

  it('hides nothing from who reads it', () => {
    assert.equal(
      literal('a\u202eb\u200bc\u2028d\u00a0e'),
      String.raw`"a\u202eb\u200bc\u2028d\u00a0e"`,
    );
  });
});

describe('the TypeScript snippet', () => {
  it('gets the datasets with the official SDK', async () => {
    const server = await startApiServer();
    try {
      const first = 'ds/öß 1?#%';
      for (const ids of [[first], [first, 'ds_manylines0000001']]) {
        const code = typeScriptSnippet({ ids, baseUrl: server.url, isDefault: false });
        const { stdout } = await run(
          process.execPath,
          ['--import', 'tsx', '--input-type=module', '-e', code],
          {
            cwd: rootFolder,
            env: {
              ...process.env,
              CARTESIA_API_KEY: server.key,
              CARTESIA_CUSTOM_HEADERS: `Cartesia-Version: ${apiVersion}`,
            },
          },
        );
        assert.match(stdout, /name: 'ID that needs encoding'/);
        assert.equal(stdout.includes("name: 'Lines'"), ids.length === 2);
      }
      assert.equal(server.requests.length, 3);
    } finally {
      await server.close();
    }
  });

  it('names the address only where the SDK would go elsewhere', () => {
    assert.ok(!typeScriptSnippet({ ...place, ids: ['x'] }).includes('baseURL'));
    assert.ok(!pythonSnippet({ ...place, ids: ['x'] }).includes('base_url'));
  });
});

describe('the Python snippet', () => {
  it('gets one dataset, or each of several', () => {
    assert.equal(
      pythonSnippet({ ids: ['a"b'], baseUrl: 'http://[::1]:9', isDefault: false }),
      [
        'import os',
        '',
        'from cartesia import Cartesia',
        '',
        'client = Cartesia(api_key=os.environ["CARTESIA_API_KEY"], base_url="http://[::1]:9")',
        '',
        String.raw`dataset = client.datasets.retrieve("a\"b")`,
        'print(dataset)',
        '',
      ].join('\n'),
    );
    const many = pythonSnippet({ ...place, ids: ['a', 'b'] });
    assert.match(
      many,
      /\nfor id in \["a", "b"\]:\n {4}print\(client\.datasets\.retrieve\(id\)\)\n$/,
    );
  });
});

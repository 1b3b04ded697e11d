import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fileName } from '../../../src/model/fileName';
import { temporaryFolder } from '../../workbench/folders';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom('😀', ...'./\\:. \u202ea\0\n*?"<>|'.split('')) }),
  fc.constantFrom('..', '.', 'CON', 'nul.txt', 'com1 .x', '../../etc/passwd', '😀'.repeat(100)),
);

describe('the name of a file', () => {
  it('is one part of a path on every file system, and never empty', () => {
    fc.assert(
      fc.property(text, (any) => {
        const name = fileName(any, 'untitled');
        assert.notEqual(name, '');
        assert.doesNotMatch(name, /[\p{Cc}\p{Cf}\p{Surrogate}<>:"/\\|?*]|^[. ]|[. ]$/u);
        assert.doesNotMatch(name, /^(?:con|prn|aux|nul|com\d|lpt\d) *(?:\.|$)/i);
        assert.equal(path.basename(`/x/${name}.json`), `${name}.json`);
        assert.ok(Buffer.byteLength(name) <= 200);
      }),
    );
  });

  it('can be given to a file in a folder, which then holds just this file', async () => {
    const { folder, remove } = await temporaryFolder('names');
    try {
      await fc.assert(
        fc.asyncProperty(text, async (any) => {
          const inner = path.join(folder, 'inner');
          await mkdir(inner);
          await writeFile(path.join(inner, `${fileName(any, 'untitled')}.json`), '');
          assert.equal((await readdir(inner)).length, 1);
          await rm(inner, { recursive: true });
        }),
      );
    } finally {
      await remove();
    }
  });

  it('keeps what people can read', () => {
    assert.equal(fileName('Narration – studio takes', 'x'), 'Narration – studio takes');
    assert.equal(fileName(' a/b: "c" ', 'x'), 'a b c');
    assert.equal(fileName('昔話の朗読', 'x'), '昔話の朗読');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bytesText, exactBytesText } from '../../../src/shared/bytes';

describe('a size', () => {
  const written: [number, string][] = [
    [0, '0 bytes'],
    [1, '1 byte'],
    [142, '142 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [9_200_000, '9.2 MB'],
    [9_250_000, '9.3 MB'],
    [999_949, '999.9 kB'],
    [999_950, '1 MB'],
    [1_800_000_000, '1.8 GB'],
    [999_949_999_999, '999.9 GB'],
    [2e12, '2 TB'],
    [3_456e12, '3,456 TB'],
    [Number.MAX_SAFE_INTEGER, '9,007.2 TB'],
  ];
  for (const [bytes, text] of written) {
    it(`of ${bytes} bytes is written "${text}"`, () => {
      assert.equal(bytesText(bytes, 'en'), text);
    });
  }

  it('never has more than four digits before it changes to the next unit', () => {
    for (let bytes = 1; bytes < 1e14; bytes *= 1.07) {
      const text = bytesText(Math.round(bytes), 'en');
      assert.match(text, /^\d{1,3}(\.\d)? (bytes?|kB|MB|GB|TB)$/);
    }
  });

  it('is written as the language writes it', () => {
    assert.equal(bytesText(9_200_000, 'de'), '9,2 MB');
    assert.equal(bytesText(142, 'de'), '142 Byte');
    assert.equal(bytesText(9_200_000, 'en'), '9.2 MB', 'one language is not kept for another');
  });

  it('is exact on demand', () => {
    assert.equal(exactBytesText(9_200_001, 'en'), '9,200,001 bytes');
    assert.equal(exactBytesText(1, 'en'), '1 byte');
    assert.equal(exactBytesText(9_200_001, 'de'), '9.200.001 Byte');
  });
});

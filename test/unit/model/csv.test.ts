import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { csvLine } from '../../../src/model/csv';
import { parseCsv } from './parseCsv';

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'",;\r\n\t=+-@a'.split('')) }),
);

describe('a line of CSV', () => {
  it('is read back as it was, apart from an apostrophe before what looks like a formula', () => {
    const lines = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }));
    fc.assert(
      fc.property(lines, (cells) => {
        const read = parseCsv(cells.map(csvLine).join(''));
        assert.deepEqual(
          read.map((line, y) =>
            line.map((text, x) => (text === `'${cells[y]?.[x] ?? ''}` ? text.slice(1) : text)),
          ),
          cells,
        );
      }),
    );
  });

  it('never begins a cell with what a spreadsheet runs', () => {
    fc.assert(
      fc.property(fc.constantFrom(...'=+-@\t\r'.split('')), fc.string(), (start, rest) => {
        assert.deepEqual(parseCsv(csvLine([start + rest])), [[`'${start}${rest}`]]);
      }),
    );
  });

  it('keeps text in its cell where another separator is in use', () => {
    assert.equal(csvLine(['a;=1+1', 'b']), '"a;=1+1","b"\r\n');
  });

  it('leaves numbers plain', () => {
    assert.equal(csvLine(['x', 9_200_000, -1]), '"x",9200000,-1\r\n');
  });
});

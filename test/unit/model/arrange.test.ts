import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Dataset, DatasetFile } from '../../../src/api/shapes';
import {
  duplicateNames,
  filterDatasets,
  sortDatasets,
  sortFiles,
  totalBytes,
} from '../../../src/model/arrange';

const dataset = (id: string, fields: Partial<Dataset> = {}): Dataset => ({
  id,
  name: id,
  created_at: '2026-01-01T00:00:00Z',
  description: '',
  ...fields,
});

const file = (id: string, fields: Partial<DatasetFile> = {}): DatasetFile => ({
  id,
  filename: id,
  created_at: '2026-01-01T00:00:00Z',
  size: 1,
  ...fields,
});

const ids = (rows: readonly { readonly id: string }[]): string =>
  rows.map(({ id }) => id).join(' ');

describe('sorting datasets', () => {
  const rows = [
    dataset('none', { created_at: 'yesterday' }),
    dataset('old', { created_at: '2025-01-01' }),
    dataset('new', { created_at: '2026-02-02T10:00:00+02:00' }),
    dataset('newer', { created_at: '2026-02-02T09:00:00Z' }),
    dataset('empty', { created_at: '' }),
  ];

  it('by time puts those without a readable date last, whichever way round', () => {
    assert.equal(ids(sortDatasets(rows, 'newest')), 'newer new old none empty');
    assert.equal(ids(sortDatasets(rows, 'oldest')), 'old new newer none empty');
  });

  it('by name counts digits as numbers, and minds letters before accents and case', () => {
    const named = ['take 10', 'Take 9', 'élan', 'zebra', 'Eland', ''].map((name, index) =>
      dataset(String(index), { name }),
    );
    assert.deepEqual(
      sortDatasets(named, 'name').map(({ name }) => name),
      ['', 'élan', 'Eland', 'Take 9', 'take 10', 'zebra'],
    );
  });

  it('keeps the order of the API where rows are equal', () => {
    const twins = ['b', 'a', 'c'].map((id) => dataset(id, { name: 'same' }));
    for (const sort of ['newest', 'oldest', 'name'] as const) {
      assert.equal(ids(sortDatasets(twins, sort)), 'b a c');
    }
  });

  it('leaves the rows as they were, and sorts the same rows only once', () => {
    const before = ids(rows);
    const sorted = sortDatasets(rows, 'newest');
    assert.equal(sortDatasets(rows, 'newest'), sorted);
    assert.notEqual(sortDatasets(rows, 'oldest'), sorted);
    assert.notEqual(sortDatasets([...rows], 'newest'), sorted);
    assert.equal(ids(rows), before);
  });
});

describe('sorting files', () => {
  const rows = [
    file('a', { filename: 'take 10.wav', size: 5, created_at: '2026-01-02' }),
    file('b', { filename: 'take 9.wav', size: 50, created_at: '2026-01-03' }),
    file('c', { filename: 'intro.wav', size: 0, created_at: 'unknown' }),
  ];

  it('goes by name, by size and by time', () => {
    assert.equal(ids(sortFiles(rows, 'name')), 'c b a');
    assert.equal(ids(sortFiles(rows, 'largest')), 'b a c');
    assert.equal(ids(sortFiles(rows, 'smallest')), 'c a b');
    assert.equal(ids(sortFiles(rows, 'newest')), 'b a c');
    assert.equal(ids(sortFiles(rows, 'oldest')), 'a b c');
  });
});

describe('the filter', () => {
  const rows = [
    dataset('ds_1', { name: 'Narration takes', description: 'Booth B\nSecond line' }),
    dataset('ds_2', { name: 'Podcast', description: 'takes of the host' }),
    dataset('ds_3', { name: 'Ärger 100%', description: '' }),
  ];
  const found = (filter: string): string => ids(filterDatasets(rows, filter));

  it('finds every word in any order, in name, description and ID', () => {
    assert.equal(found('takes'), 'ds_1 ds_2');
    assert.equal(found('host podcast'), 'ds_2');
    assert.equal(found('takes ds_1'), 'ds_1');
    assert.equal(found('takes nowhere'), '');
  });

  it('finds parts of words, whatever their case', () => {
    assert.equal(found('NARR'), 'ds_1');
    assert.equal(found('ärg'), 'ds_3');
  });

  it('means what is typed by the letter', () => {
    assert.equal(found('100%'), 'ds_3');
    for (const pattern of ['.*', '(', '\\', '[a-z]']) assert.equal(found(pattern), '');
  });

  it('finds nothing that reaches from one field into the next', () => {
    assert.equal(filterDatasets([dataset('c', { name: 'a', description: 'b' })], 'ab').length, 0);
  });

  it('leaves all rows where it holds no word', () => {
    assert.equal(filterDatasets(rows, ''), rows);
    assert.equal(filterDatasets(rows, ' \t\n'), rows);
  });

  it('keeps the order of the rows', () => {
    assert.equal(ids(filterDatasets([...rows].reverse(), 'takes')), 'ds_2 ds_1');
  });
});

describe('the files of a dataset', () => {
  it('have a name twice only where it is the very same', () => {
    const names = ['a.wav', 'b.wav', 'a.wav', 'A.wav', 'a.wav', '__proto__', '__proto__', ''];
    const files = names.map((filename, index) => file(String(index), { filename }));
    assert.deepEqual([...duplicateNames(files)], ['a.wav', '__proto__']);
    assert.equal(duplicateNames(files), duplicateNames(files), 'looked for once');
    assert.equal(duplicateNames([]).size, 0);
  });

  it('have a size together', () => {
    assert.equal(totalBytes([]), 0);
    assert.equal(totalBytes([file('a', { size: 2 ** 40 }), file('b', { size: 3 })]), 2 ** 40 + 3);
  });
});

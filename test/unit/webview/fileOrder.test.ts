import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileColumn, FileRow } from '../../../src/panel/protocol';
import { arrangeFiles } from '../../../src/webview/fileOrder';

const file = (name: string, size = 0, createdAt = ''): FileRow => ({
  id: `${name} ${size}`,
  name,
  size,
  createdAt,
});

function names(
  rows: readonly FileRow[],
  column: FileColumn,
  descending = false,
  filter = '',
): string[] {
  const view = { sort: { column, descending }, filter };
  return arrangeFiles(rows, view, 'en').map(({ name }) => name);
}

describe('the order of files', () => {
  it('takes digits in names as numbers', () => {
    const rows = [file('take 10'), file('take 9'), file('Take 1')];
    assert.deepEqual(names(rows, 'name'), ['Take 1', 'take 9', 'take 10']);
    assert.deepEqual(names(rows, 'name', true), ['take 10', 'take 9', 'Take 1']);
  });

  it('goes by size, and keeps the order of the API among equals', () => {
    const rows = [file('b', 2), file('a', 2), file('c', 1)];
    assert.deepEqual(names(rows, 'size'), ['c', 'b', 'a']);
    assert.deepEqual(names(rows, 'size', true), ['b', 'a', 'c']);
  });

  it('puts what has no readable date last, whichever way round', () => {
    const rows = [
      file('odd', 0, 'soon'),
      file('old', 0, '2025-01-01'),
      file('new', 0, '2026-01-01'),
    ];
    assert.deepEqual(names(rows, 'added'), ['old', 'new', 'odd']);
    assert.deepEqual(names(rows, 'added', true), ['new', 'old', 'odd']);
  });

  it('leaves out what does not hold every word of the filter', () => {
    const rows = [file('Take 01 loud.wav'), file('take 02.wav'), file('notes.txt')];
    assert.deepEqual(names(rows, 'name', false, ' LOUD take'), ['Take 01 loud.wav']);
    assert.deepEqual(names(rows, 'name', false, '  '), [
      'notes.txt',
      'Take 01 loud.wav',
      'take 02.wav',
    ]);
  });
});

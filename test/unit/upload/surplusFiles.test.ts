import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { surplusFiles } from '../../../src/upload/surplusFiles';

const file = (
  id: string,
  filename: string,
  size: number,
  day: number,
): { id: string; filename: string; size: number; created_at: string } => ({
  id,
  filename,
  size,
  created_at: `2026-03-0${day}T10:00:00Z`,
});

describe('Surplus files of a dataset', () => {
  it('are the last ones of their name and size, as many as there are too many', () => {
    const files = [
      file('first', 'a.wav', 1, 1),
      file('third', 'a.wav', 1, 3),
      file('second', 'a.wav', 1, 2),
      file('longer', 'a.wav', 2, 4),
      file('other', 'b.wav', 1, 5),
    ];
    const ids = (count: number): readonly string[] =>
      surplusFiles([{ name: 'a.wav', size: 1, count }], files).map(({ id }) => id);
    assert.deepEqual(ids(1), ['third']);
    assert.deepEqual(ids(2), ['third', 'second']);
  });

  it('are known again by a name that came back encoded', () => {
    const files = [file('quoted', 'a%22b.wav', 1, 1)];
    const found = surplusFiles([{ name: 'a"b.wav', size: 1, count: 1 }], files);
    assert.deepEqual(found, files);
  });
});

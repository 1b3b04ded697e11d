import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { durationBuckets } from '../../../src/webview/durationBuckets';

describe('durations in buckets', () => {
  it('are none where there is no file of known duration', () => {
    assert.deepEqual(durationBuckets([]), []);
    assert.deepEqual(durationBuckets([NaN, -1, Infinity]), []);
  });

  it('count a file at an edge to the longer ones', () => {
    assert.deepEqual(durationBuckets([4.99, 5]), [
      { from: 2, to: 5, count: 1 },
      { from: 5, to: 10, count: 1 },
    ]);
  });

  it('have gaps between files, and nothing before the first and after the last', () => {
    assert.deepEqual(durationBuckets([12, 1.5]), [
      { from: 1, to: 2, count: 1 },
      { from: 2, to: 5, count: 0 },
      { from: 5, to: 10, count: 0 },
      { from: 10, to: 15, count: 1 },
    ]);
  });

  it('hold what is empty and what is hours long', () => {
    assert.deepEqual(durationBuckets([0]), [{ from: 0, to: 1, count: 1 }]);
    assert.deepEqual(durationBuckets([50_000, 3600]), [{ from: 3600, to: Infinity, count: 2 }]);
  });

  it('count every file once', () => {
    const durations = Array.from({ length: 10_000 }, (_, index) => (index * 7919) % 5000);
    const total = durationBuckets(durations).reduce((sum, { count }) => sum + count, 0);
    assert.equal(total, 10_000);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { untilAborted } from '../../../src/upload/untilAborted';

describe('Waiting until something is aborted', () => {
  it('gives what comes in time, and what it fails with', async () => {
    const { signal } = new AbortController();
    assert.equal(await untilAborted(Promise.resolve(1), signal), 1);
    await assert.rejects(untilAborted(Promise.reject(new Error('no')), signal), /no/);
  });

  it('ends at once where nothing comes, and hands over what comes too late', async () => {
    const abort = new AbortController();
    let come: (value: string) => void = () => undefined;
    const late: string[] = [];
    const waiting = untilAborted(
      new Promise<string>((resolve) => (come = resolve)),
      abort.signal,
      (value) => late.push(value),
    );
    abort.abort(new Error('left'));
    await assert.rejects(waiting, /left/);
    come('file');
    await soon();
    assert.deepEqual(late, ['file']);
  });

  it('does not wait where it was aborted before', async () => {
    const signal = AbortSignal.abort(new Error('left'));
    await assert.rejects(untilAborted(new Promise(() => undefined), signal), /left/);
  });
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { BatchGate } from '../../../src/upload/batchGate';

const never = new AbortController().signal;

describe('The gate of a batch', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    let now = 0;
    mock.method(performance, 'now', () => now);
    const tick = mock.timers.tick.bind(mock.timers);
    pass = (milliseconds) => {
      now += milliseconds;
      tick(milliseconds);
    };
  });

  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  let pass: (milliseconds: number) => void;

  /** How many of those who ask get in. */
  async function admitted(gate: BatchGate, asking: number): Promise<() => number> {
    let inside = 0;
    for (let each = 0; each < asking; each += 1) void gate.enter(never).then(() => (inside += 1));
    await settled();
    return () => inside;
  }

  it('lets in as many as it has places, and one more for each that leaves', async () => {
    using gate = new BatchGate(3);
    const inside = await admitted(gate, 5);
    assert.equal(inside(), 3);
    gate.leave();
    await settled();
    assert.equal(inside(), 4);
  });

  it('lets nobody in while it is closed, and half as many afterwards', async () => {
    using gate = new BatchGate(8);
    gate.close(1000);
    // Others that are told the same at the same time change nothing but the time.
    gate.close(1500);
    gate.close(500);
    assert.equal(gate.places, 4);
    const inside = await admitted(gate, 8);
    pass(1499);
    await settled();
    assert.equal(inside(), 0);
    pass(1);
    await settled();
    assert.equal(inside(), 4);
  });

  it('never has less than one place', () => {
    using gate = new BatchGate(2);
    for (let time = 0; time < 5; time += 1) {
      gate.close(10);
      pass(10);
    }
    assert.equal(gate.places, 1);
  });

  it('gets its places back one by one as uploads succeed', () => {
    using gate = new BatchGate(3);
    gate.close(10);
    pass(10);
    assert.equal(gate.places, 1);
    const after = (successes: number): number => {
      for (let each = 0; each < successes; each += 1) gate.succeeded();
      return gate.places;
    };
    assert.deepEqual([after(3), after(1), after(7), after(1), after(100)], [1, 2, 2, 3, 3]);
  });

  it('lets those go who wait when the batch is cancelled', async () => {
    using gate = new BatchGate(1);
    await gate.enter(never);
    const abort = new AbortController();
    const waiting = gate.enter(abort.signal);
    abort.abort();
    await assert.rejects(waiting, { kind: 'cancelled' });
    await assert.rejects(gate.enter(abort.signal), { kind: 'cancelled' });
    gate.leave();
    await gate.enter(never);
  });
});

/** Lets promises that are settled tell it. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

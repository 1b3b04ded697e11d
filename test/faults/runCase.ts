import assert from 'node:assert/strict';
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { mock } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import tls from 'node:tls';
import { inspect } from 'node:util';
import { CartesiaClient } from '../../src/api/client';
import { CartesiaError } from '../../src/api/errors';
import type { RepeatPolicy } from '../../src/api/repeats';
import type { Wait } from '../../src/api/request';
import { Transport, type ExchangeRecord, type Limits } from '../../src/api/transport';
import { authority } from './certificates';
import { key, type Context, type FaultCase, type Outcome } from './FaultCase';
import { RawServer } from './RawServer';

/** Long enough for a busy machine; what is to be late has limits of its own. */
const patientLimits: Limits = {
  connectMs: 20_000,
  firstByteMs: 20_000,
  storedMs: 20_000,
  storedBytesPerMs: 10_000,
  idleMs: 20_000,
  maxBodyBytes: 1024 * 1024,
};
const quickRepeats: Partial<RepeatPolicy> = { baseMs: 2 };
const defaultWithinMs = 15_000;
/** For connections and timers to go once all is over. */
const tidyUpMs = 10_000;

/** Runs one case and checks everything that must hold for each, whatever its outcome. */
export async function runCase(fault: FaultCase): Promise<void> {
  const elsewhere = await RawServer.start({ answers: [] });
  const records: ExchangeRecord[] = [];
  const waits: (Wait | undefined)[] = [];
  const abort = new AbortController();
  let server: RawServer | undefined;
  let baseUrl = '';
  const transport = new Transport({
    access: () => Promise.resolve({ baseUrl, key }),
    limits: { ...patientLimits, ...fault.limits },
    repeats: { ...quickRepeats, ...fault.repeats },
    onExchange: (record) => records.push(record),
  });
  const context: Context = {
    client: new CartesiaClient(transport),
    transport,
    abort,
    options: { signal: abort.signal, onWait: (wait) => waits.push(wait) },
    elsewhere: `http://127.0.0.1:${elsewhere.port}`,
  };
  const { answers, onConnection } = fault;
  try {
    server = await RawServer.start({
      answers: typeof answers === 'function' ? answers(context) : answers,
      ...(fault.answerAt !== undefined && { answerAt: fault.answerAt }),
      onConnection:
        onConnection === undefined
          ? undefined
          : (socket) => {
              onConnection(socket, context);
            },
      certificate: fault.identity,
    });
    const scheme = fault.identity === undefined ? 'http' : 'https';
    baseUrl = (fault.baseUrl ?? ((port) => `${scheme}://127.0.0.1:${port}`))(server.port);
    if (fault.identity !== undefined) trustAuthority();
    if (fault.lookup !== undefined) mock.method(dns, 'lookup', fault.lookup);
    const sent = [mock.method(http, 'request'), mock.method(https, 'request')];
    const resources = activeResources();
    const started = performance.now();
    const error = await outcomeOf(context, fault);
    const elapsed = performance.now() - started;

    checkOutcome(error, fault.outcome);
    const { requests, tries = requests, closes } = fault.outcome;
    assert.equal(server.requests.length, requests, `requests: ${server.requests.join(', ')}`);
    const count = sent.reduce((sum, { mock: { calls } }) => sum + calls.length, 0);
    assert.equal(count, tries, 'tries');
    if (count > 0) checkRecords(records, count, error);
    checkWaits(waits, fault);
    assert.ok(elapsed < (fault.withinMs ?? defaultWithinMs), `it took ${Math.round(elapsed)} ms`);
    for (const shown of [error, records, waits]) checkNoKey(shown);
    assert.equal(elsewhere.accepted, 0, 'connections elsewhere');
    assert.deepEqual(server.mistakes, []);

    if (closes === true) await within(tidyUpMs, 'The connections close', server.allClosed());
    transport.dispose();
    await within(tidyUpMs, 'The connections close after dispose()', server.allClosed());
    await resourcesBackTo(resources);
  } finally {
    mock.restoreAll();
    transport.dispose();
    await server?.close();
    await elsewhere.close();
  }
}

/** The error that a case ends with; undefined where it ends well. */
async function outcomeOf(context: Context, { call, withinMs }: FaultCase): Promise<unknown> {
  const { client, options } = context;
  const work = call === undefined ? client.getDataset('ds_1', options) : call(context);
  try {
    await within((withinMs ?? defaultWithinMs) + 2000, 'It ends', work);
    return undefined;
  } catch (error) {
    return error;
  }
}

function checkOutcome(error: unknown, expected: Outcome): void {
  if (expected.kind === undefined) {
    assert.ifError(error);
    return;
  }
  assert.ok(error instanceof CartesiaError, `not a CartesiaError: ${inspect(error)}`);
  const { kind, reason, retryAfterMs } = error;
  const beyond = expected.retryAfterMs === 'beyond the limit';
  assert.deepEqual(
    { kind, reason, ...(!beyond && { retryAfterMs }) },
    {
      kind: expected.kind,
      reason: expected.reason,
      ...(!beyond && { retryAfterMs: expected.retryAfterMs }),
    },
    inspect(error),
  );
  if (beyond) assert.ok(Number.isFinite(retryAfterMs) && Number(retryAfterMs) > 30_000);
  if (expected.status !== undefined) assert.equal(error.status, expected.status);
  if (expected.says !== undefined) assert.match(error.message, expected.says);
}

/** Each try is told to the log, and last of all how it ended. */
function checkRecords(records: readonly ExchangeRecord[], tries: number, error: unknown): void {
  assert.ok(records.length >= tries, `records: ${inspect(records)}`);
  const last = records.at(-1)?.failure;
  // Who cancels a wait sends nothing of which there could be a record.
  if (!(error instanceof CartesiaError) || error.kind === 'cancelled') return;
  assert.equal(last?.kind, error.kind);
}

/** Each repeat was announced before, and the announcement withdrawn. */
function checkWaits(told: readonly (Wait | undefined)[], { outcome, calls = 1 }: FaultCase): void {
  const waits = told.filter((wait) => wait !== undefined);
  const milliseconds = waits.map((wait) => wait.milliseconds);
  if (outcome.waits !== undefined) assert.deepEqual(milliseconds, outcome.waits);
  const repeats = Math.max(0, (outcome.tries ?? outcome.requests) - calls);
  assert.equal(waits.length, repeats, `waits: ${milliseconds.join(', ')}`);
  assert.equal(told.length, 2 * repeats);
  assert.equal(told.at(-1), undefined);
}

/** No eight characters of the key in anything that is shown or logged. */
function checkNoKey(shown: unknown): void {
  // The JSON alone shows text that inspect() breaks into lines, and nothing else the stack.
  const json = JSON.stringify({ shown });
  const texts = [inspect(shown, { depth: Infinity, showHidden: true }), json];
  for (let at = 0; at + 8 <= key.length; at += 1) {
    const part = key.slice(at, at + 8);
    for (const text of texts) {
      assert.ok(!text.includes(part), `"${part}" is in ${text}`);
    }
  }
}

/** Where VS Code, too, brings in the authorities of the system. */
function trustAuthority(): void {
  const original = tls.createSecureContext;
  mock.method(tls, 'createSecureContext', (options: tls.SecureContextOptions = {}) =>
    original({ ca: authority.cert, ...options }),
  );
}

function activeResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of process.getActiveResourcesInfo()) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Waits until no more sockets and timers keep this process alive than before. */
async function resourcesBackTo(before: ReadonlyMap<string, number>): Promise<void> {
  const giveUp = performance.now() + tidyUpMs;
  for (;;) {
    const left = [...activeResources()].filter(([name, count]) => count > (before.get(name) ?? 0));
    const waiting = left.filter(([name]) => name !== 'Immediate');
    if (waiting.length === 0) return;
    if (performance.now() > giveUp) assert.fail(`left behind: ${inspect(waiting)}`);
    await nextTurn();
  }
}

async function within<Result>(
  milliseconds: number,
  what: string,
  work: Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what}: not within ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  CartesiaError,
  type CartesiaErrorKind,
  type UnreachableReason,
} from '../../../src/api/errors';
import { defaultRepeatPolicy, waitBeforeRepeat, type RepeatPolicy } from '../../../src/api/repeats';
import { retryAfterMs } from '../../../src/api/retryAfter';

const second = 1000;
const date = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });

describe('Retry-After', () => {
  it('is a time from now, or nothing', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'0123456789.,-+eE: GMTSun'.split('')) }),
      date.map((day) => day.toUTCString()),
      fc.bigInt().map(String),
    );
    fc.assert(
      fc.property(fc.option(text), fc.option(text), (header, serverDate) => {
        const wait = retryAfterMs(header, serverDate);
        assert.ok(wait === undefined || (Number.isFinite(wait) && wait >= 0), String(wait));
      }),
      { numRuns: 5000 },
    );
  });

  it('in seconds is that many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (seconds) => {
        assert.equal(retryAfterMs(` ${seconds} `, null), seconds * second);
      }),
    );
  });

  it('as a date is counted from the clock that set it, whatever time it is here', () => {
    fc.assert(
      fc.property(date, date, date, (until, there, here) => {
        const wholeSeconds = (day: Date): number => Math.floor(day.getTime() / second) * second;
        const wait = retryAfterMs(until.toUTCString(), there.toUTCString(), here.getTime());
        assert.equal(wait, Math.max(0, wholeSeconds(until) - wholeSeconds(there)));
        const alone = retryAfterMs(until.toUTCString(), null, here.getTime());
        assert.equal(alone, Math.max(0, wholeSeconds(until) - here.getTime()));
      }),
    );
  });
});

/** What does not pass within seconds. */
const lasting: readonly UnreachableReason[] = [
  'untrustedCertificate',
  'expiredCertificate',
  'otherHostsCertificate',
  'noTls',
  'proxy',
];

describe('the wait before a repeat', () => {
  const details = {
    neverSent: fc.boolean(),
    retryAfterMs: fc.option(fc.nat(60_000), { nil: undefined }),
  };
  const fromAnswer = fc
    .record({
      ...details,
      kind: fc.constantFrom<CartesiaErrorKind>('rateLimited', 'serverError', 'quotaExceeded'),
      status: fc.constantFrom(400, 401, 404, 408, 429, 500, 501, 502, 503, 504),
    })
    .map(({ kind, ...rest }) => new CartesiaError(kind, '', rest));
  const unreachable = fc
    .record({
      ...details,
      reason: fc.constantFrom<UnreachableReason>(
        'refused',
        'dns',
        'noRoute',
        'dropped',
        ...lasting,
      ),
    })
    .map((rest) => new CartesiaError('unreachable', '', rest));
  const other = fc
    .record({
      ...details,
      kind: fc.constantFrom<CartesiaErrorKind>('timedOut', 'unexpectedAnswer', 'cancelled'),
    })
    .map(({ kind, ...rest }) => new CartesiaError(kind, '', rest));
  const error = fc.oneof(fromAnswer, unreachable, other);
  const policy: fc.Arbitrary<RepeatPolicy> = fc.record({
    maxTries: fc.integer({ min: 1, max: 5 }),
    baseMs: fc.nat(2000),
    maxWaitMs: fc.nat(10_000),
    maxRetryAfterMs: fc.nat(60_000),
    maxTotalMs: fc.nat(120_000),
  });

  it('keeps within every bound, and is none where a repeat could do harm or no good', () => {
    fc.assert(
      fc.property(
        error,
        fc.boolean(),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(120_000),
        policy,
        (...all) => {
          const [failure, always, tries, elapsedMs, bounds] = all;
          const mode = always ? 'always' : 'ifNeverSent';
          const wait = waitBeforeRepeat(failure, mode, tries, elapsedMs, bounds);
          if (wait === undefined) return;
          assert.ok(wait >= 0 && elapsedMs + wait <= bounds.maxTotalMs);
          assert.ok(tries < bounds.maxTries);
          assert.ok(always || failure.neverSent);
          assert.ok(!['quotaExceeded', 'unexpectedAnswer', 'cancelled'].includes(failure.kind));
          assert.ok(!lasting.some((reason) => reason === failure.reason));
          assert.ok(![400, 401, 404, 501].some((status) => status === failure.status));
          if (failure.retryAfterMs === undefined) {
            assert.ok(wait <= Math.max(1, bounds.maxWaitMs));
            assert.ok(wait <= Math.max(1, bounds.baseMs * 2 ** (tries - 1)));
          } else {
            assert.equal(wait, failure.retryAfterMs);
            assert.ok(wait <= bounds.maxRetryAfterMs);
          }
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('of a busy server is any time up to half a second, then a second', () => {
    const busy = new CartesiaError('serverError', '', { status: 503 });
    for (const [tries, bound] of [
      [1, 500],
      [2, 1000],
    ] as const) {
      const waits = Array.from({ length: 2000 }, () =>
        Number(waitBeforeRepeat(busy, 'always', tries, 0, defaultRepeatPolicy)),
      );
      assert.ok(Math.min(...waits) < bound / 10 && Math.max(...waits) > bound * 0.9);
      assert.ok(Math.max(...waits) <= bound);
    }
    assert.equal(waitBeforeRepeat(busy, 'always', 3, 0, defaultRepeatPolicy), undefined);
  });
});

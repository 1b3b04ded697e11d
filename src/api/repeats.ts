import { randomInt } from 'node:crypto';
import type { CartesiaError, UnreachableReason } from './errors';

/** When and how often a request is sent again. Times in milliseconds. */
export interface RepeatPolicy {
  /** Including the first one. */
  readonly maxTries: number;
  /** Upper end of the first wait; it doubles with each further one. */
  readonly baseMs: number;
  readonly maxWaitMs: number;
  /** A `Retry-After` beyond this is shown to the person instead. */
  readonly maxRetryAfterMs: number;
  /** No try begins later than this after the first one. */
  readonly maxTotalMs: number;
}

export const defaultRepeatPolicy: RepeatPolicy = {
  maxTries: 3,
  baseMs: 500,
  maxWaitMs: 8_000,
  maxRetryAfterMs: 30_000,
  maxTotalMs: 90_000,
};

/** GET and DELETE may be repeated, and PATCH, which always carries the whole object. POST may not. */
export type Repeatable = 'always' | 'ifNeverSent';

export function repeatable(method: string): Repeatable {
  return method === 'POST' ? 'ifNeverSent' : 'always';
}

const repeatedStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/**
 * How long to wait before the next try, in milliseconds; undefined if there should be none.
 * @param tries made so far, at least 1
 * @param elapsedMs since the first of them began
 */
export function waitBeforeRepeat(
  error: CartesiaError,
  mode: Repeatable,
  tries: number,
  elapsedMs: number,
  policy: RepeatPolicy,
): number | undefined {
  if (tries >= policy.maxTries || !mayHelp(error)) return undefined;
  if (mode === 'ifNeverSent' && !error.neverSent) return undefined;
  const wait = error.retryAfterMs ?? jitter(tries, policy);
  if (wait > policy.maxRetryAfterMs || elapsedMs + wait > policy.maxTotalMs) return undefined;
  return wait;
}

/** A certificate or a proxy's password does not change within seconds. */
const passingReasons: ReadonlySet<UnreachableReason> = new Set([
  'refused',
  'dns',
  'noRoute',
  'dropped',
]);

function mayHelp({ kind, status, reason }: CartesiaError): boolean {
  if (kind === 'quotaExceeded') return false;
  if (status !== undefined) return repeatedStatuses.has(status);
  if (kind === 'unreachable') return reason === undefined || passingReasons.has(reason);
  return kind === 'timedOut';
}

/** Exponential back-off with full jitter: anything up to the bound, so that clients spread out. */
function jitter(tries: number, { baseMs, maxWaitMs }: RepeatPolicy): number {
  const bound = Math.min(maxWaitMs, baseMs * 2 ** (tries - 1));
  return randomInt(0, Math.max(1, Math.round(bound)) + 1);
}

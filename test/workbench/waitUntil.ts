import { setTimeout as delay } from 'node:timers/promises';
import { errorText } from './errorText';

/** Long enough for a busy two-core machine; a test that waits this long has failed. */
export const defaultDeadlineMs = 60_000;

const pollMs = 50;

/**
 * Asks until the answer is neither `undefined` nor `false`, and returns it. A question that throws
 * counts as not yet answered.
 * @param what what is waited for, to complete "Waited 30 s for …"
 */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  deadlineMs = defaultDeadlineMs,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  let reason: string;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      reason = '';
    } catch (error) {
      reason = ` (${errorText(error)})`;
    }
    if (Date.now() >= end) {
      throw new Error(`Waited ${deadlineMs / 1000} s for ${what} in vain.${reason}`);
    }
    await delay(pollMs);
  }
}

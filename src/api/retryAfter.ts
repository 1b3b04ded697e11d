/** Some 30 years: nobody waits for it, and it is safe to reckon with. */
const maxSeconds = 1e9;

/**
 * Reads a `Retry-After` header: seconds, or a date, which is measured against the server's own
 * `Date` where there is one, because this machine's clock may be wrong.
 * @returns milliseconds from now, at least 0; undefined where the header says nothing usable
 */
export function retryAfterMs(
  header: string | null,
  serverDate: string | null,
  now = Date.now(),
): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text), maxSeconds) * 1000;
  const until = Date.parse(text);
  // Date.parse takes many texts for dates; the header's form begins with a day's name.
  if (Number.isNaN(until) || !/^[A-Za-z]{3,9},? /.test(text)) return undefined;
  const serverNow = Date.parse(serverDate ?? '');
  return Math.max(0, until - (Number.isNaN(serverNow) ? now : serverNow));
}

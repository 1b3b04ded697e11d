import type { Page } from './shapes';

/**
 * The cursor of the page after `page`, or undefined at the end. A server that says "more" but gives
 * nothing, or the same cursor again, has reached its end too: asking on would never stop.
 * @param previous the cursor that `page` was asked for with
 */
export function nextCursor(
  page: Page<{ readonly id: string }>,
  previous: string | undefined,
): string | undefined {
  if (!page.has_more || page.data.length === 0) return undefined;
  const cursor = page.next_page ?? page.data.at(-1)?.id;
  return cursor === previous ? undefined : cursor;
}

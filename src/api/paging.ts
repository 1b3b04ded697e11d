import { CartesiaError } from './errors';
import type { Page } from './shapes';

/** A million items: a server that goes on beyond does not mean it. */
const maxPages = 10_000;

/**
 * The cursor of the page after `page`, or undefined at the end. A server that says "more" but gives
 * nothing, or a cursor that was used before, has reached its end too: asking on would never stop.
 * @param used cursors that pages were asked for with
 */
export function nextCursor(
  page: Page<{ readonly id: string }>,
  used: ReadonlySet<string>,
): string | undefined {
  if (!page.has_more || page.data.length === 0) return undefined;
  const cursor = page.next_page ?? page.data.at(-1)?.id;
  return cursor === undefined || used.has(cursor) ? undefined : cursor;
}

/**
 * All pages of a collection, one request each.
 * @param read reads one page, e.g. `(cursor) => client.listDatasets(cursor)`
 * @throws {CartesiaError} what `read` throws, and `unexpectedAnswer` where the pages do not end
 */
export async function* allPages<Item extends { readonly id: string }>(
  read: (startingAfter: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<readonly Item[], void, undefined> {
  const used = new Set<string>();
  let cursor: string | undefined;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const page = await read(cursor);
    yield page.data;
    cursor = nextCursor(page, used);
    if (cursor === undefined) return;
    used.add(cursor);
  }
  throw new CartesiaError('unexpectedAnswer', `more than ${maxPages} pages`);
}

import { applyEdits, modify, parseTree, type Node } from 'jsonc-parser';
import type { Document } from './parseAnswer';

/** Where the JSON of an item stands: alone, or as one of many in the text of a page. */
type Source = { readonly text: string } | { readonly page: PageText; readonly index: number };

/** The text of a page, cut into its items when the first of them is asked for. */
class PageText {
  readonly #text: string;
  #items: readonly Place[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  item(index: number): string | undefined {
    this.#items ??= itemsOf(parseTree(this.#text));
    const item = this.#items[index];
    return item && this.#text.slice(item.offset, item.offset + item.length);
  }
}

const sources = new WeakMap<object, Source>();

/** Notes that these items were read from this page, so that {@link documentOf} finds their text. */
export function rememberListed(items: readonly object[], text: string): void {
  const page = new PageText(text);
  for (const [index, item] of items.entries()) sources.set(item, { page, index });
}

/** Notes that this item was read alone, so that {@link documentOf} finds its text. */
export function rememberAlone<Item extends object>(document: Document<Item>): Document<Item> {
  sources.set(document.value, { text: document.text });
  return document;
}

/**
 * A listed item beside the very text it was read from, as if it had been asked for alone. An item
 * that came another way is written anew.
 */
export function documentOf<Item extends object>(item: Item): Document<Item> {
  const source = sources.get(item);
  const text =
    source === undefined || 'text' in source ? source?.text : source.page.item(source.index);
  return { value: item, text: text ?? JSON.stringify(item) };
}

/** A document whose string fields are replaced, in its value and in its text; all else stays as it was. */
export function withFields<Item extends object>(
  { value, text }: Document<Item>,
  fields: Readonly<Partial<Record<keyof Item & string, string>>>,
): Document<Item> {
  let edited = text;
  for (const [name, field] of Object.entries(fields)) {
    edited = applyEdits(edited, modify(edited, [name], field, {}));
  }
  return rememberAlone({ value: { ...value, ...fields }, text: edited });
}

/** Only where an item stands: the parsed tree would be kept as long as its rows. */
interface Place {
  readonly offset: number;
  readonly length: number;
}

function itemsOf(page: Node | undefined): readonly Place[] {
  for (const property of page?.children ?? []) {
    const [name, value] = property.children ?? [];
    if (name?.value === 'data') {
      return value?.children?.map(({ offset, length }) => ({ offset, length })) ?? [];
    }
  }
  return [];
}

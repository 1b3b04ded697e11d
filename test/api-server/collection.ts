/** Which part of a collection is asked for; at most one cursor. */
export interface PageRequest {
  /** 1–100. */
  readonly limit: number;
  readonly startingAfter?: string | undefined;
  readonly endingBefore?: string | undefined;
}

export interface CollectionPage<Item> {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
}

/** Objects by ID, listed newest first, with cursor pages that cost no more than their length. */
export class Collection<Item extends { readonly id: string }> implements Iterable<Item> {
  /** Oldest first, so that adding is an append and positions stay valid. */
  readonly #items: Item[] = [];
  readonly #byId = new Map<string, Item>();
  /** Rebuilt on the first page after a removal. */
  #positions: Map<string, number> | undefined = new Map();

  get size(): number {
    return this.#items.length;
  }

  /** In the order in which the API lists. */
  *[Symbol.iterator](): IterableIterator<Item> {
    for (let position = this.#items.length - 1; position >= 0; position -= 1) {
      const item = this.#items[position];
      if (item !== undefined) yield item;
    }
  }

  get(id: string): Item | undefined {
    return this.#byId.get(id);
  }

  /** @throws {Error} when the ID is taken. */
  add(item: Item): void {
    if (this.#byId.has(item.id)) throw new Error(`The ID ${JSON.stringify(item.id)} is taken.`);
    this.#byId.set(item.id, item);
    this.#positions?.set(item.id, this.#items.length);
    this.#items.push(item);
  }

  /** Whether it was there. */
  delete(id: string): boolean {
    const position = this.#positionOf(id);
    if (position === undefined) return false;
    this.#items.splice(position, 1);
    this.#byId.delete(id);
    this.#positions = undefined;
    return true;
  }

  /** The page, or undefined when the cursor is unknown. */
  page({ limit, startingAfter, endingBefore }: PageRequest): CollectionPage<Item> | undefined {
    if (endingBefore !== undefined) {
      const cursor = this.#positionOf(endingBefore);
      if (cursor === undefined) return undefined;
      const newer = this.#items.slice(cursor + 1, cursor + 1 + limit);
      return { items: newer.reverse(), hasMore: cursor + 1 + limit < this.#items.length };
    }
    const cursor =
      startingAfter === undefined ? this.#items.length : this.#positionOf(startingAfter);
    if (cursor === undefined) return undefined;
    const start = Math.max(0, cursor - limit);
    return { items: this.#items.slice(start, cursor).reverse(), hasMore: start > 0 };
  }

  #positionOf(id: string): number | undefined {
    this.#positions ??= new Map(this.#items.map((item, position) => [item.id, position]));
    return this.#positions.get(id);
  }
}

import * as v from 'valibot';

const maxPerBaseUrl = 20;
const maxBaseUrls = 10;
/** Longer names are cut: the list only helps to recognise a dataset. */
const maxNameLength = 200;

const recentShape = v.object({ id: v.string(), name: v.string() });
const storedShape = v.object({
  version: v.literal(1),
  /** Most recently used base URL first. */
  places: v.array(v.object({ baseUrl: v.string(), datasets: v.array(recentShape) })),
});

export type RecentDataset = v.InferOutput<typeof recentShape>;
type Stored = v.InferOutput<typeof storedShape>;

/** Where the list is kept across restarts. What comes back is checked: an older version wrote it. */
export interface RecentStore {
  read(): unknown;
  write(value: Stored): PromiseLike<void>;
}

/** The datasets opened last, newest first, remembered for each base URL by itself. */
export class RecentDatasets {
  readonly #store: RecentStore;

  constructor(store: RecentStore) {
    this.#store = store;
  }

  list(baseUrl: string): readonly RecentDataset[] {
    return this.#read().places.find((place) => place.baseUrl === baseUrl)?.datasets ?? [];
  }

  async add(baseUrl: string, { id, name }: RecentDataset): Promise<void> {
    const others = this.list(baseUrl).filter((recent) => recent.id !== id);
    await this.#write(
      baseUrl,
      [{ id, name: name.slice(0, maxNameLength) }, ...others].slice(0, maxPerBaseUrl),
    );
  }

  async #write(baseUrl: string, datasets: RecentDataset[]): Promise<void> {
    const others = this.#read().places.filter((place) => place.baseUrl !== baseUrl);
    const places = [{ baseUrl, datasets }, ...others].slice(0, maxBaseUrls);
    await this.#store.write({ version: 1, places });
  }

  #read(): Stored {
    const stored = v.safeParse(storedShape, this.#store.read());
    return stored.success ? stored.output : { version: 1, places: [] };
  }
}

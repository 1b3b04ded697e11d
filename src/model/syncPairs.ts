import * as v from 'valibot';

const maxPairs = 20;

const pairShape = v.object({
  baseUrl: v.string(),
  datasetId: v.string(),
  datasetName: v.string(),
  /** Absolute path. */
  folder: v.string(),
});
const storedShape = v.object({ version: v.literal(1), pairs: v.array(pairShape) });

/** A folder that is kept in step with a dataset. */
export type SyncPair = v.InferOutput<typeof pairShape>;

/** Where the pairs are kept for the workspace. What comes back is checked. */
export interface SyncPairsStore {
  read(): unknown;
  write(value: v.InferOutput<typeof storedShape>): PromiseLike<void>;
}

/** The pairs of this workspace, the one used last first. */
export class SyncPairs {
  readonly #store: SyncPairsStore;

  constructor(store: SyncPairsStore) {
    this.#store = store;
  }

  list(baseUrl: string): readonly SyncPair[] {
    return this.#read().filter((pair) => pair.baseUrl === baseUrl);
  }

  async add(pair: SyncPair): Promise<void> {
    const others = this.#read().filter((other) => !samePair(other, pair));
    await this.#store.write({ version: 1, pairs: [pair, ...others].slice(0, maxPairs) });
  }

  #read(): SyncPair[] {
    const stored = v.safeParse(storedShape, this.#store.read());
    return stored.success ? stored.output.pairs : [];
  }
}

function samePair(a: SyncPair, b: SyncPair): boolean {
  return a.baseUrl === b.baseUrl && a.datasetId === b.datasetId && a.folder === b.folder;
}

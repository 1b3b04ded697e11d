import * as v from 'valibot';
import { datasetSorts, fileSorts, type DatasetSort, type FileSort } from './arrange';
import { Emitter } from './emitter';

const storedShape = v.object({
  version: v.literal(1),
  filter: v.string(),
  datasetSort: v.picklist(datasetSorts),
  fileSort: v.picklist(fileSorts),
});
type Stored = v.InferOutput<typeof storedShape>;

/** Where the settings are kept for the workspace. What comes back is checked. */
export interface ViewSettingsStore {
  read(): unknown;
  write(value: Stored): PromiseLike<void>;
}

/** How people look at their datasets: filter and order, kept for the workspace. */
export class ViewSettings {
  readonly #store: ViewSettingsStore;
  readonly #changed = new Emitter();
  #current: Stored;

  readonly onDidChange = this.#changed.event;

  constructor(store: ViewSettingsStore) {
    this.#store = store;
    const stored = v.safeParse(storedShape, store.read());
    this.#current = stored.success
      ? stored.output
      : { version: 1, filter: '', datasetSort: 'newest', fileSort: 'name' };
  }

  /** Words that shown datasets hold; '' shows all. */
  get filter(): string {
    return this.#current.filter;
  }

  get datasetSort(): DatasetSort {
    return this.#current.datasetSort;
  }

  get fileSort(): FileSort {
    return this.#current.fileSort;
  }

  async change(settings: Partial<Omit<Stored, 'version'>>): Promise<void> {
    const before = this.#current;
    this.#current = { ...before, ...settings };
    if (JSON.stringify(before) === JSON.stringify(this.#current)) return;
    this.#changed.fire();
    await this.#store.write(this.#current);
  }
}

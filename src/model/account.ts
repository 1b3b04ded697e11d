import type { CartesiaClient, DatasetInput, Document } from '../api/client';
import { CartesiaError, toCartesiaError } from '../api/errors';
import { withFields } from '../api/listedText';
import type { CallOptions } from '../api/request';
import type { Dataset, DatasetFile, FineTune } from '../api/shapes';
import { Emitter } from './emitter';
import type { ListRef } from './listRef';
import { isComplete, PagedList } from './pagedList';

export type AccountClient = Pick<
  CartesiaClient,
  | 'listDatasets'
  | 'listFiles'
  | 'listFineTunes'
  | 'getDataset'
  | 'createDataset'
  | 'updateDataset'
  | 'deleteDataset'
  | 'deleteFile'
>;

/** What came of saving a dataset's fields. */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly dataset: Dataset }
  /** Nothing was written: somebody else changed the dataset since it was shown. */
  | { readonly kind: 'conflict'; readonly theirs: Dataset };

/**
 * Everything the extension knows of the account: one store that tree and panels draw from and that
 * every change goes through, so that all of them tell the same story.
 */
export class Account {
  readonly datasets: PagedList<Dataset>;
  readonly fineTunes: PagedList<FineTune>;
  readonly #client: AccountClient;
  readonly #files = new Map<string, PagedList<DatasetFile>>();
  readonly #changed = new Emitter<ListRef>();
  readonly #written = new Emitter<Document<Dataset>>();
  readonly #gone = new Emitter<string>();
  /** Another one with every other key or base URL. */
  #era = 0;
  /** The last save of each dataset that is being saved. */
  readonly #saves = new Map<string, Promise<SaveOutcome>>();

  /** A list has another state. */
  readonly onDidChange = this.#changed.event;
  /** This side has changed a dataset; this is how it is now. */
  readonly onDidWrite = this.#written.event;
  /** A dataset is no more, by its ID. */
  readonly onDidDelete = this.#gone.event;

  constructor(client: AccountClient) {
    this.#client = client;
    this.datasets = new PagedList((cursor, options) => client.listDatasets(cursor, options));
    this.fineTunes = new PagedList((cursor, options) => client.listFineTunes(cursor, options));
    this.datasets.onDidChange(() => {
      this.#changed.fire({ kind: 'datasets' });
    });
    this.fineTunes.onDidChange(() => {
      this.#changed.fire({ kind: 'fineTunes' });
    });
  }

  /** The files of a dataset; nothing is asked for before somebody wants them. */
  files(datasetId: string): PagedList<DatasetFile> {
    const known = this.#files.get(datasetId);
    if (known !== undefined) return known;
    const list = new PagedList<DatasetFile>((cursor, options) =>
      this.#client.listFiles(datasetId, cursor, options),
    );
    list.onDidChange(() => {
      this.#changed.fire({ kind: 'files', datasetId });
    });
    this.#files.set(datasetId, list);
    return list;
  }

  list(ref: ListRef): PagedList<Dataset> | PagedList<FineTune> | PagedList<DatasetFile> {
    switch (ref.kind) {
      case 'datasets':
        return this.datasets;
      case 'fineTunes':
        return this.fineTunes;
      case 'files':
        return this.files(ref.datasetId);
    }
  }

  /** Whether anything is being read. */
  get isLoading(): boolean {
    return this.#lists().some(({ state }) => state.loading !== undefined);
  }

  /** Ends whatever is being read. */
  cancel(): void {
    for (const list of this.#lists()) list.cancel();
  }

  /** The trainings that use a dataset, as far as they are loaded. */
  trainingsOf(datasetId: string): readonly FineTune[] {
    return this.fineTunes.state.rows.filter(({ dataset }) => dataset === datasetId);
  }

  /** Reads the account's trainings, all of them: a dataset does not list its own. */
  async ensureTrainings(): Promise<void> {
    const { error } = this.fineTunes.state;
    if (error === undefined && !isComplete(this.fineTunes.state)) await this.fineTunes.loadAll();
  }

  /**
   * Reads everything again that somebody looks at. Files of other datasets are forgotten, and read
   * when they are wanted next.
   * @param inSight datasets whose files are on the screen
   */
  async refresh(inSight: ReadonlySet<string>): Promise<void> {
    const lists = [...this.#files].filter(([, list]) => list.isWanted);
    for (const [datasetId, list] of lists) if (!inSight.has(datasetId)) list.reset();
    await Promise.all([
      this.datasets.refresh(),
      this.#refreshTrainings(),
      ...lists.map(([datasetId, list]) => inSight.has(datasetId) && list.refresh()),
    ]);
  }

  /** Reads one dataset's files and the trainings again, where they are loaded. */
  async refreshDataset(datasetId: string): Promise<void> {
    const files = this.files(datasetId);
    await Promise.all([files.isWanted && files.refresh(), this.#refreshTrainings()]);
  }

  /** Further ones may have come, and have moved the last ones to another page. */
  async #refreshTrainings(): Promise<void> {
    if (!this.fineTunes.isWanted) return;
    await this.fineTunes.refresh();
    await this.ensureTrainings();
  }

  /** Forgets everything: the key or the base URL is another one now. */
  reset(): void {
    this.#era += 1;
    for (const list of this.#lists()) list.reset();
    this.#files.clear();
  }

  /**
   * Creates a dataset. Where the answer is lost, the datasets are read again to see whether it was
   * created all the same.
   * @throws {CartesiaError} why it was not; `maybeDone` where that cannot be known
   */
  async createDataset(input: DatasetInput, options: CallOptions = {}): Promise<Dataset> {
    const era = this.#era;
    const { moment } = this.datasets;
    const before = new Set(this.datasets.state.rows.map(({ id }) => id));
    const allKnown = isComplete(this.datasets.state);
    try {
      const { value } = await this.#client.createDataset(input, options);
      if (era === this.#era) this.datasets.add(value, moment);
      return value;
    } catch (error) {
      const failure = toCartesiaError(error);
      if (!mayHaveArrived(failure)) throw failure;
      await this.datasets.refresh();
      await this.datasets.loadAll();
      const created = this.datasets.state.rows.find(
        (row) => !before.has(row.id) && sameFields(input, row),
      );
      if (created !== undefined && allKnown && era === this.#era) return created;
      if (failure.kind === 'cancelled') throw failure;
      throw new CartesiaError('maybeDone', failure.message, { cause: failure });
    }
  }

  /**
   * Writes name and description, both of them, as the API asks for. Reads the dataset first: if
   * others changed it since `base` was shown, nothing is written. Two saves of one dataset go one
   * after the other, so that the second writes back what the first has changed.
   * @param base what the person saw when they began, of the fields that matter to them; undefined
   *   to overwrite whatever is there
   * @param input a field that is left out stays as it is
   */
  async saveDataset(
    id: string,
    base: Partial<DatasetInput> | undefined,
    input: Partial<DatasetInput>,
    options: CallOptions = {},
  ): Promise<SaveOutcome> {
    const before = this.#saves.get(id);
    const save = (): Promise<SaveOutcome> => this.#save(id, base, input, options);
    const saving = before === undefined ? save() : before.then(save, save);
    this.#saves.set(id, saving);
    try {
      return await saving;
    } finally {
      if (this.#saves.get(id) === saving) this.#saves.delete(id);
    }
  }

  async #save(
    id: string,
    base: Partial<DatasetInput> | undefined,
    input: Partial<DatasetInput>,
    options: CallOptions,
  ): Promise<SaveOutcome> {
    const fresh = await this.#client.getDataset(id, options);
    const theirs = fresh.value;
    const fields = { name: theirs.name, description: theirs.description, ...input };
    // What is to be written stands there where only the answer to an earlier try was lost.
    const done = sameFields(fields, theirs);
    if (!done && !sameFields({ ...theirs, ...base }, theirs)) {
      this.#tell(fresh);
      return { kind: 'conflict', theirs };
    }
    if (!done) await this.#update(id, fields, options);
    const written = withFields(fresh, fields);
    this.#tell(written);
    return { kind: 'saved', dataset: written.value };
  }

  async #update(id: string, fields: DatasetInput, options: CallOptions): Promise<void> {
    try {
      await this.#client.updateDataset(id, fields, options);
    } catch (error) {
      // It may have been written all the same; who waits is told of the failure at once.
      if (mayHaveArrived(toCartesiaError(error))) {
        this.#client.getDataset(id).then(
          (document) => {
            this.#tell(document);
          },
          () => undefined,
        );
      }
      throw error;
    }
  }

  /** A dataset as the list has it, where it is loaded. */
  knownDataset(id: string): Dataset | undefined {
    return this.datasets.get(id);
  }

  async readDataset(id: string, options: CallOptions = {}): Promise<Dataset> {
    return (await this.readDocument(id, options)).value;
  }

  /** Beside the very text that Cartesia sent. */
  async readDocument(id: string, options: CallOptions = {}): Promise<Document<Dataset>> {
    const { moment } = this.datasets;
    try {
      const document = await this.#client.getDataset(id, options);
      this.datasets.update(document.value, moment);
      return document;
    } catch (error) {
      if (isGone(error)) this.forgetDataset(id);
      throw error;
    }
  }

  /** Takes over what was read of a dataset elsewhere. */
  learn(dataset: Dataset): void {
    this.datasets.update(dataset);
  }

  /** Takes out a dataset that the API says is not there. */
  forgetDataset(id: string): void {
    this.datasets.remove(new Set([id]));
    this.#files.get(id)?.reset();
    this.#files.delete(id);
    this.#gone.fire(id);
  }

  /** One that is gone already counts as deleted. */
  async deleteDataset(id: string, options: CallOptions = {}): Promise<void> {
    await unlessGone(this.#client.deleteDataset(id, options));
    this.forgetDataset(id);
  }

  /** One that is gone already counts as deleted. */
  async deleteFile(datasetId: string, fileId: string, options: CallOptions = {}): Promise<void> {
    await unlessGone(this.#client.deleteFile(datasetId, fileId, options));
    this.files(datasetId).remove(new Set([fileId]));
  }

  #lists(): (PagedList<Dataset> | PagedList<FineTune> | PagedList<DatasetFile>)[] {
    return [this.datasets, this.fineTunes, ...this.#files.values()];
  }

  #tell(document: Document<Dataset>): void {
    this.learn(document.value);
    this.#written.fire(document);
  }
}

/** Whether a request may have done its work although no answer came. */
function mayHaveArrived({ kind, neverSent }: CartesiaError): boolean {
  const lost = kind === 'unreachable' || kind === 'timedOut' || kind === 'cancelled';
  return (lost || kind === 'serverError' || kind === 'unexpectedAnswer') && !neverSent;
}

function sameFields(a: DatasetInput, b: DatasetInput): boolean {
  return a.name === b.name && a.description === b.description;
}

async function unlessGone(deleting: Promise<void>): Promise<void> {
  try {
    await deleting;
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof CartesiaError && error.kind === 'notFound';
}

import { randomUUID } from 'node:crypto';
import type { components } from '../../src/api/schema';
import { Collection } from './collection';
import { Random } from './random';
import type { Seed, SeedDataset, SeedFile, SeedFineTune } from './seed/seed';
import { StoredObject } from './storedObject';

type Schemas = components['schemas'];
export type Dataset = Schemas['Dataset'];
export type DatasetFile = Schemas['DatasetFile'];
export type FineTune = Schemas['FineTune'];
export type Voice = Schemas['Voice'];

export class StoredDataset extends StoredObject<Dataset> {
  readonly files = new Collection<StoredFile>();
}

export class StoredFile extends StoredObject<DatasetFile> {
  /** Of uploaded files, when the server hashes uploads; hexadecimal. */
  sha256: string | undefined;
}

export class StoredFineTune extends StoredObject<FineTune> {
  /** Empty until training is completed. */
  readonly voices = new Collection<StoredVoice>();
  /** How often the API has shown it since its status last changed. */
  reads = 0;
}

export class StoredVoice extends StoredObject<Voice> {
  /** Whether `expand[]=preview_file_url` gives a URL; null otherwise. */
  hasPreview = true;
}

export interface StateOptions {
  readonly now: () => Date;
  /** After how many reads a training reaches its next status; 0: only by `advance`. */
  readonly readsPerStatus: number;
}

const voicesPerFineTune = 4;

/** Everything the account holds. Tests may read and change it between and during requests. */
export class ApiState {
  readonly datasets = new Collection<StoredDataset>();
  readonly fineTunes = new Collection<StoredFineTune>();
  readonly voices = new Collection<StoredVoice>();
  readonly #random = new Random(1);
  readonly #options: StateOptions;

  /** Seeds are given in listing order: the first one is listed first. */
  constructor(seed: Seed, options: StateOptions) {
    this.#options = options;
    for (const dataset of [...(seed.datasets ?? [])].reverse()) this.addDataset(dataset);
    for (const fineTune of [...(seed.fineTunes ?? [])].reverse()) this.addFineTune(fineTune);
  }

  addDataset({ files = [], extra, ...given }: SeedDataset): StoredDataset {
    const dataset = new StoredDataset(
      {
        id: given.id ?? this.#random.id('ds'),
        name: given.name,
        created_at: given.created_at ?? this.#now(),
        description: given.description ?? '',
      },
      extra,
    );
    this.datasets.add(dataset);
    for (const file of [...files].reverse()) this.addFile(dataset.id, file);
    return dataset;
  }

  /** Whether it was there. */
  removeDataset(id: string): boolean {
    return this.datasets.delete(id);
  }

  /** @throws {Error} for an unknown dataset. */
  addFile(datasetId: string, { sha256, extra, ...given }: SeedFile): StoredFile {
    const file = new StoredFile(
      {
        id: given.id ?? this.#random.id('file'),
        filename: given.filename,
        created_at: given.created_at ?? this.#now(),
        size: given.size,
      },
      extra,
    );
    file.sha256 = sha256;
    known(this.datasets.get(datasetId), datasetId).files.add(file);
    return file;
  }

  /** Whether it was there. */
  removeFile(datasetId: string, fileId: string): boolean {
    return this.datasets.get(datasetId)?.files.delete(fileId) ?? false;
  }

  addFineTune({ extra, ...given }: SeedFineTune): StoredFineTune {
    const fineTune = new StoredFineTune(
      {
        id: given.id ?? this.#random.id('ft'),
        name: given.name,
        description: given.description ?? '',
        language: given.language ?? 'en',
        model_id: given.model_id ?? 'sonic-3.5-2026-05-04',
        dataset: given.dataset,
        status: given.status ?? 'created',
        ...(given.accent !== undefined && { accent: given.accent }),
      },
      extra,
    );
    this.fineTunes.add(fineTune);
    if (fineTune.fields.status === 'completed') this.#addVoices(fineTune);
    return fineTune;
  }

  /** Its voices go with it. Whether it was there. */
  removeFineTune(id: string): boolean {
    for (const voice of this.fineTunes.get(id)?.voices ?? []) this.voices.delete(voice.id);
    return this.fineTunes.delete(id);
  }

  /**
   * Takes a training one status further: created, training, completed (then it has its voices).
   * @throws {Error} for an unknown fine-tune and for one that has ended.
   */
  advance(id: string): void {
    const fineTune = known(this.fineTunes.get(id), id);
    const { status } = fineTune.fields;
    if (isOver(status)) throw new Error(`The fine-tune ${id} is ${status}; it goes no further.`);
    fineTune.reads = 0;
    if (status === 'created') fineTune.change({ status: 'training' });
    else this.#complete(fineTune);
  }

  /** @throws {Error} for an unknown fine-tune. */
  fail(id: string): void {
    known(this.fineTunes.get(id), id).change({ status: 'failed' });
  }

  /** Called when the API shows a fine-tune: training goes on by itself where that was asked for. */
  countRead(fineTune: StoredFineTune): void {
    if (this.#options.readsPerStatus === 0 || isOver(fineTune.fields.status)) return;
    if (fineTune.reads === this.#options.readsPerStatus) this.advance(fineTune.id);
    fineTune.reads += 1;
  }

  #complete(fineTune: StoredFineTune): void {
    fineTune.change({ status: 'completed' });
    this.#addVoices(fineTune);
  }

  #addVoices(fineTune: StoredFineTune): void {
    const { name, language } = fineTune.fields;
    for (let number = voicesPerFineTune; number >= 1; number -= 1) {
      const voice = new StoredVoice({
        id: randomUUID(),
        is_owner: true,
        is_public: false,
        name: `${name} ${number}`,
        description: `Voice ${number} of ${voicesPerFineTune} of the fine-tune "${name}"`,
        created_at: this.#now(),
        language,
        gender: null,
      });
      voice.hasPreview = number < voicesPerFineTune;
      fineTune.voices.add(voice);
      this.voices.add(voice);
    }
  }

  #now(): string {
    return this.#options.now().toISOString();
  }
}

function isOver(status: FineTune['status']): boolean {
  return status === 'completed' || status === 'failed';
}

function known<Item>(item: Item | undefined, id: string): Item {
  if (item === undefined) throw new Error(`The stand-in API knows no ${JSON.stringify(id)}.`);
  return item;
}

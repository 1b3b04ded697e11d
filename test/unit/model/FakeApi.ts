import type { DatasetInput, Document } from '../../../src/api/client';
import { CartesiaError } from '../../../src/api/errors';
import type { CallOptions } from '../../../src/api/request';
import type { Dataset, DatasetFile, FineTune, Page } from '../../../src/api/shapes';
import type { AccountClient } from '../../../src/model/account';
import type { ListRef } from '../../../src/model/listRef';

const pageSize = 3;

type Item = Dataset | DatasetFile | FineTune;

/** A request under way. The test says when the API does what is asked, and when its answer arrives. */
export class Underway {
  /** The list that is read, by its key; undefined for everything but pages. */
  readonly list: string | undefined;
  readonly isWrite: boolean;
  readonly sentAt: number;
  readonly options: CallOptions;
  /** Whether nobody waits for the answer any more. */
  isOver = false;
  readonly #serve: () => () => void;
  readonly #reject: (error: CartesiaError) => void;
  #answer: (() => void) | undefined;

  constructor(
    about: Pick<Underway, 'list' | 'isWrite' | 'sentAt' | 'options'>,
    serve: () => () => void,
    reject: (error: CartesiaError) => void,
  ) {
    this.list = about.list;
    this.isWrite = about.isWrite;
    this.sentAt = about.sentAt;
    this.options = about.options;
    this.#serve = serve;
    this.#reject = reject;
  }

  /** Whether the API has done what is asked. */
  get isHandled(): boolean {
    return this.#answer !== undefined;
  }

  /** The API does what is asked, once. */
  handle(): void {
    if (this.#answer !== undefined) return;
    try {
      this.#answer = this.#serve();
    } catch (error) {
      if (!(error instanceof CartesiaError)) throw error;
      this.#answer = () => {
        this.#reject(error);
      };
    }
  }

  /** The answer arrives. */
  deliver(): void {
    this.handle();
    if (!this.isOver) this.#answer?.();
    this.isOver = true;
  }

  fail(error: CartesiaError): void {
    if (!this.isOver) this.#reject(error);
    this.isOver = true;
  }
}

/**
 * An account in memory, in pages of three, the newest first. Nothing is done or answered before the
 * test says so; a cancelled request ends at once, but what it asks for may still be done.
 */
export class FakeApi implements AccountClient {
  readonly #givesNextPage: boolean;
  #number = 0;
  #time = 0;
  readonly underway = new Set<Underway>();
  datasets: readonly Dataset[] = [];
  fineTunes: readonly FineTune[] = [];
  readonly #files = new Map<string, readonly DatasetFile[]>();
  /** All that an item has been, as JSON, by its ID. */
  readonly #versions = new Map<string, string[]>();
  readonly #born = new Map<string, number>();
  /** When the pages that listed an item were asked for, the latest of those delivered. */
  readonly #listed = new Map<string, number>();
  /** When items were answered to be gone. */
  readonly #toldGone = new Map<string, number>();

  constructor(givesNextPage: boolean) {
    this.#givesNextPage = givesNextPage;
    this.seed();
  }

  /** Another account: everything is another, and nothing that was asked is answered. */
  seed(): void {
    for (const request of this.underway) {
      request.fail(new CartesiaError('cancelled', 'the key has changed'));
    }
    this.underway.clear();
    this.datasets = [];
    this.fineTunes = [];
    this.#files.clear();
    this.#versions.clear();
    for (let count = 0; count < 7; count += 1) this.addDataset();
    for (let count = 0; count < 5; count += 1) this.addFile(this.datasets[0]?.id);
    for (let count = 0; count < 4; count += 1) this.addFineTune(this.datasets[1]?.id);
  }

  files(datasetId: string): readonly DatasetFile[] {
    return this.#files.get(datasetId) ?? [];
  }

  contents(list: ListRef): readonly Item[] {
    if (list.kind === 'files') return this.files(list.datasetId);
    return list.kind === 'datasets' ? this.datasets : this.fineTunes;
  }

  /** A text that no other item has. */
  unique(what: string): string {
    this.#number += 1;
    return `${what}${this.#number}`;
  }

  addDataset(input: DatasetInput = { name: this.unique('name'), description: '' }): Dataset {
    const dataset = { id: this.unique('ds'), created_at: '', ...input };
    this.datasets = [dataset, ...this.datasets];
    this.#note(dataset);
    return dataset;
  }

  changeDataset(id: string, fields: Partial<DatasetInput>): void {
    this.datasets = this.datasets.map((dataset) => {
      if (dataset.id !== id) return dataset;
      const changed = { ...dataset, ...fields };
      this.#note(changed);
      return changed;
    });
  }

  removeDataset(id: string): boolean {
    const before = this.datasets.length;
    this.datasets = this.datasets.filter((dataset) => dataset.id !== id);
    this.#files.delete(id);
    return this.datasets.length < before;
  }

  addFile(datasetId: string | undefined): void {
    if (datasetId === undefined || !this.datasets.some(({ id }) => id === datasetId)) return;
    const file = { id: this.unique('f'), filename: 'take.wav', created_at: '', size: 1 };
    this.#files.set(datasetId, [file, ...this.files(datasetId)]);
    this.#note(file);
  }

  removeFile(datasetId: string, id: string): boolean {
    const before = this.files(datasetId);
    const left = before.filter((file) => file.id !== id);
    this.#files.set(datasetId, left);
    return left.length < before.length;
  }

  addFineTune(dataset = 'gone'): void {
    const given = { name: 'Training', description: '', language: 'en', model_id: 'sonic' };
    const fineTune = { id: this.unique('t'), ...given, dataset, status: 'created' };
    this.fineTunes = [fineTune, ...this.fineTunes];
    this.#note(fineTune);
  }

  /** Which of its versions an item is, the first being 0; -1 for one that never was. */
  versionOf(item: Item): number {
    return this.#versions.get(item.id)?.lastIndexOf(JSON.stringify(item)) ?? -1;
  }

  /** Whether the item was there when that was asked. */
  wasThereAt(id: string, time: number): boolean {
    return (this.#born.get(id) ?? Infinity) < time;
  }

  /** Whether this side was told that it is gone, and no page that was asked for later lists it. */
  isKnownGone(id: string): boolean {
    const gone = this.#toldGone.get(id);
    return gone !== undefined && (this.#listed.get(id) ?? -1) <= gone;
  }

  wasToldGone(id: string): boolean {
    return this.#toldGone.has(id);
  }

  listDatasets(cursor?: string, options?: CallOptions): Promise<Page<Dataset>> {
    return this.#askPage({ kind: 'datasets' }, options, () => this.#page(this.datasets, cursor));
  }

  listFineTunes(cursor?: string, options?: CallOptions): Promise<Page<FineTune>> {
    return this.#askPage({ kind: 'fineTunes' }, options, () => this.#page(this.fineTunes, cursor));
  }

  listFiles(datasetId: string, cursor?: string, options?: CallOptions): Promise<Page<DatasetFile>> {
    return this.#askPage({ kind: 'files', datasetId }, options, () => {
      this.#find(datasetId);
      return this.#page(this.files(datasetId), cursor);
    });
  }

  getDataset(id: string, options?: CallOptions): Promise<Document<Dataset>> {
    return this.#ask({ failed: this.#noteMissing(id) }, options, () => documentOf(this.#find(id)));
  }

  createDataset(input: DatasetInput, options?: CallOptions): Promise<Document<Dataset>> {
    return this.#ask({ isWrite: true }, options, () => documentOf(this.addDataset(input)));
  }

  updateDataset(id: string, input: DatasetInput, options?: CallOptions): Promise<void> {
    return this.#ask({ isWrite: true }, options, () => {
      this.#find(id);
      this.changeDataset(id, input);
    });
  }

  deleteDataset(id: string, options?: CallOptions): Promise<void> {
    return this.#delete(id, options, () => this.removeDataset(id));
  }

  deleteFile(datasetId: string, id: string, options?: CallOptions): Promise<void> {
    return this.#delete(id, options, () => this.removeFile(datasetId, id));
  }

  async #delete(
    id: string,
    options: CallOptions | undefined,
    remove: () => boolean,
  ): Promise<void> {
    const told = (): void => {
      this.#toldGone.set(id, this.#time);
    };
    const failed = this.#noteMissing(id);
    return this.#ask({ isWrite: true, told, failed }, options, () => {
      if (!remove()) throw new CartesiaError('notFound', 'HTTP 404', { status: 404 });
    });
  }

  #noteMissing(id: string): (error: CartesiaError) => void {
    return ({ kind }) => {
      if (kind === 'notFound') this.#toldGone.set(id, this.#time);
    };
  }

  #askPage<One extends Item>(
    list: ListRef,
    options: CallOptions | undefined,
    serve: () => Page<One>,
  ): Promise<Page<One>> {
    const sentAt = this.#time + 1;
    const told = ({ data }: Page<One>): void => {
      for (const { id } of data) {
        this.#listed.set(id, Math.max(sentAt, this.#listed.get(id) ?? 0));
      }
    };
    return this.#ask({ list: JSON.stringify(list), told }, options, serve);
  }

  #ask<Result>(
    about: {
      readonly list?: string;
      readonly isWrite?: boolean;
      readonly told?: (result: Result) => void;
      readonly failed?: (error: CartesiaError) => void;
    },
    options: CallOptions = {},
    serve: () => Result,
  ): Promise<Result> {
    this.#time += 1;
    const { list, isWrite = false } = about;
    return new Promise((resolve, reject) => {
      const request = new Underway(
        { list, isWrite, sentAt: this.#time, options },
        () => {
          const result = serve();
          return () => {
            about.told?.(result);
            resolve(result);
          };
        },
        (error) => {
          about.failed?.(error);
          reject(error);
        },
      );
      const cancel = (): void => {
        request.fail(new CartesiaError('cancelled', 'cancelled'));
        if (!isWrite) this.underway.delete(request);
      };
      if (options.signal?.aborted === true) {
        cancel();
        return;
      }
      this.underway.add(request);
      options.signal?.addEventListener('abort', cancel);
    });
  }

  #page<One extends Item>(all: readonly One[], cursor: string | undefined): Page<One> {
    const from = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
    if (cursor !== undefined && from === 0) {
      throw new CartesiaError('refused', 'there is no such item to page from', { status: 400 });
    }
    const data = all.slice(from, from + pageSize).map((item) => ({ ...item }));
    const has_more = from + pageSize < all.length;
    const next_page = has_more ? data.at(-1)?.id : null;
    return { data, has_more, ...(this.#givesNextPage && { next_page }) };
  }

  #find(id: string): Dataset {
    const found = this.datasets.find((dataset) => dataset.id === id);
    if (found === undefined) throw new CartesiaError('notFound', 'HTTP 404', { status: 404 });
    return { ...found };
  }

  #note(item: Item): void {
    this.#time += 1;
    if (!this.#born.has(item.id)) this.#born.set(item.id, this.#time);
    const versions = this.#versions.get(item.id) ?? [];
    this.#versions.set(item.id, [...versions, JSON.stringify(item)]);
  }
}

function documentOf(dataset: Dataset): Document<Dataset> {
  const value = { ...dataset };
  return { value, text: JSON.stringify(value) };
}

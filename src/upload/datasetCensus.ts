import type { CartesiaClient } from '../api/client';
import { allPages } from '../api/paging';
import { fileKey } from './fileKey';

/** How many files of each key (`fileKey`) a dataset has. */
export type Census = ReadonlyMap<string, number>;

interface Question {
  readonly key: string;
  /** More need not be counted. */
  readonly enough: number;
}

/** Looks what a dataset holds. Those who ask while a listing goes on share the next one. */
export class DatasetCensus {
  readonly #client: Pick<CartesiaClient, 'listFiles'>;
  readonly #datasetId: string;
  #questions: Question[] = [];
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<Census> | undefined;

  constructor(client: Pick<CartesiaClient, 'listFiles'>, datasetId: string) {
    this.#client = client;
    this.#datasetId = datasetId;
  }

  /** Counts every file. @throws {CartesiaError} */
  async take(signal: AbortSignal): Promise<Census> {
    return this.#list(undefined, signal);
  }

  /**
   * How many files of this key there are, counted by a listing that begins from now on; it ends
   * early where `enough` were found for all who asked.
   * @throws {CartesiaError}
   */
  async count(key: string, enough: number, signal: AbortSignal): Promise<number> {
    this.#questions.push({ key, enough });
    this.#next ??= this.#running.then(() => {
      const questions = this.#questions;
      this.#questions = [];
      this.#next = undefined;
      const listing = this.#list(questions, signal);
      this.#running = listing.catch(() => undefined);
      return listing;
    });
    return (await this.#next).get(key) ?? 0;
  }

  async #list(questions: readonly Question[] | undefined, signal: AbortSignal): Promise<Census> {
    const counts = new Map<string, number>();
    // A file that is added during the listing may push others onto the next page.
    const ids = new Set<string>();
    const read = (cursor?: string): ReturnType<CartesiaClient['listFiles']> =>
      this.#client.listFiles(this.#datasetId, cursor, { signal });
    for await (const page of allPages(read)) {
      for (const { id, filename, size } of page) {
        if (ids.has(id)) continue;
        ids.add(id);
        const key = fileKey({ name: filename, size });
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      if (questions?.every(({ key, enough }) => (counts.get(key) ?? 0) >= enough) === true) break;
    }
    return counts;
  }
}

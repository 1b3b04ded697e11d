import * as http from 'node:http';
import type { Access } from '../../src/api/access';
import type { Dataset, Page } from '../../src/api/shapes';
import { apiVersion } from '../../src/api/transport';

/** The least that gets an answer: no deadline, no limit, no check. */
export class RawClient {
  readonly #access: Access;
  readonly #agent = new http.Agent({ keepAlive: true });

  constructor(access: Access) {
    this.#access = access;
  }

  async getDataset(id: string): Promise<Dataset> {
    return (await this.#get(`/datasets/${encodeURIComponent(id)}`)) as Dataset;
  }

  async listDatasets(limit: number, startingAfter?: string): Promise<Page<Dataset>> {
    const cursor =
      startingAfter === undefined ? '' : `&starting_after=${encodeURIComponent(startingAfter)}`;
    return (await this.#get(`/datasets/?limit=${limit}${cursor}`)) as Page<Dataset>;
  }

  close(): void {
    this.#agent.destroy();
  }

  async #get(path: string): Promise<unknown> {
    return JSON.parse((await this.#read(path)).toString()) as unknown;
  }

  #read(path: string): Promise<Buffer> {
    const { baseUrl, key } = this.#access;
    const options = {
      agent: this.#agent,
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${key}`,
        'Cartesia-Version': apiVersion,
      },
    };
    return new Promise((resolve, reject) => {
      const request = http.get(baseUrl + path, options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          resolve(Buffer.concat(chunks));
        });
      });
      request.once('error', reject);
    });
  }
}

import Cartesia from '@cartesia/cartesia-js';
import type { Access } from '../../src/api/access';
import { CartesiaClient, maxPageSize } from '../../src/api/client';
import { allPages } from '../../src/api/paging';
import { apiVersion, Transport } from '../../src/api/transport';
import { RawClient } from './RawClient';

/** One way to ask the API, measured beside the others. */
export interface Contestant {
  /** Gets one dataset and answers its ID. */
  readonly get: (id: string) => Promise<string>;
  /** Gets all datasets, in the largest pages there are, and answers how many they are. */
  readonly list: () => Promise<number>;
  readonly close: () => void;
}

/** The extension's own client, plain `node:http`, and the official SDK. */
export type ContestantName = 'ours' | 'raw' | 'sdk';

export function contestants(access: Access): Readonly<Record<ContestantName, Contestant>> {
  return { ours: ours(access), raw: raw(access), sdk: sdk(access) };
}

/** Wired as the extension wires it, with a log that is told of every exchange. */
function ours(access: Access): Contestant {
  const transport = new Transport({
    access: () => Promise.resolve(access),
    onExchange: () => undefined,
  });
  const client = new CartesiaClient(transport);
  return {
    get: async (id) => (await client.getDataset(id)).value.id,
    list: async () => {
      let count = 0;
      for await (const page of allPages((cursor) => client.listDatasets(cursor))) {
        count += page.length;
      }
      return count;
    },
    close: () => {
      transport.dispose();
    },
  };
}

function raw(access: Access): Contestant {
  const client = new RawClient(access);
  return {
    get: async (id) => (await client.getDataset(id)).id,
    list: async () => {
      let count = 0;
      let cursor: string | undefined;
      do {
        const page = await client.listDatasets(maxPageSize, cursor);
        count += page.data.length;
        cursor = page.has_more ? (page.next_page ?? undefined) : undefined;
      } while (cursor !== undefined);
      return count;
    },
    close: () => {
      client.close();
    },
  };
}

/** Page by page, which costs less than its iterator over single items. */
function sdk({ baseUrl, key }: Access): Contestant {
  const { datasets } = new Cartesia({
    baseURL: baseUrl,
    apiKey: key,
    defaultHeaders: { 'cartesia-version': apiVersion },
  });
  return {
    get: async (id) => (await datasets.retrieve(id)).id,
    list: async () => {
      let count = 0;
      const first = await datasets.list({ limit: maxPageSize });
      for await (const page of first.iterPages()) count += page.data.length;
      return count;
    },
    close: () => undefined,
  };
}

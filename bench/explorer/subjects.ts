import type { Access } from '../../src/api/access';
import { CartesiaClient, maxPageSize } from '../../src/api/client';
import type { Dataset } from '../../src/api/shapes';
import { Transport } from '../../src/api/transport';
import { Account } from '../../src/model/account';
import { RawClient } from '../client/RawClient';

/** One way to have an account's datasets at hand. */
export interface Reader {
  /** Forgets everything, and reads the first page. */
  readonly first: () => Promise<void>;
  /** Reads the pages that are missing. */
  readonly rest: () => Promise<void>;
  readonly rows: () => readonly unknown[];
  /** Where the rows are kept, if that is the extension's own. */
  readonly account?: Account;
  readonly close: () => void;
}

/** The store that tree and panels draw from, and the bare requests for the same pages. */
export type ReaderName = 'store' | 'raw';

export const readers: Readonly<Record<ReaderName, (access: Access) => Reader>> = {
  store: (access) => {
    const transport = new Transport({
      access: () => Promise.resolve(access),
      onExchange: () => undefined,
    });
    const account = new Account(new CartesiaClient(transport));
    let changes = 0;
    account.onDidChange(() => (changes += 1));
    return {
      first: async () => {
        account.reset();
        await account.datasets.ensureLoaded();
      },
      rest: () => account.datasets.loadAll(),
      rows: () => account.datasets.state.rows,
      account,
      close: () => {
        transport.dispose();
      },
    };
  },
  raw: (access) => {
    const client = new RawClient(access);
    let rows: Dataset[] = [];
    let cursor: string | undefined;
    const read = async (): Promise<void> => {
      const page = await client.listDatasets(maxPageSize, cursor);
      rows.push(...page.data);
      cursor = page.has_more ? (page.next_page ?? undefined) : undefined;
    };
    return {
      first: () => {
        rows = [];
        cursor = undefined;
        return read();
      },
      rest: async () => {
        while (cursor !== undefined) await read();
      },
      rows: () => rows,
      close: () => {
        client.close();
      },
    };
  },
};

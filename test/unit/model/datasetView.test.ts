import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Document } from '../../../src/api/client';
import { CartesiaError } from '../../../src/api/errors';
import type { CallOptions } from '../../../src/api/request';
import type { Dataset, Page } from '../../../src/api/shapes';
import { Account, type AccountClient } from '../../../src/model/account';
import { DatasetView } from '../../../src/model/datasetView';

const dataset = (name: string, id = 'x'): Dataset => ({
  id,
  name,
  created_at: '',
  description: '',
});

const document = (name: string): Document<Dataset> => {
  const value = dataset(name);
  return { value, text: JSON.stringify(value) };
};

const never = (): Promise<never> => Promise.reject(new Error('not asked for in these tests'));

/** Holds every request for a dataset until the test answers it; a cancelled one ends like the transport's. */
class HeldClient implements AccountClient {
  listed: readonly Dataset[] = [];
  readonly held: {
    resolve: (document: Document<Dataset>) => void;
    reject: (e: unknown) => void;
  }[] = [];

  readonly listFiles = never;
  readonly listFineTunes = never;
  readonly createDataset = never;
  readonly updateDataset = (): Promise<void> => Promise.resolve();
  readonly deleteDataset = (): Promise<void> => Promise.resolve();
  readonly deleteFile = never;

  listDatasets(): Promise<Page<Dataset>> {
    return Promise.resolve({ data: this.listed, has_more: false });
  }

  async getDataset(_id: string, { signal }: CallOptions = {}): Promise<Document<Dataset>> {
    return new Promise((resolve, reject) => {
      this.held.push({ resolve, reject });
      signal?.addEventListener('abort', () => {
        reject(new CartesiaError('cancelled', 'cancelled'));
      });
    });
  }
}

function begin(client = new HeldClient()): {
  client: HeldClient;
  account: Account;
  view: DatasetView;
} {
  const account = new Account(client);
  return { client, account, view: new DatasetView({ client, account, id: 'x' }) };
}

/** A view of a dataset that is in the account's list. */
async function beginListed(): Promise<ReturnType<typeof begin>> {
  const client = new HeldClient();
  client.listed = [dataset('listed'), dataset('other', 'y')];
  const account = new Account(client);
  await account.datasets.refresh();
  return { client, account, view: new DatasetView({ client, account, id: 'x' }) };
}

describe('a dataset that somebody looks at', () => {
  it('loads, and keeps what it has while it loads again and when that fails', async () => {
    const { client, view } = begin();
    const first = view.load();
    assert.deepEqual([view.state.loading, view.state.document], [true, undefined]);
    client.held[0]?.resolve(document('one'));
    await first;
    const second = view.load();
    assert.deepEqual([view.state.loading, view.state.document?.value.name], [true, 'one']);
    const offline = new CartesiaError('unreachable', 'gone');
    client.held[1]?.reject(offline);
    await second;
    const { loading, error, document: kept } = view.state;
    assert.deepEqual([loading, error, kept?.value.name], [false, offline, 'one']);
  });

  it('shows the answer to the last question only', async () => {
    const { client, view } = begin();
    const both = Promise.all([view.load(), view.load()]);
    client.held[0]?.resolve(document('first'));
    client.held[1]?.resolve(document('second'));
    await both;
    assert.equal(view.state.document?.value.name, 'second');
  });

  it('says that it was cancelled', async () => {
    const { view } = begin();
    const load = view.load();
    view.cancel();
    await load;
    assert.deepEqual([view.state.loading, view.state.error?.kind], [false, 'cancelled']);
  });

  it('forgets everything, also an answer under way', async () => {
    const { client, view } = begin();
    const load = view.load();
    view.forget();
    client.held[0]?.resolve(document('late'));
    await load;
    assert.equal(view.state.document, undefined);
  });

  it('shows what the list knows at once, and tells the list what it reads', async () => {
    const { client, account, view } = await beginListed();
    assert.equal(view.state.document?.value.name, 'listed');
    const load = view.load();
    client.held[0]?.resolve(document('newer'));
    await load;
    assert.equal(account.datasets.get('x')?.name, 'newer');
  });

  it('takes over what is written elsewhere, and no older answer after that', async () => {
    const { client, account, view } = begin();
    const load = view.load();
    const saved = account.saveDataset('x', undefined, { name: 'written' });
    client.held[1]?.resolve(document('before'));
    await saved;
    assert.deepEqual([view.state.document?.value.name, view.state.loading], ['written', false]);
    client.held[0]?.resolve(document('before'));
    await load;
    assert.equal(view.state.document?.value.name, 'written');
  });

  it('takes over what a refreshed list says', async () => {
    const { client, account, view } = await beginListed();
    client.listed = [dataset('renamed')];
    await account.datasets.refresh();
    assert.equal(view.state.document?.value.name, 'renamed');
    assert.equal(client.held.length, 0);
  });

  it('looks for itself when a refreshed list has it no more', async () => {
    const { client, account, view } = await beginListed();
    client.listed = [dataset('other', 'y')];
    await account.datasets.refresh();
    assert.deepEqual([client.held.length, view.state.loading], [1, true]);
  });

  it('asks for nothing when the account is left', async () => {
    const { client, account } = await beginListed();
    account.reset();
    assert.equal(client.held.length, 0);
  });

  it('says that the dataset was deleted, and still knows what it was', async () => {
    const { client, account, view } = await beginListed();
    await account.deleteDataset('x');
    assert.deepEqual(
      [view.state.deleted, view.state.document?.value.name, client.held.length],
      [true, 'listed', 0],
    );
  });

  it('finds out that a dataset it has shown is gone, and tells the account once', async () => {
    const { client, account, view } = await beginListed();
    const gone: string[] = [];
    account.onDidDelete((id) => gone.push(id));
    const load = view.load();
    client.held[0]?.reject(new CartesiaError('notFound', 'gone'));
    await load;
    assert.deepEqual([view.state.deleted, account.datasets.get('x')], [true, undefined]);
    assert.deepEqual(gone, ['x']);
  });

  it('does not call deleted what it has never seen', async () => {
    const { client, view } = begin();
    const load = view.load();
    client.held[0]?.reject(new CartesiaError('notFound', 'no such dataset'));
    await load;
    assert.deepEqual([view.state.deleted, view.state.error?.kind], [false, 'notFound']);
  });

  it('shows it again when it turns out to be there', async () => {
    const { client, account, view } = await beginListed();
    await account.deleteDataset('x');
    const load = view.load();
    assert.equal(view.state.deleted, true);
    client.held[0]?.resolve(document('back'));
    await load;
    assert.deepEqual([view.state.deleted, view.state.document?.value.name], [false, 'back']);
  });

  it('hears nothing any more once it is closed', async () => {
    const { account, view } = await beginListed();
    view.dispose();
    await account.deleteDataset('x');
    assert.equal(view.state.deleted, false);
  });
});

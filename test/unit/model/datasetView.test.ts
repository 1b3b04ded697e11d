import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Document } from '../../../src/api/client';
import { CartesiaError } from '../../../src/api/errors';
import type { CallOptions } from '../../../src/api/request';
import type { Dataset } from '../../../src/api/shapes';
import { DatasetView } from '../../../src/model/datasetView';

const document = (name: string): Document<Dataset> => {
  const value = { id: 'x', name, created_at: '', description: '' };
  return { value, text: JSON.stringify(value) };
};

/** Holds every request until the test answers it; a cancelled one ends like the transport's. */
class HeldClient {
  readonly held: {
    resolve: (document: Document<Dataset>) => void;
    reject: (e: unknown) => void;
  }[] = [];

  async getDataset(_id: string, { signal }: CallOptions = {}): Promise<Document<Dataset>> {
    return new Promise((resolve, reject) => {
      this.held.push({ resolve, reject });
      signal?.addEventListener('abort', () => {
        reject(new CartesiaError('cancelled', 'cancelled'));
      });
    });
  }
}

describe('a dataset that somebody looks at', () => {
  it('loads, and keeps what it has while it loads again and when that fails', async () => {
    const client = new HeldClient();
    const view = new DatasetView(client, 'x');
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
    const client = new HeldClient();
    const view = new DatasetView(client, 'x');
    const both = Promise.all([view.load(), view.load()]);
    client.held[0]?.resolve(document('first'));
    client.held[1]?.resolve(document('second'));
    await both;
    assert.equal(view.state.document?.value.name, 'second');
  });

  it('says that it was cancelled', async () => {
    const view = new DatasetView(new HeldClient(), 'x');
    const load = view.load();
    view.cancel();
    await load;
    assert.deepEqual([view.state.loading, view.state.error?.kind], [false, 'cancelled']);
  });

  it('forgets everything, also an answer under way', async () => {
    const client = new HeldClient();
    const view = new DatasetView(client, 'x');
    const load = view.load();
    view.forget();
    client.held[0]?.resolve(document('late'));
    await load;
    assert.equal(view.state.document, undefined);
  });
});

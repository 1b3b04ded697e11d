import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { CartesiaClient } from '../../../src/api/client';
import { CartesiaError } from '../../../src/api/errors';
import { Transport } from '../../../src/api/transport';
import { startApiServer, type ApiServer } from '../../api-server/startApiServer';

describe('the client', () => {
  let server: ApiServer;
  let transport: Transport;
  let client: CartesiaClient;

  before(async () => {
    server = await startApiServer();
    const access = { baseUrl: server.url, key: server.key };
    transport = new Transport({ access: () => Promise.resolve(access) });
    client = new CartesiaClient(transport);
  });

  beforeEach(() => {
    server.faults.clear();
    server.clearRequests();
  });

  after(async () => {
    transport.dispose();
    assert.deepEqual(server.violations, []);
    await server.close();
  });

  const unexpected = async (body: string, contentType?: string): Promise<string> => {
    server.faults.push({
      times: 1,
      do: { kind: 'body', body, ...(contentType === undefined ? {} : { contentType }) },
    });
    const error: unknown = await client.getDataset('x').catch((reason: unknown) => reason);
    assert.ok(error instanceof CartesiaError, String(error));
    assert.equal(error.kind, 'unexpectedAnswer');
    return error.message;
  };

  it('gets a dataset with its unknown fields and the exact text it came in', async () => {
    const { value, text } = await client.getDataset('ds_unknownfields001');
    assert.equal(value.name, 'Fields of tomorrow');
    assert.ok(text.includes('"credits": 12345678901234567890'), text);
  });

  it('reaches an ID with every kind of special character', async () => {
    const id = 'ds/öß 1?#%';
    assert.equal((await client.getDataset(id)).value.id, id);
  });

  it('names the dataset that is not there', async () => {
    await assert.rejects(client.getDataset('ds_nowhere'), {
      kind: 'notFound',
      datasetId: 'ds_nowhere',
    });
  });

  it('reads pages of a hundred from where the last one ended', async () => {
    const first = await client.listDatasets();
    assert.equal(first.data.length, server.state.datasets.size);
    await client.listDatasets(first.data[4]?.id);
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      ['/datasets/?limit=100', `/datasets/?limit=100&starting_after=${first.data[4]?.id ?? ''}`],
    );
  });

  it('checks a key with one request for one dataset', async () => {
    await client.checkKey({ baseUrl: server.url, key: server.key });
    await assert.rejects(client.checkKey({ baseUrl: server.url, key: 'sk_car_a.b' }), {
      kind: 'unauthorized',
    });
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      ['/datasets/?limit=1', '/datasets/?limit=1'],
    );
  });

  it('says what is wrong with an answer, and where', async () => {
    assert.match(await unexpected(''), /empty/);
    assert.match(await unexpected('{'), /not valid JSON/);
    assert.match(await unexpected('hello', 'text/plain'), /expected JSON, got text\/plain/);
    assert.match(await unexpected('null'), /the whole answer/);
    assert.match(await unexpected('[]'), /id/);
    assert.match(
      await unexpected('{"id":"x","name":1,"created_at":"","description":""}'),
      /^name: .*string/,
    );
  });
});

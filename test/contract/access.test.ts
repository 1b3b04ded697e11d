import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { get, goodHeaders, readError, useServer } from './useServer';

describe('Key and version', () => {
  const server = useServer();

  const refused: readonly (readonly [string, Record<string, string>])[] = [
    ['is missing', {}],
    ['is wrong', { authorization: 'Bearer sk_car_other.secret' }],
    ['comes by another scheme', { authorization: 'Basic c2s6Y2Fy' }],
    ['is an admin key', { authorization: 'Bearer sk_car_admin_1.secret' }],
  ];
  for (const [name, headers] of refused) {
    it(`answers 401 when the key ${name}`, async () => {
      const response = await get(server(), '/datasets/', {
        headers: { ...headers, 'cartesia-version': '2026-03-01' },
      });
      const { title } = await readError(response, 401);
      assert.equal(title, 'Unauthorized');
    });
  }

  it('answers 401 for an admin key even when it is the key of the server', async () => {
    server().setKey('sk_car_admin_1.secret');
    await readError(await get(server(), '/datasets/'), 401);
  });

  for (const version of [undefined, '2026-08-14', '']) {
    it(`answers 400 for the version ${String(version)}`, async () => {
      const response = await get(server(), '/datasets/', {
        headers: {
          authorization: `Bearer ${server().key}`,
          ...(version !== undefined && { 'cartesia-version': version }),
        },
      });
      assert.match((await readError(response, 400)).message, /Cartesia-Version/);
    });
  }

  it('refuses the old key and takes the new one after a rotation', async () => {
    const old = goodHeaders(server());
    const key = server().rotateKey();
    assert.match(key, /^sk_car_[0-9a-f]+\.[0-9a-f]+$/);
    await readError(await get(server(), '/datasets/', { headers: old }), 401);
    assert.equal((await get(server(), '/datasets/')).status, 200);
  });

  it('tells its status without a key', async () => {
    const response = await get(server(), '/', { headers: {} });
    assert.deepEqual(await response.json(), { ok: true, version: '2026-03-01' });
  });

  it('records refused requests with the headers they came with', async () => {
    await readError(await get(server(), '/datasets/?limit=1', { headers: { 'x-mark': 'a' } }), 401);
    const [record] = server().requests;
    await record?.ended;
    assert.equal(record?.method, 'GET');
    assert.equal(record.path, '/datasets/?limit=1');
    assert.equal(record.headers['x-mark'], 'a');
    assert.equal(record.status, 401);
    assert.equal(record.ending, 'answered');
  });
});

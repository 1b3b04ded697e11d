import assert from 'node:assert/strict';
import { request as rawRequest } from 'node:http';
import { describe, it } from 'node:test';
import { startApiServer } from '../api-server/startApiServer';
import { get, goodHeaders, readError, readPage, useServer } from './useServer';

const megabyte = 2 ** 20;
const oneDataset = { datasets: [{ id: 'ds_1', name: 'One' }] };

describe('Requests that keep to no contract', () => {
  const server = useServer({ seed: oneDataset });

  const bodies: readonly (readonly [string, string])[] = [
    ['a missing name', '{"description": ""}'],
    ['a missing description', '{"name": "x"}'],
    ['a name that is a number', '{"name": 1, "description": ""}'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a string', '"{}"'],
    ['broken JSON', '{"name": '],
    ['nothing', ''],
  ];
  for (const [name, body] of bodies) {
    it(`answers 400 to a creation with ${name}`, async () => {
      const headers = { ...goodHeaders(server()), 'content-type': 'application/json' };
      await readError(await get(server(), '/datasets/', { method: 'POST', headers, body }), 400);
      await readError(
        await get(server(), '/datasets/ds_1', { method: 'PATCH', headers, body }),
        400,
      );
      assert.equal(server().state.datasets.size, 1);
      assert.equal(server().state.datasets.get('ds_1')?.fields.name, 'One');
    });
  }

  it('answers 415 to a body that is not JSON', async () => {
    const init = { method: 'POST', headers: goodHeaders(server()), body: '{}' };
    await readError(await get(server(), '/datasets/', init), 415);
  });

  it('answers 413 to JSON beyond 1 MiB', async () => {
    const headers = { ...goodHeaders(server()), 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'x'.repeat(2 ** 20), description: '' });
    await readError(await get(server(), '/datasets/', { method: 'POST', headers, body }), 413);
  });

  it('answers 404 to an unknown path, 405 to an unknown method', async () => {
    await readError(await get(server(), '/dataset/ds_1'), 404);
    const wrong = await get(server(), '/datasets/ds_1', {
      method: 'PUT',
      headers: goodHeaders(server()),
    });
    await readError(wrong, 405);
    assert.equal(wrong.headers.get('allow'), 'GET, DELETE, PATCH');
  });

  it('redirects a collection without its slash instead of answering', async () => {
    const response = await get(server(), '/datasets?limit=1', { redirect: 'manual' });
    await readError(response, 307);
    assert.equal(response.headers.get('location'), '/datasets/?limit=1');
  });

  for (const path of ['/datasets/ds_2', '/datasets/ds_2/files', '/fine-tunes/ft_2', '/voices/v']) {
    it(`answers 404 to GET ${path} and names what was looked up`, async () => {
      const { message } = await readError(await get(server(), path), 404);
      assert.ok(message.includes(path.split('/')[2] ?? '?'), message);
    });
  }

  it('answers 400 to a badly encoded ID', async () => {
    await readError(await get(server(), '/datasets/%E0%A4%A'), 400);
  });
});

describe('Uploads', () => {
  const server = useServer({ seed: oneDataset });
  const audio = new File(['12345'], 'a.wav', { type: 'audio/wav' });

  function post(form: FormData, path = '/datasets/ds_1/files'): Promise<Response> {
    return get(server(), path, { method: 'POST', headers: goodHeaders(server()), body: form });
  }

  function form(parts: Record<string, string | File>): FormData {
    const made = new FormData();
    for (const [name, part] of Object.entries(parts)) made.set(name, part);
    return made;
  }

  it('are answered with 204 and no body', async () => {
    const response = await post(form({ purpose: 'fine_tune', file: audio }));
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('content-type'), null);
    assert.equal(await response.text(), '');
    const [stored] = server().state.datasets.get('ds_1')?.files ?? [];
    assert.equal(stored?.fields.filename, 'a.wav');
    assert.equal(stored.fields.size, 5);
    assert.equal(server().requests[0]?.upload?.contentType, 'audio/wav');
  });

  const refused: readonly (readonly [string, Record<string, string | File>])[] = [
    ['file is missing', { purpose: 'fine_tune' }],
    ['purpose is missing', { file: audio }],
    ['purpose is unknown', { file: audio, purpose: 'fun' }],
    ['file is text', { file: 'a.wav', purpose: 'fine_tune' }],
  ];
  for (const [name, parts] of refused) {
    it(`are refused when ${name}`, async () => {
      await readError(await post(form(parts)), 400);
      assert.equal(server().state.datasets.get('ds_1')?.files.size, 0);
    });
  }

  it('are refused when the form breaks off before its end', async () => {
    const headers = {
      ...goodHeaders(server()),
      'content-type': 'multipart/form-data; boundary=edge',
    };
    const body =
      '--edge\r\ncontent-disposition: form-data; name="file"; filename="a.wav"\r\n\r\n12345';
    const init = { method: 'POST', headers, body };
    const response = await get(server(), '/datasets/ds_1/files', init);
    assert.match((await readError(response, 400)).message, /form/);
    assert.equal(server().state.datasets.get('ds_1')?.files.size, 0);
  });

  it('to an unknown dataset are refused', async () => {
    await readError(
      await post(form({ purpose: 'fine_tune', file: audio }), '/datasets/ds_2/files'),
      404,
    );
  });

  it('store nothing when the client goes away in the middle', async () => {
    const arrival = server().nextRequest({ method: 'POST' });
    const request = rawRequest(`${server().url}/datasets/ds_1/files`, {
      method: 'POST',
      headers: {
        ...goodHeaders(server()),
        'content-type': 'multipart/form-data; boundary=edge',
        'content-length': 100 * megabyte,
      },
    });
    request.on('error', () => undefined);
    request.write(
      '--edge\r\ncontent-disposition: form-data; name="file"; filename="a.wav"\r\n\r\n',
    );
    // More than the sockets buffer: it has left only when the server has read most of it.
    await new Promise((resolve) => request.write(Buffer.alloc(64 * megabyte), resolve));
    const record = await arrival;
    request.destroy();
    await record.ended;
    assert.equal(record.ending, 'abandoned');
    assert.equal(record.upload, undefined);
    assert.equal(server().state.datasets.get('ds_1')?.files.size, 0);
  });
});

describe('The demo account', () => {
  const server = useServer();

  it('serves every dataset and its files by ID', async () => {
    for (const { id, text, files } of server().state.datasets) {
      const path = `/datasets/${encodeURIComponent(id)}`;
      assert.equal(await (await get(server(), path)).text(), text);
      const page = await readPage(await get(server(), `${path}/files?limit=100`));
      assert.equal(page.data.length, Math.min(100, files.size));
    }
  });

  it('sends unknown fields in their order and to the last digit', async () => {
    const text = await (await get(server(), '/datasets/ds_unknownfields001')).text();
    assert.ok(
      text.includes(
        '"10": "ten before two", "2": {"b": [1, 2.50, {"deep": null}], "a": true, "1": "x"}, "credits": 12345678901234567890,',
      ),
      text,
    );
    const list = await (await get(server(), '/datasets/?limit=100')).text();
    assert.ok(list.includes(text));
  });

  it('keeps unknown fields when a dataset is changed', async () => {
    const headers = { ...goodHeaders(server()), 'content-type': 'application/json' };
    const body = '{"name": "Changed", "description": ""}';
    const path = '/datasets/ds_unknownfields001';
    const response = await get(server(), path, { method: 'PATCH', headers, body });
    assert.equal(response.status, 204);
    const text = await (await get(server(), path)).text();
    assert.match(text, /"name":"Changed".*"credits": 12345678901234567890/);
  });

  it('has fine-tunes in every status', () => {
    const statuses = new Set(Array.from(server().state.fineTunes, ({ fields }) => fields.status));
    assert.deepEqual([...statuses].sort(), ['completed', 'created', 'failed', 'training']);
  });
});

describe('An answer that breaks the contract', () => {
  const wrong = { datasets: [{ id: 'ds_1', name: 'One', extra: '"created_at": 5' }] };

  it('becomes a loud 500 and is recorded', async () => {
    const server = await startApiServer({ seed: wrong });
    try {
      for (const path of ['/datasets/ds_1', '/datasets/']) {
        const { message } = await readError(await get(server, path), 500);
        assert.match(message, /^BUG IN THE STAND-IN API at GET .*created_at must be string/);
      }
      assert.deepEqual(
        server.violations.map(({ request }) => request.path),
        ['/datasets/ds_1', '/datasets/'],
      );
    } finally {
      await server.close();
    }
  });

  it('goes out as it is when checking is turned off', async () => {
    const server = await startApiServer({ seed: wrong, validate: false });
    try {
      assert.equal((await get(server, '/datasets/ds_1')).status, 200);
    } finally {
      await server.close();
    }
  });
});

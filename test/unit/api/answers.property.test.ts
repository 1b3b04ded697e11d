import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { CartesiaClient } from '../../../src/api/client';
import { CartesiaError } from '../../../src/api/errors';
import { formatJson } from '../../../src/api/json';
import { Transport } from '../../../src/api/transport';
import { datasetIdProblem } from '../../../src/api/datasetId';
import { jsonText, withoutBlanks } from './jsonText';

/** Of each property, which is a request or two. */
const runs = { numRuns: 300, timeout: 5000 };

const key = 'sk_car_property0.0123456789abcdef';

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function transportTo(baseUrl: string): Transport {
  return new Transport({
    access: () => Promise.resolve({ baseUrl, key }),
    limits: { firstByteMs: 4000, idleMs: 4000 },
    // All repeats are made, at once.
    repeats: { baseMs: 0, maxRetryAfterMs: 0 },
  });
}

/** The result; undefined where it failed with our own error. Anything else goes on. */
async function resultOf<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    assert.ok(error instanceof CartesiaError, String(error));
    assert.notEqual(error.kind, 'internal');
    return undefined;
  }
}

describe('whatever a server answers,', () => {
  let answer: (response: ServerResponse) => void = () => undefined;
  const paths: string[] = [];
  const server = createHttpServer((request, response) => {
    paths.push(request.url ?? '');
    request.resume();
    answer(response);
  });
  let transport: Transport;
  let client: CartesiaClient;

  before(async () => {
    transport = transportTo(`${await listen(server)}/prefix`);
    client = new CartesiaClient(transport);
  });
  after(() => {
    transport.dispose();
    server.close();
  });

  const answerWith = (
    body: string | Uint8Array,
    status = 200,
    contentType = 'application/json',
  ) => {
    answer = (response) =>
      response.writeHead(status, { 'content-type': contentType, 'retry-after': '0' }).end(body);
  };

  it('any JSON is a dataset or an error of ours, and only a dataset is one', async () => {
    const almost = fc.record(
      {
        id: fc.oneof(fc.string(), fc.jsonValue()),
        name: fc.oneof(fc.string(), fc.jsonValue()),
        created_at: fc.oneof(fc.string(), fc.jsonValue()),
        description: fc.oneof(fc.string(), fc.jsonValue()),
        more: fc.jsonValue(),
      },
      { requiredKeys: ['id', 'name'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), almost), async (sent) => {
        answerWith(JSON.stringify(sent));
        const got = await resultOf(client.getDataset('x'));
        assert.equal(got !== undefined, isDataset(sent));
        if (got !== undefined) assert.equal(JSON.stringify(got.value), JSON.stringify(sent));
      }),
      runs,
    );
  });

  it('any JSON is a page or an error of ours, and only a page is one', async () => {
    const almost = fc.record(
      {
        data: fc.array(
          fc.oneof(
            {
              weight: 9,
              arbitrary: fc.constant({ id: 'a', name: '', created_at: '', description: '' }),
            },
            fc.jsonValue(),
          ),
        ),
        has_more: fc.oneof({ weight: 9, arbitrary: fc.boolean() }, fc.jsonValue()),
        next_page: fc.oneof(fc.string(), fc.jsonValue()),
      },
      { requiredKeys: ['data'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), almost), async (sent) => {
        answerWith(JSON.stringify(sent));
        const got = await resultOf(client.listDatasets());
        assert.equal(got !== undefined, isPage(sent));
      }),
      runs,
    );
  });

  it('any bytes with any status and type end as an error of ours', async () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      fc.json().map((text) => Buffer.from(text)),
    );
    const type = fc.oneof(
      fc.constant('application/json'),
      fc.string({ maxLength: 20 }).map(encodeURI),
    );
    await fc.assert(
      fc.asyncProperty(
        body,
        fc.integer({ min: 200, max: 999 }),
        type,
        async (bytes, status, name) => {
          answerWith(bytes, status, name);
          await resultOf(client.getDataset('x'));
          await resultOf(client.listDatasets());
          await resultOf(client.deleteDataset('x'));
          await resultOf(client.createDataset({ name: 'x', description: '' }));
        },
      ),
      runs,
    );
  });

  it('a dataset comes with the very text it was sent as, and its layout keeps all of it', async () => {
    await fc.assert(
      fc.asyncProperty(datasetText, async (sent) => {
        answerWith(sent);
        const got = await client.getDataset('x');
        assert.equal(got.text, sent);
        assert.equal(withoutBlanks(formatJson(got.text)), withoutBlanks(sent));
      }),
      runs,
    );
  });

  it('any ID that could be one reaches the server as the same ID', async () => {
    const id = fc
      .oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
        fc.string({
          unit: fc.constantFrom(...Array.from('./\\%2e?#&=+ :@;~\u0000\ud800é👩')),
          minLength: 1,
        }),
      )
      .filter((text) => datasetIdProblem(text) === undefined);
    answerWith('', 404);
    await fc.assert(
      fc.asyncProperty(id, id, async (one, two) => {
        paths.length = 0;
        await resultOf(client.getDataset(one));
        await resultOf(client.updateDataset(one, { name: '', description: '' }));
        await resultOf(client.deleteFile(one, two));
        await resultOf(client.listFiles(one, two));
        await resultOf(client.getVoice(one));
        const seen = paths.map((path) => {
          const [before = '', query = ''] = path.split('?', 2);
          const cursor = new URLSearchParams(query).get('starting_after');
          return [
            ...before.split('/').map(decodeURIComponent),
            ...(cursor === null ? [] : [cursor]),
          ];
        });
        assert.deepEqual(seen, [
          ['', 'prefix', 'datasets', one],
          ['', 'prefix', 'datasets', one],
          ['', 'prefix', 'datasets', one, 'files', two],
          ['', 'prefix', 'datasets', one, 'files', two],
          ['', 'prefix', 'voices', one],
        ]);
      }),
      runs,
    );
  });

  it('an ID that URLs have no place for is refused before anything is sent', async () => {
    answerWith('', 204);
    paths.length = 0;
    for (const id of ['', '.', '..', 'a\ud800', '\udc00']) {
      for (const work of [
        () => client.getDataset(id),
        () => client.deleteDataset(id),
        () => client.deleteFile('ds_1', id),
        () => client.deleteFile(id, 'f_1'),
        () => client.deleteFineTune(id),
        () => client.getVoice(id),
      ]) {
        await assert.rejects(work, { name: 'CartesiaError', kind: 'invalidId' });
      }
    }
    assert.deepEqual(paths, []);
  });
});

describe('whatever bytes come over the wire,', () => {
  let bytes: readonly Uint8Array[] = [];
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      for (const piece of bytes) socket.write(piece);
      socket.end();
    });
  });
  let transport: Transport;

  before(async () => {
    transport = transportTo(await listen(server));
  });
  after(() => {
    transport.dispose();
    server.close();
  });

  it('it ends as an answer or an error of ours', async () => {
    const client = new CartesiaClient(transport);
    const fragments = fc.constantFrom(
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 429 No\r\nRetry-After: 0\r\n',
      'HTTP/1.0 302 There\r\nLocation: /x\r\n',
      'HTTP/1.1 103 Soon\r\n\r\n',
      'Content-Type: application/json\r\n',
      'Content-Length: 5\r\n',
      'Transfer-Encoding: chunked\r\n',
      'Content-Encoding: gzip\r\n',
      'Content-Encoding: deflate\r\n',
      'Content-Encoding: br\r\n',
      '\r\n',
      '5\r\n{"a":\r\n',
      '0\r\n\r\n',
      '{"data":[],"has_more":false}',
      '\x1f\x8b\b\0\0\0\0\0\0\x03',
    );
    const piece = fc.oneof(
      { weight: 5, arbitrary: fragments.map((text) => Buffer.from(text, 'latin1')) },
      fc.uint8Array({ maxLength: 50 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (sent) => {
        bytes = sent;
        await resultOf(client.getDataset('x'));
        await resultOf(client.updateDataset('x', { name: '', description: '' }));
      }),
      runs,
    );
  });
});

const known = ['id', 'name', 'created_at', 'description'] as const;

/** An object in JSON text: the four fields of a dataset and others, in any order and any spelling. */
const datasetText = fc
  .record({
    known: fc.tuple(...known.map(() => jsonText.string)),
    more: fc.uniqueArray(fc.tuple(jsonText.string, jsonText.value), {
      maxLength: 6,
      selector: ([name]) => JSON.parse(name) as string,
    }),
    blank: jsonText.blank,
  })
  .chain(({ known: values, more, blank }) => {
    const others = more.filter(([name]) => !known.some((one) => one === JSON.parse(name)));
    const fields = [...values.map((value, at) => [`"${known[at] ?? ''}"`, value]), ...others];
    return fc.shuffledSubarray(fields, { minLength: fields.length }).map((shuffled) => {
      const members = shuffled.map((field) => field.join(`${blank}:${blank}`));
      return `${blank}{${blank}${members.join(`${blank},${blank}`)}${blank}}${blank}`;
    });
  });

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isDataset(value: unknown): boolean {
  return isObject(value) && known.every((name) => typeof value[name] === 'string');
}

function isPage(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { data, has_more: more, next_page: next } = value;
  if (!Array.isArray(data) || !data.every(isDataset) || typeof more !== 'boolean') return false;
  return next === undefined || next === null || typeof next === 'string';
}

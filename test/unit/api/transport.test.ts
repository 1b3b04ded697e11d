import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CartesiaError, type CartesiaErrorKind } from '../../../src/api/errors';
import { Transport, type ExchangeRecord, type Limits } from '../../../src/api/transport';

/** A request that never arrives would be waited for without end. */
const soon = { timeout: 5_000 };

const key = 'sk_car_unit0000.secret0000half';

describe('one exchange', () => {
  let server: Server;
  let answer: (response: ServerResponse) => void;
  let transport: Transport;
  let baseUrl: string;
  const records: ExchangeRecord[] = [];

  const transportWith = (limits: Partial<Limits> = {}): Transport =>
    new Transport({
      access: () => Promise.resolve({ baseUrl, key }),
      limits,
      // Repeats are tested where time can be told: here every try counts.
      repeats: { maxTries: 1 },
      onExchange: (record) => records.push(record),
    });

  beforeEach(async () => {
    records.length = 0;
    server = createServer((_request, response) => {
      answer(response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    transport = transportWith();
  });

  afterEach(() => {
    transport.dispose();
    server.closeAllConnections();
    server.close();
  });

  const failure = async (work: Promise<unknown>): Promise<CartesiaError> => {
    const error = await work.then(
      () => assert.fail('it should have failed'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof CartesiaError, String(error));
    return error;
  };

  it('sends the key, the version and an encoded path below the prefix of the base URL', async () => {
    let seen: unknown;
    baseUrl += '/prefix';
    server
      .removeAllListeners('request')
      .on('request', ({ url, headers }, response: ServerResponse) => {
        seen = { url, authorization: headers.authorization, version: headers['cartesia-version'] };
        response.end('{}');
      });
    await transport.send({ method: 'GET', path: '/datasets/a%2Fb', query: { limit: '1' } });
    assert.deepEqual(seen, {
      url: '/prefix/datasets/a%2Fb?limit=1',
      authorization: `Bearer ${key}`,
      version: '2026-03-01',
    });
  });

  it('keeps one connection open for several requests', async () => {
    let connections = 0;
    server.on('connection', () => (connections += 1));
    answer = (response) => response.end('{}');
    await transport.send({ method: 'GET', path: '/' });
    await transport.send({ method: 'GET', path: '/' });
    assert.equal(connections, 1);
  });

  const statuses: [number, Record<string, unknown>, CartesiaErrorKind][] = [
    [401, {}, 'unauthorized'],
    [402, {}, 'quotaExceeded'],
    [403, {}, 'forbidden'],
    [404, {}, 'notFound'],
    [408, {}, 'timedOut'],
    [422, {}, 'refused'],
    [429, {}, 'rateLimited'],
    [429, { error_code: 'quota_exceeded' }, 'quotaExceeded'],
    [400, { error_code: 'concurrency_limited' }, 'rateLimited'],
    [500, {}, 'serverError'],
    [503, {}, 'serverError'],
    [504, {}, 'timedOut'],
  ];
  for (const [status, body, kind] of statuses) {
    it(`names HTTP ${status} ${JSON.stringify(body)} "${kind}"`, async () => {
      answer = (response) =>
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(JSON.stringify({ message: 'why', request_id: 'r-1', ...body }));
      const error = await failure(transport.send({ method: 'GET', path: '/' }));
      const { status: got, apiMessage, requestId } = error;
      assert.deepEqual(
        { kind: error.kind, got, apiMessage, requestId },
        {
          kind,
          got: status,
          apiMessage: 'why',
          requestId: 'r-1',
        },
      );
    });
  }

  it('reads the title of an HTML page and the request ID of the headers', async () => {
    answer = (response) =>
      response
        .writeHead(502, { 'content-type': 'text/html', 'x-request-id': 'r-2' })
        .end('<html><head><title>Bad gateway</title></head><body>long page</body></html>');
    const error = await failure(transport.send({ method: 'GET', path: '/' }));
    assert.deepEqual([error.apiMessage, error.requestId], ['Bad gateway', 'r-2']);
  });

  it('follows no redirect', async () => {
    let requests = 0;
    answer = (response) => {
      requests += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    };
    const error = await failure(transport.send({ method: 'GET', path: '/' }));
    assert.deepEqual([error.kind, requests], ['unexpectedAnswer', 1]);
  });

  it('blots out a key that the server repeats, whole or its secret half', async () => {
    answer = (response) =>
      response.writeHead(400).end(`you sent ${key}, and secret0000half is its secret`);
    const error = await failure(transport.send({ method: 'GET', path: '/' }));
    assert.equal(error.apiMessage, 'you sent •••, and ••• is its secret');
  });

  it('gives up when the headers do not come in time', async () => {
    answer = () => undefined;
    const error = await failure(
      transportWith({ firstByteMs: 20 }).send({ method: 'GET', path: '/' }),
    );
    assert.equal(error.kind, 'timedOut');
  });

  it('gives up when the body stops coming, however much came before', async () => {
    answer = (response) => response.write('{"data": [');
    const error = await failure(transportWith({ idleMs: 20 }).send({ method: 'GET', path: '/' }));
    assert.equal(error.kind, 'timedOut');
  });

  it('stops reading a body that is too long, and closes its connection', async () => {
    const closed = new Promise((resolve) => {
      answer = (response) => {
        response.on('close', resolve);
        const feed = (): void => {
          while (!response.destroyed && response.write('x'.repeat(1000)));
        };
        response.on('drain', feed);
        feed();
      };
    });
    const error = await failure(
      transportWith({ maxBodyBytes: 5000 }).send({ method: 'GET', path: '/' }),
    );
    assert.equal(error.kind, 'unexpectedAnswer');
    await closed;
  });

  it('ends at once when the caller cancels, and really closes the connection', async () => {
    const abort = new AbortController();
    const closed = new Promise((resolve) => {
      answer = (response) => {
        response.on('close', resolve);
        abort.abort();
      };
    });
    const error = await failure(
      transport.send({ method: 'GET', path: '/' }, { signal: abort.signal }),
    );
    assert.equal(error.kind, 'cancelled');
    await closed;
  });

  it('sends nothing for a caller who cancelled before', async () => {
    answer = () => assert.fail('no request should arrive');
    const error = await failure(
      transport.send({ method: 'GET', path: '/' }, { signal: AbortSignal.abort() }),
    );
    assert.equal(error.kind, 'cancelled');
  });

  it('says that nothing answers at a closed port, and that a host has no name', async () => {
    server.close();
    const refused = await failure(transport.send({ method: 'GET', path: '/' }));
    assert.deepEqual([refused.kind, refused.reason], ['unreachable', 'refused']);
    baseUrl = 'http://no-such-host.invalid';
    const unnamed = await failure(transport.send({ method: 'GET', path: '/' }));
    assert.deepEqual([unnamed.kind, unnamed.reason], ['unreachable', 'dns']);
  });

  it('says that a connection was dropped', async () => {
    answer = (response) => response.destroy();
    const error = await failure(transport.send({ method: 'GET', path: '/' }));
    assert.deepEqual([error.kind, error.reason], ['unreachable', 'dropped']);
  });

  it(
    'lets no GET after a change share the answer to one that was asked before it',
    soon,
    async () => {
      const answers: ServerResponse[] = [];
      let arrived: (() => void) | undefined;
      const heldGet = async (): Promise<void> => new Promise((resolve) => (arrived = resolve));
      server.removeAllListeners('request').on('request', ({ method }, response: ServerResponse) => {
        if (method !== 'GET') return response.writeHead(method === 'PATCH' ? 204 : 403).end();
        answers.push(response);
        return arrived?.();
      });
      const get = async (): Promise<string> =>
        (await transport.send({ method: 'GET', path: '/datasets/' })).body.toString();
      const first = heldGet();
      const before = [get()];
      await first;
      before.push(get());
      const second = heldGet();
      await transport.send({ method: 'PATCH', path: '/datasets/a' });
      const after = get();
      await second;
      const third = heldGet();
      await failure(transport.send({ method: 'DELETE', path: '/datasets/a' }));
      const afterFailed = get();
      await third;
      for (const [index, response] of answers.entries()) response.end(`answer ${index}`);
      assert.deepEqual(await Promise.all([...before, after, afterFailed]), [
        'answer 0',
        'answer 0',
        'answer 1',
        'answer 2',
      ]);
    },
  );

  it('records every exchange without the key', async () => {
    answer = (response) => response.writeHead(200, { 'x-request-id': 'r-3' }).end('{}');
    await transport.send({ method: 'GET', path: '/datasets/' });
    answer = (response) => response.writeHead(500).end(key);
    await failure(transport.send({ method: 'GET', path: '/datasets/' }));
    assert.deepEqual(
      records.map(({ status, requestId, failure: failed }) => [status, requestId, failed?.kind]),
      [
        [200, 'r-3', undefined],
        [undefined, undefined, 'serverError'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(records), /secret0000half/);
  });
});

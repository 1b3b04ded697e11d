import assert from 'node:assert/strict';
import { get as rawGet, type IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import { demoKey, type ApiServer } from '../api-server/startApiServer';
import { get, goodHeaders, readError, useServer } from './useServer';

const oneDataset = { datasets: [{ id: 'ds_1', name: 'One' }] };

describe('Faults', () => {
  const server = useServer({ seed: oneDataset });

  it('strike as often as asked and only what matches', async () => {
    const fault = server().faults.push({
      match: { method: 'GET', path: /^\/datasets\/ds_1$/ },
      times: 2,
      do: { kind: 'status', status: 503, headers: { 'retry-after': '1' } },
    });
    assert.equal((await get(server(), '/datasets/')).status, 200);
    const response = await get(server(), '/datasets/ds_1');
    await readError(response, 503);
    assert.equal(response.headers.get('retry-after'), '1');
    await readError(await get(server(), '/datasets/ds_1'), 503);
    assert.equal((await get(server(), '/datasets/ds_1')).status, 200);
    assert.equal(fault.hits, 2);
  });

  it('last until they are removed when no number is given', async () => {
    const fault = server().faults.push({ do: { kind: 'status', status: 500 } });
    for (let time = 0; time < 3; time += 1) await readError(await get(server(), '/'), 500);
    fault.remove();
    assert.equal((await get(server(), '/')).status, 200);
  });

  it('carry an error code and message', async () => {
    server().faults.push({
      do: {
        kind: 'status',
        status: 429,
        message: 'Too many at once.',
        error: { code: 'concurrency_limited' },
      },
    });
    const body = await readError(await get(server(), '/datasets/'), 429);
    assert.equal(body.error_code, 'concurrency_limited');
    assert.equal(body.message, 'Too many at once.');
  });

  it('answer with a body of any kind', async () => {
    server().faults.push({ do: { kind: 'body', body: '<html>', contentType: 'text/html' } });
    const response = await get(server(), '/datasets/');
    assert.equal(response.headers.get('content-type'), 'text/html');
    assert.equal(await response.text(), '<html>');
  });

  it('answer an error with the body of a gateway', async () => {
    server().faults.push({ do: { kind: 'status', status: 502, body: 'Bad Gateway: upstream' } });
    const response = await get(server(), '/datasets/');
    assert.equal(response.status, 502);
    assert.equal(await response.text(), 'Bad Gateway: upstream');
  });

  it('give the key away', async () => {
    server().faults.push({ do: { kind: 'echo-key' } });
    const { message } = await readError(await get(server(), '/datasets/'), 401);
    assert.ok(message.includes(demoKey));
  });

  it('delay an answer', async () => {
    server().faults.push({ do: { kind: 'delay', milliseconds: 50 } });
    const started = performance.now();
    assert.equal((await get(server(), '/datasets/ds_1')).status, 200);
    assert.ok(performance.now() - started >= 49);
  });

  it('end with the client that did not wait for a delay', async () => {
    server().faults.push({ do: { kind: 'delay', milliseconds: 600_000 } });
    await abandon(server(), '/datasets/ds_1');
  });

  it('send headers and then nothing', async () => {
    server().faults.push({ do: { kind: 'stall' } });
    const controller = new AbortController();
    const response = await get(server(), '/datasets/ds_1', {
      headers: goodHeaders(server()),
      signal: controller.signal,
    });
    assert.equal(response.status, 200);
    controller.abort();
    await assert.rejects(response.text());
    await server().requests[0]?.ended;
    assert.equal(server().requests[0]?.ending, 'abandoned');
  });

  it('reset the connection before the headers', async () => {
    server().faults.push({ do: { kind: 'reset', at: 'before-headers' } });
    await assert.rejects(answerTo(server(), '/datasets/ds_1'), { code: 'ECONNRESET' });
    assert.equal(server().requests[0]?.status, undefined);
    assert.equal(server().requests[0]?.ending, 'cut');
  });

  it('reset the connection after the headers', async () => {
    server().faults.push({ do: { kind: 'reset', at: 'after-headers' } });
    const response = await answerTo(server(), '/datasets/ds_1');
    assert.equal(response.statusCode, 200);
    assert.equal((await receive(response)).failure?.code, 'ECONNRESET');
  });

  it('break off the real answer', async () => {
    server().faults.push({ do: { kind: 'truncate', bytes: 7 } });
    const response = await answerTo(server(), '/datasets/ds_1');
    const whole = server().state.datasets.get('ds_1')?.text ?? '';
    assert.equal(response.headers['content-length'], String(whole.length));
    const { text, failure } = await receive(response);
    assert.equal(text, whole.slice(0, 7));
    assert.ok(failure);
  });

  it('strike after the API has done what was asked', async () => {
    server().faults.push({ when: 'after', do: { kind: 'reset', at: 'before-headers' } });
    const init = { method: 'DELETE', headers: goodHeaders(server()) };
    await assert.rejects(get(server(), '/datasets/ds_1', init));
    assert.equal(server().state.datasets.size, 0);
  });

  it('strike before it otherwise', async () => {
    server().faults.push({ do: { kind: 'reset', at: 'before-headers' } });
    const init = { method: 'DELETE', headers: goodHeaders(server()) };
    await assert.rejects(get(server(), '/datasets/ds_1', init));
    assert.equal(server().state.datasets.size, 1);
  });
});

describe('Holding', () => {
  const server = useServer({ seed: oneDataset });

  it('keeps matching requests until they are released', async () => {
    const hold = server().hold({ path: /^\/datasets\/ds_1$/ });
    const answer = get(server(), '/datasets/ds_1');
    const record = await hold.arrived;
    assert.equal((await get(server(), '/datasets/')).status, 200);
    assert.equal(record.ending, 'open');
    server().state.datasets.get('ds_1')?.change({ name: 'Changed while held' });
    hold.release();
    assert.match(await (await answer).text(), /Changed while held/);
    assert.equal((await get(server(), '/datasets/ds_1')).status, 200);
    assert.equal(hold.held.length, 1);
  });

  it('after handling keeps only the answer', async () => {
    const hold = server().hold({ method: 'DELETE' }, 'after');
    const init = { method: 'DELETE', headers: goodHeaders(server()) };
    const answer = get(server(), '/datasets/ds_1', init);
    await hold.arrived;
    assert.equal(server().state.datasets.size, 0);
    hold.release();
    assert.equal((await answer).status, 204);
  });

  it('does not handle a request whose client has gone', async () => {
    server().hold({ method: 'DELETE' });
    await abandon(server(), '/datasets/ds_1', 'DELETE');
    // A whole exchange later the held one has had its turn.
    assert.equal((await get(server(), '/datasets/ds_1')).status, 200);
  });

  it('ends when the server closes', async () => {
    const hold = server().hold({});
    const failed = assert.rejects(get(server(), '/datasets/ds_1'));
    await hold.arrived;
    await server().close();
    await failed;
  });
});

describe('Compression', () => {
  const server = useServer({ seed: oneDataset, gzip: true });

  it('is applied for clients that accept it', async () => {
    const response = await get(server(), '/datasets/ds_1');
    assert.equal(response.headers.get('content-encoding'), 'gzip');
    assert.equal(await response.text(), server().state.datasets.get('ds_1')?.text);
    const plain = await answerTo(server(), '/datasets/ds_1');
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.equal((await receive(plain)).text, server().state.datasets.get('ds_1')?.text);
  });
});

/** Sends a request, goes away once it has arrived, and waits until the server has noticed. */
async function abandon(server: ApiServer, path: string, method = 'GET'): Promise<void> {
  const controller = new AbortController();
  const arrival = server.nextRequest({ method });
  const headers = goodHeaders(server);
  const answer = get(server, path, { method, headers, signal: controller.signal });
  const record = await arrival;
  controller.abort();
  await assert.rejects(answer, { name: 'AbortError' });
  await record.ended;
  assert.equal(record.ending, 'abandoned');
}

function answerTo(server: ApiServer, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    rawGet(server.url + path, { agent: false, headers: goodHeaders(server) }, resolve).once(
      'error',
      reject,
    );
  });
}

/** What arrived of a body, and what ended it before its end. */
async function receive(
  message: IncomingMessage,
): Promise<{ text: string; failure?: NodeJS.ErrnoException }> {
  let text = '';
  try {
    for await (const chunk of message.setEncoding('utf8') as AsyncIterable<string>) text += chunk;
    return { text };
  } catch (error) {
    return { text, failure: error as NodeJS.ErrnoException };
  }
}

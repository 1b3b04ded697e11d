import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { dataset, drip, endless, head, json, jsonType, raw } from '../answers';
import { late, well, type FaultCase } from '../FaultCase';
import { create, getTwice, upload } from './calls';

const chunkedHead = head(200, { ...jsonType, 'Transfer-Encoding': 'chunked' });
const promised = (encoding: string): string =>
  head(200, { ...jsonType, 'Content-Encoding': encoding, 'Content-Length': 100_000 });

async function* piecesWithPauses(): AsyncGenerator<Buffer> {
  for (let sent = 0; sent < 16; sent += 1) {
    await sleep(40);
    yield Buffer.alloc(64 * 1024);
  }
}

async function* oneMebibyte(): AsyncGenerator<Buffer> {
  await sleep(0);
  yield Buffer.alloc(1024 * 1024);
}

/** Servers that take their time. */
export const timeCases = [
  { fault: 'A server that never answers', answers: [raw()], ...late('answer') },
  {
    fault: 'A POST that is never answered',
    call: create,
    answers: [raw()],
    ...late('answer', 1),
  },
  {
    fault: 'A status line that comes letter by letter',
    answers: [drip(10, 'HTTP/1.1 200 OK and so it goes on and on and on and on and on')],
    ...late('answer'),
  },
  {
    fault: 'Headers that come one by one and never end',
    answers: [
      async (exchange) => {
        exchange.socket.write('HTTP/1.1 200 OK\r\n');
        await drip(10, endless('X-More: yes\r\n'))(exchange);
      },
    ],
    ...late('answer'),
  },
  {
    fault: 'Early hints without end',
    answers: [drip(10, endless('HTTP/1.1 103 Early Hints\r\n\r\n'))],
    ...late('answer'),
  },
  {
    fault: 'A body that does not begin',
    answers: [raw(head(200, { ...jsonType, 'Content-Length': 100 }))],
    ...late('progress'),
  },
  {
    fault: 'A body that stops',
    answers: [raw(head(200, { ...jsonType, 'Content-Length': 100 }), '{"id":')],
    ...late('progress'),
  },
  {
    fault: 'A chunked body that stops before its last chunk',
    answers: [raw(chunkedHead, `${dataset.length.toString(16)}\r\n${dataset}\r\n`)],
    ...late('progress'),
  },
  {
    fault: 'A chunk extension without end',
    answers: [
      async (exchange) => {
        exchange.socket.write(`${chunkedHead}2;`);
        await drip(10, endless('more'))(exchange);
      },
    ],
    ...late('progress'),
  },
  {
    fault: 'A gzip body that stops inside its header',
    answers: [raw(promised('gzip'), gzipSync(dataset).subarray(0, 5))],
    ...late('progress'),
  },
  {
    fault: 'A gzip body whose file name never ends',
    answers: [
      async (exchange) => {
        exchange.socket.write(promised('gzip'));
        exchange.socket.write(Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]));
        await drip(10, endless('name'))(exchange);
      },
    ],
    ...late('progress'),
  },
  {
    fault: 'A deflate body that does not begin',
    answers: [raw(promised('deflate'))],
    ...late('answer'),
  },
  {
    fault: 'A name that is never resolved',
    baseUrl: () => 'http://cartesia.test',
    lookup: () => undefined,
    call: create,
    answers: [],
    ...late('connection', 0, { tries: 3 }),
  },
  {
    fault: 'A body that comes slowly but steadily',
    answers: [
      async (exchange) => {
        exchange.socket.write(head(200, { ...jsonType, 'Content-Length': dataset.length }));
        await drip(10, dataset)(exchange);
      },
    ],
    limits: { idleMs: 600 },
    outcome: well(),
  },
  {
    fault: 'A slow upload that goes on',
    call: upload(piecesWithPauses, 16 * 64 * 1024),
    answers: [raw('HTTP/1.1 204 Done\r\n\r\n')],
    limits: { firstByteMs: 500 },
    outcome: well(),
  },
  {
    fault: 'An upload that is answered late, when it is stored',
    call: upload(oneMebibyte, 1024 * 1024),
    answers: [
      async ({ socket }) => {
        await sleep(600);
        socket.write('HTTP/1.1 204 Done\r\n\r\n');
      },
    ],
    limits: { firstByteMs: 300, storedMs: 100, storedBytesPerMs: 700 },
    outcome: well(),
  },
  {
    fault: 'An upload that is never answered',
    call: upload(oneMebibyte, 1024 * 1024),
    answers: [raw()],
    limits: { storedMs: 100, storedBytesPerMs: 10_000 },
    outcome: { kind: 'timedOut', requests: 1, says: /no answer within 205 ms/, closes: true },
  },
  {
    fault: 'An upload that nobody takes',
    call: upload(
      async function* () {
        await sleep(0);
        for (let sent = 0; sent < 64; sent += 1) yield Buffer.alloc(1024 * 1024);
      },
      64 * 1024 * 1024,
    ),
    answerAt: 'head',
    answers: [({ socket }) => void socket.pause()],
    ...late('answer', 1),
  },
  {
    fault: 'A second request on a connection that has died silently',
    call: getTwice,
    calls: 2,
    answers: [json(), raw(), json()],
    limits: { firstByteMs: 300 },
    outcome: well(3),
  },
] satisfies readonly FaultCase[];

import { setImmediate as nextTurn } from 'node:timers/promises';
import { once } from 'node:events';
import type { LookupFunction } from 'node:net';
import {
  dataset,
  head,
  json,
  jsonType,
  rawAndClose,
  rawAndReset,
  rawAndResetInBody,
  reply,
} from '../answers';
import { dropped, fails, well, type FaultCase } from '../FaultCase';
import { create, getTwice, remove, update, upload } from './calls';

const goodHead = head(200, { ...jsonType, 'Content-Length': dataset.length });
const chunkedHead = head(200, { ...jsonType, 'Transfer-Encoding': 'chunked' });
const refused = fails('unreachable', 0, { reason: 'refused', tries: 3 });
const unknownHost = fails('unreachable', 0, { reason: 'dns', tries: 3 });

const nobodyThere = (): string => 'http://127.0.0.1:1';

const lookupFailure =
  (code: string): LookupFunction =>
  (host, _options, callback) => {
    callback(Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code }), '');
  };

/** A name with two addresses, so that both are tried. */
const twoAddresses: LookupFunction = (_host, _options, callback) => {
  callback(null, [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ]);
};

async function* oneMebibyte(): AsyncGenerator<Buffer> {
  await nextTurn();
  for (let sent = 0; sent < 16; sent += 1) yield Buffer.alloc(64 * 1024);
}

function closedWhileIdle(): FaultCase {
  let closed: Promise<unknown> | undefined;
  return {
    fault: 'A kept connection that the server closes while nobody asks',
    call: async ({ client, options }) => {
      await client.getDataset('ds_1', options);
      await closed;
      await client.getDataset('ds_1', options);
    },
    calls: 2,
    answers: [
      (exchange) => {
        closed = once(exchange.socket, 'close');
        return rawAndClose(goodHead, dataset)(exchange);
      },
      json(),
    ],
    outcome: well(2),
  };
}

/** Connections that do not come about, or do not last. */
export const connectionCases = [
  { fault: 'A GET where nothing listens', baseUrl: nobodyThere, answers: [], outcome: refused },
  {
    fault: 'A POST where nothing listens',
    baseUrl: nobodyThere,
    call: create,
    answers: [],
    outcome: refused,
  },
  {
    fault: 'A POST to a host with two addresses where nothing listens',
    baseUrl: () => 'http://two-addresses.test:1',
    lookup: twoAddresses,
    call: create,
    answers: [],
    outcome: refused,
  },
  {
    fault: 'A host that the network does not know',
    baseUrl: () => 'http://no-such-host.invalid',
    answers: [],
    limits: { connectMs: 20_000 },
    withinMs: 60_000,
    outcome: unknownHost,
  },
  {
    fault: 'A host that does not exist',
    baseUrl: () => 'http://cartesia.test',
    lookup: lookupFailure('ENOTFOUND'),
    answers: [],
    outcome: unknownHost,
  },
  {
    fault: 'A POST while names cannot be resolved',
    baseUrl: () => 'http://cartesia.test',
    lookup: lookupFailure('EAI_AGAIN'),
    call: create,
    answers: [],
    outcome: unknownHost,
  },
  {
    fault: 'A connection that is closed as soon as it is made',
    onConnection: (socket) => socket.end(),
    answers: [],
    outcome: dropped(0, { tries: 3 }),
  },
  {
    fault: 'A connection that is reset as soon as it is made',
    onConnection: (socket) => socket.resetAndDestroy(),
    answers: [],
    outcome: dropped(0, { tries: 3 }),
  },
  { fault: 'A reset before the headers', answers: [rawAndReset()], outcome: dropped() },
  {
    fault: 'A reset inside the status line',
    answers: [rawAndReset('HTTP/1.1 20')],
    outcome: dropped(),
  },
  {
    fault: 'A reset inside the headers',
    answers: [rawAndReset('HTTP/1.1 200 OK\r\nContent-Ty')],
    outcome: dropped(),
  },
  {
    fault: 'A reset after the headers',
    answers: [rawAndResetInBody(goodHead)],
    outcome: dropped(),
  },
  {
    fault: 'A reset inside the body',
    answers: [rawAndResetInBody(goodHead, dataset.slice(0, 20))],
    outcome: dropped(),
  },
  {
    fault: 'A reset inside a chunked body',
    answers: [rawAndResetInBody(chunkedHead, '20\r\n{"id":')],
    outcome: dropped(),
  },
  { fault: 'A close before the headers', answers: [rawAndClose()], outcome: dropped() },
  {
    fault: 'A close inside the headers',
    answers: [rawAndClose('HTTP/1.1 200 OK\r\nContent-Ty')],
    outcome: dropped(),
  },
  {
    fault: 'A close instead of the body',
    answers: [rawAndClose(goodHead)],
    outcome: dropped(),
  },
  {
    fault: 'A body that ends before its length',
    answers: [rawAndClose(goodHead, dataset.slice(0, -1))],
    outcome: dropped(),
  },
  {
    fault: 'A chunked body that ends inside a chunk',
    answers: [rawAndClose(chunkedHead, '20\r\n{"id":')],
    outcome: dropped(),
  },
  {
    fault: 'A chunked body without its last chunk',
    answers: [rawAndClose(chunkedHead, `${dataset.length.toString(16)}\r\n${dataset}\r\n`)],
    outcome: dropped(),
  },
  {
    fault: 'A chunked body without its last chunk that looks as if it had one',
    answers: [rawAndClose(chunkedHead, '20\r\n{"id":"0\r\n\r\n')],
    outcome: dropped(),
  },
  {
    fault: 'Two resets and then the answer',
    answers: [rawAndReset(), rawAndResetInBody(goodHead), json()],
    outcome: well(3),
  },
  {
    fault: 'A kept connection that is reset at its second request',
    call: getTwice,
    calls: 2,
    answers: [json(), rawAndReset(), json()],
    outcome: well(3),
  },
  closedWhileIdle(),
  {
    fault: 'A POST whose connection is closed before the answer',
    call: create,
    answers: [rawAndClose()],
    outcome: dropped(1),
  },
  {
    fault: 'A POST whose connection is reset inside the answer',
    call: create,
    answers: [rawAndResetInBody(goodHead, '{')],
    outcome: dropped(1),
  },
  {
    fault: 'A POST beside a kept connection that is just closing',
    call: async (context) => {
      await context.client.getDataset('ds_1', context.options);
      await create(context);
    },
    calls: 2,
    answers: [
      (exchange) => {
        void json()(exchange);
        // Only a request on this very connection would meet its end.
        exchange.socket.prependOnceListener('data', () => exchange.socket.resetAndDestroy());
      },
      json(),
    ],
    outcome: well(2),
  },
  {
    fault: 'A PATCH whose connection is closed before the answer',
    call: update,
    answers: [rawAndClose(), reply(204, '', {})],
    outcome: well(2),
  },
  {
    fault: 'A DELETE whose connection is closed before the answer',
    call: remove,
    answers: [rawAndReset(), reply(204, '', {})],
    outcome: well(2),
  },
  {
    fault: 'An upload whose connection is reset at its beginning',
    call: upload(oneMebibyte, 1024 * 1024),
    answerAt: 'head',
    answers: [rawAndReset()],
    outcome: dropped(1),
  },
  {
    fault: 'An upload that is refused at its beginning',
    call: upload(oneMebibyte, 1024 * 1024),
    answerAt: 'head',
    answers: [reply(413, '{"message":"too large"}')],
    outcome: fails('refused', 1, { status: 413 }),
  },
] satisfies readonly FaultCase[];

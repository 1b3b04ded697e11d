import { setImmediate as nextTurn } from 'node:timers/promises';
import assert from 'node:assert/strict';
import { dataset, drip, endless, flood, head, headRead, json, jsonType, reply } from '../answers';
import { fails, well, type Context, type FaultCase, type Outcome } from '../FaultCase';
import type { Answer } from '../RawServer';
import { create, speak, upload } from './calls';

const cancelled = (requests = 1, tries = requests): Outcome =>
  fails('cancelled', requests, { tries, closes: true });

/** Cancels when the request has arrived, and never answers. */
const onArrival = ({ abort }: Context): readonly Answer[] => [
  () => {
    abort.abort();
  },
];

/** Cancels when the client waits for the body. */
const inBody =
  (start: string | Buffer) =>
  ({ abort }: Context): readonly Answer[] => [
    async ({ socket }) => {
      const read = headRead();
      socket.write(start);
      await read;
      abort.abort();
    },
  ];

/** TLS with a server that does not do its part, so that the connection is never made. */
const secure = (port: number): string => `https://127.0.0.1:${port}`;

const goodHead = head(200, { ...jsonType, 'Content-Length': dataset.length });

/** Another caller asks for the same and stays. */
async function sharedByTwo(context: Context): Promise<unknown> {
  const { client, options } = context;
  const staying = client.getDataset('ds_1');
  await assert.rejects(client.getDataset('ds_1', options), { kind: 'cancelled' });
  return staying;
}

/** People who change their minds, at each stage. */
export const cancelCases = [
  {
    fault: 'A GET cancelled before it is sent',
    call: ({ client }) => client.getDataset('ds_1', { signal: AbortSignal.abort() }),
    answers: [json()],
    outcome: cancelled(0),
  },
  {
    fault: 'A POST cancelled before it is sent',
    call: (context) => {
      context.abort.abort();
      return create(context);
    },
    answers: [json()],
    outcome: cancelled(0),
  },
  {
    fault: 'A GET cancelled while a name is resolved',
    baseUrl: () => 'http://cartesia.test',
    lookup: () => undefined,
    call: async ({ client, options, abort }) => {
      const answer = client.getDataset('ds_1', options);
      await nextTurn();
      abort.abort();
      return answer;
    },
    answers: [],
    outcome: cancelled(0, 1),
  },
  {
    fault: 'A GET cancelled while connecting',
    baseUrl: secure,
    onConnection: (_socket, { abort }) => {
      abort.abort();
    },
    answers: [],
    outcome: cancelled(0, 1),
  },
  {
    fault: 'A POST cancelled while connecting',
    call: create,
    baseUrl: secure,
    onConnection: (_socket, { abort }) => {
      abort.abort();
    },
    answers: [],
    outcome: cancelled(0, 1),
  },
  { fault: 'A GET cancelled before the headers', answers: onArrival, outcome: cancelled() },
  {
    fault: 'A POST cancelled before the headers',
    call: create,
    answers: onArrival,
    outcome: cancelled(),
  },
  {
    fault: 'A GET cancelled for a reason of its own',
    answers: ({ abort }) => [
      () => {
        abort.abort(new Error('I changed my mind'));
      },
    ],
    outcome: cancelled(),
  },
  {
    fault: 'An upload cancelled in its middle',
    call: upload(async function* () {
      for (const piece of endless(Buffer.alloc(1024 * 1024))) {
        await nextTurn();
        yield piece;
      }
    }, 1024 ** 4),
    answerAt: 'head',
    answers: onArrival,
    outcome: cancelled(),
  },
  {
    fault: 'A GET cancelled inside the headers',
    answers: ({ abort }) => [
      ({ socket }) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-', () => {
          abort.abort();
        });
      },
    ],
    outcome: cancelled(),
  },
  { fault: 'A GET cancelled before the body', answers: inBody(goodHead), outcome: cancelled() },
  {
    fault: 'A GET cancelled in the body',
    answers: inBody(goodHead + dataset.slice(0, 20)),
    outcome: cancelled(),
  },
  {
    fault: 'A GET cancelled in a gzip body',
    answers: inBody(
      Buffer.concat([
        Buffer.from(head(200, { ...jsonType, 'Content-Encoding': 'gzip', 'Content-Length': 99 })),
        Buffer.from([0x1f, 0x8b]),
      ]),
    ),
    outcome: cancelled(),
  },
  {
    fault: 'A GET cancelled before a deflate body',
    answers: inBody(head(200, { ...jsonType, 'Content-Encoding': 'deflate', 'Content-Length': 9 })),
    outcome: cancelled(),
  },
  {
    fault: 'A GET cancelled in the body of an error',
    answers: inBody(head(403, { ...jsonType, 'Content-Length': 99 })),
    outcome: cancelled(),
  },
  {
    fault: 'Sound cancelled in its middle',
    call: speak,
    answers: ({ abort }) => [
      async (exchange) => {
        const read = headRead();
        const sent = flood(head(200, { 'Content-Type': 'audio/wav' }), 1000)(exchange);
        await read;
        abort.abort();
        await sent;
      },
    ],
    outcome: cancelled(),
  },
  {
    fault: 'A GET cancelled while it waits to be sent again',
    call: ({ client, abort }) =>
      client.getDataset('ds_1', {
        signal: abort.signal,
        onWait: (wait) => {
          assert.equal(wait?.milliseconds, 20_000);
          abort.abort();
        },
      }),
    answers: [reply(429, '{}', { ...jsonType, 'Retry-After': 20 })],
    outcome: fails('cancelled', 1),
  },
  {
    fault: 'A PATCH cancelled at its second try',
    call: ({ client, options }) =>
      client.updateDataset('ds_1', { name: '', description: '' }, options),
    answers: ({ abort }) => [
      reply(503, '{}'),
      () => {
        abort.abort();
      },
    ],
    outcome: cancelled(2),
  },
  {
    fault: 'Two who share a GET, of whom one cancels,',
    call: sharedByTwo,
    answers: ({ abort }) => [
      async (exchange) => {
        abort.abort();
        await nextTurn();
        await json()(exchange);
      },
    ],
    outcome: well(),
  },
  {
    fault: 'Two who share a GET and both cancel',
    call: async ({ client, options }) => {
      const first = client.getDataset('ds_1', options);
      const second = client.getDataset('ds_1', options);
      await Promise.allSettled([first, second]);
      await assert.rejects(second, { kind: 'cancelled' });
      return first;
    },
    answers: onArrival,
    outcome: cancelled(),
  },
  {
    fault: 'Two who share a GET that fails',
    call: async ({ client, options }) => {
      const both = [client.getDataset('ds_1', options), client.getDataset('ds_1')];
      await Promise.all(both.map((one) => assert.rejects(one, { kind: 'forbidden' })));
    },
    answers: [reply(403, '{}')],
    outcome: well(),
  },
  {
    fault: 'A GET right after an identical one was cancelled',
    call: async ({ client, options }) => {
      await assert.rejects(client.getDataset('ds_1', options), { kind: 'cancelled' });
      await client.getDataset('ds_1');
    },
    calls: 2,
    answers: (context) => [...onArrival(context), json()],
    outcome: well(2),
  },
  {
    fault: 'A GET cancelled after its answer',
    call: async ({ client, options, abort }) => {
      await client.getDataset('ds_1', options);
      abort.abort();
    },
    answers: [json()],
    outcome: well(),
  },
  {
    fault: 'A key that changes while a GET is under way',
    answers: ({ transport }) => [
      () => {
        transport.abandon();
      },
    ],
    outcome: cancelled(),
  },
  {
    fault: 'A key that changes while a GET waits to be sent again',
    call: ({ client, transport }) =>
      client.getDataset('ds_1', {
        onWait: () => {
          transport.abandon();
        },
      }),
    answers: [reply(429, '{}', { ...jsonType, 'Retry-After': 20 })],
    outcome: fails('cancelled', 1),
  },
  {
    fault: 'A client disposed of while a body comes',
    answers: ({ transport }) => [
      async (exchange) => {
        const read = headRead();
        exchange.socket.write(head(200, jsonType));
        void drip(10, endless('x'))(exchange);
        await read;
        transport.dispose();
      },
    ],
    outcome: cancelled(),
  },
] satisfies readonly FaultCase[];

import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { dataset, head, json, jsonType, raw, reply } from '../answers';
import { fails, late, unexpected, well, type FaultCase } from '../FaultCase';

const encoded = (encoding: string, body: Buffer | string, status = 200) =>
  reply(status, body, { ...jsonType, 'Content-Encoding': encoding });

const fastBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

const codecs: readonly (readonly [string, string, (text: string | Buffer) => Buffer])[] = [
  ['gzip', 'gzip', (text) => gzipSync(text)],
  ['deflate', 'deflate', (text) => deflateSync(text)],
  ['brotli', 'br', (text) => brotliCompressSync(text, fastBrotli)],
  // Has no header and no checksum: what is damaged may still be a text.
  ['raw deflate', 'deflate', (text) => deflateRawSync(text)],
];

/** Longer than one block of any decoder, and nothing that compresses well. */
const long = JSON.stringify({
  ...(JSON.parse(dataset) as object),
  description: Array.from({ length: 20_000 }, (_, at) => (at * 2_654_435_761).toString(36)).join(
    '',
  ),
});

const bombBytes = Buffer.alloc(100 * 1024 * 1024, ' ');

/** Bodies that are compressed, or say so. */
export const compressionCases = [
  ...codecs.flatMap(([name, encoding, compress]): FaultCase[] => {
    const whole = compress(long);
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, 1000, 1400);
    const bomb = compress(bombBytes);
    return [
      { fault: `A ${name} body`, answers: [encoded(encoding, whole)], outcome: well() },
      {
        fault: `A ${name} body that was cut before it was sent`,
        answers: [encoded(encoding, whole.subarray(0, whole.length / 2))],
        outcome: unexpected(/not valid JSON|unexpected end/),
      },
      ...(name === 'raw deflate'
        ? []
        : [
            {
              fault: `A ${name} body that is damaged`,
              answers: [encoded(encoding, damaged)],
              outcome: unexpected(/incorrect|invalid|failed/),
            },
          ]),
      {
        fault: `A ${name} bomb of 100 MB`,
        answers: [encoded(encoding, bomb)],
        outcome: unexpected(/longer than 1048576 bytes/),
      },
      {
        fault: `A ${name} bomb with HTTP 403`,
        answers: [encoded(encoding, bomb, 403)],
        outcome: fails('forbidden', 1, { status: 403 }),
      },
    ];
  }),
  {
    fault: 'A gzip body with a wrong checksum',
    answers: [encoded('gzip', Buffer.concat([gzipSync(dataset).subarray(0, -8), Buffer.alloc(8)]))],
    outcome: unexpected(/incorrect data check/),
  },
  {
    fault: 'A gzip body with bytes behind its end',
    answers: [encoded('gzip', Buffer.concat([gzipSync(dataset), Buffer.alloc(100)]))],
    outcome: well(),
  },
  {
    fault: 'Two gzip bodies, one behind the other',
    answers: [
      encoded('gzip', Buffer.concat([gzipSync(dataset.slice(0, 9)), gzipSync(dataset.slice(9))])),
    ],
    outcome: well(),
  },
  ...['gzip', 'br', 'deflate'].map((encoding): FaultCase => ({
    fault: `Plain JSON that says it is ${encoding}`,
    answers: [encoded(encoding, dataset)],
    outcome: unexpected(/./),
  })),
  {
    fault: 'A gzip body that does not say so',
    answers: [json(gzipSync(dataset))],
    outcome: unexpected(/not UTF-8/),
  },
  {
    fault: 'A body in an encoding that nobody asked for',
    answers: [encoded('zstd', Buffer.from('28b52ffd0458', 'hex'))],
    outcome: unexpected(/not UTF-8/),
  },
  {
    fault: 'A body that was compressed twice',
    answers: [encoded('gzip, gzip', gzipSync(gzipSync(dataset)))],
    outcome: unexpected(/not UTF-8/),
  },
  {
    fault: 'An empty gzip body',
    answers: [encoded('gzip', '')],
    outcome: unexpected(/empty/),
  },
  {
    fault: 'An empty deflate body',
    answers: [encoded('deflate', '')],
    outcome: unexpected(/empty/),
  },
  {
    fault: 'A gzip body in chunks whose connection is closed in between',
    answers: [
      ({ socket }) => {
        socket.write(
          head(200, { ...jsonType, 'Content-Encoding': 'gzip', 'Transfer-Encoding': 'chunked' }),
        );
        const part = gzipSync(long).subarray(0, 1000);
        socket.write(`${part.length.toString(16)}\r\n`);
        socket.write(part);
        socket.end('\r\n');
      },
    ],
    outcome: fails('unreachable', 3, { reason: 'dropped' }),
  },
  {
    fault: 'A length that counts what was there before compression',
    answers: [
      raw(
        head(200, { ...jsonType, 'Content-Encoding': 'gzip', 'Content-Length': long.length }),
        gzipSync(long),
      ),
    ],
    ...late('progress'),
  },
] satisfies readonly FaultCase[];

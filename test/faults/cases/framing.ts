import { dataset, endless, flood, head, json, jsonType, raw, rawAndClose } from '../answers';
import type { Exchange } from '../RawServer';
import { dropped, late, unexpected, well, type FaultCase, type Outcome } from '../FaultCase';

const { length } = dataset;
const goodHead = head(200, { ...jsonType, 'Content-Length': length });
const chunkedHead = head(200, { ...jsonType, 'Transfer-Encoding': 'chunked' });
const chunk = `${length.toString(16)}\r\n${dataset}\r\n`;
const broken: Outcome = unexpected(/Parse Error|header/i, { closes: true });

/** `line` so many times. */
const times = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('');

/** As fast as it is taken, without end. */
const without =
  (start: string, piece: string) =>
  ({ socket, over }: Exchange): void => {
    socket.write(start);
    const pieces = endless(piece.repeat(1000));
    const feed = (): void => {
      while (!over.aborted && socket.write(pieces.next().value));
    };
    socket.on('drain', feed);
    feed();
  };

const malformed: readonly (readonly [string, string])[] = [
  ['Words instead of a status line', 'HELLO, this is no web server\r\n'],
  ['The banner of another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['A status that is no number', 'HTTP/1.1 OK fine\r\n\r\n'],
  ['A status of two digits', 'HTTP/1.1 20 OK\r\n\r\n'],
  ['A version that does not exist', 'HTTP/9.9 200 OK\r\n\r\n'],
  ['The frames of HTTP/2', '\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0d\0\x04\0\x10\0\0\0\x06\0\0@\0'],
  ['Zeros', '\0'.repeat(64)],
  ['A header line without a colon', 'HTTP/1.1 200 OK\r\nno colon here\r\n\r\n'],
  ['A header with a NUL', 'HTTP/1.1 200 OK\r\nX-Odd: a\0b\r\n\r\n'],
  ['A header name with a blank', 'HTTP/1.1 200 OK\r\nX Odd: a\r\n\r\n'],
  ['A length that is no number', head(200, { ...jsonType, 'Content-Length': 'many' })],
  ['A negative length', head(200, { ...jsonType, 'Content-Length': -1 })],
  ['A length beyond all numbers', head(200, { ...jsonType, 'Content-Length': '9'.repeat(30) })],
  ['Two different lengths', `HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n`],
  [
    'A length beside chunks',
    head(200, { ...jsonType, 'Content-Length': length, 'Transfer-Encoding': 'chunked' }) + chunk,
  ],
  ['Headers of 100 KB in one', `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`],
  [
    'Headers of 100 KB in many',
    `HTTP/1.1 200 OK\r\n${times(5000, (at) => `X-More-${at}: some text\r\n`)}\r\n`,
  ],
];

const badChunks: readonly (readonly [string, string])[] = [
  ['A chunk size that is no number', `zz\r\n{}\r\n0\r\n\r\n`],
  ['A negative chunk size', `-5\r\n{}\r\n0\r\n\r\n`],
  ['A chunk size beyond all numbers', `${'f'.repeat(20)}\r\n{}`],
  ['A chunk longer than its size', `5\r\n${dataset}\r\n0\r\n\r\n`],
  ['A chunk without the line end behind it', `${chunk.slice(0, -2)}0\r\n\r\n`],
];

/** Answers that are not HTTP, or not quite. */
export const framingCases = [
  ...malformed.map(([fault, bytes]): FaultCase => ({
    fault,
    answers: [raw(bytes)],
    outcome: broken,
  })),
  // Once its head is read, node-fetch tells an answer with broken chunks as one that was lost.
  ...badChunks.map(([fault, bytes]): FaultCase => ({
    fault,
    answers: [raw(chunkedHead + bytes)],
    outcome: dropped(3, { closes: true }),
  })),
  {
    fault: 'A flood of headers',
    answers: [without('HTTP/1.1 200 OK\r\n', 'X-More: yes\r\n')],
    outcome: broken,
  },
  {
    fault: 'A flood of early hints',
    answers: [without('', 'HTTP/1.1 103 Early Hints\r\n\r\n')],
    ...late('answer'),
  },
  {
    fault: 'A flood of trailers',
    answers: [without(`${chunkedHead}${chunk}0\r\n`, 'X-More: yes\r\n')],
    outcome: dropped(3, { closes: true }),
  },
  {
    fault: 'A flood of chunk extensions',
    answers: [without(`${chunkedHead}5;`, 'more')],
    outcome: dropped(3, { closes: true }),
  },
  {
    fault: 'Two thousand tiny headers',
    answers: [
      raw(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n`),
      raw(
        times(2000, () => 'a:b\r\n'),
        '\r\n',
        dataset,
      ),
    ].map((_, __, both) => (exchange) => {
      for (const answer of both) void answer(exchange);
    }),
    outcome: well(),
  },
  {
    fault: 'A length that cuts the JSON short',
    answers: [raw(head(200, { ...jsonType, 'Content-Length': length - 5 }) + dataset)],
    outcome: unexpected(/bytes instead of 74|not valid JSON/),
  },
  {
    fault: 'A body that goes on behind its length',
    answers: [raw(`${goodHead}${dataset}and more`)],
    outcome: unexpected(/0 bytes instead of 79/),
  },
  {
    fault: 'A second answer behind the first, which nobody asked for',
    call: async ({ client, options }) => {
      await client.getDataset('ds_1', options);
      const { value } = await client.getDataset('ds_1', options);
      if (value.name !== 'Two') throw new Error('It took the answer to another question.');
    },
    calls: 2,
    answers: [raw(goodHead, dataset, goodHead, dataset), json(dataset.replace('One', 'Two'))],
    outcome: well(2),
  },
  {
    fault: 'A body behind 204',
    call: async ({ client, options }) => {
      await client.deleteDataset('ds_1', options);
      await client.getDataset('ds_1', options);
    },
    calls: 2,
    answers: [raw('HTTP/1.1 204 No Content\r\n\r\n', '<html>surprise</html>'), json()],
    outcome: well(2),
  },
  {
    fault: 'A body without length that ends with its connection',
    answers: [rawAndClose(head(200, jsonType), dataset)],
    outcome: well(),
  },
  {
    fault: 'An answer of HTTP/1.0',
    answers: [rawAndClose(goodHead.replace('1.1', '1.0'), dataset)],
    outcome: well(),
  },
  {
    fault: 'Line ends without carriage return',
    answers: [raw(goodHead.replaceAll('\r', ''), dataset)],
    outcome: broken,
  },
  {
    fault: 'Blank lines before the status line',
    answers: [raw('\r\n\r\n', goodHead, dataset)],
    outcome: well(),
  },
  {
    fault: 'Chunks of one byte with extensions and trailers',
    answers: [
      raw(
        chunkedHead,
        ...Array.from(dataset).map((letter) => `1;a=b\r\n${letter}\r\n`),
        '0\r\nX-End: yes\r\n\r\n',
      ),
    ],
    outcome: well(),
  },
  {
    fault: 'A body of 100 MB',
    answers: [flood(head(200, { ...jsonType, 'Content-Length': 100 * 1024 * 1024 }), 100)],
    outcome: unexpected(/longer than 1048576 bytes/, { closes: true }),
  },
  {
    fault: 'A body of 100 MB that says it is short',
    answers: [flood(head(200, { ...jsonType, 'Content-Length': 10 }), 100)],
    outcome: unexpected(/bytes instead of 10|not valid JSON/),
  },
  {
    fault: 'A body without length that does not end',
    answers: [without(head(200, jsonType), 'x')],
    outcome: unexpected(/longer than 1048576 bytes/, { closes: true }),
  },
  {
    fault: 'A chunk of a gigabyte',
    answers: [flood(`${chunkedHead}40000000\r\n`, 100)],
    outcome: unexpected(/longer than 1048576 bytes/, { closes: true }),
  },
] satisfies readonly FaultCase[];

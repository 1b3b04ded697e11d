import type { CartesiaErrorKind } from '../../../src/api/errors';
import { dataset, flood, head, json, jsonType, raw, rawAndClose, reply } from '../answers';
import { fails, late, unexpected, well, type FaultCase } from '../FaultCase';
import { create, remove, update } from './calls';

/** Statuses that are asked again. */
const passing: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

const kinds: readonly (readonly [CartesiaErrorKind, readonly number[]])[] = [
  [
    'refused',
    [
      400, 405, 406, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426,
      428, 431, 451, 499,
    ],
  ],
  ['unauthorized', [401]],
  ['quotaExceeded', [402]],
  ['forbidden', [403]],
  ['notFound', [404]],
  ['timedOut', [408, 504]],
  ['rateLimited', [429]],
  ['serverError', [500, 501, 502, 503, 505, 506, 507, 508, 510, 511, 520, 521, 522, 530, 599]],
  ['serverError', [600, 999]],
];

const information = (...statuses: readonly number[]): string =>
  statuses.map((status) => head(status, { Link: '</x>; rel=preload' })).join('');
const whole = head(200, { ...jsonType, 'Content-Length': dataset.length }) + dataset;

/** Every class of status. */
export const statusCases = [
  ...kinds.flatMap(([kind, statuses]) =>
    statuses.map((status): FaultCase => ({
      fault: `HTTP ${status}`,
      answers: [reply(status, '{"message":"told so"}')],
      outcome: fails(kind, passing.has(status) ? 3 : 1, {
        status,
        says: new RegExp(`HTTP ${status}: told so`),
      }),
    })),
  ),
  ...[300, 301, 302, 303, 304, 305, 306, 307, 308].map((status): FaultCase => ({
    fault: `The redirect ${status} to another server`,
    answers: ({ elsewhere }) => [reply(status, '', { Location: `${elsewhere}/datasets/ds_1` })],
    outcome: fails('unexpectedAnswer', 1, { status }),
  })),
  {
    fault: 'A redirect of a POST to another server',
    call: create,
    answers: ({ elsewhere }) => [reply(307, '', { Location: elsewhere })],
    outcome: fails('unexpectedAnswer', 1, { status: 307 }),
  },
  {
    fault: 'A redirect to itself',
    answers: [reply(302, '', { Location: '/datasets/ds_1' })],
    outcome: fails('unexpectedAnswer', 1, { status: 302 }),
  },
  {
    fault: 'A redirect to nowhere',
    answers: [reply(302, '', { Location: 'http://[' })],
    outcome: fails('unexpectedAnswer', 1, { status: 302 }),
  },
  {
    fault: 'Good JSON with a redirect',
    answers: [reply(301, dataset)],
    outcome: fails('unexpectedAnswer', 1, { status: 301 }),
  },
  ...[100, 102, 103, 199].map((status): FaultCase => ({
    fault: `${status} before the answer`,
    answers: [raw(information(status), whole)],
    outcome: well(),
  })),
  {
    fault: 'Several interim answers before the answer',
    answers: [raw(information(100, 102, 103, 103), whole)],
    outcome: well(),
  },
  {
    fault: 'A switch to a protocol that nobody asked for',
    answers: [raw(head(101, { Upgrade: 'websocket', Connection: 'Upgrade' }), 'frames')],
    // Node lets such a connection go without a word.
    ...late('answer'),
  },
  ...[201, 202, 203, 207, 226, 299].map((status): FaultCase => ({
    fault: `HTTP ${status} with a good dataset`,
    answers: [reply(status, dataset)],
    outcome: well(),
  })),
  {
    fault: 'A part that nobody asked for',
    answers: [reply(206, dataset, { ...jsonType, 'Content-Range': 'bytes 0-80/81' })],
    outcome: fails('unexpectedAnswer', 1, { status: 206 }),
  },
  {
    fault: 'HTTP 204 for a GET',
    answers: [raw('HTTP/1.1 204 No Content\r\n\r\n')],
    outcome: unexpected(/expected JSON, got no content type/),
  },
  {
    fault: 'HTTP 205 for a GET',
    answers: [reply(205)],
    outcome: unexpected(/the answer is empty/),
  },
  {
    fault: 'HTTP 200 without a body for a DELETE',
    call: remove,
    answers: [reply(200)],
    outcome: well(),
  },
  {
    fault: 'A page of HTML for a DELETE',
    call: remove,
    answers: [reply(200, '<html>Please log in</html>', { 'Content-Type': 'text/html' })],
    outcome: unexpected(/expected no body/),
  },
  {
    fault: 'A dataset for a PATCH',
    call: update,
    answers: [json()],
    outcome: unexpected(/expected no body/),
  },
  {
    fault: 'A proxy that asks for a password',
    answers: [reply(407, '', { 'Proxy-Authenticate': 'Basic realm="office"' })],
    outcome: fails('unreachable', 1, { reason: 'proxy', status: 407 }),
  },
  ...[401, 403, 501].map((status): FaultCase => ({
    fault: `HTTP ${status} with a body of 100 MB`,
    answers: [flood(head(status, { 'Content-Length': 100 * 1024 * 1024 }), 100)],
    outcome: fails(
      status === 401 ? 'unauthorized' : status === 403 ? 'forbidden' : 'serverError',
      1,
      {
        status,
        closes: true,
      },
    ),
  })),
  {
    fault: 'HTTP 503 with a body of 100 MB',
    answers: [flood(head(503, { 'Content-Length': 100 * 1024 * 1024 }), 100)],
    outcome: fails('serverError', 3, { status: 503, closes: true }),
  },
  {
    fault: 'HTTP 401 whose body breaks off',
    answers: [rawAndClose(head(401, { ...jsonType, 'Content-Length': 100 }), '{"message":')],
    outcome: fails('unauthorized', 1, { status: 401 }),
  },
  {
    fault: 'HTTP 403 whose body stops',
    limits: { idleMs: 200 },
    answers: [raw(head(403, { ...jsonType, 'Content-Length': 100 }), '{"message":')],
    outcome: fails('forbidden', 1, { status: 403, closes: true }),
  },
  {
    fault: 'HTTP 404 whose body is not compressed as it says',
    answers: [reply(404, '{"message":"no"}', { ...jsonType, 'Content-Encoding': 'gzip' })],
    outcome: fails('notFound', 1, { status: 404 }),
  },
  {
    fault: 'HTTP 400 whose chunks are broken',
    answers: [raw(head(400, { ...jsonType, 'Transfer-Encoding': 'chunked' }), 'zz\r\n')],
    outcome: fails('refused', 1, { status: 400 }),
  },
  {
    fault: 'HTTP 502 with a page of HTML',
    answers: [
      reply(502, '<!DOCTYPE html><title>Bad\n gateway</title><p>words</p>', {
        'Content-Type': 'text/html',
      }),
    ],
    outcome: fails('serverError', 3, { says: /^HTTP 502: Bad gateway$/ }),
  },
  {
    fault: 'HTTP 400 with bytes that are no text',
    answers: [reply(400, Buffer.from([0xff, 0xfe, 0, 0x80]), { 'Content-Type': 'text/plain' })],
    outcome: fails('refused', 1, { status: 400 }),
  },
  {
    fault: 'HTTP 400 whose fields have other types',
    answers: [reply(400, '{"message":7,"error_code":[],"request_id":{}}')],
    outcome: fails('refused', 1, { status: 400 }),
  },
  {
    fault: 'HTTP 400 with JSON that is no object',
    answers: [reply(400, 'null')],
    outcome: fails('refused', 1, { status: 400 }),
  },
  {
    fault: 'HTTP 400 with 30,000 levels of JSON',
    answers: [reply(400, '['.repeat(30_000) + ']'.repeat(30_000))],
    outcome: fails('refused', 1, { status: 400 }),
  },
] satisfies readonly FaultCase[];

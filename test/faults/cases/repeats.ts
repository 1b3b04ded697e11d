import { json, jsonType, rawAndClose, rawAndReset, reply } from '../answers';
import type { Answer } from '../RawServer';
import { dropped, fails, well, type FaultCase } from '../FaultCase';
import { create, list, remove, speak, update, upload } from './calls';

const body = '{"message":"slow down"}';

function told(status: number, retryAfter: string, date?: string): Answer {
  return reply(status, body, {
    ...jsonType,
    'Retry-After': retryAfter,
    ...(date !== undefined && { Date: date }),
  });
}

const done = reply(204, '', {});
const gone = reply(404, '{"message":"not found"}');
/** Decades behind and ahead of this machine's clock. */
const slowClock = 'Mon, 01 Jan 2001 00:00:00 GMT';
const fastClock = 'Fri, 01 Jan 2100 00:00:00 GMT';

const useless: readonly string[] = ['soon', '-5', '1.5', '1e3', '', '1, 2', '2001-01-01', 'NaN'];

/** What may be sent again, how often and when. */
export const repeatCases = [
  {
    fault: 'HTTP 429 for a second',
    answers: [told(429, '1'), json()],
    outcome: well(2, { waits: [1000] }),
  },
  {
    fault: 'HTTP 503 that may be asked again at once',
    answers: [told(503, '0'), told(503, '0'), json()],
    outcome: well(3, { waits: [0, 0] }),
  },
  {
    fault: 'HTTP 429 without end that may be asked again at once',
    answers: [told(429, '0')],
    outcome: fails('rateLimited', 3, { waits: [0, 0], retryAfterMs: 0 }),
  },
  {
    fault: 'HTTP 429 for longer than anybody waits',
    answers: [told(429, '31')],
    outcome: fails('rateLimited', 1, { retryAfterMs: 31_000, waits: [] }),
  },
  {
    fault: 'HTTP 503 for longer than all tries may take',
    answers: [told(503, '2')],
    repeats: { maxTotalMs: 1000 },
    outcome: fails('serverError', 1, { retryAfterMs: 2000, waits: [] }),
  },
  {
    fault: 'HTTP 429 for 300,000 years',
    answers: [told(429, '9999999999999')],
    outcome: fails('rateLimited', 1, { retryAfterMs: 'beyond the limit' }),
  },
  {
    fault: 'HTTP 429 for more seconds than there are numbers',
    answers: [told(429, '9'.repeat(400))],
    outcome: fails('rateLimited', 1, { retryAfterMs: 'beyond the limit' }),
  },
  {
    fault: 'HTTP 429 until a second later by a clock that is decades behind',
    answers: [told(429, 'Mon, 01 Jan 2001 00:00:01 GMT', slowClock), json()],
    outcome: well(2, { waits: [1000] }),
  },
  {
    fault: 'HTTP 429 until a second later by a clock that is decades ahead',
    answers: [told(429, 'Fri, 01 Jan 2100 00:00:01 GMT', fastClock), json()],
    outcome: well(2, { waits: [1000] }),
  },
  {
    fault: 'HTTP 429 until two hours later by a clock that is decades behind',
    answers: [told(429, 'Mon, 01 Jan 2001 02:00:00 GMT', slowClock)],
    outcome: fails('rateLimited', 1, { retryAfterMs: 7_200_000 }),
  },
  {
    fault: 'HTTP 429 until a date that has passed',
    answers: [told(429, 'Mon, 01 Jan 2001 00:00:00 GMT', fastClock), json()],
    outcome: well(2, { waits: [0] }),
  },
  {
    fault: 'HTTP 429 until a date that has passed by the only clock there is',
    answers: [told(429, slowClock), json()],
    outcome: well(2, { waits: [0] }),
  },
  {
    fault: 'HTTP 429 until a far date by the only clock there is',
    answers: [told(429, 'Thu, 31 Dec 9999 23:59:59 GMT')],
    outcome: fails('rateLimited', 1, { retryAfterMs: 'beyond the limit' }),
  },
  {
    fault: 'HTTP 429 until a date beside a clock that is none',
    answers: [told(429, slowClock, 'tomorrow'), json()],
    outcome: well(2, { waits: [0] }),
  },
  ...useless.map((text): FaultCase => ({
    fault: `HTTP 429 with Retry-After "${text}"`,
    answers: [told(429, text)],
    outcome: fails('rateLimited', 3),
  })),
  {
    fault: 'HTTP 503 once',
    answers: [reply(503, body), json()],
    outcome: well(2),
  },
  {
    fault: 'A different failure at each of two tries',
    answers: [rawAndReset(), reply(500, body), json()],
    outcome: well(3),
  },
  {
    fault: 'A failure that the third try does not pass',
    answers: [rawAndReset(), reply(503, body), rawAndClose(), json()],
    outcome: dropped(3),
  },
  {
    fault: 'A failure that passes while a page is read',
    call: list,
    answers: [reply(504, body), json('{"data":[],"has_more":false}')],
    outcome: well(2),
  },
  {
    fault: 'A used-up quota',
    answers: [reply(429, '{"error_code":"quota_exceeded","message":"none left"}')],
    outcome: fails('quotaExceeded', 1, { status: 429 }),
  },
  {
    fault: 'A used-up quota that could be asked again at once',
    answers: [reply(429, '{"error_code":"quota_exceeded"}', { ...jsonType, 'Retry-After': '0' })],
    outcome: fails('quotaExceeded', 1, { retryAfterMs: 0 }),
  },
  {
    fault: 'Too many requests at once',
    answers: [reply(429, '{"error_code":"concurrency_limited"}'), json()],
    outcome: well(2),
  },
  {
    fault: 'A POST answered 503',
    call: create,
    answers: [told(503, '0'), json()],
    outcome: fails('serverError', 1, { retryAfterMs: 0 }),
  },
  {
    fault: 'A POST answered 429',
    call: create,
    answers: [told(429, '1'), json()],
    outcome: fails('rateLimited', 1, { retryAfterMs: 1000 }),
  },
  {
    fault: 'An upload answered 500',
    call: upload(async function* () {
      yield await Promise.resolve(Buffer.from('sound'));
    }, 5),
    answers: [reply(500, body), done],
    outcome: fails('serverError', 1),
  },
  {
    fault: 'A text to speak answered 502',
    call: speak,
    answers: [reply(502, body), json()],
    outcome: fails('serverError', 1),
  },
  {
    fault: 'A PATCH answered 503',
    call: update,
    answers: [reply(503, body), done],
    outcome: well(2),
  },
  {
    fault: 'A PATCH answered 404 at its second try',
    call: update,
    answers: [reply(503, body), gone],
    outcome: fails('notFound', 2),
  },
  {
    fault: 'A DELETE answered 503',
    call: remove,
    answers: [reply(503, body), done],
    outcome: well(2),
  },
  {
    fault: 'A DELETE of what is not there',
    call: remove,
    answers: [gone],
    outcome: fails('notFound', 1),
  },
  {
    fault: 'A DELETE that is done although its answer was lost',
    call: remove,
    answers: [rawAndReset(), gone],
    outcome: well(2),
  },
  {
    fault: 'A DELETE that is refused at its second try',
    call: remove,
    answers: [rawAndReset(), reply(403, body)],
    outcome: fails('forbidden', 2),
  },
] satisfies readonly FaultCase[];

import * as v from 'valibot';
import { CartesiaError, type CartesiaErrorKind } from './errors';
import type { ApiAnswer, ApiRequest } from './request';
import { retryAfterMs } from './retryAfter';
import { errorShape } from './shapes';

/** Longest text of an answer that is passed on to people, in characters. */
const maxMessageLength = 300;

/** Turns an answer outside 200–299 into an error; `error_code` decides first, the status second. */
export function errorFromAnswer(
  answer: ApiAnswer,
  headers: { get(name: string): string | null },
  { datasetId }: Pick<ApiRequest, 'datasetId'>,
): CartesiaError {
  const body = readBody(answer);
  const { redact } = answer;
  // Only now: in the JSON the key may stand in escapes.
  const code = redact(body.error_code ?? '');
  const apiMessage = shorten(redact(body.message ?? body.title ?? ''));
  const requestId = redact(body.request_id ?? answer.requestId ?? '');
  return new CartesiaError(
    kindOf(answer.status, code),
    `HTTP ${answer.status}${apiMessage === '' ? '' : `: ${apiMessage}`}`,
    {
      status: answer.status,
      // Somebody may have pasted the key where the ID belongs.
      ...(datasetId !== undefined && { datasetId: redact(datasetId) }),
      retryAfterMs: retryAfterMs(headers.get('retry-after'), headers.get('date')),
      ...(answer.status === 407 && { reason: 'proxy' }),
      ...(code !== '' && { code }),
      ...(apiMessage !== '' && { apiMessage }),
      ...(requestId !== '' && { requestId }),
    },
  );
}

function kindOf(status: number, code: string): CartesiaErrorKind {
  if (code === 'quota_exceeded') return 'quotaExceeded';
  if (code === 'concurrency_limited') return 'rateLimited';
  if (status === 401) return 'unauthorized';
  if (status === 402) return 'quotaExceeded';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 407) return 'unreachable';
  if (status === 408 || status === 504) return 'timedOut';
  if (status === 429) return 'rateLimited';
  if (status >= 500) return 'serverError';
  if (status >= 400) return 'refused';
  return 'unexpectedAnswer';
}

function readBody(answer: ApiAnswer): v.InferOutput<typeof errorShape> {
  const text = answer.body.toString('utf8');
  try {
    const body = v.safeParse(errorShape, JSON.parse(text));
    if (body.success) return body.output;
  } catch {
    // Not JSON: a gateway or proxy answered in its own words.
  }
  return { message: readableText(text, answer.contentType) };
}

/** Plain text as it is; of an HTML page its title, because the rest is rarely meant to be read. */
function readableText(text: string, contentType: string): string {
  if (!/html/i.test(contentType) && !/^\s*</.test(text)) return text;
  return /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1] ?? '';
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= maxMessageLength ? line : `${line.slice(0, maxMessageLength - 1)}…`;
}

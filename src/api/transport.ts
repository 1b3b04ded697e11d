import { setTimeout as sleep } from 'node:timers/promises';
import fetch, { type RequestInit, type Response } from 'node-fetch';
import type { Access } from './access';
import { Agents } from './agents';
import { Deadline } from './deadline';
import { errorFromAnswer } from './errorFromAnswer';
import { errorFromFailure } from './errorFromFailure';
import { CartesiaError } from './errors';
import { readBody } from './readBody';
import { defaultRepeatPolicy, repeatable, waitBeforeRepeat, type RepeatPolicy } from './repeats';
import type { ApiAnswer, ApiRequest, CallOptions, Wait } from './request';
import { SharedFlights } from './sharedFlights';
import { withoutKey } from './withoutKey';

/** The one version of the API this extension speaks. */
export const apiVersion = '2026-03-01';

/** Milliseconds and bytes within which one try must stay. */
export interface Limits {
  /** Until the connection stands, where it can be watched; otherwise `firstByteMs` covers it too. */
  readonly connectMs: number;
  /** From then until the answer's headers, and between two pieces of a streamed body. */
  readonly firstByteMs: number;
  /**
   * From the last piece of a streamed body until the answer's headers: the server may move all of it
   * elsewhere first. Added to it is the time for that at `storedBytesPerMs`.
   */
  readonly storedMs: number;
  readonly storedBytesPerMs: number;
  /** Between two pieces of the answer's body. */
  readonly idleMs: number;
  /** Length of an answer's body after decompression. */
  readonly maxBodyBytes: number;
}

export const defaultLimits: Limits = {
  connectMs: 15_000,
  firstByteMs: 30_000,
  storedMs: 120_000,
  storedBytesPerMs: 10_000,
  idleMs: 30_000,
  maxBodyBytes: 8 * 1024 * 1024,
};

/** Of an error's body no more is read: it is told in a sentence. */
const maxErrorBytes = 64 * 1024;

/** What one try looked like, for the log. Never holds the key or a body. */
export interface ExchangeRecord {
  readonly method: string;
  readonly url: string;
  readonly milliseconds: number;
  readonly status?: number;
  readonly requestId?: string | undefined;
  readonly failure?: CartesiaError;
}

export interface TransportOptions {
  /** Asked anew for every request, so that a changed key or base URL holds from the next one on. */
  readonly access: () => Promise<Access>;
  readonly limits?: Partial<Limits>;
  readonly repeats?: Partial<RepeatPolicy>;
  readonly onExchange?: (record: ExchangeRecord) => void;
}

/** Sends requests and reads answers; the only place that knows HTTP. */
export class Transport {
  readonly #access: TransportOptions['access'];
  readonly #limits: Limits;
  readonly #policy: RepeatPolicy;
  readonly #onExchange: (record: ExchangeRecord) => void;
  readonly #agents = new Agents();
  readonly #flights = new SharedFlights<ApiAnswer, Wait | undefined>();
  /** Everything under way, so that it can be abandoned. */
  readonly #deadlines = new Set<Deadline>();

  constructor(options: TransportOptions) {
    this.#access = options.access;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#policy = { ...defaultRepeatPolicy, ...options.repeats };
    this.#onExchange = options.onExchange ?? (() => undefined);
  }

  /**
   * Sends a request, again where that is safe and may help. Identical GETs under way share one.
   * @param access used instead of the usual one, to try a key before it is stored
   * @throws {CartesiaError} for every answer outside 200–299 and every answer that never came
   */
  async send(
    request: ApiRequest,
    { signal, onWait }: CallOptions = {},
    access?: Access,
  ): Promise<ApiAnswer> {
    const { baseUrl, key } = access ?? (await this.#access());
    const url = new URL(baseUrl + request.path);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      url.searchParams.set(name, value);
    }
    if (request.method !== 'GET') {
      try {
        return await this.#sendRepeatedly(request, url, key, signal, onWait);
      } finally {
        // What was asked before this change may be answered with what was there before it.
        this.#flights.closeDoors();
      }
    }
    return this.#flights.join(`${key} ${url.href}`, signal, onWait, (shared, tell) =>
      this.#sendRepeatedly(request, url, key, shared, tell),
    );
  }

  /** Ends everything under way as cancelled: it was sent with a key that holds no longer. */
  abandon(): void {
    for (const deadline of this.#deadlines) {
      deadline.abort(new CartesiaError('cancelled', 'the key or the base URL has changed'));
    }
  }

  dispose(): void {
    this.abandon();
    this.#agents.dispose();
  }

  async #sendRepeatedly(
    request: ApiRequest,
    url: URL,
    key: string,
    signal: AbortSignal | undefined,
    onWait: CallOptions['onWait'],
  ): Promise<ApiAnswer> {
    const started = performance.now();
    using deadline = new Deadline(signal);
    this.#deadlines.add(deadline);
    try {
      for (let tries = 1; ; tries += 1) {
        try {
          return await this.#tryOnce(request, url, key, deadline.signal);
        } catch (error) {
          const failure = errorFromFailure(error);
          // Gone at the second look: the first DELETE did its work, only its answer was lost.
          if (request.method === 'DELETE' && failure.kind === 'notFound' && tries > 1) {
            return { status: 204, requestId: failure.requestId, ...nothing };
          }
          const elapsed = performance.now() - started;
          const mode = repeatable(request.method);
          const milliseconds = waitBeforeRepeat(failure, mode, tries, elapsed, this.#policy);
          if (milliseconds === undefined || deadline.signal.aborted) throw failure;
          onWait?.({ milliseconds, error: failure });
          await sleep(milliseconds, undefined, { signal: deadline.signal }).catch(() => {
            throw errorFromFailure(deadline.signal.reason);
          });
          onWait?.(undefined);
        }
      }
    } finally {
      this.#deadlines.delete(deadline);
    }
  }

  async #tryOnce(
    request: ApiRequest,
    url: URL,
    key: string,
    signal: AbortSignal,
  ): Promise<ApiAnswer> {
    const started = performance.now();
    const redact = withoutKey(key);
    const record = (outcome: Partial<ExchangeRecord>): void => {
      const milliseconds = Math.round(performance.now() - started);
      // An ID in it may be the key, pasted into the wrong field.
      const where = redact(url.href);
      this.#onExchange({ method: request.method, url: where, milliseconds, ...outcome });
    };
    using deadline = new Deadline(signal);
    try {
      const refuse = (failure: CartesiaError): void => {
        record({ failure });
      };
      const answer = await this.#exchange(request, url, key, deadline, { redact, refuse });
      record({ status: answer.status, requestId: answer.requestId });
      return answer;
    } catch (error) {
      // node-fetch drops the reason of an abort. An error status says more than that its body was
      // late, but not to somebody who cancelled.
      const known = error instanceof CartesiaError && !signal.aborted;
      const cause: unknown = !known && deadline.signal.aborted ? deadline.signal.reason : error;
      const failure = errorFromFailure(cause, redact);
      // Whatever went wrong, the socket of a half-read answer is closed, not put back for reuse.
      deadline.abort(failure);
      record({ failure });
      throw failure;
    }
  }

  async #exchange(
    request: ApiRequest,
    url: URL,
    key: string,
    deadline: Deadline,
    own: Pick<ApiAnswer, 'redact' | 'refuse'>,
  ): Promise<ApiAnswer> {
    // node-fetch would throw into the void from the body of a request that never begins.
    deadline.signal.throwIfAborted();
    const { connectMs, firstByteMs, storedMs, storedBytesPerMs, idleMs, maxBodyBytes } =
      this.#limits;
    let missing = request.stream?.length ?? 0;
    let isConnecting = false;
    const whenStored = storedMs + Math.ceil(missing / storedBytesPerMs);
    const waitForAnswer = (): void => {
      const isTaken = request.stream !== undefined && missing === 0;
      deadline.set(isTaken ? whenStored : firstByteMs, 'answer');
    };
    waitForAnswer();
    const response = await fetch(url, {
      method: request.method,
      ...bodyOf(request, key, (bytes) => {
        missing -= bytes;
        // A little is taken before there is a connection to send it.
        if (!isConnecting) waitForAnswer();
      }),
      // Of uploads there are many in a row, and who sends them looks before sending one again.
      agent: this.#agents.agentFor(url, request.method === 'POST' && request.stream === undefined, {
        onConnecting: () => {
          isConnecting = true;
          deadline.set(connectMs, 'connection');
        },
        onConnected: () => {
          isConnecting = false;
          waitForAnswer();
        },
      }),
      // A redirect would carry the key to wherever it points.
      redirect: 'manual',
      signal: deadline.signal,
    });
    const waitForMore = (): void => {
      deadline.set(idleMs, 'progress');
    };
    waitForMore();
    // Of a dataset or a sound nobody asks for a part.
    const good = response.ok && response.status !== 206;
    const limits = good
      ? ({ maxBytes: request.maxBodyBytes ?? maxBodyBytes, whenLonger: 'fail' } as const)
      : ({ maxBytes: maxErrorBytes, whenLonger: 'cut' } as const);
    const answer: ApiAnswer = {
      status: response.status,
      ...headersOf(response, own.redact),
      body: await readBody(response, limits, waitForMore),
      ...own,
    };
    if (!good) throw errorFromAnswer(answer, response.headers, request);
    return answer;
  }
}

/** What stands for the answer of a DELETE whose own answer was lost. */
const nothing = {
  contentType: '',
  body: Buffer.alloc(0),
  redact: (text: string) => text,
  refuse: () => undefined,
};

function headersOf(
  { headers }: Response,
  redact: (text: string) => string,
): Pick<ApiAnswer, 'requestId' | 'contentType'> {
  const requestId = headers.get('x-request-id');
  return {
    requestId: requestId === null ? undefined : redact(requestId),
    contentType: redact(headers.get('content-type') ?? ''),
  };
}

/** Headers and body of a request. A streamed body tells the length of each piece taken from it. */
function bodyOf(
  { json, stream, accept = 'application/json' }: ApiRequest,
  key: string,
  onPiece: (bytes: number) => void,
): Pick<RequestInit, 'headers' | 'body'> {
  const headers = {
    Accept: accept,
    Authorization: `Bearer ${key}`,
    'Cartesia-Version': apiVersion,
  };
  if (stream !== undefined) {
    const { contentType, length, open } = stream;
    return {
      headers: { ...headers, 'Content-Type': contentType, 'Content-Length': String(length) },
      body: open()
        .on('data', ({ length: bytes }: Buffer) => {
          onPiece(bytes);
        })
        .pause(),
    };
  }
  if (json === undefined) return { headers };
  return {
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(json),
  };
}

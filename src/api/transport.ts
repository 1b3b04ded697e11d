import * as http from 'node:http';
import * as https from 'node:https';
import fetch, { type Response } from 'node-fetch';
import type { Access } from './access';
import { errorFromAnswer } from './errorFromAnswer';
import { errorFromFailure } from './errorFromFailure';
import { CartesiaError } from './errors';
import { withoutKey } from './withoutKey';

/** The one version of the API this extension speaks. */
export const apiVersion = '2026-03-01';

/** Milliseconds and bytes within which an exchange must stay. */
export interface Limits {
  /** From the start of the request to the answer's headers. */
  readonly firstByteMs: number;
  /** Between two chunks of the answer's body. */
  readonly idleMs: number;
  /** Length of an answer's body after decompression. */
  readonly maxBodyBytes: number;
}

export const defaultLimits: Limits = {
  firstByteMs: 30_000,
  idleMs: 30_000,
  maxBodyBytes: 8 * 1024 * 1024,
};

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path with every ID already percent-encoded; starts with a slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** The dataset that the request is about, for the error if it fails. */
  readonly datasetId?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly contentType: string;
  readonly text: string;
}

/** What one exchange looked like, for the log. Never holds the key or a body. */
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
  readonly onExchange?: (record: ExchangeRecord) => void;
}

/** One HTTP exchange with the API: headers in, deadline and size limit around it, text out. */
export class Transport {
  readonly #access: TransportOptions['access'];
  readonly #limits: Limits;
  readonly #onExchange: (record: ExchangeRecord) => void;
  readonly #agents = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  };

  constructor(options: TransportOptions) {
    this.#access = options.access;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#onExchange = options.onExchange ?? (() => undefined);
  }

  /**
   * @param access used instead of the usual one, to try a key before it is stored
   * @throws {CartesiaError} for every answer outside 200–299 and every answer that never came
   */
  async send(request: ApiRequest, signal?: AbortSignal, access?: Access): Promise<ApiAnswer> {
    const { baseUrl, key } = access ?? (await this.#access());
    const url = new URL(baseUrl + request.path);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      url.searchParams.set(name, value);
    }
    const started = performance.now();
    const record = {
      method: request.method,
      url: url.href,
      get milliseconds() {
        return Math.round(performance.now() - started);
      },
    };
    try {
      const answer = await this.#exchange(request, url, key, signal);
      this.#onExchange({ ...record, status: answer.status, requestId: answer.requestId });
      return answer;
    } catch (error) {
      const failure = errorFromFailure(error);
      this.#onExchange({ ...record, failure });
      throw failure;
    }
  }

  /** Closes the idle keep-alive sockets. */
  dispose(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  async #exchange(
    request: ApiRequest,
    url: URL,
    key: string,
    signal: AbortSignal | undefined,
  ): Promise<ApiAnswer> {
    using deadline = new Deadline(signal);
    try {
      return await this.#sendAndRead(request, url, key, deadline);
    } catch (error) {
      // node-fetch drops the reason of an abort.
      const failure: unknown = deadline.signal.aborted ? deadline.signal.reason : error;
      // Whatever went wrong, the socket of a half-read answer is closed, not put back for reuse.
      deadline.abort(failure);
      throw failure;
    }
  }

  async #sendAndRead(
    request: ApiRequest,
    url: URL,
    key: string,
    deadline: Deadline,
  ): Promise<ApiAnswer> {
    deadline.set(this.#limits.firstByteMs);
    const response = await fetch(url, {
      method: request.method,
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${key}`,
        'Cartesia-Version': apiVersion,
        ...(request.json === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(request.json === undefined ? {} : { body: JSON.stringify(request.json) }),
      agent: url.protocol === 'https:' ? this.#agents['https:'] : this.#agents['http:'],
      // A redirect would carry the key to wherever it points.
      redirect: 'manual',
      signal: deadline.signal,
    });
    const text = await this.#read(response, deadline);
    const answer: ApiAnswer = {
      status: response.status,
      requestId: response.headers.get('x-request-id') ?? undefined,
      contentType: response.headers.get('content-type') ?? '',
      text,
    };
    if (!response.ok) throw errorFromAnswer({ ...answer, text: withoutKey(text, key) }, request);
    return answer;
  }

  async #read(response: Response, deadline: Deadline): Promise<string> {
    const chunks: Buffer[] = [];
    let length = 0;
    deadline.set(this.#limits.idleMs);
    for await (const chunk of response.body ?? []) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > this.#limits.maxBodyBytes) {
        throw new CartesiaError(
          'unexpectedAnswer',
          `the answer is longer than ${this.#limits.maxBodyBytes} bytes`,
          { status: response.status },
        );
      }
      chunks.push(bytes);
      deadline.set(this.#limits.idleMs);
    }
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    } catch (cause) {
      throw new CartesiaError('unexpectedAnswer', 'the answer is not UTF-8 text', {
        status: response.status,
        cause,
      });
    }
  }
}

/** A timer that can be wound again and again, joined with the caller's own signal. */
class Deadline implements Disposable {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(caller: AbortSignal | undefined) {
    this.#caller = caller;
    if (caller?.aborted === true) this.#cancel();
    else caller?.addEventListener('abort', this.#cancel);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  set(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.abort(new CartesiaError('timedOut', `no answer within ${milliseconds} ms`));
    }, milliseconds);
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#cancel);
  }

  readonly #cancel = (): void => {
    this.abort(new CartesiaError('cancelled', 'the request was cancelled'));
  };
}

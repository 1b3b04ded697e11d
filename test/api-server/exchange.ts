import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Answer } from './answers';
import type { Ending, RequestRecord, UploadRecord } from './requestRecord';

class Recording implements RequestRecord {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly receivedAt = new Date();
  readonly requestId = randomUUID();
  readonly ended: Promise<void>;
  status: number | undefined;
  body: unknown;
  upload: UploadRecord | undefined;
  ending: Ending = 'open';

  constructor(request: IncomingMessage, ended: Promise<void>) {
    this.method = request.method ?? '';
    this.path = request.url ?? '';
    this.headers = request.headers;
    this.ended = ended;
  }
}

export interface ExchangeOptions {
  /** Compress bodies for clients that accept it. */
  readonly gzip: boolean;
}

/** One request and its answer over a real socket, and the record of both. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly record: Recording;
  readonly #over = new AbortController();
  readonly #gzip: boolean;

  constructor(request: IncomingMessage, response: ServerResponse, options: ExchangeOptions) {
    this.request = request;
    this.response = response;
    this.#gzip =
      options.gzip && /\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '');
    const ended = new Promise<void>((resolve) => {
      response.once('close', () => {
        if (this.record.ending === 'open') {
          this.record.ending = response.writableFinished ? 'answered' : 'abandoned';
        }
        this.#over.abort();
        resolve();
      });
    });
    this.record = new Recording(request, ended);
  }

  /** Aborted when the exchange has ended, one way or another. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  isOver(): boolean {
    return this.#over.signal.aborted;
  }

  send(answer: Answer): void {
    const { body, headers } = this.#encode(answer);
    this.writeHead(answer.status, headers);
    this.response.end(body);
  }

  /** Announces the whole answer and sends at most the first `bytes` of its body; then cuts. */
  sendPart(answer: Answer, bytes: number): void {
    const { body, headers } = this.#encode(answer);
    this.writeHead(answer.status, headers);
    this.response.flushHeaders();
    this.response.write((body ?? Buffer.alloc(0)).subarray(0, bytes), () => {
      this.cut();
    });
  }

  writeHead(status: number, headers: Readonly<Record<string, string | number>>): void {
    this.record.status = status;
    this.response.writeHead(status, { 'x-request-id': this.record.requestId, ...headers });
  }

  /** Closes the socket at once. */
  cut(): void {
    if (this.record.ending === 'open') this.record.ending = 'cut';
    this.request.socket.destroy();
  }

  /** Ends the connection with a TCP reset instead of an orderly close. */
  reset(): void {
    if (this.record.ending === 'open') this.record.ending = 'cut';
    this.request.socket.resetAndDestroy();
  }

  #encode(answer: Answer): { body: Buffer | undefined; headers: Record<string, string | number> } {
    const headers = { ...answer.headers };
    if (answer.contentType === undefined) return { body: undefined, headers };
    const plain = Buffer.from(answer.body ?? '');
    const body = this.#gzip ? gzipSync(plain) : plain;
    return {
      body,
      headers: {
        'content-type': answer.contentType,
        'content-length': body.length,
        ...(this.#gzip && { 'content-encoding': 'gzip', vary: 'accept-encoding' }),
        ...headers,
      },
    };
  }
}

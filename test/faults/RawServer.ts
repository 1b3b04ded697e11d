import { once } from 'node:events';
import * as net from 'node:net';
import * as tls from 'node:tls';

/** One request as it came over the wire, and the connection to answer on. */
export interface Exchange {
  readonly method: string;
  /** Path and query exactly as received. */
  readonly path: string;
  readonly socket: net.Socket;
  /** Aborted when the connection has closed. */
  readonly over: AbortSignal;
}

/** What is done with a request; it may write anything, or nothing. */
export type Answer = (exchange: Exchange) => void | Promise<void>;

export interface RawServerOptions {
  /** For the first request, the second, …; the last one also for all further ones. */
  readonly answers: readonly Answer[];
  /** Whether an answer begins when the head of a request or, by default, its body is there. */
  readonly answerAt?: 'head' | 'body';
  /** Done with each connection instead of reading from it. */
  readonly onConnection?: ((socket: net.Socket) => void) | undefined;
  /** Serve TLS with this certificate and its key, both PEM. */
  readonly certificate?: { readonly key: string; readonly cert: string } | undefined;
}

/** A server that knows just enough HTTP to count requests, so that its answers can break any rule. */
export class RawServer {
  readonly #options: RawServerOptions;
  readonly #server: net.Server;
  readonly #open = new Set<net.Socket>();
  /** Method and path of each request whose head arrived. */
  readonly requests: string[] = [];
  /** Connections ever made. */
  accepted = 0;
  /** What went wrong in the answers themselves; tests should find this empty. */
  readonly mistakes: unknown[] = [];

  static async start(options: RawServerOptions): Promise<RawServer> {
    const server = new RawServer(options);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  private constructor(options: RawServerOptions) {
    this.#options = options;
    const { certificate } = options;
    this.#server = certificate === undefined ? net.createServer() : tls.createServer(certificate);
    this.#server.on('connection', (socket: net.Socket) => {
      this.accepted += 1;
      this.#open.add(socket);
      socket.once('close', () => this.#open.delete(socket));
      // Faults tear connections apart, and so do clients that had enough.
      socket.on('error', () => undefined);
      if (options.onConnection !== undefined) options.onConnection(socket);
      else if (certificate === undefined) this.#serve(socket);
    });
    this.#server.on('secureConnection', (socket: tls.TLSSocket) => {
      socket.on('error', () => undefined);
      this.#serve(socket);
    });
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port;
  }

  /** Resolves when no connection is open any more. */
  async allClosed(): Promise<void> {
    while (this.#open.size > 0) {
      await Promise.all(
        [...this.#open].map((socket) => {
          // A connection that is not read from never tells that its other side has closed.
          socket.resume();
          return new Promise((resolve) => socket.once('close', resolve));
        }),
      );
    }
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#open) socket.destroy();
    await closed;
  }

  #serve(socket: net.Socket): void {
    const over = new AbortController();
    socket.once('close', () => {
      over.abort();
    });
    let received = Buffer.alloc(0);
    let exchange: Exchange | undefined;
    let missing = 0;
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      while (received.length > 0) {
        if (exchange === undefined) {
          const end = received.indexOf('\r\n\r\n');
          if (end < 0) return;
          const head = received.toString('latin1', 0, end);
          received = received.subarray(end + 4);
          const [method = '', path = ''] = head.split(' ', 2);
          exchange = { method, path, socket, over: over.signal };
          missing = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
          this.requests.push(`${method} ${path}`);
          if (this.#options.answerAt === 'head') this.#answer(exchange);
        }
        const taken = Math.min(missing, received.length);
        missing -= taken;
        received = received.subarray(taken);
        if (missing > 0) return;
        if (this.#options.answerAt !== 'head') this.#answer(exchange);
        exchange = undefined;
      }
    });
  }

  #answer(exchange: Exchange): void {
    const { answers } = this.#options;
    const answer = answers[Math.min(this.requests.length, answers.length) - 1];
    Promise.resolve(answer?.(exchange)).catch((error: unknown) => this.mistakes.push(error));
  }
}

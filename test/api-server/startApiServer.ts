import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { ApiState } from './apiState';
import { Contract } from './contract';
import { Faults } from './faults';
import { Gate } from './gate';
import { Holds, type Hold } from './holds';
import type { Moment, RequestMatch } from './matches';
import { RequestHandler, type Violation } from './requestHandler';
import type { RequestRecord } from './requestRecord';
import { demoSeed } from './seed/demoSeed';
import { generatedSeed, type GeneratedCounts } from './seed/generatedSeed';
import type { Seed } from './seed/seed';

export interface ApiServerOptions {
  /** Default 0: a free one. The host is always 127.0.0.1. */
  readonly port?: number;
  /** The key that opens everything; default `demoKey`. */
  readonly key?: string;
  /** What the account holds at the start; default `demo`. Counts make a large account. */
  readonly seed?: 'demo' | 'empty' | Seed | GeneratedCounts;
  /** Serve https with this certificate and its key, both PEM. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Check every answer against the contract; default true. Benchmarks turn it off. */
  readonly validate?: boolean;
  /** Compute the SHA-256 of uploads; default true. Benchmarks turn it off. */
  readonly hashUploads?: boolean;
  /** Compress answers for clients that accept gzip; default false. */
  readonly gzip?: boolean;
  /** Leave `next_page` out of pages; default false. */
  readonly omitNextPage?: boolean;
  /** After how many reads a training reaches its next status; default 0: only by `state.advance`. */
  readonly readsPerStatus?: number;
  /** The clock for `created_at`, and for the dates of the seeds; default the real one. */
  readonly now?: () => Date;
}

/** A running stand-in for the Cartesia API. */
export interface ApiServer {
  /** Base URL without a trailing slash. */
  readonly url: string;
  /** The key that opens it now. */
  readonly key: string;
  /** Every request that arrived, in order of arrival, refused ones included. */
  readonly requests: readonly RequestRecord[];
  /** Answers that broke the contract. Tests should find this empty. */
  readonly violations: readonly Violation[];
  /** Connections open at this moment, idle ones included. */
  readonly connections: number;
  readonly state: ApiState;
  readonly faults: Faults;
  /** The next request that matches, as soon as its headers have arrived. */
  nextRequest(match: RequestMatch): Promise<RequestRecord>;
  /** Stops matching requests until released. Default moment: `before` the API handles them. */
  hold(match: RequestMatch, moment?: Moment): Hold;
  /** From now on only this key opens it. */
  setKey(key: string): void;
  /** Sets a new key and returns it. */
  rotateKey(): string;
  clearRequests(): void;
  /** Releases what is held, cuts every connection and frees the port. */
  close(): Promise<void>;
}

/** In the form of a real key, and no secret: it opens nothing but this server. */
export const demoKey = 'sk_car_demo0000000000000000.standin0000000000000000';

/** @throws {Error} when the port is taken. */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const now = options.now ?? (() => new Date());
  const state = new ApiState(chooseSeed(options.seed ?? 'demo', now()), {
    now,
    readsPerStatus: options.readsPerStatus ?? 0,
  });
  const gate = new Gate(options.key ?? demoKey);
  const faults = new Faults();
  const holds = new Holds();
  const handler = new RequestHandler({
    state,
    gate,
    faults,
    holds,
    contract: await Contract.load(),
    validate: options.validate ?? true,
    hashUploads: options.hashUploads ?? true,
    gzip: options.gzip ?? false,
    omitNextPage: options.omitNextPage ?? false,
    scheme: options.tls === undefined ? 'http' : 'https',
  });
  const server =
    options.tls === undefined ? http.createServer() : https.createServer({ ...options.tls });
  server.on('request', (request, response) => {
    handler.handle(request, response);
  });
  // Held requests and long uploads are not to be timed out, nor sockets closed between two tests.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    socket.once('close', () => (connections -= 1));
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    get key() {
      return gate.key;
    },
    requests: handler.requests,
    violations: handler.violations,
    get connections() {
      return connections;
    },
    state,
    faults,
    nextRequest: (match) => handler.nextRequest(match),
    hold: (match, moment = 'before') => holds.hold(match, moment),
    setKey: (key) => {
      gate.key = key;
    },
    rotateKey: () => gate.rotate(),
    clearRequests: () => {
      handler.requests.length = 0;
    },
    close: async () => {
      holds.releaseAll();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function chooseSeed(choice: NonNullable<ApiServerOptions['seed']>, now: Date): Seed {
  if (choice === 'demo') return demoSeed(now);
  if (choice === 'empty') return {};
  return isCounts(choice) ? generatedSeed(choice, now) : choice;
}

function isCounts(choice: Seed | GeneratedCounts): choice is GeneratedCounts {
  return typeof choice.datasets === 'number';
}

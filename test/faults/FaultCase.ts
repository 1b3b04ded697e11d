import type { LookupFunction, Socket } from 'node:net';
import type { CartesiaClient } from '../../src/api/client';
import type { CartesiaErrorKind, UnreachableReason } from '../../src/api/errors';
import type { RepeatPolicy } from '../../src/api/repeats';
import type { CallOptions } from '../../src/api/request';
import type { Limits, Transport } from '../../src/api/transport';
import type { Identity } from './certificates';
import type { Answer } from './RawServer';

/** In the form of a real key, with no run of characters that other text would hold by chance. */
export const key = 'sk_car_f4Qz8TbW2mXcJ6.u7Hn3RkP9vLd5YgEw1Az';
/** The half that nobody may learn. */
export const secret = key.slice(key.indexOf('.') + 1);

/** What a case can reach. */
export interface Context {
  readonly client: CartesiaClient;
  readonly transport: Transport;
  /** Pass these on, so that the case can cancel and its waits are counted. */
  readonly options: CallOptions;
  /** Cancels `options`. */
  readonly abort: AbortController;
  /** A second server, which nothing may ever connect to. */
  readonly elsewhere: string;
}

/** A row of the table: a fault and what must happen. */
export interface FaultCase {
  /** The fault, to complete "… ends well" or "… ends as timedOut". */
  readonly fault: string;
  /** What the server does with the first request, the second, …; the last one for all further ones. */
  readonly answers: readonly Answer[] | ((context: Context) => readonly Answer[]);
  readonly answerAt?: 'head';
  /** Default: the client gets a dataset. */
  readonly call?: (context: Context) => Promise<unknown>;
  /** How many requests `call` makes, repeats not counted; default 1. */
  readonly calls?: number;
  readonly outcome: Outcome;
  readonly limits?: Partial<Limits>;
  readonly repeats?: Partial<RepeatPolicy>;
  /** Done with each connection before anything is read from it. */
  readonly onConnection?: (socket: Socket, context: Context) => void;
  /** Serve TLS as this one. */
  readonly identity?: Identity;
  /** Default: the server's own. */
  readonly baseUrl?: (port: number) => string;
  /** How host names are resolved. */
  readonly lookup?: LookupFunction;
  /** By when it is over; default 4000. */
  readonly withinMs?: number;
}

export interface Outcome {
  /** Undefined where it ends well. */
  readonly kind?: CartesiaErrorKind;
  readonly reason?: UnreachableReason;
  readonly status?: number;
  readonly retryAfterMs?: number | 'beyond the limit';
  /** What the error's message must match. */
  readonly says?: RegExp;
  /** Heads that reached the server. */
  readonly requests: number;
  /** Tries of the client, where some did not reach the server. */
  readonly tries?: number;
  /** What the person was told to wait, in milliseconds; by default any time before each repeat. */
  readonly waits?: readonly number[];
  /** Whether the client closes its connections at once; otherwise when it is disposed of. */
  readonly closes?: true;
}

type Details = Omit<Outcome, 'kind' | 'requests'>;

/** It ends well after so many requests. */
export function well(requests = 1, details: Details = {}): Outcome {
  return { requests, ...details };
}

/** It ends with an error of this kind after so many requests. */
export function fails(kind: CartesiaErrorKind, requests = 1, details: Details = {}): Outcome {
  return { kind, requests, ...details };
}

/** The connection was lost, at each of so many requests. */
export function dropped(requests = 3, details: Details = {}): Outcome {
  return { kind: 'unreachable', reason: 'dropped', requests, ...details };
}

/** It gives up after 200 ms without this, at each of so many requests, and hangs up at once. */
export function late(
  what: 'connection' | 'answer' | 'progress',
  requests = 3,
  details: Details = {},
): Pick<FaultCase, 'limits' | 'outcome'> {
  const limit = { connection: 'connectMs', answer: 'firstByteMs', progress: 'idleMs' }[what];
  const says = new RegExp(`no ${what} within 200 ms`);
  return {
    limits: { [limit]: 200 },
    outcome: { kind: 'timedOut', requests, says, closes: true, ...details },
  };
}

/** Not what Cartesia should answer, which is not asked for again. */
export function unexpected(says: RegExp, details: Details = {}): Outcome {
  return { kind: 'unexpectedAnswer', requests: 1, says, ...details };
}

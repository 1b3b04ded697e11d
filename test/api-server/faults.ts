import { setTimeout as sleep } from 'node:timers/promises';
import { errorAnswer, type Answer, type ErrorOptions } from './answers';
import type { Exchange } from './exchange';
import { matches, type Moment, type RequestMatch } from './matches';
import type { RequestRecord } from './requestRecord';

/** What goes wrong. Add a kind here and its effect in `act`. */
export type FaultAction =
  /** An answer with this status: `body` as it is, or the documented error body. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly message?: string;
      readonly error?: ErrorOptions;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly contentType?: string;
    }
  /** Nothing for so long, then all goes on. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Headers that promise a JSON body, then nothing, until the client or the server closes. */
  | { readonly kind: 'stall' }
  /** A TCP reset instead of an answer, or after its headers. */
  | { readonly kind: 'reset'; readonly at: 'before-headers' | 'after-headers' }
  /** A TCP reset when all of an upload has arrived, which is stored so long afterwards. */
  | { readonly kind: 'store-late'; readonly milliseconds: number }
  /** The real answer with its full Content-Length, closed after `bytes` of its body. */
  | { readonly kind: 'truncate'; readonly bytes: number }
  /** 200 with a body of any kind. */
  | {
      readonly kind: 'body';
      readonly body: string | Buffer;
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** An error whose message repeats the Authorization header. */
  | { readonly kind: 'echo-key'; readonly status?: number };

export interface Fault {
  /** Default: every request. */
  readonly match?: RequestMatch;
  /** How many requests it strikes; default: all until it is removed. */
  readonly times?: number;
  /**
   * Default `before`; `after` lets the API do what was asked first. `truncate` is always after, and
   * `store-late` in between.
   */
  readonly when?: Moment;
  readonly do: FaultAction;
}

export interface FaultHandle {
  /** Requests struck so far. */
  readonly hits: number;
  remove(): void;
}

interface ActiveFault {
  readonly fault: Fault;
  hits: number;
}

/** Faults in the order in which they were pushed; the first that matches a request strikes it. */
export class Faults {
  readonly #active = new Set<ActiveFault>();

  push(fault: Fault): FaultHandle {
    const active: ActiveFault = { fault, hits: 0 };
    this.#active.add(active);
    return {
      get hits() {
        return active.hits;
      },
      remove: () => {
        this.#active.delete(active);
      },
    };
  }

  clear(): void {
    this.#active.clear();
  }

  /** The fault that strikes this request; counts it. */
  take(request: RequestRecord): Fault | undefined {
    for (const active of this.#active) {
      const { match = {}, times = Infinity } = active.fault;
      if (!matches(match, request)) continue;
      active.hits += 1;
      if (active.hits >= times) this.#active.delete(active);
      return active.fault;
    }
    return undefined;
  }
}

export function strikesAt(fault: Fault): Moment {
  return fault.do.kind === 'truncate' ? 'after' : (fault.when ?? 'before');
}

/**
 * @param answer What the API would have said; absent before it has handled the request.
 * @returns Whether the exchange is over; otherwise it goes on as usual.
 */
export async function act(
  action: FaultAction,
  exchange: Exchange,
  answer?: Answer,
): Promise<boolean> {
  switch (action.kind) {
    case 'status':
      exchange.send(statusAnswer(action, exchange.record));
      return true;
    case 'delay':
      // Rejects only when the exchange ends first.
      await sleep(action.milliseconds, undefined, { signal: exchange.over }).catch(() => undefined);
      return exchange.isOver();
    case 'stall':
      exchange.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      exchange.response.flushHeaders();
      await exchange.record.ended;
      return true;
    case 'reset':
      await reset(exchange, action.at);
      return true;
    case 'store-late':
      // See `actBeforeStoring`.
      return false;
    case 'truncate':
      if (answer !== undefined) exchange.sendPart(answer, action.bytes);
      return answer !== undefined;
    case 'body':
      exchange.send({
        status: 200,
        contentType: action.contentType ?? 'application/json',
        headers: action.headers ?? {},
        body: action.body,
      });
      return true;
    case 'echo-key': {
      const message = `Rejected: Authorization was "${exchange.request.headers.authorization ?? ''}".`;
      exchange.send(errorAnswer(action.status ?? 401, message, exchange.record.requestId));
      return true;
    }
  }
}

/** What comes between an upload that has arrived and its place in the dataset. */
export async function actBeforeStoring(
  action: FaultAction | undefined,
  exchange: Exchange,
): Promise<void> {
  if (action?.kind !== 'store-late') return;
  exchange.reset();
  await sleep(action.milliseconds);
}

function statusAnswer(
  { status, message, error, headers = {}, body, contentType }: FaultAction & { kind: 'status' },
  { requestId }: RequestRecord,
): Answer {
  if (body !== undefined) {
    return { status, headers, contentType: contentType ?? 'text/plain; charset=utf-8', body };
  }
  const text = message ?? `The stand-in API was told to answer ${status}.`;
  const answer = errorAnswer(status, text, requestId, error);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

async function reset(exchange: Exchange, at: 'before-headers' | 'after-headers'): Promise<void> {
  if (at === 'after-headers') {
    exchange.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
    // A reset discards what is not yet sent: wait until the headers and a first byte have left.
    await new Promise((resolve) => exchange.response.write('{', resolve));
  }
  exchange.reset();
}

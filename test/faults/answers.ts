import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Exchange } from './RawServer';

/** A dataset as the API gives it. */
export const dataset =
  '{"id":"ds_1","name":"One","created_at":"2026-01-02T03:04:05Z","description":""}';

type Headers = Readonly<Record<string, string | number>>;

export const jsonType: Headers = { 'Content-Type': 'application/json' };

/** The head of an answer, with the blank line behind it. */
export function head(status: number | string, headers: Headers = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}${typeof status === 'number' ? ' Told' : ''}\r\n${lines.join('')}\r\n`;
}

/** A whole, correct answer. */
export function reply(
  status: number | string,
  body: string | Buffer = '',
  headers: Headers = jsonType,
): Answer {
  return ({ socket }) => {
    const length = Buffer.byteLength(body);
    socket.write(head(status, { 'Content-Length': length, ...headers }));
    socket.write(body);
  };
}

/** 200 with this JSON. */
export function json(text: string | Buffer = dataset, headers: Headers = {}): Answer {
  return reply(200, text, { ...jsonType, ...headers });
}

/** These bytes; the connection stays open. */
export function raw(...pieces: readonly (string | Buffer)[]): Answer {
  return ({ socket }) => {
    for (const piece of pieces) socket.write(piece);
  };
}

/** These bytes, then the end of the connection. */
export function rawAndClose(...pieces: readonly (string | Buffer)[]): Answer {
  return ({ socket }) => {
    for (const piece of pieces) socket.write(piece);
    socket.end();
  };
}

/** These bytes, then a TCP reset. */
export function rawAndReset(...pieces: readonly string[]): Answer {
  return ({ socket }) => {
    if (pieces.length === 0) socket.resetAndDestroy();
    // A reset discards what is not yet sent.
    else socket.write(pieces.join(''), () => socket.resetAndDestroy());
  };
}

/** These bytes, and a TCP reset once the client has read the head. */
export function rawAndResetInBody(...pieces: readonly string[]): Answer {
  return async ({ socket }) => {
    const read = headRead();
    socket.write(pieces.join(''));
    await read;
    socket.resetAndDestroy();
  };
}

/** Resolves when a client of this process has read the head of an answer and waits for its body. */
export function headRead(): Promise<void> {
  return new Promise((resolve) => {
    const channel = 'http.client.response.finish';
    const listener = (): void => {
      unsubscribe(channel, listener);
      // What the client does about it comes first.
      setImmediate(resolve);
    };
    subscribe(channel, listener);
  });
}

/** One piece after the other, until all are sent or the client has gone. */
export function drip(
  milliseconds: number,
  pieces: Iterable<string | Buffer>,
): (exchange: Exchange) => Promise<void> {
  return async ({ socket, over }) => {
    for (const piece of pieces) {
      if (over.aborted) return;
      socket.write(piece);
      await sleep(milliseconds, undefined, { signal: over }).catch(() => undefined);
    }
  };
}

/** The same piece for ever. */
export function* endless<Piece>(piece: Piece): Generator<Piece, never> {
  for (;;) yield piece;
}

/** A head, then a body of so many MiB, as fast as it is taken. */
export function flood(start: string, mebibytes: number): Answer {
  const piece = Buffer.alloc(1024 * 1024, 'x');
  return async ({ socket }) => {
    socket.write(start);
    const pieces = (function* () {
      for (let sent = 0; sent < mebibytes; sent += 1) yield piece;
    })();
    // Clients are right not to take it all.
    await pipeline(Readable.from(pieces), socket, { end: false }).catch(() => undefined);
  };
}

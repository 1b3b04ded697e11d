import * as vscode from 'vscode';
import type { CartesiaError } from '../api/errors';
import type { ExchangeRecord } from '../api/transport';
import { oneLine } from './plainText';

/** Longest part of a line that comes from outside, in characters. */
const maxPart = 500;

/** The "Cartesia" output channel. Requests are written without key and without bodies. */
export class Log implements vscode.Disposable {
  #followed: CartesiaError | undefined;
  readonly #channel = vscode.window.createOutputChannel('Cartesia', { log: true });

  /** One line for one exchange: what was asked, how it ended, how long it took. */
  readonly exchange = (record: ExchangeRecord): void => {
    const { method, url, milliseconds, status, requestId = '', failure } = record;
    const what = `${method} ${oneLine(url, maxPart)}`;
    const took = `${milliseconds} ms`;
    if (failure === undefined) {
      this.#channel.info(`${what} ${status ?? ''} ${took} ${oneLine(requestId, maxPart)}`.trim());
    } else if (failure.kind === 'cancelled') {
      this.#channel.info(`${what} cancelled after ${took}`);
    } else {
      this.#channel.error(`${what} failed after ${took}: ${describe(failure)}`);
    }
  };

  /** Logs failures that no exchange tells of, each once however often it is passed on. */
  follow(failure: CartesiaError | undefined): void {
    if (failure === undefined || failure === this.#followed) return;
    this.#followed = failure;
    if (failure.kind === 'internal' || failure.kind === 'noKeyring') {
      this.#channel.error(describe(failure));
    }
  }

  error(message: string, error: unknown): void {
    this.#channel.error(message, error);
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}

/** A failure in one line. Everything in it may come from outside. */
function describe({ kind, code, message, requestId, stack }: CartesiaError): string {
  const parts = [kind, code, message, requestId && `request ${requestId}`];
  const line = parts.flatMap((part) => (part ? [oneLine(part, maxPart)] : [])).join(', ');
  return kind === 'internal' ? `${line}\n${stack ?? ''}` : line;
}

import * as vscode from 'vscode';
import type { ExchangeRecord } from '../api/transport';

/** The "Cartesia" output channel. Requests are written without key and without bodies. */
export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Cartesia', { log: true });

  /** One line for one exchange: what was asked, how it ended, how long it took. */
  readonly exchange = (record: ExchangeRecord): void => {
    const { method, url, milliseconds, status, requestId, failure } = record;
    const took = `${milliseconds} ms`;
    if (failure === undefined) {
      this.#channel.debug([method, url, status, took, requestId].filter(Boolean).join(' '));
      return;
    }
    if (failure.kind === 'cancelled') {
      this.#channel.debug(`${method} ${url} cancelled after ${took}`);
      return;
    }
    const { kind, message, code } = failure;
    const id = failure.requestId === undefined ? '' : `, request ${failure.requestId}`;
    const origin = failure.cause instanceof Error ? ` (${failure.cause.message})` : '';
    const detail = code === undefined ? message : `${code}: ${message}`;
    this.#channel.error(`${method} ${url} ${kind} after ${took}: ${detail}${origin}${id}`);
  };

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

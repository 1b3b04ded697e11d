import { STATUS_CODES } from 'node:http';

/** What a handler wants sent; length, compression and request ID are added on the way out. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent exactly when there is no body. */
  readonly contentType?: string;
  readonly body?: string | Buffer;
}

export interface ErrorOptions {
  /** The machine-readable `error_code`; null when left out. */
  readonly code?: string;
  /** Short summary; the status' own phrase when left out. */
  readonly title?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by handlers: the request ends with this status and the documented error body. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly status: number;
  readonly options: ErrorOptions;

  constructor(status: number, message: string, options: ErrorOptions = {}) {
    super(message);
    this.status = status;
    this.options = options;
  }
}

export function jsonAnswer(body: string, status = 200): Answer {
  return { status, contentType: 'application/json', body };
}

export const noContent: Answer = { status: 204 };

/** The error body of version 2026-03-01. */
export function errorAnswer(
  status: number,
  message: string,
  requestId: string,
  { code, title, headers = {} }: ErrorOptions = {},
): Answer {
  const body = JSON.stringify({
    error_code: code ?? null,
    title: title ?? STATUS_CODES[status] ?? 'Error',
    message,
    request_id: requestId,
  });
  return { ...jsonAnswer(body, status), headers };
}

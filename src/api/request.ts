import type { Readable } from 'node:stream';
import type { CartesiaError } from './errors';

/** A body that is read as it is sent. */
export interface StreamedBody {
  readonly contentType: string;
  /** Bytes. */
  readonly length: number;
  /** Makes the stream anew for each try. */
  readonly open: () => Readable;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path with every ID already percent-encoded; starts with a slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly stream?: StreamedBody;
  /** What the answer should be; default JSON. */
  readonly accept?: string;
  /** Largest answer in bytes; default that of the limits. */
  readonly maxBodyBytes?: number;
  /** The dataset that the request is about, for the error if it fails. */
  readonly datasetId?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly contentType: string;
  readonly body: Buffer;
  /** Blots the key out of what is told of this answer. */
  readonly redact: (text: string) => string;
  /** Tells the log that the answer cannot be used. */
  readonly refuse: (failure: CartesiaError) => void;
}

/** A request waits before it is sent again. */
export interface Wait {
  readonly milliseconds: number;
  /** Why the try before failed. */
  readonly error: CartesiaError;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told when the request waits to be sent again, and with undefined when the wait is over. */
  readonly onWait?: ((wait: Wait | undefined) => void) | undefined;
}

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
}

/** A request waits before it is sent again. */
export interface Wait {
  readonly milliseconds: number;
  /** Why the try before failed. */
  readonly error: CartesiaError;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told whenever the request is going to be sent again after a while. */
  readonly onWait?: ((wait: Wait) => void) | undefined;
}

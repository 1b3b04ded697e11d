import type { IncomingHttpHeaders } from 'node:http';

/** A file as it arrived; its bytes are counted and hashed on the way, never kept. */
export interface UploadRecord {
  /** As sent, path included. */
  readonly filename: string;
  readonly contentType: string;
  readonly purpose: string;
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal; absent where the server was told not to hash. */
  readonly sha256?: string;
}

/**
 * How a request ended: `answered` in full, `cut` by a fault or by closing the server, or left by
 * the client (`abandoned`) before its answer was sent.
 */
export type Ending = 'open' | 'answered' | 'cut' | 'abandoned';

/** One request that reached the server; it is filled in while the exchange goes on. */
export interface RequestRecord {
  readonly method: string;
  /** Path and query exactly as received, not decoded. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly receivedAt: Date;
  /** `x-request-id` of the answer. */
  readonly requestId: string;
  /** Of the answer, once its headers were sent. */
  readonly status: number | undefined;
  /** Parsed JSON body. */
  readonly body: unknown;
  readonly upload: UploadRecord | undefined;
  readonly ending: Ending;
  /** Settles when `ending` is no longer `open`. */
  readonly ended: Promise<void>;
}

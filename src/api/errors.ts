import type { DatasetIdProblem } from './datasetId';

/** Every way in which a request can end without its result. The set is closed: a new cause joins a kind. */
export type CartesiaErrorKind =
  | 'noKey'
  /** A key is stored, but for another origin than the base URL points to. */
  | 'keyElsewhere'
  /** The place where the key is kept cannot be read or written. */
  | 'noKeyring'
  | 'badBaseUrl'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'rateLimited'
  | 'quotaExceeded'
  | 'refused'
  | 'serverError'
  | 'unreachable'
  | 'timedOut'
  | 'unexpectedAnswer'
  | 'cancelled'
  /** The answer to a request that is not repeated was lost: it may have done its work. */
  | 'maybeDone'
  /** Another upload to the same dataset has not ended. */
  | 'uploadUnderWay'
  /** Files are meant that are not on a disk of the extension's machine. */
  | 'notLocal'
  /** A command was given something that cannot be an ID. */
  | 'invalidId'
  /** A mistake of this extension itself. */
  | 'internal';

/** Why the other side could not be reached, as far as Node's error tells. */
export type UnreachableReason =
  | 'refused'
  | 'dns'
  | 'noRoute'
  | 'untrustedCertificate'
  | 'expiredCertificate'
  | 'otherHostsCertificate'
  | 'noTls'
  | 'proxy'
  | 'dropped';

export interface CartesiaErrorDetails {
  /** HTTP status, where an answer arrived. */
  readonly status?: number;
  /** The API's machine-readable `error_code`. */
  readonly code?: string;
  /** What the API said to people; text from outside, never to be rendered as anything but text. */
  readonly apiMessage?: string;
  /** `request_id` of the body, else the `x-request-id` header. */
  readonly requestId?: string;
  readonly reason?: UnreachableReason;
  /** True where not a byte of the request can have reached the server. */
  readonly neverSent?: boolean;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The dataset that the request was about. */
  readonly datasetId?: string | undefined;
  readonly idProblem?: DatasetIdProblem;
  /** What a person gave and cannot be used. */
  readonly value?: string;
  readonly cause?: unknown;
}

/** The only error this package throws. Its message is for the log; people read `host/explain`. */
export class CartesiaError extends Error {
  override readonly name = 'CartesiaError';
  readonly kind: CartesiaErrorKind;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly apiMessage: string | undefined;
  readonly requestId: string | undefined;
  readonly reason: UnreachableReason | undefined;
  readonly neverSent: boolean;
  readonly retryAfterMs: number | undefined;
  readonly datasetId: string | undefined;
  readonly idProblem: DatasetIdProblem | undefined;
  readonly value: string | undefined;

  constructor(kind: CartesiaErrorKind, message: string, details: CartesiaErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.kind = kind;
    this.status = details.status;
    this.code = details.code;
    this.apiMessage = details.apiMessage;
    this.requestId = details.requestId;
    this.reason = details.reason;
    this.neverSent = details.neverSent ?? false;
    this.retryAfterMs = details.retryAfterMs;
    this.datasetId = details.datasetId;
    this.idProblem = details.idProblem;
    this.value = details.value;
  }
}

/** The error itself where it is ours; anything else was not foreseen, and is a mistake of ours. */
export function toCartesiaError(error: unknown): CartesiaError {
  if (error instanceof CartesiaError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CartesiaError('internal', message, { cause: error });
}

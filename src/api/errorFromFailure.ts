import { CartesiaError, type UnreachableReason } from './errors';

/** Turns whatever an exchange threw into the one error class; a CartesiaError passes unchanged. */
export function errorFromFailure(error: unknown): CartesiaError {
  if (error instanceof CartesiaError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (code === 'ETIMEDOUT') return new CartesiaError('timedOut', message, { cause: error });
  if (code.startsWith('Z_') || code.startsWith('HPE_')) {
    return new CartesiaError('unexpectedAnswer', message, { cause: error });
  }
  return new CartesiaError('unreachable', message, { reason: reasonOf(code), cause: error });
}

function reasonOf(code: string): UnreachableReason {
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns';
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return 'tls';
  return 'dropped';
}

/** Node's error code, also of the error that node-fetch or an AggregateError wraps; '' if none. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return codeOf(inner);
}

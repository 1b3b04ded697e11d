import { CartesiaError, type UnreachableReason } from './errors';

/**
 * Turns whatever an exchange threw into the one error class; a CartesiaError passes unchanged.
 * @param redact blots the key out of the message
 */
export function errorFromFailure(
  error: unknown,
  redact: (text: string) => string = (text) => text,
): CartesiaError {
  if (error instanceof CartesiaError) return error;
  const message = redact(error instanceof Error ? error.message : String(error));
  const { code, syscall } = systemError(error);
  // zlib, the HTTP parser, and brotli, whose codes look like this.
  if (/^(Z_|HPE_|ERR_\w*_ERROR_FORMAT)/.test(code)) {
    return new CartesiaError('unexpectedAnswer', message);
  }
  const reason = reasonOf(code);
  // What comes of several addresses of a host, all tried in vain, names no system call. A route may
  // also be lost while a request is on it; a handshake writes before there is one.
  const underWay = reason === 'noRoute' && (syscall === 'read' || syscall === 'write');
  const neverSent = syscall === 'connect' || (reason !== 'dropped' && !underWay);
  if (code === 'ETIMEDOUT') return new CartesiaError('timedOut', message, { neverSent });
  return new CartesiaError('unreachable', message, { reason, neverSent });
}

function reasonOf(code: string): UnreachableReason {
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns';
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'noRoute';
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return 'expiredCertificate';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'otherHostsCertificate';
  if (/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/.test(code)) return 'untrustedCertificate';
  if (/TLS|SSL|EPROTO/.test(code)) return 'noTls';
  return 'dropped';
}

/** Node's error code and system call, also of the error that another one wraps; '' if none. */
function systemError(error: unknown): { code: string; syscall: string } {
  if (!(error instanceof Error)) return { code: '', syscall: '' };
  // A host with several addresses fails with one error for each.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return systemError(error.errors[0]);
  }
  const text = (name: 'code' | 'syscall'): string => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? value : '';
  };
  const own = { code: text('code'), syscall: text('syscall') };
  // node-fetch keeps the code but not the system call, and names the original error so.
  const original: unknown = Reflect.get(error, 'erroredSysCall') ?? error.cause;
  if (typeof original === 'string') return { ...own, syscall: original };
  return own.code === '' ? systemError(original) : own;
}

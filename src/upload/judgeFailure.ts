import type { CartesiaError, UnreachableReason } from '../api/errors';

/**
 * What a failed upload means: `stop` the whole batch, no other file would fare better; `refused`,
 * this file is not wanted; `busy`, wait and send again; `doubt`, the file may be there or not.
 */
export type Verdict = 'stop' | 'refused' | 'busy' | 'doubt';

/** Nothing that waiting would change. */
const lasting: ReadonlySet<UnreachableReason> = new Set([
  'untrustedCertificate',
  'expiredCertificate',
  'otherHostsCertificate',
  'noTls',
  'proxy',
]);

export function judgeFailure({ kind, reason, status }: CartesiaError): Verdict {
  if (kind === 'rateLimited') return 'busy';
  if (kind === 'refused') return 'refused';
  // "Not implemented" and "version not supported" stay so.
  if (kind === 'serverError') return status === 501 || status === 505 ? 'refused' : 'doubt';
  if (kind === 'timedOut' || kind === 'unexpectedAnswer') return 'doubt';
  if (kind === 'unreachable') {
    return reason !== undefined && lasting.has(reason) ? 'stop' : 'doubt';
  }
  return 'stop';
}

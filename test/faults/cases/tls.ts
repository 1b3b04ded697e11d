import type { UnreachableReason } from '../../../src/api/errors';
import { json, reply } from '../answers';
import { identities } from '../certificates';
import { dropped, fails, late, well, type FaultCase, type Outcome } from '../FaultCase';
import { create } from './calls';

const refused = (reason: UnreachableReason, says: RegExp): Outcome =>
  fails('unreachable', 0, { reason, tries: 1, says });

/** What goes wrong between the connection and the request. */
export const tlsCases = [
  {
    fault: 'A certificate of a trusted authority',
    identity: identities.good,
    answers: [json()],
    outcome: well(),
  },
  {
    fault: 'An expired certificate',
    identity: identities.expired,
    answers: [json()],
    outcome: refused('expiredCertificate', /expired/),
  },
  {
    fault: 'A certificate of the future',
    identity: identities.notYetValid,
    answers: [json()],
    outcome: refused('expiredCertificate', /not yet valid/),
  },
  {
    fault: 'A certificate that signed itself',
    identity: identities.selfSigned,
    answers: [json()],
    outcome: refused('untrustedCertificate', /self-signed/),
  },
  {
    fault: 'A certificate of another host',
    identity: identities.otherHost,
    answers: [json()],
    outcome: refused('otherHostsCertificate', /does not match/),
  },
  {
    fault: 'A certificate of an unknown authority',
    identity: identities.unknownAuthority,
    answers: [json()],
    outcome: refused('untrustedCertificate', /unable to verify/),
  },
  {
    fault: 'A POST to an untrusted certificate',
    call: create,
    identity: identities.selfSigned,
    answers: [json()],
    outcome: refused('untrustedCertificate', /self-signed/),
  },
  {
    fault: 'A server that speaks plain HTTP where TLS is asked for',
    baseUrl: (port) => `https://127.0.0.1:${port}`,
    onConnection: (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n')),
    answers: [],
    outcome: refused('noTls', /wrong version|packet length|http/i),
  },
  {
    fault: 'A server that speaks TLS where plain HTTP is asked for',
    identity: identities.good,
    baseUrl: (port) => `http://127.0.0.1:${port}`,
    answers: [json()],
    outcome: dropped(0, { tries: 3 }),
  },
  {
    fault: 'A TLS connection that is closed inside its handshake',
    baseUrl: (port) => `https://127.0.0.1:${port}`,
    onConnection: (socket) => socket.once('data', () => socket.destroy()),
    answers: [],
    outcome: dropped(0, { tries: 3 }),
  },
  {
    fault: 'A POST whose TLS handshake never begins',
    call: create,
    baseUrl: (port) => `https://127.0.0.1:${port}`,
    onConnection: () => undefined,
    answers: [],
    // Nothing was sent, so that it may be sent again.
    ...late('connection', 0, { tries: 3 }),
  },
  {
    fault: 'A redirect from TLS to plain HTTP',
    identity: identities.good,
    answers: ({ elsewhere }) => [reply(302, '', { Location: elsewhere })],
    outcome: fails('unexpectedAnswer', 1, { status: 302 }),
  },
] satisfies readonly FaultCase[];

import { generate } from 'selfsigned';

/** A certificate and its private key, both PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

interface Request {
  /** An IP address or a DNS name. */
  readonly host: string;
  /** Who signs it; by default it signs itself. */
  readonly by?: Identity;
  readonly from?: Date;
  readonly until?: Date;
}

const dayMs = 86_400_000;

const daysFromNow = (days: number): Date => new Date(Date.now() + days * dayMs);

async function issue({ host, by, from, until }: Request): Promise<Identity> {
  const isAddress = /^[\d.]+$/.test(host);
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: from ?? daysFromNow(-1),
    notAfterDate: until ?? daysFromNow(1),
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [isAddress ? { type: 7, ip: host } : { type: 2, value: host }],
      },
    ],
    ...(by !== undefined && { ca: by }),
  });
  return { key, cert };
}

async function makeAuthority(name: string): Promise<Identity> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: daysFromNow(-10),
    notAfterDate: daysFromNow(10),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key, cert };
}

/** The one authority that the client under test trusts. */
export const authority = await makeAuthority('Trusted test authority');
const stranger = await makeAuthority('Unknown test authority');

const host = '127.0.0.1';

export const identities = {
  good: await issue({ host, by: authority }),
  expired: await issue({ host, by: authority, from: daysFromNow(-3), until: daysFromNow(-2) }),
  notYetValid: await issue({ host, by: authority, from: daysFromNow(2), until: daysFromNow(3) }),
  selfSigned: await issue({ host }),
  otherHost: await issue({ host: 'elsewhere.example', by: authority }),
  unknownAuthority: await issue({ host, by: stranger }),
} as const;

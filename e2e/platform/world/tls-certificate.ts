import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { generate } from 'selfsigned';

/** The certificate and key of an HTTPS server, and the authority that a client must know. All are PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

const YEAR_MS = 365 * 24 * 3600 * 1000;
const YEARS = { authority: 10, server: 2 } as const;
const EC_P256 = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

const named = (commonName: string) => [{ name: 'commonName', value: commonName }];
const after = (years: number) => new Date(Date.now() + years * YEAR_MS);

/** Returns the identity in a folder, made at the first start. Its authority certifies only this server. */
export async function openTlsIdentity(folder: string): Promise<TlsIdentity> {
  const path = (name: string) => join(folder, `tls-${name}.pem`);
  const names = ['key', 'cert', 'ca'] as const;
  if (!names.every((name) => existsSync(path(name)))) {
    const made = await makeTlsIdentity();
    mkdirSync(folder, { recursive: true });
    for (const name of names) writeFileSync(path(name), made[name], { mode: 0o600 });
  }
  const read = (name: string) => readFileSync(path(name), 'utf8');
  return { key: read('key'), cert: read('cert'), ca: read('ca') };
}

/** Makes a new authority and its certificate for this computer. */
export async function makeTlsIdentity(): Promise<TlsIdentity> {
  const authority = await generate(named('SealDesk sandbox TLS authority'), {
    ...EC_P256,
    notAfterDate: after(YEARS.authority),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate(named('localhost'), {
    ...EC_P256,
    notAfterDate: after(YEARS.server),
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: serverNames },
    ],
  });
  return { key: server.private, cert: server.cert, ca: authority.cert };
}

const serverNames = [
  { type: 2 as const, value: 'localhost' },
  { type: 7 as const, ip: '127.0.0.1' },
  { type: 7 as const, ip: '::1' },
];

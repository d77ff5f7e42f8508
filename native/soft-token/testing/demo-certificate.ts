import { randomBytes } from 'node:crypto';
import type { TokenHosts } from '../../../electron/adapters/tokens/token-hosts.ts';
import { loadSmEngine } from '../../../electron/core/sm/load-engine.ts';
import { softwareSigner } from '../../../electron/core/sm/message-signature.ts';
import { buildCertificate } from '../../../electron/core/x509/issuing.ts';
import { keyUsageExtension, type KeyUsage } from '../../../electron/core/x509/extensions.ts';
import { type DemoToken, KEY_ID, PIN, utf8, valueOf } from './soft-token-fixture.ts';

/** Makes a certificate for a token's key, issued by a temporary authority. */
export async function demoCertificate(
  point: Uint8Array,
  name = '样章有限公司',
  usages: readonly KeyUsage[] = ['digitalSignature', 'nonRepudiation'],
): Promise<Uint8Array> {
  const engine = await loadSmEngine();
  const authority = Uint8Array.from({ length: 32 }, (_each, index) => index + 1);
  return buildCertificate(
    {
      subject: [
        ['C', 'CN'],
        ['CN', name],
      ],
      issuer: [
        ['C', 'CN'],
        ['CN', 'Test CA'],
      ],
      serial: Uint8Array.of(1, 2, 3),
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2029-01-01T00:00:00Z'),
      publicKey: point,
      extensions: [keyUsageExtension(...usages)],
    },
    softwareSigner(engine, authority, (length) => Uint8Array.from(randomBytes(length))),
  );
}

/** Stores a certificate for the key of a new token. @returns the certificate */
export async function certified(client: TokenHosts, token: DemoToken): Promise<Uint8Array> {
  const certificate = await demoCertificate(token.point);
  const stored = { ...token, id: KEY_ID, label: '签名', der: certificate, pin: utf8(PIN) };
  valueOf(await client.storeCertificate(stored));
  return certificate;
}

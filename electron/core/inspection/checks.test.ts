import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { writeNull, writeObjectIdentifier, writeSequence } from '../asn1/der-writer.ts';
import { DIGEST_OID } from '../asn1/identifiers.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { standardList, standardParty, type StandardSigner } from '../verification/fixtures/standard-party.ts';
import { decodeCertificate } from '../x509/certificate.ts';
import { decodeRevocationList } from '../x509/revocation-list.ts';
import { readTrustStore } from '../x509/trust-store.ts';
import { certificateChecks, revocationListChecks } from './checks.ts';

const SHA1_WITH_RSA = '1.2.840.113549.1.1.5';
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';

function rsaSigner(algorithm: string, hash: 'sha1' | 'sha256', modulusLength: number): StandardSigner {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
  return {
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    algorithm: writeSequence(writeObjectIdentifier(algorithm), writeNull()),
    digestId: DIGEST_OID[hash],
    sign: (message) => new Uint8Array(sign(hash, message, privateKey)),
    digest: (bytes) => new Uint8Array(createHash(hash).update(bytes).digest()),
  };
}

describe('the signature of an issuer', () => {
  it.each([
    ['SHA-1', rsaSigner(SHA1_WITH_RSA, 'sha1', 2048)],
    ['a key of 1024 bits', rsaSigner(SHA256_WITH_RSA, 'sha256', 1024)],
  ])('by %s is too weak, as the path check says', async (_, signer) => {
    const root = standardParty(signer, 'Root', null);
    const holder = standardParty(rsaSigner(SHA256_WITH_RSA, 'sha256', 2048), 'Holder', root);
    const trust = readTrustStore({ certificates: [root.certificate], crls: [] });
    const inputs = { engine: await loadSmEngine(), trust, now: new Date('2026-06-01T00:00:00Z') };
    const weak = { result: 'unknown', code: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' };
    const checks = certificateChecks(decodeCertificate(holder.certificate), inputs);
    expect(checks.find(({ name }) => name === 'issuerSignature')).toMatchObject(weak);
    expect(checks.find(({ name }) => name === 'path')).toMatchObject(weak);
    const [listed] = revocationListChecks(decodeRevocationList(standardList(root)), inputs);
    expect(listed).toMatchObject(weak);
  });
});

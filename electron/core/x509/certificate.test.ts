import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { opensslText } from '../../../e2e/peers/openssl-text.ts';
import { CodedError } from '../../shared/errors.ts';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { DEFAULT_SIGNER_ID } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeParty, makeRevocationList } from '../verification/fixtures/mini-authority.ts';
import { basicConstraintsExtension, keyUsageExtension } from './extensions.ts';
import { decodeCertificate } from './certificate.ts';
import { distributionPointExtension } from './distribution-points.ts';
import { decodePem, encodePem } from './pem.ts';
import { decodeRevocationList } from './revocation-list.ts';
import { checkSignature } from './signed-structure.ts';

const engine = await loadSmEngine();
const folder = mkdtempSync(join(tmpdir(), 'x509-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const root = await makeParty(
  engine,
  { commonName: '样例根', serial: 1, isAuthority: true, pathLength: 1 },
  null,
);
const address = 'http://crl.example/list.crl';
const leaf = await makeParty(
  engine,
  {
    commonName: '测试 "公司", 有限',
    serial: 0x80ff,
    extensions: [
      basicConstraintsExtension({ isAuthority: false, pathLength: null }),
      keyUsageExtension('digitalSignature', 'nonRepudiation'),
      distributionPointExtension(address),
    ],
  },
  root,
);
const list = await makeRevocationList(root, {
  revoked: [
    { serial: leaf.serial, revokedAt: new Date('2026-03-01T10:00:00Z'), reason: 1 },
    { serial: fromHex('05'), revokedAt: new Date('2026-03-02T10:00:00Z'), reason: 0 },
  ],
});

const openssl = (...parameters: readonly string[]): string => opensslText(parameters, { cwd: folder });

describe('a certificate that we write', () => {
  writeFileSync(join(folder, 'root.pem'), encodePem('CERTIFICATE', root.certificate));
  writeFileSync(join(folder, 'leaf.pem'), encodePem('CERTIFICATE', leaf.certificate));
  writeFileSync(join(folder, 'list.pem'), encodePem('X509 CRL', list));

  it('is read by openssl as we read it', () => {
    const text = openssl('x509', '-in', 'leaf.pem', '-noout', '-text', '-nameopt', 'RFC2253,utf8,-esc_msb');
    for (const part of [
      'Version: 3 (0x2)',
      'Serial Number: 33023 (0x80ff)',
      'Signature Algorithm: SM2-with-SM3',
      'Issuer: CN=样例根,C=CN',
      String.raw`Subject: CN=测试 \"公司\"\, 有限,C=CN`,
      'Not After : Jan  1 00:00:00 2030 GMT',
      'ASN1 OID: SM2',
      'Digital Signature, Non Repudiation',
      `URI:${address}`,
    ]) {
      expect(text).toContain(part);
    }
    expect(decodeCertificate(leaf.certificate)).toMatchObject({
      version: 3,
      serial: '0080ff',
      issuer: { text: 'CN=样例根,C=CN' },
      subject: { text: String.raw`CN=测试 \"公司\"\, 有限,C=CN`, commonName: '测试 "公司", 有限' },
      publicKey: { algorithm: 'SM2', sm2: leaf.publicKey },
      basicConstraints: { isAuthority: false, pathLength: null },
      keyUsage: new Set(['digitalSignature', 'nonRepudiation']),
      subjectKeyIdentifier: leaf.keyIdentifier,
      authorityKeyIdentifier: root.keyIdentifier,
      distributionPoints: [address],
      unknownCritical: [],
    });
  });

  it('verifies with openssl under its issuer', () => {
    const identity = `distid:${DEFAULT_SIGNER_ID}`;
    const options = ['-no_check_time', '-partial_chain', '-CAfile', 'root.pem', '-vfyopt', identity];
    expect(openssl('verify', ...options, 'leaf.pem')).toBe('leaf.pem: OK\n');
  });

  it('is listed as revoked as openssl reads the list', () => {
    const text = openssl('crl', '-in', 'list.pem', '-noout', '-text');
    for (const part of [
      'Version 2 (0x1)',
      'Serial Number: 80FF',
      'Key Compromise',
      'Mar  1 10:00:00 2026 GMT',
    ]) {
      expect(text).toContain(part);
    }
    const { entries, thisUpdate, nextUpdate, unknownCritical } = decodeRevocationList(list);
    expect(entries.size).toBe(2);
    expect([entries.get('ff'), entries.get('0080fe')]).toEqual([undefined, undefined]);
    expect(entries.get('0080ff')).toEqual({
      revokedAt: new Date('2026-03-01T10:00:00Z'),
      reason: 1,
      invalidSince: null,
    });
    expect([thisUpdate, nextUpdate, unknownCritical]).toEqual([
      new Date('2026-01-02T00:00:00Z'),
      new Date('2027-01-02T00:00:00Z'),
      [],
    ]);
  });

  /** openssl knows no identity for lists and roots: it checks the bytes that we cut out of them. */
  it.each([
    ['a list', decodeRevocationList(list)],
    ['a root', decodeCertificate(root.certificate)],
  ])('has a signature that openssl accepts over the bytes of %s', (_name, { signedBytes, signature }) => {
    writeFileSync(join(folder, 'signed.tbs'), signedBytes);
    writeFileSync(join(folder, 'signed.sig'), signature);
    openssl('x509', '-in', 'root.pem', '-noout', '-pubkey', '-out', 'root.pub');
    const options = [
      '-verify',
      'root.pub',
      '-sigopt',
      `distid:${DEFAULT_SIGNER_ID}`,
      '-signature',
      'signed.sig',
    ];
    expect(openssl('dgst', '-sm3', ...options, 'signed.tbs')).toBe('Verified OK\n');
  });
});

describe('a certificate that openssl writes', () => {
  it.each([
    ['RSA', ['rsa:2048'], []],
    ['EC 1.2.840.10045.3.1.7', ['ec'], ['-pkeyopt', 'ec_paramgen_curve:P-256']],
  ])('judges the signature by a key of type %s', (algorithm, key, options) => {
    const request = ['req', '-x509', '-newkey', ...key, ...options, '-nodes', '-keyout', 'k.pem'];
    const pem = openssl(...request, '-subj', '/CN=x', '-days', '10');
    const certificate = decodeCertificate(decodePem(pem)[0]?.der ?? new Uint8Array());
    expect(certificate.publicKey).toMatchObject({ algorithm, sm2: null });
    expect(checkSignature(engine, certificate, certificate.publicKey)).toBe('valid');
  });
});

describe('a damaged certificate', () => {
  it('fails with a code or by its signature after the change of any byte', () => {
    const issuer = decodeCertificate(root.certificate).publicKey;
    fc.assert(
      fc.property(fc.nat(leaf.certificate.length - 1), fc.integer({ min: 1, max: 255 }), (offset, mask) => {
        const changed = leaf.certificate.slice();
        changed[offset] = (changed[offset] ?? 0) ^ mask;
        expect(outcomeOf(changed, issuer)).not.toBe('valid');
      }),
      { numRuns: 150 },
    );
  });

  it('may not name another algorithm outside than inside', () => {
    const text = toHex(leaf.certificate);
    const inside = text.indexOf('06082a811ccf55018375');
    const outside = text.indexOf('06082a811ccf55018375', inside + 1);
    const changed = `${text.slice(0, outside)}06082a811ccf55018374${text.slice(outside + 20)}`;
    expect(() => decodeCertificate(fromHex(changed))).toThrow(CodedError);
  });
});

function outcomeOf(der: Uint8Array, issuer: Parameters<typeof checkSignature>[2]): string {
  try {
    return checkSignature(engine, decodeCertificate(der), issuer);
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
}

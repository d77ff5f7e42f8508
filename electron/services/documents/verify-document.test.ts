import { describe, expect, it } from 'vitest';
import {
  writeElement,
  writeExplicit,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
  writeSetOf,
  writeUnsigned,
} from '../../core/asn1/der-writer.ts';
import { CMS_OID, explicitTag, SM_OID } from '../../core/asn1/identifiers.ts';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { onePagePdf } from '../../core/pdf/fixtures/pdf-fixture.ts';
import { encodeSealSignatureV4, encodeTbsSignV4 } from '../../core/seal/seal-signature.ts';
import { encodeSignature } from '../../core/sm/signature-encoding.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import {
  makeTimeStampAuthority,
  makeTimeStampToken,
} from '../../core/verification/fixtures/mini-time-stamp.ts';
import {
  makeMiniWorld,
  makeSeal,
  sealContent,
  sealPdf,
} from '../../core/verification/fixtures/mini-world.ts';
import { encodeName } from '../../core/x509/name.ts';
import { encodePem } from '../../core/x509/pem.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import { inspectFile, verifyDocument } from './verify-document.ts';

const engine = await loadSmEngine();
const world = await makeMiniWorld(engine);
const now = new Date('2026-07-01T00:00:00Z');
const trust = {
  certificates: [world.root.certificate, world.issuing.certificate, Uint8Array.of(1, 2, 3)],
  crls: [...world.revocationLists, new Uint8Array()],
  makerStatements: world.makerStatements,
};
const seal = await makeSeal(world.maker, sealContent(world.first));

async function inspect(bytes: Uint8Array, at = now): Promise<Inspection> {
  const result = await inspectFile(memorySource(bytes), 'file', { engine, now: at, trust });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const checksOf = ({ checks }: Inspection): string[] =>
  checks.map(({ name, result, code }) => `${name} ${result} ${code}`);

const SEAL_PASSES = [
  'makerSignature pass OK',
  'makerIssuerSignature pass OK',
  'makerCertificate pass OK',
  'makerListed pass OK',
  'sealValidity pass OK',
];

/** Signs 32 bytes as GM/T 0010 has it: over the content itself, or over attributes. */
async function signedByFirst(type: string, hasAttributes: boolean): Promise<Uint8Array> {
  const content = engine.sm3(seal);
  const attribute = writeSequence(
    writeObjectIdentifier(CMS_OID.messageDigest),
    writeSetOf(writeOctetString(content)),
  );
  const signature = encodeSignature(await world.first.sign(hasAttributes ? writeSetOf(attribute) : content));
  const digest = writeSequence(writeObjectIdentifier(SM_OID.sm3));
  const signer = writeSequence(
    writeInteger(1),
    writeSequence(encodeName(world.issuing.name), writeUnsigned(world.first.serial)),
    digest,
    ...(hasAttributes ? [writeElement(explicitTag(0), attribute)] : []),
    writeSequence(writeObjectIdentifier(SM_OID.sm2Signature)),
    writeOctetString(signature),
  );
  const encapsulated = [writeObjectIdentifier(SM_OID.gmData), writeExplicit(0, writeOctetString(content))];
  const signedData = writeSequence(
    writeInteger(1),
    writeSetOf(digest),
    writeSequence(...encapsulated),
    writeElement(explicitTag(0), world.first.certificate),
    writeSetOf(signer),
  );
  return writeSequence(writeObjectIdentifier(type), writeExplicit(0, signedData));
}

describe('inspectFile', () => {
  it('describes a seal', async () => {
    const inspection = await inspect(seal);
    expect(inspection).toMatchObject({
      type: 'seal',
      seal: {
        version: 4,
        esId: 'SAMPLE0001',
        name: '样例公章',
        kind: 'organisation',
        picture: { type: 'PNG', widthMm: 40, heightMm: 40 },
        certificateList: { kind: 'certificates', entries: ['CN=样例甲方,C=CN'] },
        maker: { subject: 'CN=样例制章者,C=CN', algorithm: 'SM2' },
      },
    });
    expect(checksOf(inspection)).toEqual(SEAL_PASSES);
    expect(() => JSON.stringify(inspection)).not.toThrow();
  });

  it('describes a seal that has expired, as its maker’s certificate has', async () => {
    const later = await inspect(seal, new Date('2031-01-01T00:00:00Z'));
    expect(checksOf(later).slice(2)).toEqual([
      'makerCertificate fail EXPIRED_WHEN_INSPECTED',
      'sealValidity fail SEAL_EXPIRED_SINCE',
    ]);
  });

  it.each([
    ['zeros', new Uint8Array(32), 'documentHash fail HASH_FAILURE'],
    ['a hash', engine.sm3(seal), 'documentHash unknown NOT_CHECKED'],
  ])('describes a bare signature over %s', async (_name, dataHash, outcome) => {
    const tbsSign = encodeTbsSignV4({ seal, signedAt: now, dataHash, propertyInfo: 'range' });
    const signature = await world.first.sign(tbsSign);
    const signerCertificate = world.first.certificate;
    const inspection = await inspect(encodeSealSignatureV4({ tbsSign, signerCertificate, signature }));
    expect(inspection).toMatchObject({ type: 'signature', format: 'ses-v4', signedAt: now.toISOString() });
    expect(checksOf(inspection)).toEqual([
      'signerSignature pass OK',
      'signerIssuerSignature pass OK',
      'signerCertificate pass OK',
      'certificateListed pass OK',
      outcome,
      ...SEAL_PASSES,
    ]);
  });

  it('describes the signatures of a PDF', async () => {
    const sealed = await sealPdf(world, onePagePdf(), { signer: world.first });
    const inspection = await inspect(sealed);
    expect(inspection).toMatchObject({
      type: 'pdf',
      revisions: 2,
      isEncrypted: false,
      signatures: [
        {
          field: 'Seal1',
          filter: 'Gomain.GMPkiLite',
          subFilter: 'GM.sm2seal',
          coveredBytes: sealed.length,
          content: { type: 'signature', file: 'file#Seal1', seal: { name: '样例公章' } },
        },
      ],
    });
    expect(await inspect(onePagePdf())).toMatchObject({ type: 'pdf', signatures: [] });
  });

  it.each([
    ['standard object identifiers', CMS_OID.signedData, 'cms', false],
    ['those of GM/T 0010', SM_OID.gmSignedData, 'gmt-0010', false],
    ['those of GM/T 0010, and signed attributes', SM_OID.gmSignedData, 'gmt-0010', true],
  ])('describes signed data by SM2 with %s', async (_name, id, syntax, hasAttributes) => {
    const message = await signedByFirst(id, hasAttributes);
    const inspection = await inspect(message);
    expect(inspection).toMatchObject({
      ...{ type: 'message', syntax, contentBytes: 32, certificates: ['CN=样例甲方,C=CN'] },
      signers: [{ subject: 'CN=样例甲方,C=CN', signatureAlgorithm: SM_OID.sm2Signature }],
    });
    expect(checksOf(inspection)).toEqual(['signerSignature pass OK']);
    const forged = message.slice();
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    expect(checksOf(await inspect(forged))).toEqual(['signerSignature fail SIG_CRYPTO_FAILURE']);
  });

  it('describes a certificate in PEM and a list in DER', async () => {
    const pem = new TextEncoder().encode(encodePem('CERTIFICATE', world.issuing.certificate));
    const certificate = await inspect(pem);
    expect(certificate).toMatchObject({
      type: 'certificate',
      certificate: { isAuthority: true, serial: '02' },
    });
    expect(checksOf(certificate)).toEqual([
      'issuerSignature pass OK',
      'keyUsage pass OK',
      'validity pass OK',
      'path pass OK',
    ]);
    const list = await inspect(
      world.revocationLists[1] ?? new Uint8Array(),
      new Date('2028-01-01T00:00:00Z'),
    );
    expect(list).toMatchObject({ type: 'crl', issuer: 'CN=样例签发机构,C=CN', entries: 0 });
    expect(checksOf(list)).toEqual(['issuerSignature pass OK', 'freshness unknown TRY_LATER']);
  });

  it('describes a time stamp', async () => {
    const authority = await makeTimeStampAuthority(engine, world.issuing);
    const plan = { authority, issuer: world.issuing, over: seal };
    const stamp = await inspect(await makeTimeStampToken(engine, plan));
    expect(stamp).toMatchObject({
      type: 'timestamp',
      stampedAt: '2026-06-01T00:01:00.000Z',
      imprint: { algorithm: '1.2.156.10197.1.401', digest: toHex(engine.sm3(seal)) },
      authority: { subject: 'CN=样例时间戳机构,C=CN' },
    });
    expect(checksOf(stamp)).toEqual(['stampSignature pass OK', 'stampAuthority pass OK']);
    const forged = { ...plan, authority: { ...authority, sign: world.first.sign } };
    expect(checksOf(await inspect(await makeTimeStampToken(engine, forged)))).toEqual([
      'stampSignature fail TIME_STAMP_INVALID',
      'stampAuthority pass OK',
    ]);
  });

  it.each([
    ['text', new TextEncoder().encode('text')],
    ['an empty file', new Uint8Array()],
    ['half a seal', seal.slice(0, 500)],
  ])('refuses %s', async (_name, bytes) => {
    const result = await inspectFile(memorySource(bytes), 'file', { engine, now, trust });
    expect(result).toEqual({ ok: false, error: { code: 'FILE_TYPE_UNKNOWN' } });
  });
});

describe('verifyDocument', () => {
  it('reports an error and does not throw when the file is no document', async () => {
    const report = await verifyDocument(memorySource(seal), 'a.pdf', { engine, now, trust });
    expect(report).toEqual({
      file: 'a.pdf',
      verdict: 'error',
      error: { code: 'NOT_A_PDF' },
      signatures: [],
      revocationListsAsOf: [],
    });
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import {
  writeBitString,
  writeElement,
  writeExplicit,
  writeGeneralizedTime,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
  writeUnsigned,
} from '../../asn1/der-writer.ts';
import {
  DIGEST_OID,
  explicitTag,
  EXTENDED_USAGE_OID,
  implicitTag,
  OCSP_OID,
  TAG,
} from '../../asn1/identifiers.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { encodeSignature } from '../../sm/signature-encoding.ts';
import { decodeCertificate } from '../../x509/certificate.ts';
import { encodeAlgorithm } from '../../x509/signed-structure.ts';
import { readTrustStore } from '../../x509/trust-store.ts';
import { appendRevision, objectBody } from '../fixtures/append-revision.ts';
import { type Harness, makeHarness } from '../fixtures/harness.ts';
import { makeParty, makeRevocationList, type Party } from '../fixtures/mini-authority.ts';
import {
  makeTimeStampAuthority,
  makeTimeStampToken,
  purposesExtension,
} from '../fixtures/mini-time-stamp.ts';
import { signPdf, sm2Party, type StandardParty } from '../fixtures/standard-party.ts';

let harness: Harness;
let signer: StandardParty;
let authority: Party;

beforeAll(async () => {
  harness = await makeHarness();
  signer = sm2Party(harness.engine, harness.first, harness.issuing);
  authority = await makeTimeStampAuthority(harness.engine, harness.issuing);
});

/** Appends a document time stamp: a signature field whose value is a token over the file. */
async function stamped(pdf: Uint8Array, stampedAt: string): Promise<Uint8Array> {
  const { engine, issuing } = harness;
  let covered = new Uint8Array();
  const capturing = {
    ...signer,
    digest: (bytes: Uint8Array) => ((covered = new Uint8Array(bytes)), engine.sm3(bytes)),
  };
  await signPdf(pdf, {
    signer: { ...capturing, certificate: signer.certificate },
    certificateHash: new Uint8Array(32),
  });
  const token = await makeTimeStampToken(engine, { authority, issuer: issuing, over: covered, stampedAt });
  return signPdf(pdf, { signer, wrapped: () => token });
}

/** Puts a security store into a document that nobody has signed yet. */
function withStore(
  pdf: Uint8Array,
  parts: Readonly<Record<'Certs' | 'CRLs' | 'OCSPs', readonly Uint8Array[]>>,
): Uint8Array {
  const streams: Record<number, string> = {};
  let number = 100;
  const listed = Object.entries(parts).map(([key, values]) => {
    const references = values.map((value) => {
      number += 1;
      streams[number] = `<</Length ${String(value.length)}>>\nstream\n${latin1Text(value)}\nendstream`;
      return `${String(number)} 0 R`;
    });
    return `/${key}[${references.join(' ')}]`;
  });
  const root = Number(/\/Root (\d+) 0 R/.exec(latin1Text(pdf))?.[1]);
  const catalog = objectBody(pdf, root).replace(/>>$/, `/DSS<<${listed.join('')}>>>>`);
  return appendRevision(pdf, { [root]: catalog, ...streams });
}

describe('a document time stamp', () => {
  it('is judged itself, and proves that the seals before it existed', async () => {
    const sealed = await harness.sealedBy();
    const file = await stamped(sealed, '2026-06-02T00:00:00Z');
    const { verdict, signatures } = await harness.verify(file);
    expect(signatures.map(({ format, verdict: each, reasons }) => [format, each, reasons])).toEqual([
      ['ses-v4', 'valid', ['SEALED_AGAIN_SINCE']],
      ['time-stamp', 'valid', []],
    ]);
    expect(verdict).toBe('valid');
    const [seal] = signatures;
    const facts = { stampedAt: '2026-06-02T00:00:00.000Z', signedAt: '2026-06-01T00:00:00.000Z' };
    expect(seal?.checks.time).toMatchObject({ result: 'pass', code: 'TIME_PROVEN', facts });
  });

  it('proves nothing if its authority is not trusted, and nothing of what comes after it', async () => {
    const { trust } = harness;
    const file = await stamped(await harness.sealedBy(), '2026-06-02T00:00:00Z');
    const stranger = { ...trust, anchors: [] };
    const [seal, stamp] = (await harness.verify(file, { trust: stranger })).signatures;
    expect([seal?.checks.time.code, stamp?.verdict]).toEqual(['TIME_CLAIMED_ONLY', 'indeterminate']);
    const first = await stamped(harness.plain, '2026-05-01T00:00:00Z');
    const later = await signPdf(first, { signer });
    const [, signature] = (await harness.verify(later)).signatures;
    expect(signature?.checks.time.code).toBe('TIME_CLAIMED_ONLY');
  });

  it('over other bytes is invalid', async () => {
    const file = await stamped(await harness.sealedBy(), '2026-06-02T00:00:00Z');
    const name = Buffer.from(file).lastIndexOf('(Signer)');
    file[name + 1] = 0x54;
    const [seal, stamp] = (await harness.verify(file)).signatures;
    expect([seal?.checks.time.code, stamp?.verdict]).toEqual(['TIME_CLAIMED_ONLY', 'invalid']);
  });
});

describe('the security store of a document', () => {
  it('leads paths to the trust folder and brings lists, and is never an anchor', async () => {
    const { root, issuing, revocationLists } = harness;
    const store = { Certs: [issuing.certificate, root.certificate], CRLs: revocationLists, OCSPs: [] };
    const file = await signPdf(withStore(harness.plain, store), { signer });
    const bare = await signPdf(harness.plain, { signer });
    const rootAlone = readTrustStore({ certificates: [root.certificate], crls: [] });
    expect(await harness.summary(file, { trust: rootAlone })).toEqual(['valid']);
    expect(await harness.summary(bare, { trust: rootAlone })).toContain('NO_CERTIFICATE_CHAIN_FOUND');
    const nobody = readTrustStore({ certificates: [], crls: [] });
    expect(await harness.summary(file, { trust: nobody })).toEqual([
      'indeterminate',
      'NO_CERTIFICATE_CHAIN_FOUND',
    ]);
  });

  it('proves with lists that are out of date what they said at a proven time, and nothing without one', async () => {
    const { root, issuing } = harness;
    const ended = { nextUpdate: new Date('2026-06-30T00:00:00Z') };
    const lists = [await makeRevocationList(root, ended), await makeRevocationList(issuing, ended)];
    const store = { Certs: [issuing.certificate], CRLs: lists, OCSPs: [] };
    const trust = readTrustStore({ certificates: [root.certificate], crls: [] });
    const now = new Date('2026-07-01T00:00:00Z');
    const signed = await signPdf(withStore(harness.plain, store), { signer });
    expect(await harness.summary(signed, { trust, now })).toEqual(['indeterminate', 'TRY_LATER']);
    const existing = (by: string) => () => Promise.resolve(new Date(by));
    const proven = { trust, now, existedBy: existing('2026-06-02T00:00:00Z') };
    expect(await harness.summary(signed, proven)).toEqual(['valid', 'REVOCATION_AS_OF_SIGNING']);
    const late = { trust, now, existedBy: existing('2026-06-30T12:00:00Z') };
    expect(await harness.summary(signed, late)).toEqual(['indeterminate', 'TRY_LATER']);
  });
});

describe('an OCSP response in the store', () => {
  const statusOf = { good: writeElement(implicitTag(0)) };

  async function response(
    by: Party,
    status: Uint8Array,
    certificates: readonly Uint8Array[] = [],
  ): Promise<Uint8Array> {
    const { engine, issuing, first } = harness;
    const sha1 = engine.digests.of(DIGEST_OID.sha1) ?? ((bytes: Uint8Array) => bytes);
    const { issuer, publicKey } = { ...decodeCertificate(first.certificate), publicKey: issuing.publicKey };
    const id = writeSequence(
      writeSequence(writeObjectIdentifier(DIGEST_OID.sha1)),
      writeOctetString(sha1(issuer.raw)),
      writeOctetString(sha1(publicKey)),
      writeUnsigned(first.serial),
    );
    const single = writeSequence(
      id,
      status,
      writeGeneralizedTime(new Date('2026-06-20T00:00:00Z')),
      writeExplicit(0, writeGeneralizedTime(new Date('2026-07-20T00:00:00Z'))),
    );
    const data = writeSequence(
      writeExplicit(2, writeOctetString(by.keyIdentifier)),
      writeGeneralizedTime(new Date('2026-06-20T00:00:00Z')),
      writeSequence(single),
    );
    const held = certificates.length === 0 ? [] : [writeExplicit(0, writeSequence(...certificates))];
    const value = encodeSignature(await by.sign(data));
    const basic = writeSequence(data, encodeAlgorithm(), writeBitString(value), ...held);
    const typed = writeSequence(writeObjectIdentifier(OCSP_OID.basicResponse), writeOctetString(basic));
    return writeSequence(writeElement(TAG.enumerated, Uint8Array.of(0)), writeExplicit(0, typed));
  }

  async function revocation(ocsp: Uint8Array): Promise<readonly string[]> {
    const { root, issuing, revocationLists } = harness;
    const [rootList = new Uint8Array()] = revocationLists;
    const store = { Certs: [issuing.certificate], CRLs: [rootList], OCSPs: [ocsp] };
    const file = await signPdf(withStore(harness.plain, store), { signer });
    return harness.summary(file, { trust: readTrustStore({ certificates: [root.certificate], crls: [] }) });
  }

  it('by the issuer clears a certificate, and revokes one', async () => {
    const { issuing } = harness;
    expect(await revocation(await response(issuing, statusOf.good))).toEqual(['valid']);
    const info = writeGeneralizedTime(new Date('2026-05-01T00:00:00Z'));
    const revoked = writeElement(explicitTag(1), info);
    expect(await revocation(await response(issuing, revoked))).toEqual(['invalid', 'REVOKED']);
    const unknown = writeElement(implicitTag(2));
    expect(await revocation(await response(issuing, unknown))).toEqual([
      'indeterminate',
      'NO_REVOCATION_DATA',
    ]);
  });

  it('by a responder counts only with a certificate of the issuer for that', async () => {
    const { engine, issuing, second } = harness;
    const purposes = [purposesExtension(false, EXTENDED_USAGE_OID.ocspSigning)];
    const responder = await makeParty(
      engine,
      { commonName: '样例应答机构', serial: 31, extensions: purposes },
      issuing,
    );
    const delegated = await response(responder, statusOf.good, [responder.certificate]);
    expect(await revocation(delegated)).toEqual(['valid']);
    expect(await revocation(await response(second, statusOf.good, [second.certificate]))).toContain(
      'NO_REVOCATION_DATA',
    );
    expect(await revocation(await response(responder, statusOf.good))).toContain('NO_REVOCATION_DATA');
  });

  it('that is damaged is left out', async () => {
    const good = await response(harness.issuing, statusOf.good);
    const spoilt = concatBytes(good.subarray(0, -1), Uint8Array.of((good.at(-1) ?? 0) ^ 1));
    expect(await revocation(spoilt)).toEqual(['indeterminate', 'NO_REVOCATION_DATA']);
    expect(await revocation(new Uint8Array(20))).toContain('NO_REVOCATION_DATA');
  });
});

import { base64 } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  writeBitString,
  writeElement,
  writeExplicit,
  writeIa5String,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
  writeTime,
  writeUtf8String,
} from '../asn1/der-writer.ts';
import { SM_OID, TAG } from '../asn1/identifiers.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { fromHex } from '../bytes/encodings.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { encodeSignature } from '../sm/signature-encoding.ts';
import { makeMiniWorld, makeSeal, sealContent } from '../verification/fixtures/mini-world.ts';
import { decodeCertificate } from '../x509/certificate.ts';
import { decodeSealSignature } from './decode-seal-signature.ts';
import { encodeSealInfoV4 } from './seal-info.ts';
import { decodeSeal } from './seal.ts';
import { listsCertificate, verifyMakerSignature, verifySignerSignature } from './verify-seal.ts';

const engine = await loadSmEngine();
const world = await makeMiniWorld(engine);
const content = sealContent(world.first);
const seal = await makeSeal(world.maker, content);
const maker = decodeCertificate(world.maker.certificate);
const algorithm = writeObjectIdentifier(SM_OID.sm2WithSm3);

describe('a seal of GB/T 38540-2020', () => {
  it('comes back as it was written, and its maker’s signature verifies', () => {
    const decoded = decodeSeal(seal);
    expect(decoded).toMatchObject({
      ...content,
      version: 4,
      signatureAlgorithm: SM_OID.sm2WithSm3,
      timeStamp: null,
    });
    expect(verifyMakerSignature(engine, decoded, maker)).toEqual({ valid: true, encoding: 'der' });
    expect(encodeSealInfoV4(decoded)).toEqual(decoded.signedBytes);
  });

  it('comes back with any content', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    const date = fc.date({ min: new Date('1980-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
    const second = date.map((each) => new Date(Math.floor(each.getTime() / 1000) * 1000));
    const digests = fc.array(fc.record({ type: fc.constant('SM3'), value: fc.uint8Array() }), {
      maxLength: 3,
    });
    const input = fc.tuple(
      text,
      second,
      digests,
      fc.integer({ min: 1, max: 9999 }),
      fc.uint8Array({ maxLength: 500 }),
    );
    fc.assert(
      fc.property(input, ([name, at, list, widthMm, data]) => {
        const certificateList = { kind: 'digests', digests: list } as const;
        const property = {
          ...content.property,
          name,
          certificateList,
          createdAt: at,
          validFrom: at,
          validTo: at,
        };
        const written = { ...content, property, picture: { ...content.picture, widthMm, data } };
        const info = encodeSealInfoV4(written);
        const whole = writeSequence(info, writeOctetString(data), algorithm, writeBitString(data));
        expect(decodeSeal(whole)).toMatchObject(written);
      }),
      { numRuns: 50 },
    );
  });

  it('may end with a time stamp since GM/T 0031-2025, EXPLICIT or IMPLICIT', () => {
    const token = fromHex('3003020101');
    const members = [encodeSealInfoV4(content), writeOctetString(world.maker.certificate), algorithm];
    const signed = writeBitString(fromHex('00'));
    const explicit = writeSequence(...members, signed, writeExplicit(0, writeBitString(token)));
    const implicit = writeSequence(...members, signed, writeElement(0x80, Uint8Array.of(0), token));
    for (const bytes of [explicit, implicit]) {
      expect(decodeSeal(bytes)).toMatchObject({ version: 5, timeStamp: token });
    }
  });

  it('may have extensions with an explicit `critical FALSE`, which is not strict DER', () => {
    const extension = writeSequence(
      writeObjectIdentifier('1.2.3'),
      writeElement(0x01, Uint8Array.of(0)),
      writeOctetString(Uint8Array.of(5)),
    );
    const info = encodeSealInfoV4(content);
    const withExtension = writeSequence(info.subarray(4), writeSequence(extension));
    const bytes = writeSequence(
      withExtension,
      writeOctetString(new Uint8Array()),
      algorithm,
      writeBitString(new Uint8Array()),
    );
    const decoded = decodeSeal(bytes);
    expect(decoded.extensions).toEqual([{ id: '1.2.3', critical: false, value: Uint8Array.of(5) }]);
    expect(decoded.signedBytes).toEqual(withExtension);
  });
});

describe('a damaged seal', () => {
  it.each([
    ['three elements', writeSequence(algorithm, algorithm, algorithm), 'SEAL_DAMAGED'],
    ['bytes behind the seal', concatBytes(seal, Uint8Array.of(0)), 'DER_INVALID'],
    ['no bytes', new Uint8Array(), 'DER_INVALID'],
  ])('is refused with a code: %s', (_name, bytes, code) => {
    expect(() => decodeSeal(bytes)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('listsCertificate', () => {
  const digest = engine.sm3(world.first.certificate);
  it.each([
    ['SM3', true],
    ['sm3', true],
    [SM_OID.sm3, true],
    ['SHA256', false],
  ])('finds a certificate by a digest called %s', (type, listed) => {
    const list = { kind: 'digests', digests: [{ type, value: digest }] } as const;
    expect(listsCertificate(engine, list, world.first.certificate)).toBe(listed);
    expect(listsCertificate(engine, list, world.second.certificate)).toBe(false);
  });
});

const signer = decodeCertificate(world.first.certificate);
const signedAt = new Date('2026-06-01T00:00:00Z');
const dataHash = engine.sm3(new Uint8Array(3));

describe('a seal of GM/T 0031-2014', () => {
  const header = writeSequence(writeIa5String('ES'), writeInteger(11), writeIa5String('V'));
  const [from, to] = [writeTime(new Date('2026-01-01')), writeTime(new Date('2028-01-01'))];
  const list = writeSequence(writeOctetString(world.first.certificate));
  const propertyWith = (certificates: Uint8Array): Uint8Array =>
    writeSequence(writeInteger(2), writeUtf8String('名'), certificates, from, from, to);
  const property = propertyWith(list);
  const picture = writeSequence(
    writeIa5String('GIF'),
    writeOctetString(Uint8Array.of(1)),
    writeInteger(20),
    writeInteger(10),
  );
  const bare = writeSequence(header, writeIa5String('ID'), property, picture);
  const extensions = writeSequence(
    writeSequence(writeObjectIdentifier('1.2.3'), writeOctetString(new Uint8Array())),
  );
  const tagged = writeSequence(header, writeIa5String('ID'), property, picture, writeExplicit(0, extensions));

  it.each([
    ['without extensions', bare, 0],
    ['with extensions in [0]', tagged, 1],
  ])('is read %s, and its maker signs certificate and algorithm too', async (_name, info, count) => {
    const certificate = writeOctetString(world.maker.certificate);
    const signed = writeSequence(info, certificate, algorithm);
    const signature = writeBitString(encodeSignature(await world.maker.sign(signed)));
    const decoded = decodeSeal(writeSequence(info, writeSequence(certificate, algorithm, signature)));
    expect(decoded).toMatchObject({ version: 1, header: { version: 11 }, property: { type: 2, name: '名' } });
    expect(decoded.extensions).toHaveLength(count);
    expect(verifyMakerSignature(engine, decoded, maker)).toEqual({ valid: true, encoding: 'der' });
  });

  const inAscii = writeElement(TAG.ia5String, world.first.certificate);
  it.each([
    ['an IA5String of DER', writeSequence(inAscii)],
    ['an IA5String of base64', writeSequence(writeIa5String(base64.encode(world.first.certificate)))],
    ['no string at all', writeSequence(world.first.certificate)],
    ['an IA5String in place of the list', inAscii],
  ])('lists a certificate in %s', (_name, certificates) => {
    const info = writeSequence(header, writeIa5String('ID'), propertyWith(certificates), picture);
    const signature = writeBitString(new Uint8Array());
    const signInfo = writeSequence(writeOctetString(world.maker.certificate), algorithm, signature);
    const { certificateList } = decodeSeal(writeSequence(info, signInfo)).property;
    expect(listsCertificate(engine, certificateList, world.first.certificate)).toBe(true);
    expect(listsCertificate(engine, certificateList, world.second.certificate)).toBe(false);
  });

  it.each([
    ['a UTCTime', writeTime(signedAt)],
    ['ASCII in the time of China', new TextEncoder().encode('2026-06-01 08:00:00')],
  ])('has a signature whose time is read from %s', async (_name, timeInfo) => {
    const toSign = writeSequence(
      writeInteger(1),
      seal,
      writeBitString(timeInfo),
      writeBitString(dataHash),
      writeIa5String('range'),
      writeOctetString(world.first.certificate),
      algorithm,
    );
    const signature = writeBitString(encodeSignature(await world.first.sign(toSign)));
    const decoded = decodeSealSignature(writeSequence(toSign, signature));
    expect(decoded).toMatchObject({
      format: 'ses-v1',
      signedAt,
      dataHash,
      propertyInfo: 'range',
      timeStamp: null,
    });
    expect(verifySignerSignature(engine, decoded, signer)).toEqual({ valid: true, encoding: 'der' });
  });
});

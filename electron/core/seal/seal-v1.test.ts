import { describe, expect, it } from 'vitest';
import {
  writeBitString,
  writeExplicit,
  writeIa5String,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
  writeTime,
  writeUtf8String,
} from '../asn1/der-writer.ts';
import { SM_OID } from '../asn1/oids.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { encodeSignature } from '../sm/signature-encoding.ts';
import { makeMiniWorld, makeSeal, sealContent } from '../verification/fixtures/mini-world.ts';
import { decodeCertificate } from '../x509/certificate.ts';
import { decodeSeal } from './decode-seal.ts';
import { decodeSealSignature } from './decode-seal-signature.ts';
import { verifyMakerSignature, verifySignerSignature } from './verify-seal.ts';

const engine = await loadSmEngine();
const world = await makeMiniWorld(engine);
const seal = await makeSeal(world.maker, sealContent(world.first));
const maker = decodeCertificate(world.maker.certificate);
const signer = decodeCertificate(world.first.certificate);
const signedAt = new Date('2026-06-01T00:00:00Z');
const dataHash = engine.sm3(new Uint8Array(3));
const algorithm = writeObjectIdentifier(SM_OID.sm2WithSm3);

describe('a seal of GM/T 0031-2014', () => {
  const header = writeSequence(writeIa5String('ES'), writeInteger(11), writeIa5String('V'));
  const [from, to] = [writeTime(new Date('2026-01-01')), writeTime(new Date('2028-01-01'))];
  const list = writeSequence(writeOctetString(world.first.certificate));
  const property = writeSequence(writeInteger(2), writeUtf8String('名'), list, from, from, to);
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
  ])('%s is read, and its maker signs certificate and algorithm too', async (_name, info, count) => {
    const certificate = writeOctetString(world.maker.certificate);
    const signed = writeSequence(info, certificate, algorithm);
    const signature = writeBitString(encodeSignature(await world.maker.sign(signed)));
    const decoded = decodeSeal(writeSequence(info, writeSequence(certificate, algorithm, signature)));
    expect(decoded).toMatchObject({ version: 1, header: { version: 11 }, property: { type: 2, name: '名' } });
    expect(decoded.extensions).toHaveLength(count);
    expect(verifyMakerSignature(engine, decoded, maker)).toEqual({ valid: true, encoding: 'der' });
  });

  it.each([
    ['a UTCTime', writeTime(signedAt)],
    ['ASCII in the time of China', new TextEncoder().encode('2026-06-01 08:00:00')],
  ])('its signature tells the time by %s', async (_name, timeInfo) => {
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

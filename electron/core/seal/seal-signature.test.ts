import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { fromHex } from '../bytes/encodings.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeMiniWorld, makeSeal, sealContent } from '../verification/fixtures/mini-world.ts';
import { decodeCertificate } from '../x509/certificate.ts';
import { decodeSealSignature } from './decode-seal-signature.ts';
import { encodeSealSignatureV4, encodeTbsSignV4 } from './seal-signature.ts';
import { verifySignerSignature } from './verify-seal.ts';

const engine = await loadSmEngine();
const world = await makeMiniWorld(engine);
const seal = await makeSeal(world.maker, sealContent(world.first));
const maker = decodeCertificate(world.maker.certificate);
const signer = decodeCertificate(world.first.certificate);
const signedAt = new Date('2026-06-01T00:00:00Z');
const dataHash = engine.sm3(new Uint8Array(3));
const tbsSign = encodeTbsSignV4({ seal, signedAt, dataHash, propertyInfo: '/ByteRange' });
const value = await world.first.sign(tbsSign);

describe('a seal signature of GB/T 38540-2020', () => {
  const write = (timeStamp?: Uint8Array): Uint8Array => {
    const input = { tbsSign, signerCertificate: world.first.certificate, signature: value };
    return encodeSealSignatureV4(timeStamp === undefined ? input : { ...input, timeStamp });
  };

  it('comes back as it was written, with a time stamp or without', () => {
    const token = fromHex('3003020101');
    expect(decodeSealSignature(write())).toMatchObject({
      format: 'ses-v4',
      version: 4,
      signedAt,
      dataHash,
      propertyInfo: '/ByteRange',
      signerCertificate: world.first.certificate,
      signedBytes: tbsSign,
      timeStamp: null,
    });
    expect(decodeSealSignature(write(token)).timeStamp).toEqual(token);
  });

  it('verifies as DER, and as 64 raw bytes with a note', () => {
    const decoded = decodeSealSignature(write());
    expect(verifySignerSignature(engine, decoded, signer)).toEqual({ valid: true, encoding: 'der' });
    const raw = { ...decoded, signature: value };
    expect(verifySignerSignature(engine, raw, signer)).toEqual({ valid: true, encoding: 'raw' });
  });

  it('does not verify for another signer or under another algorithm', () => {
    const decoded = decodeSealSignature(write());
    expect(verifySignerSignature(engine, decoded, maker)).toMatchObject({ valid: false });
    const other = { ...decoded, signatureAlgorithm: '1.2.840.113549.1.1.11' };
    expect(verifySignerSignature(engine, other, signer)).toBe('unsupportedAlgorithm');
  });

  it('fails with a code or decodes after any change, and throws nothing else', () => {
    const whole = write();
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean());
    fc.assert(
      fc.property(change, ([offset, mask, cut]) => {
        const changed = cut ? whole.slice(0, offset) : whole.slice();
        changed[offset] = (changed[offset] ?? 0) ^ mask;
        expect(['decoded', 'DER_INVALID', 'SEAL_DAMAGED']).toContain(outcomeOf(changed));
      }),
      { numRuns: 1500 },
    );
  });
});

function outcomeOf(bytes: Uint8Array): string {
  try {
    decodeSealSignature(bytes);
    return 'decoded';
  } catch (error) {
    return error instanceof CodedError ? error.code : 'other';
  }
}

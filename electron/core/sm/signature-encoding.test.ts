import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { decodeSignature, decodeTokenSignature, encodeSignature } from './signature-encoding.ts';

const r = `80${'11'.repeat(31)}`;
const s = `00${'22'.repeat(31)}`;
const der = `3044022100${r}021f${'22'.repeat(31)}`;

describe('SM2Signature', () => {
  it('is written as GM/T 0009 §7.3 says', () => {
    expect(toHex(encodeSignature(fromHex(r + s)))).toBe(der);
  });

  it('is read from DER, and from 64 raw bytes with a note', () => {
    expect(decodeSignature(fromHex(der))).toEqual({ value: fromHex(r + s), encoding: 'der' });
    expect(decodeSignature(fromHex(r + s))).toEqual({ value: fromHex(r + s), encoding: 'raw' });
  });

  it('comes back for all numbers, also short ones of 64 bytes in all', () => {
    const value = fc.tuple(
      fc.bigInt({ min: 0n, max: (1n << 256n) - 1n }),
      fc.bigInt({ min: 0n, max: (1n << 256n) - 1n }),
    );
    fc.assert(
      fc.property(value, ([first, second]) => {
        const raw = fromHex([first, second].map((each) => each.toString(16).padStart(64, '0')).join(''));
        expect(decodeSignature(encodeSignature(raw))).toEqual({ value: raw, encoding: 'der' });
      }),
    );
    const short = fromHex(`${'00'.repeat(3)}7f${'11'.repeat(28)}${'00'.repeat(3)}7f${'22'.repeat(28)}`);
    const encoded = encodeSignature(short);
    expect(encoded.length).toBe(64);
    expect(decodeSignature(encoded).value).toEqual(short);
  });

  it.each([
    ['a needless zero', `3045022100${r}0220${s}`],
    ['a missing sign octet', `3043${`0220${r}`}021f${'22'.repeat(31)}`],
    ['33 octets of number', `30460222${'0101'}${r}0220${'11'.repeat(32)}`],
    ['a third number', `3047022100${r}021f${'22'.repeat(31)}020101`],
    ['65 bytes', `00${r}${s}`],
    ['nothing', ''],
  ])('with %s is refused', (_name, hex) => {
    expect(() => decodeSignature(fromHex(hex))).toThrow(CodedError);
  });
});

describe('a signature as a token returns it', () => {
  it.each([
    ['raw', r + s],
    ['DER', der],
    ['DER without the sign octet', `3043${`0220${r}`}021f${'22'.repeat(31)}`],
    ['DER with needless zeros', `3045022100${r}0220${s}`],
  ])('is read or refused by its form: %s', (_name, hex) => {
    expect(toHex(decodeTokenSignature(fromHex(hex)))).toBe(r + s);
  });
});

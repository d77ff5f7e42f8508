import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import type { SmPrimitives } from './engine.ts';
import { libraryEngine } from './library-engine.ts';
import { computeZ, messageDigest } from './message-signature.ts';
import { ownEngine } from './own-engine.ts';

const ENGINES: readonly (readonly [string, SmPrimitives])[] = [
  ['our own engine', ownEngine()],
  ['the engine of libraries', libraryEngine],
];
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** GM/T 0003.5 Annex A */
const ANNEX_A = {
  d: fromHex('3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8'),
  publicKey: fromHex(
    '0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020' +
      'CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13',
  ),
  z: 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3',
  e: 'f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640',
  k: fromHex('59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21'),
  signature:
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
    'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
};

describe.each(ENGINES)('%s', (_name, engine) => {
  describe('SM2 by the vector of GM/T 0003.5 Annex A', () => {
    const digest = messageDigest(engine, ANNEX_A.publicKey, ascii('message digest'));

    it('computes Z and e', () => {
      expect([toHex(computeZ(engine, ANNEX_A.publicKey)), toHex(digest)]).toEqual([ANNEX_A.z, ANNEX_A.e]);
    });

    it('derives the public key and signs with the given nonce', () => {
      expect(toHex(engine.publicKeyOf(ANNEX_A.d))).toBe(toHex(ANNEX_A.publicKey));
      expect(toHex(engine.signDigest(digest, ANNEX_A.d, () => ANNEX_A.k))).toBe(ANNEX_A.signature);
    });

    it('accepts the signature and refuses it over another message', () => {
      const signature = fromHex(ANNEX_A.signature);
      expect(engine.verifyDigest(digest, signature, ANNEX_A.publicKey)).toBe(true);
      for (let index = 0; index < signature.length; index++) {
        const changed = signature.slice();
        changed[index] = (changed[index] ?? 0) ^ 1;
        expect(engine.verifyDigest(digest, changed, ANNEX_A.publicKey)).toBe(false);
      }
      expect(engine.verifyDigest(engine.sm3(digest), signature, ANNEX_A.publicKey)).toBe(false);
    });
  });

  describe('verifyDigest', () => {
    const digest = fromHex(ANNEX_A.e);
    const signature = fromHex(ANNEX_A.signature);
    const order = fromHex('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');
    const cases: [string, Uint8Array, Uint8Array, Uint8Array][] = [
      ['short digest', digest.subarray(1), signature, ANNEX_A.publicKey],
      ['short signature', digest, signature.subarray(1), ANNEX_A.publicKey],
      ['r zero', digest, concatBytes(new Uint8Array(32), signature.subarray(32)), ANNEX_A.publicKey],
      ['s of the order', digest, concatBytes(signature.subarray(0, 32), order), ANNEX_A.publicKey],
      [
        'r + s of the order',
        digest,
        concatBytes(fromHex('01'.padStart(64, '0')), minusOne(order)),
        ANNEX_A.publicKey,
      ],
      [
        'point off the curve',
        digest,
        signature,
        ANNEX_A.publicKey.map((byte, i) => (i === 64 ? byte ^ 1 : byte)),
      ],
      ['compressed point', digest, signature, ANNEX_A.publicKey.subarray(0, 33)],
      ['empty key', digest, signature, new Uint8Array()],
    ];
    it.each(cases)('returns false for malformed input: %s', (_name, e, value, key) => {
      expect(engine.verifyDigest(e, value, key)).toBe(false);
    });
  });

  describe('SM3', () => {
    it.each([
      ['', '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b'],
      ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
      ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
    ])('hashes "%s" as the vectors of GB/T 32905 Annex A say', (text, hash) => {
      expect(toHex(engine.sm3(ascii(text)))).toBe(hash);
      expect(toHex(engine.sm3(ascii(text.slice(0, 2)), ascii(''), ascii(text.slice(2))))).toBe(hash);
    });

    it('tells the value of a hash with another ending, and goes on', async () => {
      const hasher = await engine.createSm3();
      const [start, tail, more] = [ascii('ab'.repeat(50)), ascii('tail'), ascii('more')];
      hasher.update(start);
      const ending = hasher.snapshot();
      const other = hasher.copy();
      hasher.update(more);
      other.update(tail);
      const wholes = [concatBytes(start, tail), start, concatBytes(start, more), concatBytes(start, tail)];
      expect([ending(tail), ending(new Uint8Array()), hasher.digest(), ending(tail)]).toEqual(
        wholes.map((bytes) => engine.sm3(bytes)),
      );
      expect(other.digest()).toEqual(engine.sm3(concatBytes(start, tail)));
    });

    it('keeps hashers in use and the synchronous hash apart', async () => {
      const first = await engine.createSm3();
      const second = await engine.createSm3();
      first.update(ascii('ab'));
      second.update(ascii('abcd'.repeat(15)));
      const between = toHex(engine.sm3(ascii('')));
      first.update(ascii('c'));
      second.update(ascii('abcd'));
      expect([between, toHex(first.digest()), toHex(second.digest())]).toEqual([
        '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b',
        '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
        'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
      ]);
    });
  });

  describe('a private key outside [1, n − 2]', () => {
    it.each(['00'.repeat(32), 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122', '01'])(
      'is refused: %s',
      (d) => {
        expect(() => engine.publicKeyOf(fromHex(d))).toThrow(RangeError);
      },
    );
  });
});

function minusOne(octets: Uint8Array): Uint8Array {
  return octets.map((byte, index) => (index === octets.length - 1 ? byte - 1 : byte));
}

import { describe, expect, it } from 'vitest';
import { countFor } from '../../../e2e/fixtures/thoroughness.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { toHex } from '../bytes/encodings.ts';
import { SM2_CURVE, type SmPrimitives } from './engine.ts';
import {
  type ConstructedSignature,
  constructLargeX,
  constructSignature,
} from './fixtures/constructed-signature.ts';
import { libraryEngine } from './library-engine.ts';
import { ownEngine } from './own-engine.ts';
import { octetsOfNumber } from './signature-encoding.ts';

const { n, p, Gx, Gy } = SM2_CURVE;

/** Numbers at the borders of limbs, windows, streams and tables, and of the range of scalars. */
const SCALARS = [
  ...[1n, 2n, 3n, 4n, 7n, 8n, 15n, 16n, 17n, 31n, 32n, 33n, 63n, 64n, 65n, 127n, 128n, 129n],
  ...[16n, 29n, 32n, 58n, 64n, 128n, 232n, 240n, 255n].flatMap((bits) => [1n << bits, (1n << bits) - 1n]),
  ...[(n - 1n) / 2n, (n + 1n) / 2n, (1n << 256n) / 3n, (1n << 256n) / 6n, n - (1n << 224n)],
  ...[n - 1n, n - 2n, n - 3n, n - 15n, n - 16n, n - 17n],
];
/** Keys next to the base point or opposite to it: their multiples meet those of the base point on the way. */
const NEAR_KEYS = [1n, 2n, 3n, 5n, n - 1n, n - 2n, n - 3n, (n + 1n) / 2n];
const SMALL = [1n, 2n, 3n, 4n, 5n, 16n, 31n, 32n, n - 1n, n - 2n, n - 5n];

/** Our own engine takes a way for new keys, one that makes a table, and one by the table. */
const WAYS = 3;

/** The engine of libraries is slower, and takes each of some cases. */
const ENGINES: readonly (readonly [string, SmPrimitives, number])[] = [
  ['our own engine', ownEngine(), 1],
  ['the engine of libraries', libraryEngine, 23],
];

const answers = (engine: SmPrimitives, { digest, signature, publicKey }: ConstructedSignature): boolean[] =>
  Array.from({ length: WAYS }, () => engine.verifyDigest(digest, signature, publicKey));

/** All pairs of borders with SEALDESK_THOROUGH=1, otherwise each fourth. */
const PAIR_STEP = countFor(4, 1);

const pairs = <T>(values: readonly T[]): [T, T][] =>
  values.flatMap((one) => values.map((other): [T, T] => [one, other]));

const BORDERS = pairs(SCALARS)
  .filter((_, index) => index % PAIR_STEP === 0)
  .map(([s, t], index) => constructSignature(BigInt(index) + 1_000_003n, s, t));

const MEETING = NEAR_KEYS.flatMap((d) => pairs(SMALL).map(([s, t]) => constructSignature(d, s, t)));

describe.each(ENGINES)('%s', (_name, engine, every) => {
  function expectJudged(cases: readonly ConstructedSignature[]): void {
    const taken = cases.filter((_, index) => index % every === 0);
    const wrong = taken.filter((each) => answers(engine, each).some((answer) => answer !== each.valid));
    expect(wrong.map(({ publicKey, signature }) => [toHex(publicKey), toHex(signature)])).toEqual([]);
    expect(taken.some(({ valid }) => valid)).toBe(true);
  }

  it('verifies with scalars of every border, each with a key of its own', () => {
    expectJudged(BORDERS);
  });

  it('verifies where the sums of key and base point are equal, opposite or zero on the way', () => {
    expect(MEETING.some(({ valid }) => !valid)).toBe(true);
    expectJudged(MEETING);
  });

  it('verifies where both multiples are the same point, and refuses where they are opposite', () => {
    const multiples = SCALARS.map((t, index) => ({ t, d: BigInt(index) * 7n + 11n }));
    expectJudged(multiples.map(({ t, d }) => constructSignature(d, (t * d) % n, t)));
    const opposite = multiples.map(({ t, d }) => constructSignature(d, n - ((t * d) % n), t));
    expect(opposite.flatMap((each) => answers(engine, each)).filter(Boolean)).toEqual([]);
  });

  it('verifies a point whose x is not below n', () => {
    expectJudged([0n, 1n, 1000n, p - n - 100n].map((from) => constructLargeX(from, 12345n, 67890n)));
    for (const valid of answers(engine, constructLargeX(5n, 3n, n - 3n))) expect(valid).toBe(true);
  });

  it('takes a digest above n as its remainder, and no other', () => {
    const { digest, signature, publicKey } = digestBelow((1n << 256n) - n);
    const larger = octetsOfNumber(BigInt(`0x${toHex(digest)}`) + n);
    expect(engine.verifyDigest(larger, signature, publicKey)).toBe(true);
    expect(engine.verifyDigest(octetsOfNumber((1n << 256n) - 1n), signature, publicKey)).toBe(false);
  });

  it('refuses what is out of range', () => {
    const good = constructSignature(77n, 1234n, 99_999n);
    const [r, s] = [good.signature.subarray(0, 32), good.signature.subarray(32)];
    const outOfRange = [0n, n, n + 1n, p, (1n << 256n) - 1n].map(octetsOfNumber);
    const signatures = outOfRange.flatMap((value) => [concatBytes(value, s), concatBytes(r, value)]);
    // s + n, where it still has 32 octets, would verify without the check of its range.
    const small = constructSignature(77n, 5n, 99_999n);
    signatures.push(concatBytes(small.signature.subarray(0, 32), octetsOfNumber(n + 5n)));
    for (const signature of signatures)
      expect(engine.verifyDigest(good.digest, signature, good.publicKey)).toBe(false);
    expect(
      engine.verifyDigest(
        small.digest,
        concatBytes(small.signature.subarray(0, 32), octetsOfNumber(n + 5n)),
        small.publicKey,
      ),
    ).toBe(false);
  });

  it.each([
    ['the origin', 0n, 0n],
    ['x of p', p, Gy],
    ['y of p', Gx, p],
    ['x beyond p for a point of the curve', 1n + p, 0n],
    ['another y', Gx, Gy + 1n],
    ['coordinates exchanged', Gy, Gx],
    ['a point of the twist', 3n, 5n],
    ['the largest numbers', (1n << 256n) - 1n, (1n << 256n) - 1n],
  ])('takes no key that is no point: %s', (_case, x, y) => {
    const { digest, signature } = constructSignature(77n, 1234n, 99_999n);
    const key = concatBytes(Uint8Array.of(4), octetsOfNumber(x), octetsOfNumber(y));
    for (let way = 0; way < WAYS; way += 1) expect(engine.verifyDigest(digest, signature, key)).toBe(false);
    expect(engine.multiplyPoint(key, octetsOfNumber(5n))).toBeNull();
  });

  it('multiplies points by scalars of every border', () => {
    const other = libraryEngine.publicKeyOf(octetsOfNumber(0xabcdefn));
    const taken = SCALARS.filter((_, index) => index % Math.min(every, 5) === 0);
    for (const k of taken.map(octetsOfNumber)) {
      expect(toHex(engine.multiplyPoint(other, k) ?? new Uint8Array())).toBe(
        toHex(libraryEngine.multiplyPoint(other, k) ?? new Uint8Array()),
      );
    }
    for (const d of taken.filter((value) => value < n - 1n).map(octetsOfNumber))
      expect(toHex(engine.publicKeyOf(d))).toBe(toHex(libraryEngine.publicKeyOf(d)));
  });

  it('multiplies by no scalar out of range', () => {
    const base = concatBytes(Uint8Array.of(4), octetsOfNumber(Gx), octetsOfNumber(Gy));
    for (const k of [0n, n, n + 1n, (1n << 256n) - 1n])
      expect(() => engine.multiplyPoint(base, octetsOfNumber(k))).toThrow(RangeError);
    expect(() => engine.multiplyPoint(base, new Uint8Array(31))).toThrow(RangeError);
    expect(engine.multiplyPoint(base.subarray(0, 33), octetsOfNumber(1n))).toBeNull();
  });

  it('asks for another nonce as long as one does not serve', () => {
    const [digest, d] = [octetsOfNumber(1n << 200n), octetsOfNumber(424_242n)];
    const draws = [0n, n, n + 1n, (1n << 256n) - 1n, 31_337n].map(octetsOfNumber);
    const signature = engine.signDigest(digest, d, () => draws.shift() ?? new Uint8Array());
    expect(draws).toEqual([]);
    expect(engine.verifyDigest(digest, signature, engine.publicKeyOf(d))).toBe(true);
  });

  it('asks for another nonce where r would be 0, or r + k be n', () => {
    const d = octetsOfNumber(5n);
    const xOf = (k: bigint): bigint =>
      BigInt(`0x${toHex(libraryEngine.publicKeyOf(octetsOfNumber(k))).slice(2, 66)}`);
    const refusing = [(n - (xOf(99n) % n)) % n, (2n * n - 99n - (xOf(99n) % n)) % n];
    for (const digest of refusing.map(octetsOfNumber)) {
      const draws = [99n, 100n].map(octetsOfNumber);
      const signature = engine.signDigest(digest, d, () => draws.shift() ?? new Uint8Array());
      expect(draws).toEqual([]);
      expect(engine.verifyDigest(digest, signature, engine.publicKeyOf(d))).toBe(true);
    }
  });
});

/** A valid signature over a digest below a limit, which is one in 2^32 of all: chosen by r. */
function digestBelow(limit: bigint): ConstructedSignature {
  // e = r − x, and x depends on s and t alone: r = t − s is moved with t·d + s kept.
  const made = constructSignature(1n, 10n, 20n);
  const x = BigInt(`0x${toHex(libraryEngine.publicKeyOf(octetsOfNumber(30n))).slice(2, 66)}`) % n;
  // For d = 1: s + t = 30 and t − s = r, so s = (30 − r)/2 and t = (30 + r)/2 modulo n.
  const half = (n + 1n) / 2n;
  for (let e = 12n; e < limit; e += 1n) {
    const r = (x + e) % n;
    const s = ((30n + n - r) * half) % n;
    if (r !== 0n && s !== 0n)
      return {
        ...made,
        digest: octetsOfNumber(e),
        signature: concatBytes(octetsOfNumber(r), octetsOfNumber(s)),
      };
  }
  throw new RangeError('no digest');
}

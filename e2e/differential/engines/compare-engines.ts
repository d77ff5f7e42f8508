import { toHex } from '../../../electron/core/bytes/encodings.ts';
import { concatBytes } from '../../../electron/core/bytes/byte-arrays.ts';
import { SM2_CURVE, type SmPrimitives } from '../../../electron/core/sm/engine.ts';
import { constructSignature } from '../../../electron/core/sm/fixtures/constructed-signature.ts';
import { octetsOfNumber } from '../../../electron/core/sm/signature-encoding.ts';
import { type Dice, diceOf } from '../fuzz/dice.ts';

/** What a comparison of two engines came to. */
export interface EngineComparison {
  readonly compared: number;
  /** How often the engines agreed on what. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** The seeds of comparisons in which they did not agree. */
  readonly found: readonly { readonly seed: number; readonly what: string }[];
}

const { n, p } = SM2_CURVE;

/** Numbers at the borders of ranges, limbs and windows. */
const BORDERS = [
  ...[0n, 1n, 2n, 3n, 15n, 16n, 31n, 32n, 63n, 64n],
  ...[28n, 29n, 58n, 64n, 128n, 224n, 232n, 255n].flatMap((bits) => [(1n << bits) - 1n, 1n << bits]),
  ...[n - 2n, n - 1n, n, n + 1n, p - 1n, p, p + 1n, (1n << 256n) - 1n],
];

/** A number below 2^256: one of a border, one with long runs of equal bits, or any. */
function numberBy(dice: Dice): bigint {
  if (dice.chance(0.3)) return dice.one(BORDERS);
  if (dice.chance(0.3)) {
    const [high, low] = [BigInt(dice.below(257)), BigInt(dice.below(257))];
    return BigInt.asUintN(256, (1n << high) - (1n << low));
  }
  return Array.from({ length: 16 }, () => BigInt(dice.below(65_536))).reduce(
    (sum, part) => (sum << 16n) | part,
    0n,
  );
}

const scalarBy = (dice: Dice): bigint => (numberBy(dice) % (n - 1n)) + 1n;

function bytesBy(dice: Dice, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => dice.below(256));
}

/** Leaves bytes as they are, flips a bit, or replaces a number in them. */
function changedBy(dice: Dice, bytes: Uint8Array, first: number): Uint8Array {
  if (dice.chance(0.5)) return bytes;
  const changed = bytes.slice();
  if (dice.chance(0.5)) {
    const bit = dice.below(8 * bytes.length);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  } else changed.set(octetsOfNumber(numberBy(dice)), first + 32 * dice.below((bytes.length - first) / 32));
  return changed;
}

/** Keys that come again, so that an engine that remembers keys uses what it remembers. */
const KEYS = Array.from({ length: 40 }, (_, index) => BigInt(index * index) * 0x1234567n + 1n);

type Work = (engine: SmPrimitives) => string | Promise<string>;
type Operation = (dice: Dice) => Work;

const verification: Operation = (dice) => {
  const d = dice.chance(0.7) ? dice.one(KEYS) : scalarBy(dice);
  const made = constructSignature(d, scalarBy(dice), scalarBy(dice));
  const digest = dice.chance(0.7) ? made.digest : changedBy(dice, made.digest, 0);
  const signature = dice.chance(0.6) ? made.signature : changedBy(dice, made.signature, 0);
  const publicKey = dice.chance(0.8) ? made.publicKey : changedBy(dice, made.publicKey, 1);
  return (engine) => `verified ${String(engine.verifyDigest(digest, signature, publicKey))}`;
};

const signature: Operation = (dice) => {
  const [digest, d] = [octetsOfNumber(numberBy(dice)), octetsOfNumber(numberBy(dice))];
  const nonces = [numberBy(dice), numberBy(dice), 0x123456789abcdefn].map(octetsOfNumber);
  return (engine) => {
    const draws = [...nonces];
    return `signed ${toHex(engine.signDigest(digest, d, () => draws.shift() ?? new Uint8Array(32).fill(1)))}`;
  };
};

const publicKey: Operation = (dice) => {
  const d = octetsOfNumber(numberBy(dice));
  return (engine) => `multiplied ${toHex(engine.publicKeyOf(d))}`;
};

const product: Operation = (dice) => {
  const { publicKey: point } = constructSignature(scalarBy(dice), 1n, 1n);
  const [changed, scalar] = [changedBy(dice, point, 1), octetsOfNumber(numberBy(dice))];
  return (engine) => {
    const answer = engine.multiplyPoint(changed, scalar);
    return answer === null ? 'multiplied no point' : `multiplied ${toHex(answer)}`;
  };
};

const hash: Operation = (dice) => {
  const length = dice.chance(0.9) ? dice.below(400) : 65_536 - 100 + dice.below(200);
  const bytes = bytesBy(dice, length);
  const cuts = Array.from({ length: dice.below(5) }, () => dice.below(length + 1)).sort((a, b) => a - b);
  const pieces = [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? length));
  const snapshotAt = dice.below(pieces.length);
  return async (engine) => {
    const hasher = await engine.createSm3();
    const endings = pieces.map((piece) => {
      const ending = hasher.snapshot();
      hasher.update(piece);
      return ending;
    });
    const rest = concatBytes(...pieces.slice(snapshotAt));
    const values = [hasher.digest(), engine.sm3(...pieces), endings[snapshotAt]?.(rest) ?? rest].map(toHex);
    return `hashed ${values.join(' ')}`;
  };
};

const OPERATIONS: readonly Operation[] = [
  verification,
  verification,
  verification,
  signature,
  publicKey,
  product,
  hash,
];

async function outcomeOf(work: Work, engine: SmPrimitives): Promise<string> {
  try {
    return await work(engine);
  } catch (error) {
    if (error instanceof RangeError) return `refused: ${error.message}`;
    throw error;
  }
}

/** The kind of an outcome, without its values. */
const kindOf = (outcome: string): string =>
  outcome.startsWith('verified') ? outcome : (outcome.split(/[ :]/)[0] ?? '');

/**
 * Has two engines compute the same things, chosen at random with a liking for borders, and compares all answers.
 * @param seed of the first comparison; the next has the next
 * @param goOn is asked before each comparison with how many there were
 */
export async function compareEngines(
  [first, second]: readonly [SmPrimitives, SmPrimitives],
  seed: number,
  goOn: (compared: number) => boolean,
): Promise<EngineComparison> {
  const outcomes: Record<string, number> = {};
  const found: { seed: number; what: string }[] = [];
  let compared = 0;
  for (; goOn(compared); compared += 1) {
    const dice = diceOf(seed + compared);
    const work = dice.one(OPERATIONS)(dice);
    const [one, other] = [await outcomeOf(work, first), await outcomeOf(work, second)];
    if (one !== other) found.push({ seed: seed + compared, what: `${one} / ${other}` });
    outcomes[kindOf(one)] = (outcomes[kindOf(one)] ?? 0) + 1;
  }
  return { compared, outcomes, found };
}

import type { AppError } from '../errors.ts';

/** The rules for a good PIN. They are data, which a jurisdiction or an issuer may replace. */
export interface PinPolicy {
  /** In bytes, which for a PIN are characters. */
  readonly minimumLength: number;
  readonly maximumLength: number;
  /** The least number of classes: digits, small letters, capital letters, symbols. */
  readonly minimumClasses: number;
  /** The most times that one character may stand in a row. */
  readonly longestRun: number;
  /** The most neighbours of one of `sequences` that may stand in a row, forwards or backwards. */
  readonly longestSequence: number;
  readonly sequences: readonly string[];
  /** The number of days after which the person is reminded to change the PIN; null for never. */
  readonly changeAfterDays: number | null;
}

/** Alphabets and rows of the keyboard, in small letters. */
const SEQUENCES = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
] as const;

/**
 * The policy for keys whose issuer names no other. Most keys accept 6 to 16 characters and lock after a few
 * tries. Zhongshan's article 19 and Suqian's article 21 require regular changes of the PIN without an
 * interval: half a year is this program's choice.
 */
export const DEFAULT_PIN_POLICY: PinPolicy = {
  minimumLength: 6,
  maximumLength: 16,
  minimumClasses: 2,
  longestRun: 3,
  longestSequence: 4,
  sequences: SEQUENCES,
  changeAfterDays: 180,
};

/** The rules that a new PIN is checked by, in the order in which people read them. */
export const PIN_RULES = ['length', 'characters', 'classes', 'repeats', 'sequence', 'different'] as const;
export type PinRuleName = (typeof PIN_RULES)[number];

/** The longest block that is found when it repeats over the whole PIN, such as 12 in 121212. */
const LONGEST_BLOCK = 3;

/**
 * Lists the rules that a new PIN breaks; empty if it may be used. PINs are bytes, so that their owner can
 * zero them; nothing here keeps a copy.
 * @param former the PIN that is to be replaced, or another that it must not equal; null if it is not known
 */
export function brokenPinRules(
  pin: Uint8Array,
  former: Uint8Array | null,
  policy: PinPolicy,
): readonly PinRuleName[] {
  const met: Readonly<Record<PinRuleName, boolean>> = {
    length: pin.length >= policy.minimumLength && pin.length <= policy.maximumLength,
    characters: pin.every(isPrintable),
    classes: new Set(Array.from(pin, classOf)).size >= policy.minimumClasses,
    repeats: longestRun(pin) <= policy.longestRun && !isRepeatedBlock(pin),
    sequence: policy.sequences.every((sequence) => longestWalk(pin, sequence) <= policy.longestSequence),
    different: former === null || !isSame(pin, former),
  };
  return PIN_RULES.filter((rule) => !met[rule]);
}

/** Printable ASCII without the space: every key accepts it, whatever its character set. */
function isPrintable(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f;
}

function classOf(byte: number): 'digit' | 'capital' | 'small' | 'sign' {
  if (byte >= 0x30 && byte <= 0x39) return 'digit';
  if (byte >= 0x41 && byte <= 0x5a) return 'capital';
  return byte >= 0x61 && byte <= 0x7a ? 'small' : 'sign';
}

function longestRun(pin: Uint8Array): number {
  return longestChain(pin, (former, next) => former === next);
}

function isRepeatedBlock(pin: Uint8Array): boolean {
  for (let length = 1; length <= LONGEST_BLOCK; length += 1) {
    if (pin.length >= 2 * length && pin.every((byte, at) => byte === pin[at % length])) return true;
  }
  return false;
}

/** Counts the characters in a row that follow the sequence in one direction. */
function longestWalk(pin: Uint8Array, sequence: string): number {
  const follows = (former: number, next: number): boolean =>
    sequence.includes(String.fromCharCode(small(former), small(next)));
  return Math.max(longestChain(pin, follows), longestChain(pin.toReversed(), follows));
}

function small(byte: number): number {
  return classOf(byte) === 'capital' ? byte + 0x20 : byte;
}

/** Returns the length of the longest stretch in which each byte goes with the one before it. */
function longestChain(pin: Uint8Array, goesWith: (former: number, next: number) => boolean): number {
  let longest = 0;
  let current = 0;
  pin.forEach((byte, at) => {
    current = at > 0 && goesWith(pin[at - 1] ?? 0, byte) ? current + 1 : 1;
    longest = Math.max(longest, current);
  });
  return longest;
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

/** The facts about PINs that the window needs beside the state of each token. */
export interface PinLife {
  readonly policy: PinPolicy;
  /** The time of the last PIN change on this computer, ISO 8601, by the token's serial number. */
  readonly changedAt: Readonly<Record<string, string>>;
  /** The reason why the PIN cannot be changed here without an application, by the token's serial number. */
  readonly byApplication: Readonly<Record<string, AppError>>;
}

/**
 * The longest time that one PIN entry may serve: enough for a batch of contracts, too short for a person to
 * leave and another to seal in their place. Token hosts refuse to hold a login for longer; the seals of a batch that runs
 * hold it anew, one after the other.
 */
export const HOLD_PIN_MS = 5 * 60_000;

/** A key that seals without its PIN for a while. Nothing keeps the PIN itself: the key stays logged in. */
export interface HeldPin {
  readonly tokenSerial: string;
  /** Milliseconds since 1970 */
  readonly until: number;
}

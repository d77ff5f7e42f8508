import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import type { KeyDriver, PinState, TokenSnapshot } from '../../shared/model/token.ts';
import type { TokenListing } from '../ports/tokens.ts';

/** A driver for a key, under the serial number by which that driver shows the key. */
export type DriverOfKey = Pick<KeyDriver, 'module' | 'serial'>;

/** What decides between several drivers that show the same key. */
export interface DriverRules {
  /** Tells whether the person chose the driver for this key. */
  isChosen(driver: DriverOfKey): boolean;
  /** Tells whether the driver made the last signature with this key. */
  signedLast(driver: DriverOfKey): boolean;
  /** The interface that is used if nothing else decides. */
  readonly prefer: TokenSnapshot['kind'];
}

/** Tells whether two records name one driver and the key by the same serial number. */
export function isDriver(one: DriverOfKey, other: DriverOfKey): boolean {
  return one.module === other.module && one.serial === other.serial;
}

/**
 * Lists each key once, through however many drivers it shows. Two listings of different drivers are one key if their serial
 * numbers fit and they share a certificate, or one of them shows none. The driver in use is, in this order: the one that the
 * person chose; one that shows a certificate; one whose way to sign is known; one that shows stored objects, among which
 * seals are; the one that signed last; one of the preferred interface; the one that was found first.
 */
export function onePerKey(tokens: readonly TokenSnapshot[], rules: DriverRules): TokenSnapshot[] {
  const groups: TokenSnapshot[][] = [];
  // A listing without certificates fits many others, so it must not be the one that brings them together.
  const certain = [...tokens].sort((one, other) => Number(isBare(one)) - Number(isBare(other)));
  for (const token of certain) {
    const group = groups.find((each) => each.every((other) => areOneKey(other, token)));
    if (group === undefined) groups.push([token]);
    else group.push(token);
  }
  const place = (group: readonly TokenSnapshot[]): number =>
    Math.min(...group.map((token) => tokens.indexOf(token)));
  return groups.sort((one, other) => place(one) - place(other)).map((group) => merged(group, rules));
}

/** @param group those with certificates first, and both in the order in which they were found */
function merged(group: readonly TokenSnapshot[], rules: DriverRules): TokenSnapshot {
  const rank = (token: TokenSnapshot): readonly boolean[] => [
    rules.isChosen(token),
    !isBare(token),
    token.kind === 'skf' || token.profile !== null,
    token.data.length > 0,
    rules.signedLast(token),
    token.kind === rules.prefer,
  ];
  // Sorting keeps the order of those whose ranks are the same, which have certificates or have none.
  const ranked = [...group].sort((one, other) => compared(rank(one), rank(other)));
  const [inUse = missing(), ...others] = ranked;
  if (others.length === 0) return inUse;
  return {
    ...inUse,
    pin: mostExact(inUse, others, 'pin'),
    soPin: mostExact(inUse, others, 'soPin'),
    drivers: {
      isChosen: rules.isChosen(inUse),
      others: others.map(({ module, kind, serial }) => ({ module, kind, serial })),
    },
  };
}

/** The rank that holds where the other does not comes first. */
function compared(one: readonly boolean[], other: readonly boolean[]): number {
  const first = one.findIndex((holds, index) => holds !== other[index]);
  return first === -1 ? 0 : one[first] === true ? -1 : 1;
}

function missing(): never {
  throw new Error('a group without a listing');
}

const isBare = ({ certificates }: TokenSnapshot): boolean => certificates.length === 0;

/**
 * A driver that counts no tries is helped out by one that does: the PIN that guards a private key is the same through both.
 * Without a common certificate it may be the PIN of something else.
 */
function mostExact(inUse: TokenSnapshot, others: readonly TokenSnapshot[], which: 'pin' | 'soPin'): PinState {
  const own = inUse[which];
  if (own.triesLeft !== null || own.locked || own.finalTry) return own;
  const counting = others.find((other) => other[which].triesLeft !== null && shareCertificate(inUse, other));
  if (counting === undefined) return own;
  const { triesLeft, countLow, finalTry, locked } = counting[which];
  return { ...own, triesLeft, countLow, finalTry, locked };
}

/** Shorter serial numbers are the beginning of too many others, and tell too little alone. */
const SHORTEST_TELLING = 8;

/**
 * Tells whether two listings show one key. Serial numbers are not unique: two keys with certificates are the same key only if they
 * share one. A driver tells its own keys apart, so two listings of one driver are two keys.
 */
function areOneKey(one: TokenSnapshot, other: TokenSnapshot): boolean {
  if (one.module === other.module || !fitSerials(one.serial, other.serial)) return false;
  if (isBare(one) || isBare(other))
    return Math.min(one.serial.length, other.serial.length) >= SHORTEST_TELLING;
  return shareCertificate(one, other);
}

function shareCertificate(one: TokenSnapshot, other: TokenSnapshot): boolean {
  return one.certificates.some(({ der }) => other.certificates.some((each) => equalBytes(der, each.der)));
}

/** CK_TOKEN_INFO.serialNumber has 16 characters, SKF's has 32: the shorter one may be cut off. */
function fitSerials(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length === 0) return false;
  return long === short || (short.length >= SHORTEST_TELLING && long.startsWith(short));
}

/** Drivers notice within this time that a key was pulled, each at its own look. */
const LINGER_MS = 3_000;

interface GoneKey {
  readonly token: TokenSnapshot;
  readonly until: number;
}

/**
 * Merges one look after another. A key goes once: when the driver in use answers and shows it no more, the other drivers'
 * listings of it count for nothing until they have had the time to notice. A driver that failed says nothing about its keys,
 * and another one takes over.
 * @param nowMs a clock that never goes back
 */
export function keyMerger(nowMs: () => number): (listing: TokenListing, rules: DriverRules) => TokenListing {
  let shown: readonly TokenSnapshot[] = [];
  let gone: readonly GoneKey[] = [];
  return ({ tokens, failures }, rules) => {
    const now = nowMs();
    const isListed = (token: TokenSnapshot): boolean => tokens.some((each) => isDriver(each, token));
    const answered = ({ module }: TokenSnapshot): boolean => failures.every((each) => each.module !== module);
    gone = [
      ...gone.filter(({ token, until }) => until > now && !isListed(token)),
      ...shown
        .filter((token) => !isListed(token) && answered(token))
        .map((token) => ({ token, until: now + LINGER_MS })),
    ];
    const present = tokens.filter((each) => !gone.some(({ token }) => areOneKey(token, each)));
    shown = onePerKey(present, rules);
    return { tokens: shown, failures };
  };
}

/** Tells whether a key shows under this serial number through any of its drivers. */
export function hasSerial(
  { serial, drivers }: Pick<TokenSnapshot, 'serial' | 'drivers'>,
  wanted: string,
): boolean {
  return serial === wanted || drivers?.others.some((other) => other.serial === wanted) === true;
}

import type { TokenPattern, VendorProfile } from './vendor-profile.ts';

type Row = Pick<VendorProfile, 'name' | 'matches' | 'keyType' | 'signMechanism'> & Partial<VendorProfile>;

function profile(row: Row): VendorProfile {
  const usual = { keyPairMechanism: null, input: 'digest', tokenAppliesZ: false, output: 'auto' } as const;
  return { ...usual, coordinates: null, ...row };
}

/** A mechanism that takes messages. @param tokenAppliesZ false where the token hashes the message alone */
function byMessage(base: VendorProfile, name: string, change: Partial<VendorProfile>): VendorProfile {
  return { ...base, matches: null, input: 'message', name, ...change };
}

/** IBM EP11, whose numbers the SoftHSMv2 fork ZzySoftHsmGM and the soft token share. */
const EP11 = profile({
  name: 'ep11',
  matches: { module: 'ep11' },
  keyType: 0x80050002,
  keyPairMechanism: 0x8005000a,
  signMechanism: 0x8005000b,
  output: 'raw',
});

const SANSEC = profile({
  name: 'sansec',
  matches: { manufacturer: 'sansec' },
  keyType: 0x80000004,
  keyPairMechanism: 0x80008001,
  signMechanism: 0x80008104,
});

const TASS = profile({
  name: 'tass',
  matches: { manufacturer: '\\btass\\b' },
  keyType: 0x80000004,
  keyPairMechanism: 0x80008001,
  signMechanism: 0x80008000,
  output: 'der',
});

const KOAL = profile({
  name: 'koal',
  matches: { manufacturer: 'koal' },
  keyType: 0x80000004,
  keyPairMechanism: 0x80008001,
  signMechanism: 0x80008104,
});

const MK1 = profile({
  name: 'mk-1',
  matches: { manufacturer: '\\bmk-?1\\b' },
  keyType: 0x00010001,
  keyPairMechanism: 0x00010009,
  signMechanism: 0x00010002,
});

const LUNA = profile({
  name: 'luna',
  matches: { module: 'cryptoki2', manufacturer: 'safenet|thales' },
  keyType: 0x80000016,
  keyPairMechanism: 0x80000b20,
  signMechanism: 0x80000b21,
});

/**
 * Known vendors, first match wins; those without a pattern serve whoever names them in keys.json. From vendors'
 * published headers; numbers that a vendor does not publish are for the user to configure. Where a header does
 * not say whether a message mechanism applies Z, it is taken not to, as Sansec's of the same number; a wrong
 * guess is found when the signature is checked.
 */
export const VENDOR_PROFILES: readonly VendorProfile[] = [
  { ...EP11, name: 'soft-token', matches: { manufacturer: '^SealDesk demo$' } },
  EP11,
  byMessage(EP11, 'ep11-message', { signMechanism: 0x8005000c, tokenAppliesZ: true }),
  SANSEC,
  { ...SANSEC, name: 'sansec-raw', matches: null, signMechanism: 0x80008105, output: 'raw' },
  byMessage(SANSEC, 'sansec-message', { signMechanism: 0x80008100 }),
  byMessage(SANSEC, 'sansec-message-der', { signMechanism: 0x80008101, output: 'der' }),
  byMessage(SANSEC, 'sansec-message-z', { signMechanism: 0x80008102, tokenAppliesZ: true }),
  byMessage(SANSEC, 'sansec-message-z-der', {
    signMechanism: 0x80008103,
    tokenAppliesZ: true,
    output: 'der',
  }),
  TASS,
  byMessage(TASS, 'tass-message', { signMechanism: 0x80008100, output: 'auto' }),
  byMessage(TASS, 'tass-message-2', { signMechanism: 0x80008101, output: 'auto' }),
  KOAL,
  byMessage(KOAL, 'koal-message', { signMechanism: 0x80008100 }),
  byMessage(KOAL, 'koal-message-der', { signMechanism: 0x80008101, output: 'der' }),
  profile({
    name: 'westone',
    matches: { manufacturer: 'westone' },
    keyType: 0x80000001,
    keyPairMechanism: 0x80000003,
    signMechanism: 0x80000004,
  }),
  MK1,
  byMessage(MK1, 'mk-1-message', { signMechanism: 0x00010004 }),
  LUNA,
  byMessage(LUNA, 'luna-message', { signMechanism: 0x80000b22 }),
];

/** What a profile is chosen by. */
export interface TokenIdentity {
  readonly module: string;
  readonly manufacturer: string;
  /** CK_TOKEN_INFO.firmwareVersion, such as "2.10" */
  readonly version: string;
}

/**
 * The profile for a token; null where none fits, and nothing is then tried.
 * @param chosen the person's own profiles, which come before the known ones
 */
export function profileFor(
  token: TokenIdentity,
  chosen: readonly VendorProfile[] = [],
): VendorProfile | null {
  return [...chosen, ...VENDOR_PROFILES].find(({ matches }) => fits(token, matches)) ?? null;
}

function fits(token: TokenIdentity, matches: TokenPattern | null): boolean {
  if (matches === null) return false;
  return (['module', 'manufacturer', 'version'] as const).every((part) => {
    const pattern = matches[part];
    return pattern === undefined || new RegExp(pattern, 'i').test(token[part]);
  });
}

import { z } from 'zod';

/** A 32-bit number; in a settings file also as text such as "0x8005000B", because vendors print it so. */
const number32 = z
  .union([z.int(), z.string().regex(/^0x[0-9a-f]{1,8}$/i)])
  .transform(Number)
  .pipe(z.int().min(0).max(0xffffffff));

/** A regular expression as text. */
const pattern = z.string().min(1).max(200).refine(isPattern, 'not a regular expression');

/** What a token says of itself, as regular expressions without regard to case; every one given must match. */
export const tokenPatternSchema = z.strictObject({
  /** Over the module's path. */
  module: pattern.optional(),
  /** Over CK_TOKEN_INFO.manufacturerID. */
  manufacturer: pattern.optional(),
  /** Over CK_TOKEN_INFO.firmwareVersion, such as "2.10". */
  version: pattern.optional(),
});

/**
 * How a vendor's tokens speak SM2. PKCS#11 defines no numbers for it, and vendors' collide, so a profile is
 * chosen by what the token says of itself or by the person, never by trying.
 */
export const vendorProfileSchema = z.strictObject({
  name: z.string().min(1).max(60),
  /** Null when the profile serves only those who name it. */
  matches: tokenPatternSchema.nullable(),
  keyType: number32,
  keyPairMechanism: number32.nullable(),
  signMechanism: number32,
  /** What the mechanism takes: e = SM3(Z ‖ M), or the message. Prefer the digest: Z is then surely in it. */
  input: z.enum(['digest', 'message']),
  /** With `input: message`: whether the token hashes Z before the message; when not, it is put there. */
  tokenAppliesZ: z.boolean().default(false),
  /** How r and s come back. `auto` tells the two by their bytes. */
  output: z.enum(['auto', 'raw', 'der']).default('auto'),
  /** Attributes that hold the public point's coordinates, where CKA_EC_POINT does not hold the point. */
  coordinates: z.strictObject({ x: number32, y: number32 }).nullable().default(null),
});

export type TokenPattern = z.infer<typeof tokenPatternSchema>;
export type VendorProfile = z.infer<typeof vendorProfileSchema>;

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'i') instanceof RegExp;
  } catch {
    return false;
  }
}

type Row = Pick<VendorProfile, 'name' | 'matches' | 'keyType' | 'signMechanism'> & Partial<VendorProfile>;

function profile(row: Row): VendorProfile {
  const usual = { keyPairMechanism: null, input: 'digest', tokenAppliesZ: false, output: 'auto' } as const;
  return { ...usual, coordinates: null, ...row };
}

/** A mechanism that takes messages. @param tokenAppliesZ false when the token hashes the message alone */
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
interface TokenIdentity {
  readonly module: string;
  readonly manufacturer: string;
  /** CK_TOKEN_INFO.firmwareVersion, such as "2.10" */
  readonly version: string;
}

/**
 * Returns the profile for a token; null when none fits, and then nothing is tried.
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

/** How a vendor's SKF library is called when it departs from GM/T 0016. */
export const skfProfileSchema = z.strictObject({
  name: z.string().min(1).max(60),
  /** Regular expression over the library's path, without regard to case; null when it names none. */
  module: pattern.nullable(),
  /** Width of ULONG: 32 by the standard, `unsigned long` in some Linux libraries. */
  ulongBits: z.union([z.literal(32), z.literal(64)]).default(32),
  /** What 32-bit Windows tells apart; every other system has one convention only. */
  convention: z.enum(['stdcall', 'cdecl']).default('stdcall'),
  /** The application that holds the seal's key; null for the first that holds a certificate. */
  application: z.string().min(1).max(32).nullable().default(null),
  /**
   * What answers mean that depart from annex B, when a function that compares a PIN gives them: such as `"0x0A000029"`, which a
   * driver gives for a wrong PIN. Where the device counts its tries, the count tells without a profile.
   */
  pinAnswers: z
    .record(z.string().regex(/^0x[0-9a-f]{1,8}$/i), z.enum(['wrong', 'locked', 'invalid']))
    .default({}),
});

export type SkfProfile = z.infer<typeof skfProfileSchema>;

/** GM/T 0016 as it is written: the profile of every library that no other profile names. */
const STANDARD: SkfProfile = skfProfileSchema.parse({ name: 'skf', module: null });

/**
 * The profile of a library. Vendors do not publish how they depart from the standard, so there is no table of known ones:
 * whoever has met such a driver writes it into keys.json.
 * @param chosen the person's own profiles; the first that fits
 */
export function skfProfileFor(path: string, chosen: readonly SkfProfile[] = []): SkfProfile {
  const fits = ({ module }: SkfProfile): boolean => module !== null && new RegExp(module, 'i').test(path);
  return chosen.find(fits) ?? STANDARD;
}

/** What our soft token calls its manufacturer, over either interface. Its keys lie in ordinary files. */
const SOFT_TOKEN_MANUFACTURER = 'SealDesk demo';

/** Outside the demonstration world a soft token takes part in nothing. */
export function isSoftTokenRefused(
  { softTokens }: { readonly softTokens: 'admitted' | 'refused' },
  manufacturer: string,
): boolean {
  return softTokens === 'refused' && manufacturer === SOFT_TOKEN_MANUFACTURER;
}

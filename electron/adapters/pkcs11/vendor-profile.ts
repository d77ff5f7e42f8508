import { z } from 'zod';

/** A 32-bit number; in a settings file also as text such as "0x8005000B", because vendors print it so. */
const number32 = z
  .union([z.int(), z.string().regex(/^0x[0-9a-f]{1,8}$/i)])
  .transform(Number)
  .pipe(z.int().min(0).max(0xffffffff));

/** A regular expression as text. */
export const pattern = z.string().min(1).max(200).refine(isPattern, 'not a regular expression');

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
  /** Null where the profile serves only those who name it. */
  matches: tokenPatternSchema.nullable(),
  keyType: number32,
  keyPairMechanism: number32.nullable(),
  signMechanism: number32,
  /** What the mechanism takes: e = SM3(Z ‖ M), or the message. Prefer the digest: Z is then surely in it. */
  input: z.enum(['digest', 'message']),
  /** With `input: message`: whether the token hashes Z before the message; where not, it is put there. */
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

import { z } from 'zod';

/**
 * How a vendor's tokens speak SM2. PKCS#11 defines no numbers for it, and vendors' collide, so a profile is
 * chosen by what the token says of itself.
 */
export const vendorProfileSchema = z.object({
  name: z.string(),
  /** Every pattern given must match; CK_INFO or CK_TOKEN_INFO says the manufacturer. */
  matches: z.object({
    /** Regular expression over the module's path. */
    module: z.string().optional(),
    /** Regular expression over manufacturerID. */
    manufacturer: z.string().optional(),
  }),
  keyType: z.number().int(),
  keyPairMechanism: z.number().int(),
  signMechanism: z.number().int(),
  /** What the mechanism takes: e = SM3(Z ‖ M), or the message. Prefer the digest: Z is then surely in it. */
  input: z.enum(['digest', 'message']),
  /** For `message`: whether the token prefixes Z. */
  tokenAppliesZ: z.boolean(),
  output: z.enum(['raw', 'der']),
});

export type VendorProfile = z.infer<typeof vendorProfileSchema>;

import { z } from 'zod';

/**
 * How a vendor's tokens speak SM2. PKCS#11 defines no numbers for it, and vendors' collide, so a profile is
 * chosen by what the token says of itself. How the signature is encoded needs no field: both forms are known
 * from the bytes.
 */
export const vendorProfileSchema = z.object({
  name: z.string(),
  /** Every pattern given must match. */
  matches: z.object({
    /** Regular expression over the module's path. */
    module: z.string().optional(),
    /** Regular expression over CK_TOKEN_INFO.manufacturerID. */
    manufacturer: z.string().optional(),
  }),
  keyType: z.number().int(),
  keyPairMechanism: z.number().int(),
  signMechanism: z.number().int(),
  /** What the mechanism takes: e = SM3(Z ‖ M), or the message. Prefer the digest: Z is then surely in it. */
  input: z.enum(['digest', 'message']),
});

export type VendorProfile = z.infer<typeof vendorProfileSchema>;

import { z } from 'zod';
import { pattern } from '../pkcs11/vendor-profile.ts';

/** How a vendor's SKF library is called where it departs from GM/T 0016. */
export const skfProfileSchema = z.strictObject({
  name: z.string().min(1).max(60),
  /** Regular expression over the library's path, without regard to case; null where it names none. */
  module: pattern.nullable(),
  /** Width of ULONG: 32 by the standard, `unsigned long` in some Linux libraries. */
  ulongBits: z.union([z.literal(32), z.literal(64)]).default(32),
  /** What 32-bit Windows tells apart; every other system has one convention only. */
  convention: z.enum(['stdcall', 'cdecl']).default('stdcall'),
  /** The application that holds the seal's key; null for the first that holds a certificate. */
  application: z.string().min(1).max(32).nullable().default(null),
});

export type SkfProfile = z.infer<typeof skfProfileSchema>;

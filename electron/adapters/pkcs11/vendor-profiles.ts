import type { VendorProfile } from './vendor-profile.ts';

/** Known vendors, first match wins. Numbers that a vendor does not publish are for the user to configure. */
export const VENDOR_PROFILES: readonly VendorProfile[] = [
  {
    // The numbers of IBM EP11
    name: 'soft-token',
    matches: { manufacturer: '^SealDesk demo$' },
    keyType: 0x80050002,
    keyPairMechanism: 0x8005000a,
    signMechanism: 0x8005000b,
    input: 'digest',
  },
];

export interface TokenIdentity {
  readonly module: string;
  readonly manufacturer: string;
}

/** The profile for a token; null where none fits, and nothing is then tried. */
export function profileFor(
  token: TokenIdentity,
  profiles: readonly VendorProfile[] = VENDOR_PROFILES,
): VendorProfile | null {
  const fits = ({ matches }: VendorProfile): boolean =>
    (matches.module === undefined || new RegExp(matches.module).test(token.module)) &&
    (matches.manufacturer === undefined || new RegExp(matches.manufacturer).test(token.manufacturer));
  return profiles.find(fits) ?? null;
}

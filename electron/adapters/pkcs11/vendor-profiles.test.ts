import { describe, expect, it } from 'vitest';
import type { VendorProfile } from './vendor-profile.ts';
import { vendorProfileSchema } from './vendor-profile.ts';
import { profileFor, VENDOR_PROFILES } from './vendor-profiles.ts';

const profile = (name: string, matches: VendorProfile['matches']): VendorProfile => ({
  name,
  matches,
  keyType: 1,
  keyPairMechanism: 2,
  signMechanism: 3,
  input: 'digest',
});

describe('vendor profiles', () => {
  it('keep to their schema', () => {
    expect(vendorProfileSchema.array().parse(VENDOR_PROFILES)).toEqual(VENDOR_PROFILES);
  });

  it('know the soft token and no stranger', () => {
    expect(profileFor({ module: '/m.so', manufacturer: 'SealDesk demo' })?.signMechanism).toBe(0x8005000b);
    expect(profileFor({ module: '/m.so', manufacturer: 'SoftHSM project' })).toBeNull();
  });

  it('are chosen by every pattern they give, the first that fits', () => {
    const profiles = [
      profile('both', { module: 'gm3000', manufacturer: '^Longmai' }),
      profile('module', { module: 'gm3000' }),
    ];
    expect(profileFor({ module: '/lib/gm3000.so', manufacturer: 'Longmai' }, profiles)?.name).toBe('both');
    expect(profileFor({ module: '/lib/gm3000.so', manufacturer: 'Feitian' }, profiles)?.name).toBe('module');
    expect(profileFor({ module: '/lib/other.so', manufacturer: 'Longmai' }, profiles)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import {
  profileFor,
  skfProfileFor,
  skfProfileSchema,
  type TokenPattern,
  VENDOR_PROFILES,
  type VendorProfile,
  vendorProfileSchema,
} from './vendor-profiles.ts';

const TOKEN = { module: '/m.so', manufacturer: 'Maker', version: '1.0' };

const profile = (name: string, matches: TokenPattern | null): VendorProfile =>
  vendorProfileSchema.parse({
    name,
    matches,
    keyType: 1,
    keyPairMechanism: 2,
    signMechanism: 3,
    input: 'digest',
  });

describe('vendor profiles', () => {
  it('fit their schema and have different names', () => {
    expect(vendorProfileSchema.array().parse(VENDOR_PROFILES)).toEqual(VENDOR_PROFILES);
    expect(new Set(VENDOR_PROFILES.map(({ name }) => name)).size).toBe(VENDOR_PROFILES.length);
  });

  it.each([
    ['SealDesk demo', 'soft-token', 0x8005000b],
    ['Sansec Technology', 'sansec', 0x80008104],
    ['TASS', 'tass', 0x80008000],
    ['KOAL SOFTWARE', 'koal', 0x80008104],
    ['Westone', 'westone', 0x80000004],
    ['MK-1', 'mk-1', 0x00010002],
  ])('recognise %s', (manufacturer, name, signMechanism) => {
    expect(profileFor({ ...TOKEN, manufacturer })).toMatchObject({ name, signMechanism });
  });

  it('recognise vendors by their module too, but no unknown vendor', () => {
    const luna = { module: '/usr/lib/libCryptoki2_64.so', manufacturer: 'SafeNet', version: '7.0' };
    expect(profileFor(luna)?.name).toBe('luna');
    expect(profileFor({ ...TOKEN, module: '/opt/ep11/libep11.so' })?.name).toBe('ep11');
    expect(profileFor({ ...TOKEN, manufacturer: 'SoftHSM project' })).toBeNull();
  });

  it('are chosen if all their patterns fit: the first one, the person’s own before the known ones', () => {
    const own = [
      profile('all', { module: 'gm3000', manufacturer: '^longmai', version: '^2\\.' }),
      profile('module', { module: 'gm3000' }),
      profile('named only', null),
      profile('mine', { manufacturer: 'sansec' }),
    ];
    const chosen = (token: Partial<typeof TOKEN>) => profileFor({ ...TOKEN, ...token }, own)?.name;
    const module = '/lib/GM3000.so';
    expect(chosen({ module, manufacturer: 'Longmai', version: '2.1' })).toBe('all');
    expect(chosen({ module, manufacturer: 'Longmai', version: '1.2' })).toBe('module');
    expect(chosen({ manufacturer: 'Sansec' })).toBe('mine');
    expect(chosen({})).toBeUndefined();
  });

  it('may have numbers in the notation of vendors', () => {
    const written = { ...profile('hex', null), signMechanism: '0x8005000B' };
    expect(vendorProfileSchema.parse(written).signMechanism).toBe(0x8005000b);
  });

  it.each([
    ['a number beyond 32 bits', { signMechanism: 2 ** 32 }],
    ['a pattern that is none', { matches: { module: '(' } }],
    ['an unknown field', { mechanisms: 1 }],
    ['an unknown input', { input: 'hash' }],
  ])('refuse %s', (_what, change) => {
    expect(vendorProfileSchema.safeParse({ ...profile('p', null), ...change }).success).toBe(false);
  });
});

describe('SKF profiles', () => {
  it('default to the standard for an unknown library', () => {
    expect(skfProfileFor('/opt/vendor/libgm3000.1.0.so')).toEqual({
      name: 'skf',
      module: null,
      ulongBits: 32,
      convention: 'stdcall',
      pinAnswers: {},
      application: null,
    });
  });

  it('come from the person before any other', () => {
    const own = skfProfileSchema.parse({ name: 'mine', module: 'libGM3000', ulongBits: 64 });
    expect(skfProfileFor('/opt/vendor/libgm3000.1.0.so', [own])).toBe(own);
    expect(skfProfileFor('/opt/vendor/other.so', [own]).name).toBe('skf');
  });

  it.each([
    { name: 'x', module: 'a', ulongBits: 16 },
    { name: 'x', module: '(' },
    { name: '', module: 'a' },
    { name: 'x', module: 'a', convention: 'fastcall' },
  ])('are refused if they break their schema: %j', (value) => {
    expect(skfProfileSchema.safeParse(value).success).toBe(false);
  });
});

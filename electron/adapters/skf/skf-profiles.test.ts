import { describe, expect, it } from 'vitest';
import { skfProfileSchema } from './skf-profile.ts';
import { skfProfileFor } from './skf-profiles.ts';

describe('SKF profiles', () => {
  it('are the standard for a library that nobody names', () => {
    expect(skfProfileFor('/opt/vendor/libgm3000.1.0.so')).toEqual({
      name: 'skf',
      module: null,
      ulongBits: 32,
      convention: 'stdcall',
      application: null,
    });
  });

  it('are the person’s own before any other', () => {
    const own = skfProfileSchema.parse({ name: 'mine', module: 'libGM3000', ulongBits: 64 });
    expect(skfProfileFor('/opt/vendor/libgm3000.1.0.so', [own])).toBe(own);
    expect(skfProfileFor('/opt/vendor/other.so', [own]).name).toBe('skf');
  });

  it.each([
    { name: 'x', module: 'a', ulongBits: 16 },
    { name: 'x', module: '(' },
    { name: '', module: 'a' },
    { name: 'x', module: 'a', convention: 'fastcall' },
  ])('are refused where they are none: %j', (value) => {
    expect(skfProfileSchema.safeParse(value).success).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenPinRules, DEFAULT_PIN_POLICY } from './pin-rules.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const broken = (pin: string, former: string | null = null) =>
  brokenPinRules(bytes(pin), former === null ? null : bytes(former), DEFAULT_PIN_POLICY);

describe('brokenPinRules', () => {
  it.each(['Seal#2468', 'a7c9d2', '8winter8', 'Kx9-Kx8-', 'Demo1234'])('The rules accept %s', (pin) => {
    expect(broken(pin)).toEqual([]);
  });

  it.each([
    ['a PIN that is too short', 'a1b2c', ['length']],
    ['a PIN that is too long', 'a1b2c3d4e5f6g7h8i', ['length']],
    ['an empty PIN', '', ['length', 'classes']],
    ['digits alone', '938271', ['classes']],
    ['a blank', 'a1 b2c', ['characters']],
    ['Chinese characters', '口令a1', ['characters']],
    ['one character over and over', '111111', ['classes', 'repeats']],
    ['a long run', 'a7111129', ['repeats']],
    ['a pair over and over', 'a1a1a1', ['repeats']],
    ['three characters over and over', 'x7zx7z', ['repeats']],
    ['a sequence upwards', '123456', ['classes', 'sequence']],
    ['a sequence downwards', '654321', ['classes', 'sequence']],
    ['a sequence through nine and zero', '67890a', ['sequence']],
    ['a row of the keyboard', 'qwerty', ['classes', 'sequence']],
    ['a row of the keyboard in capitals', 'QWERTY7', ['sequence']],
    ['a row backwards', 'lkjhg7', ['sequence']],
    ['the alphabet', 'abcdef', ['classes', 'sequence']],
  ])('The rules refuse %s', (_what, pin, rules) => {
    expect(broken(pin)).toEqual(rules);
  });

  it('A new PIN must differ from the former one', () => {
    expect(broken('Seal#2468', 'Seal#2468')).toEqual(['different']);
    expect(broken('Seal#2468', 'Seal#2469')).toEqual([]);
  });

  it('The rules use the numbers of the policy', () => {
    const strict = { ...DEFAULT_PIN_POLICY, minimumLength: 12, minimumClasses: 4, longestSequence: 2 };
    expect(brokenPinRules(bytes('Seal#123'), null, strict)).toEqual(['length', 'sequence']);
    expect(brokenPinRules(bytes('Seal2468wxq9'), null, strict)).toEqual(['classes']);
  });

  it('No PIN of one repeated character and no PIN equal to the former passes, and the check changes no byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), (pin) => {
        const copy = pin.slice();
        expect(brokenPinRules(pin, pin, DEFAULT_PIN_POLICY)).toContain('different');
        expect(brokenPinRules(new Uint8Array(8).fill(pin[0] ?? 0), null, DEFAULT_PIN_POLICY)).toContain(
          'repeats',
        );
        expect(pin).toEqual(copy);
      }),
    );
  });
});

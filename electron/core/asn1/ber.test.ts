import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { normaliseBer } from './ber.ts';

const normalised = (hex: string) => {
  const { der, length } = normaliseBer(fromHex(hex), 'test');
  return [toHex(der), length] as const;
};

describe('normaliseBer', () => {
  it('leaves DER as it is, and ignores what follows', () => {
    const der = '3009020101040401020304';
    expect(normalised(`${der}0000`)).toEqual([der, der.length / 2]);
  });

  it('closes indefinite lengths, also nested ones', () => {
    expect(normalised('3080020101308002010200000000ff')).toEqual(['30080201013003020102', 14]);
  });

  it('shortens lengths that are longer than need be', () => {
    expect(normalised('308200030201 01'.replace(' ', ''))).toEqual(['3003020101', 7]);
  });

  it('joins an octet string in pieces, whose length may be open', () => {
    expect(normalised('2480040201020401030000')).toEqual(['0403010203', 11]);
    expect(normalised('2407040201020401 03'.replace(' ', ''))).toEqual(['0403010203', 9]);
  });

  it.each([
    ['an open length without an end', '3080020101'],
    ['an open length of a simple type', '04800101'],
    ['a length beyond the end', '30050201'],
    ['a high tag number', '3f0100'],
    ['pieces of another type', '2403020101'],
    ['an absurd length', '3087ffffffffffffff'],
    ['nothing', ''],
  ])('refuses %s', (_what, hex) => {
    expect(() => normalised(hex)).toThrow(expect.objectContaining({ code: 'DER_INVALID' }));
  });

  it('refuses nesting beyond the budget in time that does not grow with it', () => {
    const bomb = new Uint8Array(200_000).map((_byte, index) => (index % 2 === 0 ? 0x30 : 0x80));
    expect(() => normaliseBer(bomb, 'test')).toThrow(expect.objectContaining({ code: 'FILE_OVER_BUDGET' }));
  });
});

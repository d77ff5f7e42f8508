import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { readDer, type DerElement } from './der-reader.ts';
import {
  writeBoolean,
  writeGeneralizedTime,
  writeInteger,
  writeObjectIdentifier,
  writeTime,
  writeUnsigned,
  writeUtf8String,
} from './der-writer.ts';
import {
  objectIdentifierOf,
  bitStringOctetsOf,
  bitStringOf,
  booleanOf,
  integerOf,
  smallIntegerOf,
} from './values.ts';
import { directoryTextOf, ia5TextOf, printableTextOf, utf8TextOf } from './text.ts';
import { fractionalTimeOf, generalizedTimeOf, timeOf } from './time.ts';

const element = (hex: string): DerElement => readDer(fromHex(hex), 'input');
const ascii = (text: string): string => toHex(new TextEncoder().encode(text));

describe('a value that DER does not allow', () => {
  const cases: [string, (value: DerElement, what: string) => unknown, string][] = [
    ['an empty integer', integerOf, '0200'],
    ['an integer with a needless zero', integerOf, '0202007f'],
    ['an integer with a needless sign', integerOf, '0202ff80'],
    ['a negative count', smallIntegerOf, '0201ff'],
    ['a count of five octets', smallIntegerOf, '02050100000000'],
    ['a boolean of 01', booleanOf, '010101'],
    ['a bit string without its first octet', bitStringOf, '0300'],
    ['eight unused bits', bitStringOf, '03020800'],
    ['unused bits that are set', bitStringOf, '03020101'],
    ['unused bits where whole octets are due', bitStringOctetsOf, '03020180'],
    ['an object identifier that ends early', objectIdentifierOf, '060181'],
    ['an object identifier with a needless 80', objectIdentifierOf, '06032a8001'],
    ['an empty object identifier', objectIdentifierOf, '0600'],
    ['a UTF8String where an IA5String is due', ia5TextOf, '0c0141'],
    ['an IA5String where a UTF8String is due', utf8TextOf, '160141'],
    ['an integer where a PrintableString is due', printableTextOf, '020141'],
    ['an arc longer than a UUID', objectIdentifierOf, `0614${'84'.padEnd(38, '80')}00`],
    ['a UTCTime without seconds', timeOf, `170b${ascii('2611210000Z')}`],
    ['a UTCTime with an offset', timeOf, `1711${ascii('261121000000+0800')}`],
    ['a GeneralizedTime without Z', generalizedTimeOf, `180e${ascii('20261121000000')}`],
    ['a fraction of a second', generalizedTimeOf, `1811${ascii('20261121000000.5Z')}`],
    ['a fraction that ends in zero', fractionalTimeOf, `1812${ascii('20261121000000.50Z')}`],
    ['a fraction without digits', fractionalTimeOf, `1810${ascii('20261121000000.Z')}`],
    ['the 30th of February', generalizedTimeOf, `180f${ascii('20260230000000Z')}`],
    ['the 25th hour', generalizedTimeOf, `180f${ascii('20260228240000Z')}`],
    ['a UTCTime where GeneralizedTime is due', generalizedTimeOf, `170d${ascii('261121000000Z')}`],
  ];
  it.each(cases)('is refused: %s', (_name, read, hex) => {
    expect(() => read(element(hex), 'input')).toThrow(CodedError);
  });
});

describe('the readers and writers of values', () => {
  it('agree on integers', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 70n), max: 1n << 70n }), (value) => {
        expect(integerOf(readDer(writeInteger(value), 'input'), 'input')).toBe(value);
      }),
    );
  });

  it('agree on unsigned numbers from octets', () => {
    expect(['', '00', '0080', '7f', 'ff01'].map((hex) => toHex(writeUnsigned(fromHex(hex))))).toEqual([
      '020100',
      '020100',
      '02020080',
      '02017f',
      '020300ff01',
    ]);
  });

  it.each([
    '1.2.156.10197.1.501',
    '2.5.29.15',
    '0.9.2342.19200300.100.1.25',
    '2.999.1',
    `2.25.${(1n << 128n) - 1n}`,
  ])('agree on the object identifier %s', (dotted) => {
    expect(objectIdentifierOf(readDer(writeObjectIdentifier(dotted), 'input'), 'input')).toBe(dotted);
  });

  it('write object identifiers in the octets that openssl writes', () => {
    expect(toHex(writeObjectIdentifier('1.2.156.10197.1.501'))).toBe('06082a811ccf55018375');
    expect(toHex(writeObjectIdentifier('2.25.329800735698586629295641978511506172918.1'))).toBe(
      '06156983f09da7ebcfdee0c7a1a7b2c0948cc8f9d77601',
    );
  });

  it('agree on booleans and text', () => {
    expect(booleanOf(readDer(writeBoolean(true), 'input'), 'input')).toBe(true);
    expect(utf8TextOf(readDer(writeUtf8String('印章 é 𠮷'), 'input'), 'input')).toBe('印章 é 𠮷');
  });

  it('write times in the type that their year asks for', () => {
    const instants = ['1950-01-01T00:00:00.000Z', '2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00.000Z'];
    const written = instants.map((instant) => readDer(writeTime(new Date(instant)), 'input'));
    expect(written.map(({ tag }) => tag)).toEqual([0x17, 0x17, 0x18]);
    expect(written.map((time) => timeOf(time, 'input').toISOString())).toEqual(instants);
    const exact = readDer(writeGeneralizedTime(new Date('2026-11-21T08:09:10.999Z')), 'input');
    expect(generalizedTimeOf(exact, 'input').toISOString()).toBe('2026-11-21T08:09:10.000Z');
    const fine = element(`1814${ascii('20261121080910.0129Z')}`);
    expect(fractionalTimeOf(fine, 'input').toISOString()).toBe('2026-11-21T08:09:10.012Z');
    expect(fractionalTimeOf(exact, 'input').toISOString()).toBe('2026-11-21T08:09:10.000Z');
  });
});

describe('text that its type does not allow is shown', () => {
  it.each([
    ['UTF-8 in an IA5String', '1606e6b58be8af95', '测试'],
    ['GB 18030 in an IA5String', '1604b2e2cad4', '测试'],
    ['Latin-1 in an IA5String', '1602e921', 'é!'],
    ['GB 18030 in a UTF8String', '0c04b2e2cad4', '测试'],
    ['bytes of no encoding', '1601ff', 'ÿ'],
    ['half a character in a BMPString', '1e03410042', 'A\0B'],
    ['no character of a UniversalString', '1c0400110000', '\0\u0011\0\0'],
    ['BMPString', '1e046d4b8bd5', '测试'],
    ['UniversalString', '1c0800006d4b00008bd5', '测试'],
    ['Latin-1 in a TeletexString', '1401e9', 'é'],
    ['Latin-1 with a letter behind it, which could be GBK', '1402fc6c', 'ül'],
    ['GB 2312 in a TeletexString', '1404b2e2cad4', '测试'],
    ['UTF-8 in a TeletexString', '1403e6b58b', '测'],
    ['PrintableString with an ampersand', `1303${ascii('R&W')}`, 'R&W'],
  ])('%s', (_name, hex, text) => {
    expect(directoryTextOf(element(hex))).toBe(text);
  });
});

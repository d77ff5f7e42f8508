import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Bytes, utf8Text } from '../bytes/utf8.ts';
import { decodeEntry, encodeEntry } from './entry-bytes.ts';
import { sealedEntry } from './fixtures/entries.ts';

describe('the bytes of an entry', () => {
  const entry = sealedEntry(1);
  const bytes = encodeEntry(entry);

  it('are read back as they were written', () => {
    expect(decodeEntry(bytes)).toEqual(entry);
  });

  it('do not depend on the order of fields', () => {
    const turned = Object.fromEntries(Object.entries(entry).reverse()) as unknown as typeof entry;
    expect(encodeEntry(turned)).toEqual(bytes);
  });

  it('carry any text', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xd7ff), { maxLength: 60 }), (units) => {
        const purpose = String.fromCharCode(...units);
        const written = encodeEntry({ ...entry, purpose });
        return decodeEntry(written).purpose === purpose;
      }),
    );
  });

  const source = utf8Text(bytes);
  it.each([
    ['no JSON', 'entry'],
    ['a byte order mark', `\u{feff}${source}`],
    ['a space', source.replace(':', ': ')],
    ['an escape where none is needed', source.replace('"seal"', '"\\u0073eal"')],
    ['another version', source.replace('"version":1', '"version":2')],
    ['an unknown field', source.replace('{"version"', '{"more":1,"version"')],
    ['a field twice', source.replace('"act":"seal"', '"act":"sign","act":"seal"')],
    ['a missing field', source.replace(',"voids":null', '')],
    ['an unknown act', source.replace('"seal"', '"stamp"')],
    ['another order', source.replace(/("act":"seal"),("time":"[^"]*")/, '$2,$1')],
    ['a hash in capitals', source.replace(/1f1f/, '1F1f')],
    ['something behind', `${source}\n`],
  ])('are refused with %s', (_what, changed) => {
    expect(changed).not.toBe(source);
    expect(() => decodeEntry(utf8Bytes(changed))).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }));
  });
});

import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../bytes/encodings.ts';
import { parseXml } from './parse-xml.ts';
import {
  attributeOf,
  booleanOf,
  childOf,
  childrenOf,
  elementsWithin,
  numberOf,
  numbersOf,
  textOf,
} from './xml-element.ts';

const root = parseXml(
  utf8Bytes('<a xmlns:p="u" b=" 1 " c=""><d> x </d><p:d>y</p:d><e> </e><f><g/></f></a>'),
  'part.xml',
);

describe('the fields of an element', () => {
  it('finds children by their names without prefixes', () => {
    expect(childOf(root, 'd')?.text).toBe(' x ');
    expect(childrenOf(root, 'd').map(({ text }) => text)).toEqual([' x ', 'y']);
    expect(childOf(root, 'g')).toBeNull();
  });

  it('gives texts and attributes without white space, and null for none', () => {
    expect([textOf(root, 'd'), textOf(root, 'e'), textOf(root, 'h')]).toEqual(['x', null, null]);
    expect([attributeOf(root, 'b'), attributeOf(root, 'c'), attributeOf(root, 'h')]).toEqual([
      '1',
      null,
      null,
    ]);
  });

  it.each([
    ['0 0 210 297', [0, 0, 210, 297]],
    [' -1.5\t+.5\n1e2 3. ', [-1.5, 0.5, 100, 3]],
    ['', null],
    ['1 two', null],
    ['0x10', null],
    ['Infinity', null],
    ['1e999', null],
    [null, null],
  ])('reads the numbers of %j', (text, numbers) => {
    expect(numbersOf(text)).toEqual(numbers);
  });

  it('reads numbers and truth values strictly', () => {
    expect([numberOf('7'), numberOf(' 7'), numberOf(null)]).toEqual([7, null, null]);
    expect(['true', '1', 'false', '0', 'TRUE', null].map(booleanOf)).toEqual([
      true,
      true,
      false,
      false,
      null,
      null,
    ]);
  });

  it('visits elements in the order of the document', () => {
    expect(Array.from(elementsWithin(root), ({ name }) => name)).toEqual(['a', 'd', 'd', 'e', 'f', 'g']);
  });
});

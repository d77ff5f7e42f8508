import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { latin1Text, utf8Bytes, utf8Text } from '../../bytes/encodings.ts';
import { littleEndian, makeZip, type ZipPart } from '../fixtures/make-zip.ts';
import {
  containerOutcome,
  FAKE_END,
  FIRST,
  framed,
  GBK_NAME,
  PACKED,
  SECOND,
  second,
  secondName,
} from '../fixtures/two-entries.ts';
import { openContainer } from './open-container.ts';

const zipOf = (...parts: readonly ZipPart[]): Uint8Array => makeZip(parts);
const junk = Uint8Array.of(1, 2, 3, 4);

describe('openContainer', () => {
  it.each([
    [
      'two entries of one name',
      zipOf(FIRST, SECOND, { ...FIRST, content: 'other' }),
      'OFD_AMBIGUOUS two-of-name',
    ],
    ['names that differ in case', zipOf(FIRST, { ...FIRST, name: 'ofd.XML' }), 'OFD_AMBIGUOUS similar-names'],
    [
      'names that differ in slashes',
      zipOf(SECOND, { ...SECOND, name: 'Doc_0\\a.xml' }),
      'OFD_AMBIGUOUS two-of-name',
    ],
    [
      'a name with a slash more',
      zipOf(SECOND, { ...SECOND, name: 'Doc_0//a.xml' }),
      'OFD_AMBIGUOUS two-of-name',
    ],
    [
      'a name with a dot folder',
      zipOf(SECOND, { ...SECOND, name: './Doc_0/a.xml' }),
      'OFD_AMBIGUOUS two-of-name',
    ],
    [
      'a name composed and decomposed',
      zipOf({ name: 'é' }, { name: 'e\u0301' }),
      'OFD_AMBIGUOUS similar-names',
    ],
    ['a name in full width', zipOf({ name: 'a.xml' }, { name: 'ａ.xml' }), 'OFD_AMBIGUOUS similar-names'],
    [
      'a name with a blank at its beginning',
      zipOf(FIRST, { name: ' OFD.xml' }),
      'OFD_AMBIGUOUS similar-names',
    ],
    [
      'a folder with a mark at its beginning',
      zipOf(SECOND, { name: '\ufeffDoc_0/a.xml' }),
      'OFD_AMBIGUOUS similar-names',
    ],
    ['a name with a dot at its end', zipOf(FIRST, { name: 'OFD.xml.' }), 'OFD_AMBIGUOUS similar-names'],
    [
      'a folder of the name of a file',
      zipOf(FIRST, { name: 'OFD.xml/', method: 0 }),
      'OFD_AMBIGUOUS two-of-name',
    ],
    [
      'a name that is another in GBK',
      zipOf({ name: '图.png' }, { name: Uint8Array.of(0xcd, 0xbc, 0x2e, 0x70, 0x6e, 0x67), flags: 0 }),
      'OFD_AMBIGUOUS similar-names',
    ],
    [
      'a name that is another in the code page of the format',
      zipOf({ name: 'é.png' }, { name: Uint8Array.of(0x82, 0x2e, 0x70, 0x6e, 0x67), flags: 0 }),
      'OFD_AMBIGUOUS name-encoding',
    ],
    [
      'a name of another code page that is another one there',
      zipOf({ name: '╬─.png' }, { name: Uint8Array.of(0xce, 0xc4, 0x2e, 0x70, 0x6e, 0x67), flags: 0 }),
      'OFD_AMBIGUOUS similar-names',
    ],
    ['two forms of a Greek letter', zipOf({ name: 'aς' }, { name: 'aσ' }), 'OFD_AMBIGUOUS similar-names'],
    ['two letters for one', zipOf({ name: 'straße' }, { name: 'STRASSE' }), 'OFD_AMBIGUOUS similar-names'],
    ['a mark that nobody sees', zipOf(FIRST, { name: 'OFD\u200d.xml' }), 'OFD_AMBIGUOUS similar-names'],
    ['another slash', zipOf(SECOND, { name: 'Doc_0\u2215a.xml' }), 'OFD_AMBIGUOUS similar-names'],
    ['a stream of a file', zipOf(SECOND, { name: 'Doc_0/a.xml:b' }), 'OFD_AMBIGUOUS similar-names'],
    ['a mark that no file may have', zipOf(SECOND, { name: 'Doc?0/a.xml' }), 'OFD_AMBIGUOUS similar-names'],
    ['a mark that is left out', zipOf(SECOND, { name: 'Doc_0/a*.xml' }), 'OFD_AMBIGUOUS similar-names'],
    [
      'a short name of Windows',
      zipOf({ name: 'Doc_0/Signatures.xml' }, { name: 'Doc_0/SIGNAT~1.XML' }),
      'OFD_AMBIGUOUS short-name',
    ],
    [
      'a short name with a check sum',
      zipOf({ name: 'Doc_0/Signatures.xml' }, { name: 'Doc_0/SI12AB~1.XML' }),
      'OFD_AMBIGUOUS short-name',
    ],
    [
      'a short name of a folder',
      zipOf({ name: 'Doc_0/Annotations/a' }, { name: 'Doc_0/annota~1/a' }),
      'OFD_AMBIGUOUS short-name',
    ],
    [
      'a short name of a Chinese one',
      zipOf({ name: '电子公文附件.xml' }, { name: '电子公~1.xml' }),
      'OFD_AMBIGUOUS short-name',
    ],
    ['a file as a folder', zipOf(SECOND, { name: 'doc_0' }), 'OFD_AMBIGUOUS file-as-folder'],
    ['a device', second({ name: 'Doc_0/aux.xml' }), 'OFD_AMBIGUOUS name'],
    ['a control of the upper half', second({ name: 'a\u0085' }), 'OFD_AMBIGUOUS name'],
    ['an unreadable letter', second({ name: 'a\ufffd' }), 'OFD_AMBIGUOUS name'],
    [
      'a symbolic link',
      second({ central: { system: 3, attributes: 0xa1ff0000 } }),
      'OFD_AMBIGUOUS file-type',
    ],
    ['a folder by its attributes', second({ central: { attributes: 0x10 } }), 'OFD_AMBIGUOUS file-type'],
    ['a volume by its attributes', second({ central: { attributes: 0x08 } }), 'OFD_AMBIGUOUS file-type'],
    [
      'a type in an extra field',
      second({ central: { extra: littleEndian([2, 0x756e], [2, 0]) } }),
      'OFD_AMBIGUOUS file-type',
    ],
    [
      'a stored entry with a descriptor',
      second({ method: 0, flags: 0x808 }),
      'OFD_AMBIGUOUS stored-with-descriptor',
    ],
    ['a name that leads out', second({ name: '../a' }), 'OFD_AMBIGUOUS name'],
    ['a name with a zero', second({ name: 'a.xml\0.txt' }), 'OFD_AMBIGUOUS name'],
    ['no name', second({ name: '' }), 'OFD_AMBIGUOUS name'],
    ['a flagged name that is no UTF-8', second({ name: GBK_NAME }), 'OFD_AMBIGUOUS name-encoding'],
    [
      'a name that is no text',
      second({ name: Uint8Array.of(0x41, 0xff), flags: 0 }),
      'OFD_AMBIGUOUS name-encoding',
    ],
    [
      'another name in the local header',
      second({ local: { name: utf8Bytes('Doc_0/b.xml') } }),
      'OFD_AMBIGUOUS local-name',
    ],
    [
      'another name in an extra field',
      second({ central: { extra: secondName('b.xml') } }),
      'OFD_AMBIGUOUS second-name',
    ],
    [
      'another name in a local extra field',
      second({ local: { extra: secondName('b.xml') } }),
      'OFD_AMBIGUOUS second-name',
    ],
    [
      'an extra field beyond its end',
      second({ central: { extra: littleEndian([2, 7], [2, 9]) } }),
      'OFD_AMBIGUOUS extra-field',
    ],
    ['another method in the local header', second({ local: { method: 0 } }), 'OFD_AMBIGUOUS local-method'],
    [
      'a descriptor that the local header alone announces',
      second({ local: { flags: 0x808 } }),
      'OFD_AMBIGUOUS local-flags',
    ],
    [
      'encryption in the local header alone',
      second({ local: { flags: 0x801 } }),
      'OFD_AMBIGUOUS local-flags',
    ],
    [
      'another encoding of a name in the local header',
      second({ name: '文档', local: { flags: 0 } }),
      'OFD_AMBIGUOUS local-flags',
    ],
    ['another check sum in the local header', second({ local: { crc32: 7 } }), 'OFD_AMBIGUOUS local-crc'],
    ['no check sum in the local header', second({ local: { crc32: 0 } }), 'OFD_AMBIGUOUS local-crc'],
    ['another size in the local header', second({ local: { size: 7 } }), 'OFD_AMBIGUOUS local-size'],
    [
      'another packed size in the local header',
      second({ local: { compressedSize: 7 } }),
      'OFD_AMBIGUOUS local-size',
    ],
    [
      'a descriptor that differs',
      second({ flags: 0x808, behind: littleEndian([4, 0x08074b50], [4, 1], [4, 2], [4, 3]) }),
      'OFD_AMBIGUOUS descriptor',
    ],
    [
      'a descriptor that is missing',
      second({ flags: 0x808, behind: new Uint8Array() }),
      'OFD_AMBIGUOUS descriptor',
    ],
    [
      'a descriptor with another mark',
      second({ flags: 0x808, behind: wrongMark() }),
      'OFD_AMBIGUOUS descriptor',
    ],
    ['bytes between entries', zipOf({ ...FIRST, behind: junk }, SECOND), 'OFD_AMBIGUOUS uncounted-bytes'],
    ['an entry that the directory leaves out', framed({ unlisted: [1] }), 'OFD_AMBIGUOUS uncounted-bytes'],
    [
      'an entry at the beginning that it leaves out',
      framed({ unlisted: [0] }),
      'OFD_AMBIGUOUS bytes-before-entries',
    ],
    ['bytes before the first entry', framed({ before: junk }), 'OFD_AMBIGUOUS bytes-before-entries'],
    ['bytes before the directory', framed({ beforeDirectory: junk }), 'OFD_AMBIGUOUS uncounted-bytes'],
    ['bytes behind the directory', framed({ beforeEnd: junk }), 'OFD_AMBIGUOUS directory-place'],
    ['bytes behind the end', framed({ after: junk }), 'OFD_AMBIGUOUS bytes-behind-end'],
    [
      'an end within the comment',
      framed({ comment: concatBytes(FAKE_END, new Uint8Array(18)), after: junk }),
      'OFD_AMBIGUOUS bytes-behind-end',
    ],
    [
      'a byte behind deflate data',
      second({ packed: concatBytes(PACKED, new Uint8Array(1)) }),
      'OFD_AMBIGUOUS bytes-behind-data',
    ],
    [
      'megabytes behind deflate data',
      second({ packed: concatBytes(PACKED, new Uint8Array(30_000_000)) }),
      'OFD_AMBIGUOUS bytes-behind-data',
    ],
    [
      'bytes behind a stored block',
      second({ packed: Uint8Array.of(1, 0, 0, 0xff, 0xff, 9), content: '' }),
      'OFD_AMBIGUOUS bytes-behind-data',
    ],
    [
      'entries that overlap',
      second({ central: { offset: 0, name: utf8Bytes('b') } }),
      'OFD_AMBIGUOUS overlap',
    ],
    ['an entry within another', overlapping(), 'OFD_AMBIGUOUS overlap'],
    [
      'a stored entry of two sizes',
      second({ method: 0, central: { size: 4 }, local: { size: 4 } }),
      'OFD_AMBIGUOUS stored-size',
    ],
    ['a folder with bytes', second({ name: 'Doc_0/', method: 0 }), 'OFD_AMBIGUOUS folder-with-bytes'],
    ['another number of entries', framed({ end: { 8: 3, 10: 3 } }), 'OFD_AMBIGUOUS entry-count'],
    ['two numbers of entries', framed({ end: { 8: 3 } }), 'OFD_AMBIGUOUS entry-count'],
  ])('refuses %s', (_, bytes, expected) => {
    expect(containerOutcome(bytes)).toBe(expected);
  });

  it.each([
    [
      'a number of entries that announces zip64',
      framed({ end: { 8: 0xffff, 10: 0xffff } }),
      'OFD_UNSUPPORTED zip64',
    ],
    [
      'the locator of zip64',
      framed({ beforeEnd: concatBytes(littleEndian([4, 0x07064b50]), new Uint8Array(16)) }),
      'OFD_UNSUPPORTED zip64',
    ],
    ['sizes of zip64', second({ central: { size: 0xffffffff } }), 'OFD_UNSUPPORTED zip64'],
    [
      'an extra field of zip64',
      second({ local: { extra: littleEndian([2, 1], [2, 0]) } }),
      'OFD_UNSUPPORTED zip64',
    ],
    ['several volumes', framed({ end: { 4: 1 } }), 'OFD_UNSUPPORTED volumes'],
    ['an entry of another volume', second({ central: { disk: 1 } }), 'OFD_UNSUPPORTED volumes'],
    [
      'another compression',
      second({ central: { method: 12 }, local: { method: 12 } }),
      'OFD_UNSUPPORTED method',
    ],
    ['flags that nobody knows', second({ flags: 0x8000 }), 'OFD_UNSUPPORTED flags'],
    ['an encrypted entry', second({ flags: 0x801 }), 'OFD_ENCRYPTED zip-encryption'],
    ['a strongly encrypted entry', second({ flags: 0x841 }), 'OFD_ENCRYPTED zip-encryption'],
    ['a masked local header', second({ flags: 0x2800 }), 'OFD_ENCRYPTED zip-encryption'],
    ['AES', second({ central: { method: 99 } }), 'OFD_ENCRYPTED zip-encryption'],
    [
      'an extra field of AES',
      second({ local: { extra: littleEndian([2, 0x9901], [2, 0]) } }),
      'OFD_ENCRYPTED zip-encryption',
    ],
  ])('names what it does not read: %s', (_, bytes, expected) => {
    expect(containerOutcome(bytes)).toBe(expected);
  });

  it.each([
    ['nothing', new Uint8Array(), 'OFD_DAMAGED no-directory'],
    [
      'a text',
      utf8Bytes('%PDF-1.7 and so on, for more than the length of the last record'),
      'OFD_DAMAGED no-directory',
    ],
    ['a file that was cut', framed({}).slice(0, -5), 'OFD_DAMAGED no-directory'],
    ['a directory beyond the file', framed({ end: { 18: 9 } }), 'OFD_DAMAGED directory-place'],
    ['a record without its mark', changed(framed({}), 'PK\x01\x02'), 'OFD_DAMAGED directory-record'],
    ['a header without its mark', changed(framed({}), 'PK\x03\x04'), 'OFD_DAMAGED local-header'],
    [
      'a check sum that is wrong',
      second({ central: { crc32: 7 }, local: { crc32: 7 } }),
      'OFD_DAMAGED check-sum',
    ],
    ['damaged deflate data', second({ packed: Uint8Array.of(7, 255, 255) }), 'OFD_DAMAGED deflate'],
    ['deflate data that ends early', second({ packed: PACKED.slice(0, 9) }), 'OFD_DAMAGED deflate'],
    [
      'fewer bytes than it says',
      second({ central: { size: 19 }, local: { size: 19 } }),
      'OFD_DAMAGED unpacked-size',
    ],
    [
      'more bytes than it says',
      second({ central: { size: 17 }, local: { size: 17 } }),
      'OFD_DAMAGED unpacked-size',
    ],
    [
      'a ratio that deflate does not have',
      second({ central: { size: 1e6 }, local: { size: 1e6 } }),
      'OFD_DAMAGED impossible-ratio',
    ],
    ['a bomb', bomb(), 'FILE_OVER_BUDGET unpackedBytes'],
  ])('refuses what is damaged: %s', (_, bytes, expected) => {
    expect(containerOutcome(bytes)).toBe(expected);
  });

  it('ends a bomb that lies about its size before it unpacks', () => {
    const zeros = deflateSync(new Uint8Array(8 * 1024 * 1024));
    const bytes = second({ packed: zeros, central: { size: 10 }, local: { size: 10 } });
    const container = openContainer(memorySource(bytes));
    const entry = container.find(SECOND.name);
    const pieces = container.pieces(entry ?? expect.fail('no entry'));
    expect(() => pieces.next()).toThrow(expect.objectContaining({ code: 'OFD_DAMAGED' }));
  });

  it('does not read a directory whole that comments have made enormous', () => {
    const central = { comment: 'a'.repeat(65_535) };
    const parts = Array.from({ length: 513 }, (_, at) => ({ name: `${String(at)}.xml`, central }));
    expect(containerOutcome(makeZip(parts))).toBe('FILE_OVER_BUDGET directoryBytes');
  });

  it('gives a container or a code for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof containerOutcome(bytes) === 'string'),
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        (bytes) => typeof containerOutcome(concatBytes(bytes, FAKE_END, bytes)) === 'string',
      ),
    );
  });

  it('never reads other content after a bit has flipped', () => {
    const honest = zipOf(FIRST, { ...SECOND, flags: 0x808 }, { name: 'c', content: 'stored', method: 0 });
    const contents = [FIRST.content, SECOND.content, 'stored'];
    for (let bit = 0; bit < honest.length * 8; bit += 1) {
      const bytes = honest.slice();
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (containerOutcome(bytes) !== 'opened') continue;
      const container = openContainer(memorySource(bytes));
      expect(container.entries.map((entry) => utf8Text(container.read(entry)))).toEqual(contents);
    }
  });
});

/** Changes the first byte of the first of these. */
function changed(bytes: Uint8Array, mark: string): Uint8Array {
  const copy = bytes.slice();
  copy[latin1Text(bytes).indexOf(mark)] = 0;
  return copy;
}

function wrongMark(): Uint8Array {
  const marked = makeZip([{ ...SECOND, flags: 8 }]);
  const start = 30 + SECOND.name.length + PACKED.length;
  const descriptor = marked.slice(start, start + 16);
  descriptor[0] = 0;
  return descriptor;
}

/** The second entry lies within the stored data of the first. */
function overlapping(): Uint8Array {
  const inner = makeZip([SECOND]);
  const innerEntry = inner.subarray(0, 30 + SECOND.name.length + PACKED.length);
  const outer: ZipPart = { name: 'outer', content: innerEntry, method: 0 };
  return zipOf(outer, { ...SECOND, central: { offset: 30 + 'outer'.length } });
}

/** Four entries of a hundred megabytes of zeros, each in a hundred kilobytes. */
function bomb(): Uint8Array {
  const size = 100 * 1024 * 1024;
  const packed = new Uint8Array(110 * 1024);
  const sizes = { size };
  return zipOf(...['a', 'b', 'c'].map((name) => ({ name, packed, local: sizes, central: sizes })));
}

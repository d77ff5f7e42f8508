import { describe, expect, it } from 'vitest';
import { concatBytes, equalBytes } from '../../bytes/byte-arrays.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { utf8Bytes, utf8Text } from '../../bytes/encodings.ts';
import { littleEndian, makeZip, type ZipPart } from '../fixtures/make-zip.ts';
import {
  containerOutcome,
  FIRST,
  framed,
  GBK_NAME,
  PACKED,
  SECOND,
  second,
  secondName,
} from '../fixtures/two-entries.ts';
import { openContainer } from './open-container.ts';

/** Deflate data in stored blocks (RFC 1951 §3.2.4): one of an x at the end, and many of nothing before it. */
const STORED_X = Uint8Array.of(1, 1, 0, 0xfe, 0xff, 120);
const emptyBlocks = (count: number): Uint8Array =>
  Uint8Array.from({ length: 5 * count }, (_, at) => (at % 5 < 3 ? 0 : 0xff));

const zipOf = (...parts: readonly ZipPart[]): Uint8Array => makeZip(parts);

describe('openContainer', () => {
  it('reads entries that are stored or deflated, in the order of the file', () => {
    const container = openContainer(
      memorySource(zipOf({ name: 'Doc_0/', method: 0 }, FIRST, { ...SECOND, method: 0 }, { name: 'empty' })),
    );
    expect(container.entries.map(({ name, isFolder }) => [name, isFolder])).toEqual([
      ['Doc_0', true],
      ['OFD.xml', false],
      ['Doc_0/a.xml', false],
      ['empty', false],
    ]);
    const texts = container.entries.map((entry) => utf8Text(container.read(entry)));
    expect(texts).toEqual(['', FIRST.content, SECOND.content, '']);
    expect(container.find('Doc_0')).toBeNull();
    expect(container.find('doc_0/A.xml')).toBeNull();
    expect(container.findFolded('doc_0/A.xml')).toBe(container.entries[2]);
    expect(container.tolerances).toEqual([]);
  });

  it.each([
    ['stored', { name: 'a', method: 0, content: 'x'.repeat(9_000) }, 'x'.repeat(10)],
    ['deflated', { name: 'a', content: 'x'.repeat(900_000) }, 'x'.repeat(10)],
    ['shorter', { name: 'a', content: 'xyz' }, 'xyz'],
    [
      'behind blocks without bytes',
      { name: 'a', content: 'x', packed: concatBytes(emptyBlocks(2_000), STORED_X) },
      'x',
    ],
  ] as const)('reads the beginning of an entry that is %s', (_, part, beginning) => {
    const container = openContainer(memorySource(zipOf(part)));
    const [entry] = container.entries;
    if (entry === undefined) throw new Error('the file has an entry');
    expect(utf8Text(container.beginning(entry, 10))).toBe(beginning);
    container.read(entry);
    expect(utf8Text(container.beginning(entry, 10))).toBe(beginning);
  });

  it.each([
    ['descriptors behind the data', second({ flags: 0x808 })],
    ['a descriptor without its mark', zipOf({ ...unmarkedDescriptor() }, FIRST)],
    [
      'a descriptor whose header says the sizes too',
      second({ flags: 8, local: { compressedSize: PACKED.length, size: SECOND.content.length } }),
    ],
    ['another level and encoding of a plain name in the local header', second({ local: { flags: 2 } })],
    [
      'deflate data in stored blocks',
      second({ packed: Uint8Array.of(0, 1, 0, 0xfe, 0xff, 120, 1, 0, 0, 0xff, 0xff), content: 'x' }),
    ],
    [
      'times in extra fields',
      second({ local: { extra: littleEndian([2, 0x5455], [2, 1], [2, 0]).slice(0, 5) } }),
    ],
    ['extra fields of zeros', second({ local: { extra: new Uint8Array(3) } })],
    ['a second name that is the same', second({ central: { extra: secondName('Doc_0/a.xml') } })],
  ])('reads %s', (_, bytes) => {
    expect(containerOutcome(bytes)).toBe('opened');
  });

  it.each([
    ['an archive comment', framed({ comment: utf8Bytes('hello') }), 'archive-comment', ''],
    ['an entry comment', second({ central: { comment: 'note' } }), 'entry-comment', 'Doc_0/a.xml'],
    ['back-slashes in names', second({ name: 'Doc_0\\a.xml' }), 'name-backslash', 'Doc_0/a.xml'],
    ['a leading slash in a name', second({ name: '/Doc_0/a.xml' }), 'name-slashes', 'Doc_0/a.xml'],
    ['a name in GBK', second({ name: GBK_NAME, flags: 0 }), 'name-gbk', '文档/a'],
    [
      'a name in UTF-8 that is not flagged',
      second({ name: '文档/a', flags: 0 }),
      'name-utf8-unflagged',
      '文档/a',
    ],
  ])('accepts %s by name', (_, bytes, kind, where) => {
    const container = openContainer(memorySource(bytes));
    expect(container.tolerances).toEqual([{ kind, where }]);
    if (where !== '') expect(container.find(where)).not.toBeNull();
  });

  it('gives pieces of a large entry, and keeps small ones', () => {
    const content = new Uint8Array(9 * 1024 * 1024).fill(65);
    const container = openContainer(memorySource(zipOf(FIRST, { name: 'large', content, method: 0 })));
    const [small, large] = container.entries;
    if (small === undefined || large === undefined) return expect.fail('entries');
    expect(container.read(small)).toBe(container.read(small));
    const lengths = Array.from(container.pieces(large), ({ length }) => length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4 * 1024 * 1024);
    expect(equalBytes(container.read(large), content)).toBe(true);
    expect(container.read(large) === container.read(large)).toBe(false);
    return undefined;
  });
});

function unmarkedDescriptor(): ZipPart {
  const marked = makeZip([{ name: 'a', content: 'x', flags: 8 }]);
  const view = new DataView(marked.buffer);
  // The local header has 30 bytes and a name of one; the packed size stands in the directory's record.
  const packed = 3;
  return {
    name: 'a',
    content: 'x',
    flags: 8,
    behind: marked.slice(31 + packed + 4, 31 + packed + 16),
    local: { crc32: view.getUint32(14, true) },
  };
}

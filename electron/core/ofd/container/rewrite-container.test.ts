import { describe, expect, it } from 'vitest';
import { concatBytes, equalBytes } from '../../bytes/byte-arrays.ts';
import { memorySource, type ByteSource } from '../../bytes/byte-source.ts';
import { latin1Text, utf8Bytes, utf8Text } from '../../bytes/encodings.ts';
import { makeZip, type ZipPart } from '../fixtures/make-zip.ts';
import { openContainer } from './open-container.ts';
import { rewriteContainer, type WrittenEntry } from './rewrite-container.ts';
import type { OfdContainer } from './zip-entry.ts';

const AT = new Date('2026-11-30T08:15:30Z');
const GBK_NAME = Uint8Array.of(0xce, 0xc4, 0xb5, 0xb5, 0x2e, 0x78);
/** Entries of all forms: a folder, deflated, with a descriptor, stored, with extra fields and a comment, in GBK. */
const PARTS: readonly ZipPart[] = [
  { name: 'Doc_0/', method: 0 },
  { name: 'OFD.xml', content: 'the entry', central: { comment: 'of the writer' } },
  { name: 'Doc_0/a.xml', content: 'with a descriptor', flags: 0x808 },
  { name: 'Doc_0/b.bin', content: 'stored', method: 0, local: { extra: new Uint8Array(3) } },
  { name: GBK_NAME, content: '文档', flags: 0 },
];

const written = (name: string, content: string): WrittenEntry => ({ name, content: utf8Bytes(content) });

function rewritten(before: OfdContainer, ...entries: readonly WrittenEntry[]): Uint8Array {
  const { size, pieces } = rewriteContainer(before, entries, AT);
  const bytes = concatBytes(...Array.from(pieces(), (piece) => piece.slice()));
  expect(bytes.length).toBe(size);
  return bytes;
}

/** The bytes of an entry's header, data and descriptor. */
function rawEntry(container: OfdContainer, name: string): string {
  const entry = container.entries.find((each) => each.name === name) ?? expect.fail(name);
  return latin1Text(container.source.read(entry.start, entry.end - entry.start));
}

const contentsOf = (container: OfdContainer): unknown =>
  container.entries.map((entry) => [entry.name, utf8Text(container.read(entry))]);

describe('rewriteContainer', () => {
  const original = makeZip(PARTS, { comment: utf8Bytes('of the archive') });
  const before = openContainer(memorySource(original));

  it('gives the same file if nothing is written', () => {
    expect(rewritten(before)).toEqual(original);
  });

  it('adds entries behind the others, which stay as they are', () => {
    const bytes = rewritten(
      before,
      written('Doc_0/Signs/Signatures.xml', 'x'.repeat(100)),
      written('签章.esl', 'y'),
    );
    const after = openContainer(memorySource(bytes));
    const length = before.directoryStart;
    expect(equalBytes(bytes.subarray(0, length), original.subarray(0, length))).toBe(true);
    expect(contentsOf(after)).toEqual([
      ['Doc_0', ''],
      ['OFD.xml', 'the entry'],
      ['Doc_0/a.xml', 'with a descriptor'],
      ['Doc_0/b.bin', 'stored'],
      ['文档.x', '文档'],
      ['Doc_0/Signs/Signatures.xml', 'x'.repeat(100)],
      ['签章.esl', 'y'],
    ]);
    expect(after.entries.slice(5).map(({ method }) => method)).toEqual([8, 0]);
    expect(after.tolerances).toEqual(before.tolerances);
  });

  it('replaces entries in their place, and all others stay as they are', () => {
    const bytes = rewritten(
      before,
      written('OFD.xml', 'another entry, which is longer'),
      written('Doc_0/b.bin', ''),
      written('文档.x', 'new'),
    );
    const after = openContainer(memorySource(bytes));
    expect(contentsOf(after)).toEqual([
      ['Doc_0', ''],
      ['OFD.xml', 'another entry, which is longer'],
      ['Doc_0/a.xml', 'with a descriptor'],
      ['Doc_0/b.bin', ''],
      ['文档.x', 'new'],
    ]);
    for (const name of ['Doc_0', 'Doc_0/a.xml']) expect(rawEntry(after, name)).toBe(rawEntry(before, name));
    expect(latin1Text(bytes)).toContain(latin1Text(GBK_NAME));
  });

  it('keeps the order of a directory that differs from that of the file', () => {
    const swapped = swapRecords(
      makeZip([
        { name: 'OFD.xml', content: 'a' },
        { name: 'b.xml', content: 'b' },
      ]),
    );
    const bytes = rewritten(openContainer(memorySource(swapped)), written('c.xml', 'c'));
    const directory = latin1Text(bytes).slice(latin1Text(bytes).indexOf('PK\x01\x02'));
    expect(directory.match(/\w+\.xml/g)).toEqual(['b.xml', 'OFD.xml', 'c.xml']);
    expect(contentsOf(openContainer(memorySource(bytes)))).toEqual([
      ['OFD.xml', 'a'],
      ['b.xml', 'b'],
      ['c.xml', 'c'],
    ]);
  });

  it('writes the given time, and so the same bytes each time', () => {
    const one = rewritten(before, written('c.xml', 'c'));
    expect(rewritten(before, written('c.xml', 'c'))).toEqual(one);
    const entry = openContainer(memorySource(one)).find('c.xml') ?? expect.fail('no entry');
    const fields = new DataView(one.buffer, entry.start);
    expect([fields.getUint16(10, true), fields.getUint16(12, true)]).toEqual([
      (8 << 11) | (15 << 5) | 15,
      (46 << 9) | (11 << 5) | 30,
    ]);
  });

  it.each([
    ['a name in another case', [written('ofd.xml', '')]],
    ['a name of a folder', [written('Doc_0', '')]],
    ['a folder', [written('Doc_1/', '')]],
    ['a name that leads out', [written('../a', '')]],
    ['a name with a slash before it', [written('/a', '')]],
    ['one name twice', [written('c', ''), written('c', '')]],
    ['one name in two cases', [written('c', ''), written('C', '')]],
  ])('does not write %s', (_, entries) => {
    expect(() => rewriteContainer(before, entries, AT)).toThrow(
      expect.objectContaining({ code: 'OFD_AMBIGUOUS' }),
    );
  });

  it('does not write more entries than a zip file without zip64 has', () => {
    const entries = Array.from({ length: 65_530 }, (_, index) => written(String(index), ''));
    expect(() => rewriteContainer(before, entries, AT)).toThrow(
      expect.objectContaining({ code: 'FILE_OVER_BUDGET' }),
    );
  });

  it('copies a large file in small pieces', () => {
    const content = new Uint8Array(3_000_000).fill(7);
    const bytes = makeZip([
      { name: 'large', content, method: 0 },
      { name: 'OFD.xml', content: 'a' },
    ]);
    const { pieces } = rewriteContainer(openContainer(memorySource(bytes)), [written('OFD.xml', 'b')], AT);
    const lengths = Array.from(pieces(), ({ length }) => length);
    expect(lengths.length).toBeGreaterThan(10);
    expect(Math.max(...lengths)).toBe(256 * 1024);
  });

  it('says that the file has changed if it ends early', () => {
    let isCut = false;
    const whole = memorySource(original);
    const source: ByteSource = {
      ...whole,
      readInto: (offset, target) => (isCut ? 0 : whole.readInto(offset, target)),
    };
    const { pieces } = rewriteContainer(openContainer(source), [], AT);
    isCut = true;
    expect(() => [...pieces()]).toThrow(expect.objectContaining({ code: 'FILE_CHANGED' }));
  });
});

/** Swaps the two records of a directory. */
function swapRecords(bytes: Uint8Array): Uint8Array {
  const { directoryStart, endStart, entries } = openContainer(memorySource(bytes));
  const [first, second] = entries;
  if (first === undefined || second === undefined) return expect.fail('entries');
  return concatBytes(
    bytes.subarray(0, directoryStart),
    bytes.subarray(second.record.start, second.record.end),
    bytes.subarray(first.record.start, first.record.end),
    bytes.subarray(endStart),
  );
}

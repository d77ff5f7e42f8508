import { describe, expect, it, vi } from 'vitest';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { littleEndian, makeZip } from '../fixtures/make-zip.ts';
import { miniParts, ofdXml, openMiniOfd } from '../fixtures/mini-ofd.ts';
import { openOfd } from '../package/ofd-package.ts';
import { haveSeveralRoots, mayLeadElsewhere, rootNames } from './entry-meaning.ts';

describe('the root of a part', () => {
  const COMMENT = `<!-- ${'x'.repeat(70_000)} -->`;

  it.each([
    ['a plain one', '<Document/>', true],
    [
      'one with prefix and declaration',
      '<?xml version="1.0"?>\n<!-- a --><ofd:Document xmlns:ofd="urn:x">',
      true,
    ],
    ['one behind a byte order mark', latin1Bytes('\xef\xbb\xbf<Document a="b"/>'), true],
    ['one behind a long comment', `${COMMENT}<Document/>`, true],
    ['another one behind a long comment', `${COMMENT}<Page/>`, false],
    [
      'one whose tag begins before the end of the first bytes',
      `<!--${'x'.repeat(4_084)}--><Document/>`,
      true,
    ],
    ['one whose name ends there', `<!--${'x'.repeat(4_080)}--><Document/>`, true],
    ['another one whose tag begins there', `<!--${'x'.repeat(4_084)}--><Page/>`, false],
    ['a longer name', '<Documents/>', false],
    ['no XML', 'Document', false],
    ['binary data that begin as XML does', latin1Bytes('<\x00\xff\x01'), false],
    ['white space', ' \n', false],
    ['nothing', '', false],
  ])('is told by its beginning: %s', (_what, content, isDocument) => {
    const ofd = openMiniOfd({ 'part.bin': content });
    const entry = ofd.container.find('part.bin');
    expect(entry !== null && rootNames(ofd)(entry) === 'Document').toBe(isDocument);
  });

  it('is told whatever the lengths of the pieces are that a part unpacks to', () => {
    const content = latin1Bytes(`\xef\xbb\xbf<Document>${' '.repeat(100_000)}</Document>`);
    const packed = storedBlocks(content, [2, 60_000, content.length]);
    const ofd = openOfd(memorySource(makeZip([...miniParts(), { name: 'part.bin', content, packed }])));
    const entry = ofd.container.find('part.bin');
    expect(entry !== null && rootNames(ofd)(entry)).toBe('Document');
  });

  it('is known of a part that was parsed, which is not unpacked again', () => {
    const ofd = openMiniOfd();
    const entry = ofd.container.find('Doc_0/Document.xml') ?? expect.fail('no document');
    ofd.xml(entry);
    const pieces = vi.spyOn(ofd.container, 'pieces');
    expect(rootNames(ofd)(entry)).toBe('Document');
    expect(pieces).not.toHaveBeenCalled();
  });

  it('of a document stands once in a package', () => {
    const one = openMiniOfd();
    expect(haveSeveralRoots(one.container.entries, rootNames(one))).toBe(false);
    const two = openMiniOfd({ 'Doc_1/Document.xml': '<Document/>' });
    expect(haveSeveralRoots(two.container.entries, rootNames(two))).toBe(true);
  });
});

describe('OFD.xml', () => {
  it.each([
    ['', false],
    ['<ofd:Versions/><ofd:Signatures>x</ofd:Signatures>', false],
    ['<ofd:Outlook/>', true],
    ['<!-- --><ofd:Signatures> x\n</ofd:Signatures>', false],
    ['<x:Signatures xmlns:x="urn:x">x</x:Signatures>', true],
    ['<ofd:Signatures><ofd:DocRoot/></ofd:Signatures>', true],
    ['<ofd:Versions><ofd:Version ID="1"/></ofd:Versions>', false],
  ])('with %j behind its root', (more, isUnknown) => {
    expect(mayLeadElsewhere(openMiniOfd({ 'OFD.xml': ofdXml(more) }))).toBe(isUnknown);
  });
});

/** Packs content into stored blocks (RFC 1951 §3.2.4). @param ends where each ends; the last one at the end */
function storedBlocks(content: Uint8Array, ends: readonly number[]): Uint8Array {
  const blocks = ends.map((end, index) => {
    const block = content.subarray(ends[index - 1] ?? 0, end);
    const isLast = index === ends.length - 1;
    const lengths = littleEndian([2, block.length], [2, ~block.length]);
    return concatBytes(Uint8Array.of(isLast ? 1 : 0), lengths, block);
  });
  return concatBytes(...blocks);
}

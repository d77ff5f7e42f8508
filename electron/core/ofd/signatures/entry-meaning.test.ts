import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { ofdXml, openMiniOfd } from '../fixtures/mini-ofd.ts';
import { hasUnknownElements, haveSeveralRoots, rootNames } from './entry-meaning.ts';

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
    ['a longer name', '<Documents/>', false],
    ['no XML', 'Document', false],
    ['binary data that begin as XML does', latin1Bytes('<\x00\xff\x01'), false],
    ['white space', ' \n', false],
    ['nothing', '', false],
  ])('is told by its beginning: %s', (_what, content, isDocument) => {
    const ofd = openMiniOfd({ 'part.bin': content });
    const entry = ofd.container.find('part.bin');
    expect(entry !== null && rootNames(ofd)(entry, 'Document')).toBe(isDocument);
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
  ])('with %j behind its root', (more, isUnknown) => {
    expect(hasUnknownElements(openMiniOfd({ 'OFD.xml': ofdXml(more) }))).toBe(isUnknown);
  });
});

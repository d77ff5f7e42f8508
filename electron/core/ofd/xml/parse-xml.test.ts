import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/errors.ts';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { latin1Bytes, utf8Bytes } from '../../bytes/encodings.ts';
import { WorkMeter } from '../../work-meter.ts';
import { parseXml } from './parse-xml.ts';
import type { XmlElement } from './xml-element.ts';

const DECLARED = '<?xml version="1.0" encoding="UTF-8"?>';
/** 文档 in GBK. */
const GBK_WORD = Uint8Array.of(0xce, 0xc4, 0xb5, 0xb5);

const parse = (content: string | Uint8Array): XmlElement =>
  parseXml(typeof content === 'string' ? utf8Bytes(content) : content, 'part.xml');

function outcome(content: string | Uint8Array): string {
  try {
    parse(content);
    return 'parsed';
  } catch (error) {
    if (error instanceof CodedError)
      return `${error.code} ${String(error.details?.['reason'] ?? error.details?.['budget'])}`;
    throw error;
  }
}

/** An element as nested lists, for comparisons. */
const plain = ({ name, namespace, attributes, children, text }: XmlElement): unknown => [
  namespace === '' ? name : `{${namespace}}${name}`,
  Object.fromEntries(attributes),
  text,
  ...children.map(plain),
];

describe('parseXml', () => {
  it('reads elements, attributes, text, comments, character data and references', () => {
    const root = parse(
      `${DECLARED}\r\n<!-- a --><o:A xmlns:o="urn:o" xmlns="urn:d" xmlns:p="urn:p" b='1"' p:c="&lt;&#x4e2d;&#25991;&amp;"><!-- y --><B c="a\tb\nc">x&amp;z</B>\r\n<o:B> <![CDATA[<&]]></o:B ></o:A>\n<!-- end -->`,
    );
    expect(plain(root)).toEqual([
      '{urn:o}A',
      { b: '1"', 'p:c': '<中文&' },
      '\n',
      ['{urn:d}B', { c: 'a b c' }, 'x&z'],
      ['{urn:o}B', {}, ' <&'],
    ]);
  });

  it.each([
    ['no declaration', '<a/>'],
    ['a byte order mark', concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), utf8Bytes(`${DECLARED}<a/>`))],
    ['standalone', `<?xml version='1.0' encoding='utf-8' standalone='yes' ?><a/>`],
    ['names in Chinese', '<发票><购买方/></发票>'],
    ['a prefix declared further out', '<p:a xmlns:p="u"><b><p:c/></b></p:a>'],
    ['a prefix declared anew', '<p:a xmlns:p="u"><p:b xmlns:p="v"/></p:a>'],
    ['an attribute of another namespace', '<a xmlns:p="u" b="" p:c=""/>'],
    ['the prefix xml', '<a xml:space="preserve"/>'],
    ['a namespace taken back', '<a xmlns="u"><b xmlns=""/></a>'],
    ['depth within the budget', `${'<a>'.repeat(256)}${'</a>'.repeat(256)}`],
  ])('parses %s', (_, content) => {
    expect(outcome(content)).toBe('parsed');
  });

  it('decodes GBK where it is declared', () => {
    const bytes = concatBytes(
      latin1Bytes('<?xml version="1.0" encoding="GBK"?><a>'),
      GBK_WORD,
      latin1Bytes('</a>'),
    );
    expect(parse(bytes).text).toBe('文档');
  });

  it.each([
    ['a document type', '<!DOCTYPE a><a/>', 'document-type'],
    [
      'a document type with an external part',
      '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
      'document-type',
    ],
    [
      'entities that multiply',
      '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
      'document-type',
    ],
    ['a document type within', '<a><!DOCTYPE a></a>', 'document-type'],
    ['an entity declaration', '<!ENTITY b "c"><a/>', 'document-type'],
    ['a conditional section', '<a><![IGNORE[x]]></a>', 'document-type'],
    ['an entity', '<a>&b;</a>', 'entity'],
    ['an entity in an attribute', '<a b="&nbsp;"/>', 'entity'],
    ['an entity named like a method', '<a>&at;</a>', 'entity'],
    ['an ampersand', '<a>b & c</a>', 'entity'],
    ['inclusion', '<a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="b.xml"/></a>', 'inclusion'],
    ['a style sheet', '<?xml-stylesheet href="a.xsl"?><a/>', 'processing-instruction'],
    ['an instruction within', '<a><?php echo ?></a>', 'processing-instruction'],
    ['XML 1.1, which has other ends of lines', '<?xml version="1.1"?><a/>', 'processing-instruction'],
    ['a second declaration', `${DECLARED}${DECLARED}<a/>`, 'processing-instruction'],
    ['a declaration behind white space', ` ${DECLARED}<a/>`, 'processing-instruction'],
  ])('forbids %s', (_, content, reason) => {
    expect(outcome(content)).toBe(`OFD_XML_FORBIDDEN ${reason}`);
  });

  it.each([
    ['text that a comment divides', '<a>b<!-- -->c</a>', 'text-in-pieces'],
    ['text behind a comment', '<a><!--b-->c</a>', 'text-in-pieces'],
    ['text before a comment', '<a>b<!----></a>', 'text-in-pieces'],
    ['text that goes on in a section', '<a>b<![CDATA[c]]></a>', 'text-in-pieces'],
    ['two sections', '<a><![CDATA[b]]><![CDATA[c]]></a>', 'text-in-pieces'],
    ['text beside an element', '<a>b<c/></a>', 'text-in-pieces'],
    ['attributes of one local name', '<a xmlns:p="u" b="" p:b=""/>', 'prefixed-attribute'],
    ['an attribute with the prefix of its element', '<p:a xmlns:p="u" p:b=""/>', 'prefixed-attribute'],
    ['one with another prefix of that', '<a xmlns="u" xmlns:p="u" p:b=""/>', 'prefixed-attribute'],
  ])('refuses %s, which readers take in several ways', (_, content, reason) => {
    expect(outcome(content)).toBe(`OFD_AMBIGUOUS ${reason}`);
  });

  it.each([
    ['white space of other kinds in a tag', '<a\u00a0b="c"/>', 'tag'],
    ['white space of other kinds at its end', '<a b="c"\u3000/>', 'tag'],
    ['such in a closing tag', '<a></a\u2028>', 'closing-tag'],
    ['letters in ASCII that has none', '<?xml version="1.0" encoding="us-ascii"?><a>文</a>', 'encoding'],
    ['nothing', '', 'ends-early'],
    ['white space', ' \n', 'ends-early'],
    ['an element that stays open', '<a><b></b>', 'ends-early'],
    ['an element closed by another name', '<a></b>', 'closing-tag'],
    ['an element closed by another prefix', '<p:a xmlns:p="u" xmlns:q="u"></q:a>', 'closing-tag'],
    ['an end without a beginning', '</a>', 'closing-tag'],
    ['elements that cross', '<a><b></a></b>', 'closing-tag'],
    ['a second root', '<a/><b/>', 'second-root'],
    ['text before the root', 'x<a/>', 'text-outside'],
    ['text behind the root', '<a/>x', 'text-outside'],
    ['a reference behind the root', '<a/>&#32;', 'text-outside'],
    ['duplicate attributes', '<a b="1" b="2"/>', 'duplicate-attribute'],
    [
      'attributes of one namespace and name',
      '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
      'duplicate-attribute',
    ],
    ['a namespace declared twice', '<a xmlns:p="u" xmlns:p="v"/>', 'duplicate-attribute'],
    ['a prefix that nobody declared', '<p:a/>', 'prefix'],
    ['an attribute with such a prefix', '<a p:b=""/>', 'prefix'],
    ['a prefix taken back', '<a xmlns:p="u"><p:b xmlns:p=""/></a>', 'prefix'],
    ['another meaning of xml', '<a xmlns:xml="u"/>', 'prefix'],
    ['another prefix of xml', '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>', 'prefix'],
    ['a declared xmlns', '<a xmlns:xmlns="u"/>', 'prefix'],
    ['an empty prefix', '<:a xmlns:=""/>', 'tag'],
    ['a name of two colons', '<a:b:c xmlns:a="u"/>', 'tag'],
    ['a name that begins with a digit', '<1a/>', 'tag'],
    ['an attribute without a value', '<a b/>', 'tag'],
    ['an attribute without quotes', '<a b=c/>', 'tag'],
    ['attributes without space between', '<a b="c"d="e"/>', 'tag'],
    ['an opened tag in an attribute', '<a b="<"/>', 'tag'],
    ['a value that stays open', '<a b="c/>', 'tag'],
    ['the end of a section in text', '<a>]]></a>', 'section-end'],
    ['a section that stays open', '<a><![CDATA[b</a>', 'section-end'],
    ['a comment with two dashes', '<!-- a -- b --><a/>', 'comment'],
    ['a comment that stays open', '<a><!-- b</a>', 'comment'],
    ['a control character', '<a>\u0001</a>', 'characters'],
    ['a reference to one', '<a>&#1;</a>', 'characters'],
    ['a reference to half a pair', '<a>&#xd800;</a>', 'characters'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>', 'characters'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x3c, 0, 0x61, 0, 0x2f, 0, 0x3e, 0), 'encoding'],
    ['UTF-16 without a mark', Uint8Array.of(0x3c, 0, 0x61, 0, 0x2f, 0, 0x3e, 0), 'characters'],
    ['bytes that are no UTF-8', concatBytes(utf8Bytes('<a>'), GBK_WORD, utf8Bytes('</a>')), 'encoding'],
    [
      'UTF-8 that is longer than need be',
      concatBytes(utf8Bytes('<a>'), Uint8Array.of(0xc0, 0xbc), utf8Bytes('</a>')),
      'encoding',
    ],
    ['an encoding that is not known', '<?xml version="1.0" encoding="UTF-7"?><a/>', 'encoding'],
    ['a mark of UTF-8 on another encoding', '\ufeff<?xml version="1.0" encoding="GBK"?><a/>', 'encoding'],
  ])('finds damaged %s', (_, content, reason) => {
    expect(outcome(content)).toBe(`OFD_XML_DAMAGED ${reason}`);
  });

  it.each([
    ['absurd depth', '<a>'.repeat(100_000), 'xmlDepth'],
    [
      'namespaces without end',
      `<a ${Array.from({ length: 33 }, (_, index) => `xmlns:n${String(index)}="u"`).join(' ')}/>`,
      'xmlNamespaces',
    ],
    ['elements without end', `<a>${'<b/>'.repeat(1_000_001)}</a>`, 'xmlNodes'],
    [
      'attributes without end',
      `<a ${Array.from({ length: 1_000_001 }, (_, index) => `b${String(index)}=""`).join(' ')}/>`,
      'xmlNodes',
    ],
  ])('stops at %s', (_, content, budget) => {
    expect(outcome(content)).toBe(`FILE_OVER_BUDGET ${budget}`);
  });

  it('takes no longer for each of many attributes with a prefix', () => {
    const count = 200_000;
    const attributes = Array.from({ length: count }, (_, index) => `p:b${String(index)}=""`);
    expect(parseXml(utf8Bytes(`<a xmlns:p="u" ${attributes.join(' ')}/>`), 'part.xml').attributes.size).toBe(
      count,
    );
  });

  it('counts what it reads', () => {
    const meter = new WorkMeter(0);
    parseXml(utf8Bytes('<a>1234567</a>'), 'part.xml', meter);
    expect(meter.spent.syntaxBytes).toBe(14);
  });

  it('gives an element or a code for any bytes', () => {
    const pieces = fc.constantFrom(
      '<a',
      ' b="',
      '"',
      '>',
      '/>',
      '</a>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&#1',
      ';',
      '<?',
      ' xmlns:p="u"',
      'p:',
      'x',
      '<',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (list) => typeof outcome(list.join('')) === 'string'),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof outcome(bytes) === 'string'));
  });
});

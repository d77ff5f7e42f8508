import { describe, expect, it } from 'vitest';
import { utf8Bytes, utf8Text } from '../../bytes/encodings.ts';
import { ofdXml, openMiniOfd } from '../fixtures/mini-ofd.ts';
import { firstSignatureList, withSignature, withSignatureList } from './entry-insertion.ts';
import { namesFor, nextSignatureId } from './file-names.ts';

const named = (xml: string): string => utf8Text(withSignatureList(utf8Bytes(xml), '/Signs/Signatures.xml'));
const ADDED = { id: '3', maxSignId: 3, path: '/Signs/Sign_1/Signature.xml' };
const listed = (xml: string): string => utf8Text(withSignature(utf8Bytes(xml), ADDED, 'Signatures.xml'));

describe('OFD.xml', () => {
  it.each([
    [
      'with a prefix',
      '<ofd:OFD><ofd:DocBody>\n\t<ofd:DocRoot>D</ofd:DocRoot>\n|</ofd:DocBody></ofd:OFD>',
      'ofd:',
    ],
    ['without a prefix', '<OFD><DocBody><DocRoot>合同</DocRoot>|</DocBody></OFD>', ''],
    [
      'with comments that look like it',
      '<o:OFD><!-- </o:DocBody> --><o:DocBody><![CDATA[</o:DocBody>]]>|</o:DocBody></o:OFD>',
      'o:',
    ],
    ['with attributes that look like it', `<OFD a="</DocBody>"><DocBody b='>'>|</DocBody></OFD>`, ''],
  ])('%s names the list of signatures, and nothing else of it changes', (_how, marked, prefix) => {
    const element = `<${prefix}Signatures>/Signs/Signatures.xml</${prefix}Signatures>`;
    expect(named(marked.replace('|', ''))).toBe(marked.replace('|', element));
  });

  it.each([
    ['two documents', '<OFD><DocBody></DocBody><DocBody></DocBody></OFD>'],
    ['an empty name of a list', '<OFD><DocBody><Signatures/></DocBody></OFD>'],
  ])('with %s is refused', (_what, xml) => {
    expect(() => named(xml)).toThrow(expect.objectContaining({ code: 'OFD_SIGNATURES_DAMAGED' }));
  });
});

describe('Signatures.xml', () => {
  const line = '<s:Signature ID="3" Type="Seal" BaseLoc="/Signs/Sign_1/Signature.xml"/>';

  it.each([
    [
      'the largest ID first',
      '<s:Signatures><s:MaxSignId>#</s:MaxSignId>\n <s:Signature ID="2" BaseLoc="a"/>|\n</s:Signatures>',
    ],
    [
      'the largest ID last',
      '<s:Signatures><s:Signature ID="2" BaseLoc="a"></s:Signature>|<s:MaxSignId>#</s:MaxSignId></s:Signatures>',
    ],
    ['no signature', '<s:Signatures><s:MaxSignId>#</s:MaxSignId>|</s:Signatures>'],
  ])('takes one more behind the others, with %s', (_how, marked) => {
    const before = marked.replace('|', '').replace('#', '2');
    expect(listed(before)).toBe(marked.replace('|', line).replace('#', '3'));
  });

  it('is given the largest ID if it has none, and is written anew if it is empty', () => {
    expect(listed('<s:Signatures><s:Signature ID="2" BaseLoc="a"/></s:Signatures>')).toBe(
      `<s:Signatures><s:MaxSignId>3</s:MaxSignId><s:Signature ID="2" BaseLoc="a"/>${line}</s:Signatures>`,
    );
    expect(listed('<s:Signatures/>')).toBe(utf8Text(firstSignatureList(ADDED)));
  });
});

describe('the files of a new signature', () => {
  const namesIn = (parts: Parameters<typeof openMiniOfd>[0], root = 'Doc_0/Document.xml') => {
    const { container, bodies } = openMiniOfd({ 'OFD.xml': ofdXml('', root), ...parts });
    const [body] = bodies;
    return body === undefined ? null : namesFor(container, body, null).signature;
  };

  it('lie beside the document, in a folder that nobody takes for another', () => {
    expect(namesIn({})).toBe('Doc_0/Signs/Sign_0/Signature.xml');
    expect(namesIn({ 'doc_0/signs/SIGN_0/x': 'x' })).toBe('Doc_0/Signs/Sign_1/Signature.xml');
  });

  it('have names in ASCII, since the value names one of them', () => {
    const parts = { '文档/Document.xml': '<Document/>' };
    expect(namesIn(parts, '文档/Document.xml')).toBe('Signs/Sign_0/Signature.xml');
  });

  it('have the next number of all that the list knows', () => {
    const signature = { type: 'Seal', path: 'a', entry: null } as const;
    const entry = openMiniOfd().entry;
    expect(nextSignatureId(null)).toBe(1);
    expect(nextSignatureId({ entry, maxSignId: 2, signatures: [{ ...signature, id: 's007' }] })).toBe(8);
  });
});

import { describe, expect, it } from 'vitest';
import { documentXml, ofdXml, openMiniOfd, pageXml, resourcesXml } from '../fixtures/mini-ofd.ts';
import { ofdFacts } from './ofd-facts.ts';

const DOCUMENT = 'Doc_0/Document.xml';

describe('ofdFacts', () => {
  it('lists every file with its kind, who names it and how many pages need it', () => {
    const facts = ofdFacts(
      openMiniOfd({
        'OFD.xml': ofdXml(
          '<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures><ofd:Versions><ofd:Version ID="1" BaseLoc="Doc_0/Version.xml"/></ofd:Versions>',
        ).replace('<ofd:Creator>', '<ofd:Cover>cover.png</ofd:Cover><ofd:Creator>'),
        [DOCUMENT]: documentXml({
          pages: 2,
          common:
            '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID="5" BaseLoc="unused.xml"/>',
          more: '<ofd:Attachments>Attachments.xml</ofd:Attachments><ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags><ofd:Extensions>Extensions.xml</ofd:Extensions>',
        }),
        'Doc_0/Pages/Page_0/Content.xml': pageXml('<ofd:TextObject Font="1"/>'),
        'Doc_0/Pages/Page_1/Content.xml': pageXml('<ofd:TextObject Font="8"/>'),
        'Doc_0/PublicRes.xml': resourcesXml(
          '<ofd:Fonts><ofd:Font ID="1"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>',
        ),
        'Doc_0/Res/f.ttf': 'bytes',
        'Doc_0/unused.xml': pageXml(),
        'Doc_0/Attachments.xml':
          '<Attachments><Attachment ID="1" Name="data"><FileLoc>data.xml</FileLoc></Attachment></Attachments>',
        'Doc_0/data.xml': 'no XML',
        'Doc_0/Tags/CustomTags.xml':
          '<CustomTags><CustomTag><FileLoc>tag.xml</FileLoc></CustomTag></CustomTags>',
        'Doc_0/Tags/tag.xml': '<:eInvoice xmlns:=""/>',
        'Doc_0/Extensions.xml': 'damaged',
        'Doc_0/Signs/Signatures.xml':
          '<Signatures><Signature ID="1" BaseLoc="Sign_0/Signature.xml"/><Signature ID="2" BaseLoc="gone.xml"/></Signatures>',
        'Doc_0/Signs/Sign_0/Signature.xml':
          '<Signature><SignedInfo><Seal><BaseLoc>Seal.esl</BaseLoc></Seal></SignedInfo><SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat</SignedValue></Signature>',
        'Doc_0/Signs/Sign_0/Seal.esl': 'bytes',
        'Doc_0/Signs/Sign_0/SignedValue.dat': 'bytes',
        'Doc_0/Version.xml': '<DocVersion/>',
        'cover.png': 'bytes',
        'stranger.bin': 'bytes',
      }),
    );
    expect(
      facts.parts.map(
        ({ name, kind, namedBy, pages }) => `${kind} ${name} < ${String(namedBy)} ${String(pages)}`,
      ),
    ).toEqual([
      'entry OFD.xml < null 0',
      `document ${DOCUMENT} < OFD.xml 2`,
      `page Doc_0/Pages/Page_0/Content.xml < ${DOCUMENT} 1`,
      `page Doc_0/Pages/Page_1/Content.xml < ${DOCUMENT} 1`,
      `resources Doc_0/PublicRes.xml < ${DOCUMENT} 2`,
      'font Doc_0/Res/f.ttf < Doc_0/PublicRes.xml 1',
      `template Doc_0/unused.xml < ${DOCUMENT} 0`,
      `attachments Doc_0/Attachments.xml < ${DOCUMENT} 0`,
      'attachment Doc_0/data.xml < Doc_0/Attachments.xml 0',
      `tags Doc_0/Tags/CustomTags.xml < ${DOCUMENT} 0`,
      'tags Doc_0/Tags/tag.xml < Doc_0/Tags/CustomTags.xml 0',
      `extensions Doc_0/Extensions.xml < ${DOCUMENT} 0`,
      'signatures Doc_0/Signs/Signatures.xml < OFD.xml 0',
      'signature Doc_0/Signs/Sign_0/Signature.xml < Doc_0/Signs/Signatures.xml 0',
      'seal Doc_0/Signs/Sign_0/Seal.esl < Doc_0/Signs/Sign_0/Signature.xml 0',
      'signed-value Doc_0/Signs/Sign_0/SignedValue.dat < Doc_0/Signs/Sign_0/Signature.xml 0',
      'version Doc_0/Version.xml < OFD.xml 0',
      'cover cover.png < OFD.xml 0',
      'unnamed stranger.bin < null 0',
    ]);
    const [document] = facts.documents;
    expect(document?.pages).toHaveLength(2);
    expect(document?.attachments).toEqual(['data']);
    expect(document?.versions).toBe(1);
    expect(document?.info.get('Creator')).toBe('mini');
    expect(document?.missing.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['id 8']);
    expect(facts.tolerances.map(({ kind }) => kind)).toEqual([
      'versions',
      'no-namespace',
      'no-namespace',
      'no-namespace',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { PreflightFinding } from '../../shared/model/preflight.ts';
import type { OfdViewNote } from '../../shared/model/ofd-view.ts';
import {
  documentXml,
  ofdXml,
  type OfdParts,
  openMiniOfd,
  pageXml,
  resourcesXml,
} from '../ofd/fixtures/mini-ofd.ts';
import { examineOfd } from './examine-ofd.ts';

const DOCUMENT = 'Doc_0/Document.xml';
const PAGE = 'Doc_0/Pages/Page_0/Content.xml';

const found = (parts: OfdParts, notes: readonly OfdViewNote[] = []): readonly PreflightFinding[] =>
  examineOfd(openMiniOfd(parts), notes);

const action = (event: string, what: string): string =>
  `<ofd:Actions><ofd:Action Event="${event}">${what}</ofd:Action></ofd:Actions>`;

/** The annotations of the one page. */
function annotated(attributes: string): OfdParts {
  const list = '<ofd:Page PageID="10"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>';
  const name = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  return {
    [DOCUMENT]: documentXml({ more: '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>' }),
    'Doc_0/Annots/Annotations.xml': `<ofd:Annotations ${name}>${list}</ofd:Annotations>`,
    'Doc_0/Annots/Page_0/Annotation.xml': `<ofd:PageAnnot ${name}><ofd:Annot ${attributes}/></ofd:PageAnnot>`,
  };
}

const fonts = (font: string): OfdParts => ({
  [DOCUMENT]: documentXml({ common: '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>' }),
  'Doc_0/PublicRes.xml': resourcesXml(`<ofd:Fonts>${font}</ofd:Fonts>`),
  'Doc_0/Res/a.ttf': '',
});

describe('The examination of an OFD', () => {
  it.each<[string, OfdParts]>([
    ['an empty page', {}],
    [
      'a font that it brings',
      fonts('<ofd:Font ID="1" FontName="宋体"><ofd:FontFile>a.ttf</ofd:FontFile></ofd:Font>'),
    ],
    ['a click that goes to another page', { [PAGE]: pageXml('', action('CLICK', '<ofd:Goto/>')) }],
    ['a link', annotated('ID="5" Type="Link"')],
  ])('has nothing to say of %s', (_what, parts) => {
    expect(found(parts)).toEqual([]);
  });

  it.each<[string, OfdParts, Partial<PreflightFinding>]>([
    [
      'a font that it does not bring',
      fonts('<ofd:Font ID="1" FontName="宋体"/>'),
      { code: 'FONT_NOT_EMBEDDED', name: '宋体' },
    ],
    [
      'an address behind a click',
      { [PAGE]: pageXml('', action('CLICK', '<ofd:URI URI="https://a.example"/>')) },
      { code: 'CLICK_LEAVES_DOCUMENT', page: 1, name: 'https://a.example' },
    ],
    [
      'what happens when it is opened',
      { [DOCUMENT]: documentXml({ more: action('DO', '<ofd:Goto/>') }) },
      { code: 'ACTS_BY_ITSELF', page: null },
    ],
    ['a sound', { [PAGE]: pageXml('', action('CLICK', '<ofd:Sound/>')) }, { code: 'MULTIMEDIA', page: 1 }],
    ['an annotation', annotated('ID="5" Type="Highlight"'), { code: 'ANNOTATION_OVER_PAGE', page: 1 }],
    [
      'what is printed and not seen',
      annotated('ID="5" Type="Watermark" Visible="false"'),
      { code: 'PRINTED_UNSEEN' },
    ],
    [
      'what is neither seen nor printed',
      annotated('ID="5" Type="Watermark" Visible="false" Print="false"'),
      { code: 'ANNOTATION_HIDDEN' },
    ],
    [
      'a part that is named and missing',
      { [DOCUMENT]: documentXml({ common: '<ofd:PublicRes>Gone.xml</ofd:PublicRes>' }) },
      { code: 'SHOWN_REFERENCE_DANGLES' },
    ],
    [
      'a path in another case',
      {
        [DOCUMENT]: documentXml({ common: '<ofd:PublicRes>PUBLICRES.xml</ofd:PublicRes>' }),
        'Doc_0/PublicRes.xml': resourcesXml(''),
      },
      { code: 'READ_TOLERANTLY', name: 'path-case' },
    ],
  ])('tells of %s', (_what, parts, finding) => {
    expect(found(parts)).toMatchObject([finding]);
  });

  it('names what an invoice says in its entry otherwise than in its attached data', () => {
    const findings = found({
      'OFD.xml': ofdXml().replace(
        '</ofd:DocInfo>',
        '<ofd:CustomDatas><ofd:CustomData Name="开票日期">2020年07月24日</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo>',
      ),
      [DOCUMENT]: documentXml({ more: '<ofd:Attachments>Attachments.xml</ofd:Attachments>' }),
      'Doc_0/Attachments.xml':
        '<Attachments><Attachment ID="1" Name="original_invoice"><FileLoc>data.xml</FileLoc></Attachment></Attachments>',
      'Doc_0/data.xml': '<eInvoice><InvoiceNo>1</InvoiceNo><IssueDate>2020年07月23日</IssueDate></eInvoice>',
    });
    expect(findings.find(({ code }) => code === 'INVOICE')?.name).toBe('1');
    expect(findings.find(({ code }) => code === 'INVOICE_DATA_DIFFERS')?.name).toBe('开票日期');
  });

  it('tells of attachments by their names', () => {
    const name = 'xmlns:ofd="http://www.ofdspec.org/2016"';
    const parts = {
      [DOCUMENT]: documentXml({ more: '<ofd:Attachments>Attachments.xml</ofd:Attachments>' }),
      'Doc_0/Attachments.xml': `<ofd:Attachments ${name}><ofd:Attachment ID="1" Name="清单.xlsx"><ofd:FileLoc>a.xlsx</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`,
      'Doc_0/a.xlsx': 'x',
    };
    expect(found(parts)).toMatchObject([{ code: 'EMBEDDED_FILES', name: '清单.xlsx' }]);
  });

  it('asks for a yes to what cannot be drawn, and not to another font', () => {
    const notes = [
      { page: 2, code: 'IMAGE_UNSUPPORTED', name: 'a.jb2' },
      { page: 0, code: 'FONT_REPLACED', name: '宋体' },
    ] as const;
    expect(found({}, notes)).toMatchObject([{ code: 'PARTS_NOT_DRAWN', page: 3, name: 'a.jb2' }]);
  });
});

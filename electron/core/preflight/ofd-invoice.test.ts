import { describe, expect, it } from 'vitest';
import { documentXml, ofdXml, openMiniOfd } from '../ofd/fixtures/mini-ofd.ts';
import { firstDocument } from '../ofd/places/first-document.ts';
import { type OfdInvoice, readInvoice } from './ofd-invoice.ts';

const DATA = `<?xml version="1.0" encoding="utf-8"?>
<eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019" Version="1.0"><fp:InvoiceCode>033002000211</fp:InvoiceCode><fp:InvoiceNo>83089647</fp:InvoiceNo><fp:IssueDate><![CDATA[2020年07月23日]]></fp:IssueDate><fp:Buyer><fp:BuyerName>示例新材料有限公司</fp:BuyerName><fp:BuyerTaxID>91320115MA202UKD7X</fp:BuyerTaxID></fp:Buyer><fp:Seller><fp:SellerName></fp:SellerName><fp:SellerTaxID>92330781MA2EDMFU50</fp:SellerTaxID></fp:Seller><fp:TaxInclusiveTotalAmount>526.00</fp:TaxInclusiveTotalAmount></eInvoice>`;
const LIST =
  '<Attachments><Attachment ID="1" Name="original_invoice" Format="xml"><FileLoc>data.xml</FileLoc></Attachment></Attachments>';

/** @param custom elements of CustomDatas in OFD.xml */
function readBoth(data: string, custom: string): OfdInvoice {
  const ofd = openMiniOfd({
    'OFD.xml': ofdXml().replace(
      '</ofd:DocInfo>',
      `<ofd:CustomDatas>${custom}</ofd:CustomDatas></ofd:DocInfo>`,
    ),
    'Doc_0/Document.xml': documentXml({ more: '<ofd:Attachments>Attachments.xml</ofd:Attachments>' }),
    'Doc_0/Attachments.xml': LIST,
    'Doc_0/data.xml': data,
  });
  return readInvoice(ofd, firstDocument(ofd));
}
const read = (data: string, custom = ''): OfdInvoice['invoice'] => readBoth(data, custom).invoice;

const custom = (name: string, value: string): string =>
  `<ofd:CustomData Name="${name}">${value}</ofd:CustomData>`;
const ENTRY = custom('发票号码', '83089647') + custom('开票日期', '2020年07月24日');

describe('An invoice that is an OFD', () => {
  it('says what its attached data says', () => {
    expect(read(DATA)).toEqual({
      ...{ number: '83089647', code: '033002000211', issuedOn: '2020年07月23日', total: '526.00' },
      ...{ seller: '92330781MA2EDMFU50', buyer: '示例新材料有限公司' },
    });
  });

  it('takes the attached data, which a seal covers, before its entry, and names what differs', () => {
    const entry = ENTRY + custom('价税合计', '1.00') + custom('购买方名称', '示例新材料有限公司 ');
    const { invoice, differing } = readBoth(DATA, entry);
    expect(invoice).toMatchObject({ issuedOn: '2020年07月23日', total: '526.00' });
    expect(differing).toEqual(['开票日期', '价税合计']);
  });

  it.each([
    ['2020-07-23', '526'],
    ['2020年7月23日', '¥526.0'],
    ['20200723', '526.00'],
  ])('means the same by %s and %s', (day, total) => {
    const entry = custom('发票号码', '83089647') + custom('开票日期', day) + custom('价税合计', total);
    expect(readBoth(DATA, entry).differing).toEqual([]);
  });

  it.each([
    ['12345.67', '123405.67'],
    ['1234567', '12345607'],
  ])('takes the amounts %s and %s for no day', (attached, inEntry) => {
    const data = DATA.replace('526.00', attached);
    expect(readBoth(data, custom('价税合计', inEntry)).differing).toEqual(['价税合计']);
  });

  it('fills in from its entry what the attached data leave out', () => {
    const entry = ENTRY + custom('销售方名称', '示例商行');
    expect(read(DATA, entry)).toMatchObject({ seller: '示例商行' });
    expect(read(DATA.replace(/<fp:InvoiceNo>.*<\/fp:IssueDate>/u, ''), ENTRY)).toMatchObject({
      ...{ number: '83089647', issuedOn: '2020年07月24日', total: '526.00' },
    });
  });

  it('fills in nothing from the entry of another invoice', () => {
    const entry =
      custom('发票号码', '1') + custom('开票日期', '2020年07月24日') + custom('销售方名称', '别家');
    expect(readBoth(DATA, entry)).toMatchObject({
      invoice: { number: '83089647', issuedOn: '2020年07月23日', seller: '92330781MA2EDMFU50' },
      differing: ['发票号码', '开票日期'],
    });
  });

  it.each([
    ['damaged', DATA.slice(0, 300)],
    ['with a document type', DATA.replace('<eInvoice', '<!DOCTYPE a><eInvoice')],
    ['of another kind', '<invoice><InvoiceNo>1</InvoiceNo></invoice>'],
    ['too large', DATA.replace('</eInvoice>', `${' '.repeat(1 << 20)}</eInvoice>`)],
  ])('is none by data that is %s, and is known by its entry all the same', (_what, data) => {
    expect(read(data)).toBeNull();
    expect(read(data, ENTRY)).toMatchObject({ number: '83089647', buyer: null });
  });
});

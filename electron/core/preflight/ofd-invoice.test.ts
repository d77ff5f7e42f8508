import { describe, expect, it } from 'vitest';
import { documentXml, ofdXml, openMiniOfd } from '../ofd/fixtures/mini-ofd.ts';
import { firstDocument } from '../ofd/places/first-document.ts';
import { invoiceOf } from './ofd-invoice.ts';

const DATA = `<?xml version="1.0" encoding="utf-8"?>
<eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019" Version="1.0"><fp:InvoiceCode>033002000211</fp:InvoiceCode><fp:InvoiceNo>83089647</fp:InvoiceNo><fp:IssueDate><![CDATA[2020年07月23日]]></fp:IssueDate><fp:Buyer><fp:BuyerName>示例新材料有限公司</fp:BuyerName><fp:BuyerTaxID>91320115MA202UKD7X</fp:BuyerTaxID></fp:Buyer><fp:Seller><fp:SellerName></fp:SellerName><fp:SellerTaxID>92330781MA2EDMFU50</fp:SellerTaxID></fp:Seller><fp:TaxInclusiveTotalAmount>526.00</fp:TaxInclusiveTotalAmount></eInvoice>`;
const LIST =
  '<Attachments><Attachment ID="1" Name="original_invoice" Format="xml"><FileLoc>data.xml</FileLoc></Attachment></Attachments>';

/** @param custom elements of CustomDatas in OFD.xml */
function read(data: string, custom = ''): ReturnType<typeof invoiceOf> {
  const ofd = openMiniOfd({
    'OFD.xml': ofdXml().replace(
      '</ofd:DocInfo>',
      `<ofd:CustomDatas>${custom}</ofd:CustomDatas></ofd:DocInfo>`,
    ),
    'Doc_0/Document.xml': documentXml({ more: '<ofd:Attachments>Attachments.xml</ofd:Attachments>' }),
    'Doc_0/Attachments.xml': LIST,
    'Doc_0/data.xml': data,
  });
  return invoiceOf(ofd, firstDocument(ofd));
}

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

  it('says first what stands in its entry', () => {
    expect(read(DATA, ENTRY)).toMatchObject({ issuedOn: '2020年07月24日', buyer: '示例新材料有限公司' });
  });

  it('says nothing of the data of another invoice', () => {
    const other = custom('发票号码', '1') + custom('开票日期', '2020年07月24日');
    expect(read(DATA, other)).toMatchObject({ number: '1', code: null, buyer: null, total: null });
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

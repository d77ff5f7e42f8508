import { describe, expect, it } from 'vitest';
import { memorySource } from '../bytes/byte-source.ts';
import { toHex } from '../bytes/encodings.ts';
import { onePage, PdfFixture } from '../pdf/fixtures/pdf-fixture.ts';
import { textString } from '../pdf/forms/text-string.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { invoiceOfPdf } from './pdf-invoice.ts';

const INVOICE = {
  InvoiceNumber: '25442000000123456789',
  IssueTime: '2025年06月13日',
  SellerIdNum: '91440300MA5F000000',
  TotalAmWithoutTax: '94.34',
  TotalTaxAm: '5.66',
  'TotalTax-includedAmount': '100.00',
};

const read = (values: Readonly<Record<string, string>>) => {
  const texts = Object.entries(values).map(([name, text]) => `/${name}<${toHex(textString(text).bytes)}>`);
  const objects = { ...onePage(), 9: `<</Producer(x)${texts.join('')}>>` };
  return invoiceOfPdf(
    openPdf(memorySource(new PdfFixture().objects(objects).table('/Root 1 0 R/Info 9 0 R').bytes())),
  );
};

describe('The document information of a PDF', () => {
  it('says the number, the day, the seller and the sum of a digital invoice', () => {
    expect(read(INVOICE)).toEqual({
      ...{ number: '25442000000123456789', code: null, issuedOn: '2025年06月13日' },
      ...{ seller: '91440300MA5F000000', buyer: null, total: '100.00' },
    });
    const { TotalAmWithoutTax, TotalTaxAm, ...more } = { ...INVOICE, 'TotalTax-includedAmount': '' };
    expect(read({ ...more, TotalAmWithoutTax, TotalTaxAm })?.total).toBe('100.00');
    expect(read({ ...INVOICE, 'TotalTax-includedAmount': '-100.00' })?.total).toBe('-100.00');
  });

  it.each([
    ['a number of another kind', { InvoiceNumber: 'INV-2025-17' }],
    ['no number', { InvoiceNumber: '' }],
    ['no day', { IssueTime: 'yesterday' }],
  ])('says nothing with %s', (_what, change) => {
    expect(read({ ...INVOICE, ...change })).toBeNull();
  });

  it.each([
    ['sum', { 'TotalTax-includedAmount': 'about 100', TotalTaxAm: '?' }, 'total'],
    ['seller', { SellerIdNum: '示例公司，一般不需要盖章' }, 'seller'],
  ] as const)('gives no %s that has not the form of one', (_what, change, name) => {
    expect(read({ ...INVOICE, ...change })?.[name]).toBeNull();
  });

  it('may be damaged or absent, and says nothing then', () => {
    for (const trailer of ['/Root 1 0 R', '/Root 1 0 R/Info 4 0 R', '/Root 1 0 R/Info 99 0 R']) {
      const bytes = new PdfFixture().objects(onePage()).table(trailer).bytes();
      expect(invoiceOfPdf(openPdf(memorySource(bytes)))).toBeNull();
    }
  });
});

import type { InvoiceData } from '../../shared/model/invoice.ts';
import type { OfdPackage } from '../ofd/package/ofd-package.ts';
import type { OfdDocument } from '../ofd/package/read-document.ts';
import { childOf, textOf, type XmlElement } from '../ofd/xml/xml-element.ts';
import { orNullIfDamaged } from '../work-meter.ts';
import { invoiceDataOf } from './invoice-data.ts';

/** The name that programs for invoices give the attachment with the data of the invoice. */
const DATA_ATTACHMENT = 'original_invoice';
/** In bytes. The data of an invoice with a hundred goods has a tenth of this. */
const LARGEST_DATA = 1 << 20;

/** The elements of eInvoice (http://www.edrm.org.cn/schema/e-invoice/2019) by the names that CustomData gives their values. */
const PATHS: Readonly<Record<string, readonly [name: string, within?: string]>> = {
  发票代码: ['InvoiceCode'],
  发票号码: ['InvoiceNo'],
  开票日期: ['IssueDate'],
  购买方名称: ['BuyerName', 'Buyer'],
  购买方纳税人识别号: ['BuyerTaxID', 'Buyer'],
  销售方名称: ['SellerName', 'Seller'],
  销售方纳税人识别号: ['SellerTaxID', 'Seller'],
  价税合计: ['TaxInclusiveTotalAmount'],
  合计金额: ['TaxExclusiveTotalAmount'],
  合计税额: ['TaxTotalAmount'],
};

/**
 * Reads what an OFD says of itself as an invoice: the values in its entry, and for what they leave out the attached data of
 * the same invoice. An attachment that cannot be read says nothing.
 * @returns null for a document that is no invoice by them
 * @throws CodedError FILE_OVER_BUDGET
 */
export function invoiceOf(
  ofd: OfdPackage,
  { body: { customData }, attachments }: OfdDocument,
): InvoiceData | null {
  const data = attachments?.files.find(({ name }) => name === DATA_ATTACHMENT)?.entry ?? null;
  const root = data === null || data.size > LARGEST_DATA ? null : orNullIfDamaged(() => ofd.xml(data));
  if (root?.name !== 'eInvoice') return invoiceDataOf(customData);
  const attached = valuesIn(root);
  const number = customData.get('发票号码')?.trim() ?? '';
  const isSame = number === '' || number === attached.get('发票号码');
  return invoiceDataOf(isSame ? new Map([...attached, ...customData]) : customData);
}

function valuesIn(root: XmlElement): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(PATHS).flatMap(([value, [name, within]]) => {
      const parent = within === undefined ? root : childOf(root, within);
      const text = parent === null ? null : textOf(parent, name);
      return text === null ? [] : [[value, text] as const];
    }),
  );
}

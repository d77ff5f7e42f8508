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

/** What an OFD says of itself as an invoice. */
export interface OfdInvoice {
  /** Null for a document that is no invoice by its data. */
  readonly invoice: InvoiceData | null;
  /** The names of the values that its entry gives otherwise than the attached data. */
  readonly differing: readonly string[];
}

/**
 * Reads what an OFD says of itself as an invoice: its attached data, which a seal covers, and for what they leave out the
 * values in its entry, which the next seal changes and none covers. An attachment that cannot be read says nothing.
 * @throws CodedError FILE_OVER_BUDGET
 */
export function readInvoice(ofd: OfdPackage, { body: { customData }, attachments }: OfdDocument): OfdInvoice {
  const data = attachments?.files.find(({ name }) => name === DATA_ATTACHMENT)?.entry ?? null;
  const root = data === null || data.size > LARGEST_DATA ? null : orNullIfDamaged(() => ofd.xml(data));
  if (root?.name !== 'eInvoice') return { invoice: invoiceDataOf(customData), differing: [] };
  const attached = valuesIn(root);
  const differing = [...attached].flatMap(([name, value]) => {
    const inEntry = customData.get(name)?.trim() ?? '';
    return inEntry === '' || saidAlike(inEntry) === saidAlike(value) ? [] : [name];
  });
  // Values of another invoice fill nothing in.
  const values = differing.includes('发票号码') ? attached : new Map([...customData, ...attached]);
  return { invoice: invoiceDataOf(values) ?? invoiceDataOf(customData), differing };
}

function valuesIn(root: XmlElement): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(PATHS).flatMap(([value, [name, within]]) => {
      const parent = within === undefined ? root : childOf(root, within);
      const text = parent === null ? null : textOf(parent, name);
      return text === null || text.trim() === '' ? [] : [[value, text] as const];
    }),
  );
}

/** A day with something between its parts, 2020年07月03日 or 2020-7-3; one without is 20200703 already. An amount has one point at most. */
const DAY = /^(\d{4})\D(\d{1,2})\D(\d{1,2})日?$/;
const NUMBER = /^-?\d+\.\d+$/;

/** Returns a value in a form that is the same for ways of writing that mean the same. */
function saidAlike(value: string): string {
  const text = value.normalize('NFKC').replaceAll(/[\s¥]/gu, '');
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) {
    return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('');
  }
  return NUMBER.test(text) ? text.replace(/\.?0+$/, '') : text;
}

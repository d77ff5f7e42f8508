import type { InvoiceData } from '../../shared/model/invoice.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { textOf } from '../pdf/forms/text-string.ts';
import { orNullIfDamaged } from '../work-meter.ts';
import { invoiceDataOf } from './invoice-data.ts';

const YUAN = /^-?\d{1,15}(?:\.\d{1,2})?$/;

/**
 * What a 数电发票 as PDF says of itself in its document information (ISO 32000-2 §14.3.3): the elements of the
 * 电子凭证会计数据标准 of the Ministry of Finance by their names, as texts; with the names by which `invoiceDataOf` knows them, and
 * the form that each has. The names of the parties are not among them. Another form is none of an invoice.
 */
const ENTRIES: readonly (readonly [entry: string, name: string, form: RegExp])[] = [
  ['InvoiceNumber', '发票号码', /^\d{20}$/],
  ['IssueTime', '开票日期', /^(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}(?::\d{2})?)?$/],
  ['SellerIdNum', '销售方纳税人识别号', /^[0-9A-Z]{15,20}$/],
  ['TotalAmWithoutTax', '合计金额', YUAN],
  ['TotalTaxAm', '合计税额', YUAN],
  ['TotalTax-includedAmount', '价税合计', YUAN],
];

/**
 * Reads what a PDF says of itself as an invoice. Information that cannot be read says nothing.
 * @returns null for a document that is no invoice by it
 * @throws CodedError FILE_OVER_BUDGET
 */
export function invoiceOfPdf(document: PdfDocument): InvoiceData | null {
  return orNullIfDamaged(() => {
    const information = document.dictionaryEntry(document.trailer, 'Info');
    if (information === undefined) return null;
    const values = ENTRIES.flatMap(([entry, name, form]): readonly (readonly [string, string])[] => {
      const value = textOf(document.entry(information, entry))?.trim() ?? '';
      return form.test(value) ? [[name, value]] : [];
    });
    return invoiceDataOf(new Map(values));
  });
}

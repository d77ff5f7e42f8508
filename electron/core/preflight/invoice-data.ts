import type { InvoiceData } from '../../shared/model/invoice.ts';

/** A sum as invoices write it, in yuan. */
const AMOUNT = /^\d{1,15}(?:\.\d{1,2})?$/;
/** Values are shown to people: longer ones are none of an invoice. */
const LONGEST = 100;

/**
 * Reads the data of an electronic invoice (版式文件) from the values that its program left in an OFD (GB/T 33190 §7.4,
 * CustomDatas). @returns null for a document that is no invoice by them
 */
export function invoiceDataOf(values: ReadonlyMap<string, string>): InvoiceData | null {
  const valueOf = (name: string): string | null => {
    const value =
      values
        .get(name)
        ?.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
        .trim() ?? '';
    return value === '' || value.length > LONGEST ? null : value;
  };
  const [number, issuedOn] = [valueOf('发票号码'), valueOf('开票日期')];
  if (number === null || issuedOn === null) return null;
  return {
    ...{ number, issuedOn, code: valueOf('发票代码') },
    seller: valueOf('销售方名称') ?? valueOf('销售方纳税人识别号'),
    buyer: valueOf('购买方名称') ?? valueOf('购买方纳税人识别号'),
    total: valueOf('价税合计') ?? sumOf(valueOf('合计金额'), valueOf('合计税额')),
  };
}

/** Adds what is without tax and the tax, in whole fen. */
function sumOf(amount: string | null, tax: string | null): string | null {
  if (amount === null || tax === null || !AMOUNT.test(amount) || !AMOUNT.test(tax)) return null;
  const fen = (text: string): number => Math.round(Number(text) * 100);
  return ((fen(amount) + fen(tax)) / 100).toFixed(2);
}

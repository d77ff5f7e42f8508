/** What an electronic invoice says of itself in its data, as written; nobody has checked it. */
export interface InvoiceData {
  /** 发票号码 */
  readonly number: string;
  /** 发票代码, which invoices of twenty digits no longer have. */
  readonly code: string | null;
  /** 开票日期, as written. */
  readonly issuedOn: string;
  /** The name of the seller, or else the number by which the tax office knows it. */
  readonly seller: string | null;
  readonly buyer: string | null;
  /** 价税合计, in yuan: the sum with its tax. */
  readonly total: string | null;
}

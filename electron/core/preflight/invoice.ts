import type { Keyword, KeywordAnswer, KeywordQuestion } from '../page-text/keyword.ts';

/** An invoice has a page or two, one with many items a few more: longer documents only speak of invoices. */
const MOST_PAGES = 5;

/**
 * What every 数电发票 shows on its first page (国家税务总局公告 2024 年第 11 号), in folded letters: its title, its number of
 * twenty digits (blanks do not count, so that the day may follow them at once), its day and its sum.
 */
const MARKS: readonly Pick<Keyword, 'text' | 'isPattern'>[] = [
  { text: '电子发票\\((?:普通发票|增值税专用发票)\\)', isPattern: true },
  { text: '\\d{20}', isPattern: true },
  { text: '发票号码', isPattern: false },
  { text: '开票日期', isPattern: false },
  { text: '价税合计', isPattern: false },
];

/** What is to be looked for in a document, to tell whether it is an invoice; nothing where it cannot be one. */
export function invoiceQuestions(pageCount: number): readonly KeywordQuestion[] {
  if (pageCount > MOST_PAGES) return [];
  return MARKS.map((keyword) => ({ keyword, pages: [0], enough: 1 }));
}

/** Tells whether a document is a 数电发票 by the answers to those questions. */
export function isInvoice(answers: readonly KeywordAnswer[]): boolean {
  return answers.length === MARKS.length && answers.every(({ hits }) => hits.length > 0);
}

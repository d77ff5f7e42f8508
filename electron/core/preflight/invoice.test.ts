import { describe, expect, it } from 'vitest';
import { matchesOf } from '../page-text/keyword.ts';
import { pageText } from '../page-text/page-text.ts';
import { invoiceQuestions, isInvoice } from './invoice.ts';

/** Answers the questions about a document by the words of its first page. */
function recognised(text: string, pageCount = 1): boolean {
  const { folded } = pageText([{ text, matrix: [1, 0, 0, 1, 0, 0], length: 1, isVertical: false }]);
  const hit = { page: 0, text: '', area: { left: 0, bottom: 0, right: 1, top: 1 }, letters: [] };
  const answers = invoiceQuestions(pageCount).map(({ keyword }) => ({
    hits: matchesOf(keyword)(folded.text).map(() => hit),
    withoutText: [],
  }));
  return isInvoice(answers);
}

const LABELS = '发票号码： 开票日期： 购买方信息 销售方信息 价税合计（大写）';
const VALUES = '25442000000123456789 2025年06月13日 壹佰元整';

describe('A digital invoice (数电发票)', () => {
  it.each([
    ['ordinary', `电子发票（普通发票） ${LABELS} ${VALUES}`],
    ['special, its title set apart', `电 子 发 票 (增 值 税 专 用 发 票) ${LABELS} ${VALUES}`],
  ])('is recognised by its title, its number, its day and its sum: %s', (_what, text) => {
    expect(recognised(text)).toBe(true);
  });

  it.each([
    [
      'a contract that speaks of invoices',
      `乙方应开具电子发票（增值税专用发票），列明发票号码、开票日期和价税合计`,
      1,
    ],
    ['an older one, whose number has eight digits', `电子发票（普通发票） ${LABELS} 25442000 壹佰元整`, 1],
    ['a long document with an invoice in front', `电子发票（普通发票） ${LABELS} ${VALUES}`, 40],
    ['a page without words', '', 1],
  ])('is not seen in %s', (_what, text, pageCount) => {
    expect(recognised(text, pageCount)).toBe(false);
  });
});

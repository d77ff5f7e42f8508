import { inEachLanguage, text } from './bilingual.ts';

/** Texts of the office's sheet of seal uses (用印登记表). */
export const useSheetTexts = inEachLanguage({
  title: text('用印登记表', 'Sheet of seal uses'),
  day: text('用印日期', 'Day of use'),
  fileName: text('文件名称', 'Document'),
  remark: text('备注', 'Remark'),
  period: text(
    (from: string, to: string, uses: number) =>
      from === '' && to === '' ? `共 ${uses} 次用印` : `${from} 至 ${to}，共 ${uses} 次用印`,
    (from, to, uses) => (from === '' && to === '' ? `${uses} uses` : `${from} to ${to}, ${uses} uses`),
  ),
});

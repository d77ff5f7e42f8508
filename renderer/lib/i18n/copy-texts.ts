import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of prints and conversions. */
export const copyPanelTexts = {
  title: text('打印和转换', 'Print and convert'),
  hint: text(
    '每一页都带有说明，并记入用印台账；复印件中没有可以验证的电子签章，原文件不变。',
    'Each page carries a notice, and the register has an entry of it. A copy holds no seal that can be verified; the document stays as it is.',
  ),
  kinds: {
    print: text('打印', 'Print'),
    images: text('导出图片', 'Pictures'),
    pdf: text('导出 PDF', 'PDF copy'),
  },
  drawing: text(
    (page: number, pages: number) => `正在绘制第 ${page} 页，共 ${pages} 页…`,
    (page, pages) => `Drawing page ${page} of ${pages}…`,
  ),
  working: {
    print: text('请在系统的打印窗口中操作…', 'Go on in the print dialog of the system…'),
    images: text('正在导出图片…', 'Exporting pictures…'),
    pdf: text('正在导出 PDF…', 'Exporting a PDF…'),
  },
  printed: text(
    (pages: number) => `已打印 ${pages} 页，已记入台账。`,
    (pages) => `Printed ${pages} pages; the register has an entry of it.`,
  ),
  saved: text(
    (name: string, pages: number) => `已导出 ${pages} 页：${name}，已记入台账。`,
    (name, pages) => `Exported ${pages} pages: ${name}; the register has an entry of it.`,
  ),
};

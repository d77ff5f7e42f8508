import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of the conversion of office documents and pictures to PDF. */
export const conversionTexts = {
  title: text('先转换为 PDF', 'Convert to PDF first'),
  failed: text('没有转换', 'Not converted'),
  what: text(
    (name: string, kind: 'office' | 'picture') =>
      kind === 'picture'
        ? `${name} 是图片，印章盖在 PDF 上。`
        : `${name} 是办公文档，印章盖在版式固定的 PDF 上。`,
    (name, kind) =>
      kind === 'picture'
        ? `${name} is a picture; a seal is put on a PDF.`
        : `${name} is an office document; a seal is put on a PDF, whose pages are fixed.`,
  ),
  by: text(
    (program: string) =>
      `由本机的 ${program} 转换。文件会交给它打开，请只转换来源可信的文件；转换时不运行宏，也不联网。`,
    (program) =>
      `${program} on this computer converts it. It is handed the file, so convert only what comes from where you trust; macros and the network are off.`,
  ),
  byUs: text('由印签台直接转换，一张图片一页。', 'SealDesk converts it itself: one page for the picture.'),
  macros: text('这份文档带有宏，转换时不会运行。', 'This document carries macros. They are not run.'),
  result: text(
    '新的 PDF 放在原文件旁边，原文件不变；版式可能与原软件中略有不同，请逐页核对后再盖章。',
    'The new PDF is put beside the original, which stays as it is. Its pages may differ a little from those in the original program: check each one before sealing.',
  ),
  begin: text('转换为 PDF', 'Convert to PDF'),
  leave: text('不转换', 'Leave it'),
  cancel: text('取消', 'Cancel'),
  working: text(
    (seconds: number) => (seconds < 2 ? '正在转换…' : `正在转换…已用 ${seconds} 秒`),
    (seconds) => (seconds < 2 ? 'Converting…' : `Converting… ${seconds} seconds so far`),
  ),
  origin: text(
    (name: string, program: string) => `由 ${program} 从 ${name} 转换而来。请逐页核对内容和版式后再盖章。`,
    (name, program) =>
      `Made from ${name} by ${program}. Check the content and layout of every page before sealing.`,
  ),
  checked: text('知道了', 'Understood'),
};

import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';
import { checkNames, resultTexts, verdictTexts } from '../../../electron/shared/texts/verdict-texts.ts';

/** Texts of verification. */
export const verifyTexts = {
  title: text('验章结果', 'Result'),
  emptyTitle: text('把 PDF 拖到这里', 'Drag PDF files here'),
  emptyText: text(
    '一份、一批或整个文件夹都可以，查看其中的电子签章是否有效。不需要联网，也不需要 USB Key。',
    'One file, many, or a whole folder: see whether their electronic seals are valid. No network and no USB key needed.',
  ),
  verifying: text('正在验章…', 'Verifying…'),
  unsigned: verdictTexts.unsigned,
  unsignedText: text(
    '文档中没有电子签章。扫描或打印出来的印章图案不是电子签章。',
    'The document holds no electronic seal. A scanned or printed picture of a seal is not one.',
  ),
  error: verdictTexts.error,
  signature: text(
    (number: number, total: number) => `签章 ${number} / ${total}`,
    (number, total) => `Seal ${number} of ${total}`,
  ),
  signer: text('签章人', 'Signer'),
  seal: text('印章', 'Seal'),
  maker: nameOf('sealMaker'),
  signedAt: text('签章时间', 'Sealed at'),
  place: text('位置', 'Place'),
  placeText: text(
    (page: number, x: string, y: string) => `第${page}页，中心 ${x}, ${y} 毫米`,
    (page, x, y) => `Page ${page}, centre ${x}, ${y} mm`,
  ),
  noPlace: text('不可见签章', 'Not visible'),
  checks: checkNames,
  results: resultTexts,
  quietChecks: text(
    (passed: number, skipped: number) =>
      skipped === 0 ? `${passed} 项检查全部通过` : `${passed} 项检查通过，${skipped} 项不适用`,
    (passed, skipped) =>
      skipped === 0 ? `All ${passed} checks passed` : `${passed} checks passed, ${skipped} do not apply`,
  ),
  otherChecks: text(
    (passed: number, skipped: number) =>
      skipped === 0 ? `其余 ${passed} 项检查通过` : `其余 ${passed} 项通过，${skipped} 项不适用`,
    (passed, skipped) =>
      skipped === 0 ? `${passed} other checks passed` : `${passed} others passed, ${skipped} do not apply`,
  ),
  listAsOf: text(
    (time: string) => `撤销列表截至 ${time}`,
    (time) => `Revocation list as of ${time}`,
  ),
  statusAsOf: text(
    (time: string) => `印章状态截至 ${time}（印章平台）`,
    (time) => `Seal status as of ${time} (the seal platform)`,
  ),
  noList: text('没有撤销列表', 'No revocation list'),
  trustSource: text(
    '可信来源：信任目录和已同步的平台',
    'Source of trust: trust folder and synchronised platforms',
  ),
  again: text('重新验章', 'Verify again'),
  file: text('文件', 'File'),
};

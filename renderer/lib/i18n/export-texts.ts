import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of what is exported from a verdict. */
export const exportTexts = {
  title: text('导出', 'Export'),
  hint: text(
    '验章报告供阅读和打印，也可以打开后盖章；证据包供第三方逐项复核；归档包供归档。原文件不变。',
    'A report to read and print, which can be opened and sealed; an evidence package that others can check step by step; an archive package. The document stays as it is.',
  ),
  kinds: {
    pdf: text('验章报告（PDF）', 'Report (PDF)'),
    html: text('验章报告（网页）', 'Report (HTML)'),
    json: text('验章报告（JSON）', 'Report (JSON)'),
    evidence: text('证据包', 'Evidence package'),
    archive: text('归档包', 'Archive package'),
  },
  saving: text(
    (what: string) => `正在导出${what}…`,
    (what) => `Exporting: ${what}…`,
  ),
  saved: text(
    (name: string) => `已导出：${name}`,
    (name) => `Exported: ${name}`,
  ),
  unanswered: text(
    (seal: string, platform: string, why: string) =>
      `印章「${seal}」的平台 ${platform} 没有给出可用的答复：${why}证据包已写明这一点。`,
    (seal, platform, why) =>
      `The platform ${platform} of the seal ${seal} gave no answer that counts: ${why} The evidence package says so.`,
  ),
  askAgain: text(
    '需要平台的声明的，请在平台可用时再导出一次。',
    'If you need the platform’s statement, export once more when it can be reached.',
  ),
  manifest: text(
    (sm3: string) => `清单的 SM3，请另行告知收件人：${sm3}`,
    (sm3) => `SM3 of the manifest; tell it to the recipient in another way: ${sm3}`,
  ),
};

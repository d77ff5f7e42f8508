import type { CopyKind } from '../model/document-copy.ts';
import { text } from './bilingual.ts';

/** How each kind of copy is named in the line of its time. */
const MADE = {
  print: text('打印', 'printed'),
  images: text('导出图片', 'exported as picture'),
  pdf: text('导出 PDF', 'exported as PDF'),
} satisfies Record<CopyKind, unknown>;

/**
 * What stands on each page of a print or a converted document. A copy has no seal that can be verified; it never says
 * that it counts for nothing, because a court decides on that by law.
 */
export const copyTexts = {
  /** With the article of the regulation that the person works under. */
  cited: text(
    (clause: string) => `依${clause}，本页视同复印件；诉讼中的证据效力依法律和司法解释认定。`,
    (clause) =>
      `Counts as a photocopy under ${clause}; what it proves in court is decided by law and judicial interpretation.`,
  ),
  /** Where no regulation is known, or it says nothing of copies. */
  plain: text(
    '本页由电子文件转换而成，不含可以验证的电子签章，验章请用原电子文件；诉讼中的证据效力依法律和司法解释认定。',
    'Converted from an electronic document; it holds no seal that can be verified, so verify the original file. What it proves in court is decided by law and judicial interpretation.',
  ),
  origin: text(
    (sm3: string, page: number, pages: number, kind: CopyKind, at: string) =>
      `原文件 SM3 ${sm3} · 第 ${page} 页，共 ${pages} 页 · ${at} ${MADE[kind]['zh-CN']}`,
    (sm3, page, pages, kind, at) =>
      `SM3 of the document ${sm3} · page ${page} of ${pages} · ${at} ${MADE[kind].en}`,
  ),
} as const;

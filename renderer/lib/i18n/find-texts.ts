import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of the search in a document. */
export const findTexts = {
  open: text('查找（Ctrl+F）', 'Find (Ctrl+F)'),
  field: text('在文档中查找', 'Find in the document'),
  previous: text('上一处（Shift+F3）', 'Previous (Shift+F3)'),
  next: text('下一处（F3）', 'Next (F3)'),
  matchCase: text('区分大小写', 'Match case'),
  close: text('关闭查找', 'Close the search'),
  count: text(
    (selected: number, hits: number) => `第 ${selected} 处，共 ${hits} 处`,
    (selected, hits) => `${selected} of ${hits}`,
  ),
  countSoFar: text(
    (selected: number, hits: number) => `第 ${selected} 处，已找到 ${hits} 处…`,
    (selected, hits) => `${selected} of ${hits} so far…`,
  ),
  searching: text(
    (searched: number, pages: number) => `正在查找，已查 ${searched}/${pages} 页…`,
    (searched, pages) => `Searching: ${searched} of ${pages} pages…`,
  ),
  nothing: text('没有找到', 'Not found'),
  noText: text(
    '文档里没有文字，可能是扫描件，无法查找',
    'The document has no text to search; it may be a scan',
  ),
};

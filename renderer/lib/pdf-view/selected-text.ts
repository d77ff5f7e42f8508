import { normalizeUnicode, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { SelectedPage } from './gather-text.ts';

/** Lists the pages that a selection reaches into. @param pages the elements of all pages, in order */
export function selectedPages(selection: Selection | null, pages: Iterable<Element>): SelectedPage[] {
  if (selection === null || selection.isCollapsed) return [];
  const selected = selection.getRangeAt(0);
  return Array.from(pages, (element, page) => partOf(selected, element, page)).filter(
    (part) => part !== null,
  );
}

function partOf(selected: Range, element: Element, page: number): SelectedPage | null {
  if (!selected.intersectsNode(element)) return null;
  const layer = element.querySelector('.textLayer');
  const part = document.createRange();
  part.selectNodeContents(layer ?? element);
  const beginsLater = selected.compareBoundaryPoints(Range.START_TO_START, part) > 0;
  const endsEarlier = selected.compareBoundaryPoints(Range.END_TO_END, part) < 0;
  if (!beginsLater && !endsEarlier) return { page, text: null };
  if (beginsLater) part.setStart(selected.startContainer, selected.startOffset);
  if (endsEarlier) part.setEnd(selected.endContainer, selected.endOffset);
  if (part.collapsed) return null;
  return { page, text: layer === null ? null : linesIn(part.cloneContents()) };
}

/** Returns the text of a part of a text layer, whose lines end in `br`. */
function linesIn(part: DocumentFragment): string {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let text = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof HTMLBRElement) text += '\n';
    else if (node instanceof Text) text += node.data;
  }
  // The library declares no type of its result.
  return String(normalizeUnicode(text));
}

/** Reads a page as lines; none of a damaged one. @param page zero-based */
export async function linesOfPage(pdf: PDFDocumentProxy, page: number): Promise<string> {
  try {
    const { items } = await (await pdf.getPage(page + 1)).getTextContent();
    return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  } catch {
    return '';
  }
}

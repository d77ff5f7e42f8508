import { normalizeUnicode, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What is selected of a page. */
export interface SelectedPage {
  /** Zero-based */
  readonly page: number;
  /** Null for the whole page: its text is read, since only pages near the one in sight have a text layer. */
  readonly text: string | null;
}

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

interface Gathering {
  /** UTF-16 code units of the text in all */
  readonly most: number;
  readonly signal: AbortSignal;
  /** Is told how many pages are done. */
  readonly progress: (done: number) => void;
}

/**
 * Puts the text of selected pages together, a line break between them. Null characters are left out.
 * @param read reads a whole page, zero-based
 * @returns null where it would be too long, or the signal has ended it
 */
export async function gatherText(
  selected: readonly SelectedPage[],
  read: (page: number) => Promise<string>,
  { most, signal, progress }: Gathering,
): Promise<string | null> {
  let text = '';
  for (const [index, { page, text: part }] of selected.entries()) {
    const next = (part ?? (await read(page))).replaceAll('\0', '');
    if (signal.aborted) return null;
    text += text === '' || text.endsWith('\n') ? next : `\n${next}`;
    if (text.length > most) return null;
    progress(index + 1);
  }
  return text;
}

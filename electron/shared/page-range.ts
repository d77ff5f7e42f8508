/** A part of a range of pages: a kind of pages, or those from one to another, counted from 1, or from the end below 0. */
export type PagePart =
  | { readonly kind: 'all' | 'odd' | 'even' }
  | { readonly kind: 'span'; readonly from: number; readonly to: number };

/** A range of pages as people write it: `1,3-6,-1`, `odd`, `even`, `all`, `last`, or 奇数页, 偶数页, 全部, 末页. */
export type PageRange = readonly PagePart[];

/** More parts than any person writes. */
const MOST_PARTS = 1000;

const ALL: PagePart = { kind: 'all' };
const ODD: PagePart = { kind: 'odd' };
const EVEN: PagePart = { kind: 'even' };
const LAST: PagePart = { kind: 'span', from: -1, to: -1 };

const WORDS: Readonly<Record<string, PagePart>> = {
  ...{ all: ALL, odd: ODD, even: EVEN, last: LAST },
  ...{ 全部: ALL, 奇数页: ODD, 偶数页: EVEN, 末页: LAST },
};

const SPAN = /^(-?[1-9]\d{0,6})(?:-(-?[1-9]\d{0,6}))?$/;

/** Reads a range. @returns null for a text that is none */
export function parsePageRange(text: string): PageRange | null {
  const parts = text.split(/[,，、]/u).map((part) => partOf(part.trim()));
  if (parts.length > MOST_PARTS) return null;
  const known = parts.filter((part) => part !== null);
  return known.length === parts.length ? known : null;
}

function partOf(text: string): PagePart | null {
  const word = Object.hasOwn(WORDS, text) ? WORDS[text] : undefined;
  if (word !== undefined) return word;
  const span = SPAN.exec(text);
  if (span === null) return null;
  const from = Number(span[1]);
  const to = span[2] === undefined ? from : Number(span[2]);
  const isBackwards = from > 0 === to > 0 && from > to;
  return isBackwards ? null : { kind: 'span', from, to };
}

/** Returns the range of one page. @param page by index from 0 */
export function onePage(page: number): PageRange {
  return [{ kind: 'span', from: page + 1, to: page + 1 }];
}

/** Returns the one page of a range, by index from 0; null for a range of several, or of pages from the end. */
export function singlePage([part, ...more]: PageRange): number | null {
  return part?.kind === 'span' && part.from > 0 && part.from === part.to && more.length === 0
    ? part.from - 1
    : null;
}

/** The pages of a range, by index from 0, ascending and each once, and the parts that the document does not have. */
interface PagesFound {
  readonly pages: readonly number[];
  readonly beyond: readonly string[];
}

/** Finds the pages of a range in a document. @param count the number of its pages */
export function pagesIn(range: PageRange, count: number): PagesFound {
  const found = new Set<number>();
  const beyond: string[] = [];
  for (const part of range) {
    const { first, last, step } = extentOf(part, count);
    const isWhole = part.kind !== 'span' || (first >= 0 && last < count && first <= last);
    if (!isWhole) beyond.push(partText(part));
    for (let page = Math.max(first, 0); page <= Math.min(last, count - 1); page += step) found.add(page);
  }
  return { pages: [...found].sort((one, other) => one - other), beyond };
}

function extentOf(part: PagePart, count: number): { first: number; last: number; step: number } {
  if (part.kind !== 'span') {
    return { first: part.kind === 'even' ? 1 : 0, last: count - 1, step: part.kind === 'all' ? 1 : 2 };
  }
  const index = (page: number): number => (page > 0 ? page - 1 : count + page);
  return { first: index(part.from), last: index(part.to), step: 1 };
}

/** Writes a range as {@link parsePageRange} reads it. */
export function rangeText(range: PageRange): string {
  return range.map(partText).join(',');
}

function partText(part: PagePart): string {
  if (part.kind !== 'span') return part.kind;
  return part.from === part.to ? String(part.from) : `${String(part.from)}-${String(part.to)}`;
}

/** Writes pages as people do: `1-3,5`. @param pages by index from 0, in any order */
export function pagesText(pages: readonly number[]): string {
  const spans: { from: number; to: number }[] = [];
  for (const page of [...pages].sort((one, other) => one - other)) {
    const last = spans.at(-1);
    if (last !== undefined && page <= last.to + 1) last.to = page;
    else spans.push({ from: page, to: page });
  }
  return spans
    .map(({ from, to }) => (from === to ? String(from + 1) : `${String(from + 1)}-${String(to + 1)}`))
    .join(',');
}

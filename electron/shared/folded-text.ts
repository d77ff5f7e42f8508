import traditionalToSimplified from 'opencc-js/dict/TSCharacters';

/** Text in which forms that a reader takes for the same are the same, as search compares it. */
export interface FoldedText {
  readonly original: string;
  readonly text: string;
  /** For each UTF-16 unit of `text` where its character begins in the original. */
  readonly origins: Uint32Array;
}

/** Part of an original text, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly length: number;
}

/** How text is compared. */
export interface Folding {
  readonly matchCase: boolean;
}

/**
 * White space, soft hyphens and characters of no width, which PDF files put anywhere: between letters that are set apart,
 * and at the end of lines.
 */
const IGNORED = /^[\s\u00ad\u200b-\u200f\u2060\ufeff]$/u;

/** Simplified by traditional characters (OpenCC), which no form of Unicode makes equal. Filled when it is first used. */
const simplified = new Map<string, string>();

/** Folded by original characters: a document has few different ones. One map for text with its case, one without. */
const known: Readonly<Record<'kept' | 'ignored', Map<string, string>>> = {
  kept: new Map(),
  ignored: new Map(),
};

/**
 * Folds text for search: full and half width, compatibility forms, traditional and simplified Chinese and, if wanted, upper
 * and lower case become the same, and white space is left out.
 */
export function foldText(original: string, folding: Folding): FoldedText {
  const pieces: string[] = [];
  const origins: number[] = [];
  let at = 0;
  for (const character of original) {
    const folded = foldCharacter(character, folding);
    pieces.push(folded);
    for (let unit = 0; unit < folded.length; unit++) origins.push(at);
    at += character.length;
  }
  return { original, text: pieces.join(''), origins: Uint32Array.from(origins) };
}

/**
 * Returns every place of a folded text in another one, none overlapping, as ranges of the original.
 * @param most the number of places after which the search ends
 */
export function findFolded(within: FoldedText, wanted: string, most: number): readonly TextRange[] {
  if (wanted === '') return [];
  const found: TextRange[] = [];
  let at = within.text.indexOf(wanted);
  while (at >= 0 && found.length < most) {
    const end = at + wanted.length;
    const start = within.origins[at] ?? 0;
    found.push({ start, length: endOf(within.original, within.origins[end - 1] ?? start) - start });
    at = within.text.indexOf(wanted, end);
  }
  return found;
}

/** Returns where a character ends; white space behind it does not belong to it. */
const endOf = (original: string, at: number): number =>
  at + ((original.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

function foldCharacter(character: string, { matchCase }: Folding): string {
  const cache = matchCase ? known.kept : known.ignored;
  let folded = cache.get(character);
  if (folded === undefined) {
    folded = IGNORED.test(character) ? '' : foldVisible(character, matchCase);
    cache.set(character, folded);
  }
  return folded;
}

function foldVisible(character: string, matchCase: boolean): string {
  const composed = character.normalize('NFKC').replaceAll(/\s/gu, '');
  const cased = matchCase ? composed : composed.toLowerCase();
  return Array.from(cased, (each) => simplifiedMap().get(each) ?? each).join('');
}

function simplifiedMap(): ReadonlyMap<string, string> {
  if (simplified.size === 0) {
    for (const pair of traditionalToSimplified.split('|')) {
      const [from, to] = pair.split(' ');
      if (from !== undefined && to !== undefined) simplified.set(from, to);
    }
  }
  return simplified;
}

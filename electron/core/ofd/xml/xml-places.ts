/** Where an element stands in the text of XML: offsets of its tags and of what lies between them. */
export interface ElementPlace {
  /** As written, with its prefix. */
  readonly written: string;
  /** Without its prefix. */
  readonly name: string;
  readonly start: number;
  readonly contentStart: number;
  /** The offset of its closing tag; that of its end for an element without content. */
  readonly contentEnd: number;
  readonly end: number;
  readonly children: readonly ElementPlace[];
}

/** Comments, character data and the declaration stand for nothing; the tags are taken apart. */
const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>"'=]+)(?:\s+[^\s/>"'=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(\/?)>/g;

interface OpenPlace {
  readonly written: string;
  readonly start: number;
  readonly contentStart: number;
  readonly children: ElementPlace[];
}

/**
 * Finds the elements of XML in its text, so that something can be put between them without touching the rest.
 * @param text of XML that a strict parser has taken
 * @returns the root; null if its end is not found
 */
export function placesInXml(text: string): ElementPlace | null {
  const open: OpenPlace[] = [];
  for (const match of text.matchAll(MARKUP)) {
    const [markup, closing = '', written, empty = ''] = match;
    if (written === undefined) continue;
    const end = match.index + markup.length;
    if (closing === '') open.push({ written, start: match.index, contentStart: end, children: [] });
    if (closing === '' && empty === '') continue;
    const ended = open.pop();
    if (ended?.written !== written) return null;
    const contentEnd = closing === '' ? end : match.index;
    const place = { ...ended, name: written.slice(written.indexOf(':') + 1), contentEnd, end };
    const parent = open.at(-1);
    if (parent === undefined) return place;
    parent.children.push(place);
  }
  return null;
}

import { concatBytes } from '../../../electron/core/bytes/byte-arrays.ts';
import { latin1Bytes } from '../../../electron/core/bytes/encodings.ts';
import type { Base } from './base.ts';

/** The parts of a revision with a table, each as text, so that an attack can write any of them in another way. */
export interface Section {
  /** Text before the keyword `xref`; the section begins behind it. */
  readonly lead: string;
  readonly keyword: string;
  /** The head of the subsection of each listed object, and its entry. */
  readonly head: (number: number) => string;
  readonly entry: (offset: number) => string;
  /** Subsections before and behind those of the objects. */
  readonly before: string;
  readonly behind: string;
  readonly trailerKeyword: string;
  readonly size: string;
  readonly root: string;
  readonly previous: string;
  /** Further entries of the trailer. */
  readonly trailer: string;
  /** The number behind `startxref`, and the text around it. */
  readonly start: (offset: number) => string;
  readonly ending: string;
}

const canonical = (base: Base): Section => ({
  lead: '',
  keyword: 'xref\n',
  head: (number) => `${String(number)} 1\n`,
  entry: (offset) => `${String(offset).padStart(10, '0')} 00000 n \n`,
  before: '',
  behind: '',
  trailerKeyword: 'trailer\n',
  size: `/Size ${String(base.size)}`,
  root: `/Root ${String(base.catalog)} 0 R`,
  previous: `/Prev ${String(base.previous)}`,
  trailer: '',
  start: (offset) => `startxref\n${String(offset)}\n`,
  ending: '%%EOF\n',
});

/** An object of a revision: its number and body, or text that no table lists. */
export type Piece = { readonly number: number; readonly body: string } | { readonly text: string };

/** Says how a section differs from the canonical one. */
export type Change = (base: Base) => Partial<Section>;

/** The new document information that makes a revision look harmless. */
export const harmless = (base: Base, more = ''): Piece => ({
  number: base.information,
  body: `<</Producer(Contract writer)/ModDate(D:20260701000000Z)${more}>>`,
});

/** Appends a revision with a table to a sealed document. */
export function appended(base: Base, pieces: readonly Piece[], change: Change = () => ({})): Uint8Array {
  const section: Section = { ...canonical(base), ...change(base) };
  let text = '';
  const rows: string[] = [];
  for (const piece of pieces) {
    if ('text' in piece) text += piece.text;
    else {
      rows.push(section.head(piece.number) + section.entry(base.pdf.length + text.length));
      text += `${String(piece.number)} 0 obj\n${piece.body}\nendobj\n`;
    }
  }
  text += section.lead;
  const start = base.pdf.length + text.length;
  const { keyword, before, behind, trailerKeyword, size, root, previous, trailer, ending } = section;
  const information = `/Info ${String(base.information)} 0 R`;
  text += `${keyword}${before}${rows.join('')}${behind}`;
  text += `${trailerKeyword}<<${size}${root}${previous}${information}${trailer}>>\n`;
  return concatBytes(base.pdf, latin1Bytes(`${text}${section.start(start)}${ending}`));
}

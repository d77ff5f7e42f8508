import { latin1Bytes } from '../../../bytes/encodings.ts';
import { codeText, utf16Text } from './drawn-glyph.ts';

/** ISO 32000-2 §9.10.3: how such a map begins and ends. */
const START = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`;
const END = `endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;

/** Readers take a hundred entries at most in one list. */
const ENTRIES_OF_LIST = 100;
/** Stands for a glyph whose text belongs to the glyph before it, or is not said: nothing is seen of it in a text. */
const NO_TEXT = '\u200b';

/** Writes the map from codes of glyphs to their texts, by which people search and copy. */
export function toUnicodeMap(texts: ReadonlyMap<number, string | null>): Uint8Array {
  const entries = [...texts].toSorted(([a], [b]) => a - b);
  let body = '';
  for (let from = 0; from < entries.length; from += ENTRIES_OF_LIST) {
    const list = entries.slice(from, from + ENTRIES_OF_LIST);
    const lines = list.map(([code, text]) =>
      `<${codeText(code)}> <${utf16Text(text ?? NO_TEXT)}>\n`.toUpperCase(),
    );
    body += `${String(list.length)} beginbfchar\n${lines.join('')}endbfchar\n`;
  }
  return latin1Bytes(START + body + END);
}

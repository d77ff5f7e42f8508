import { exactUtf8Text, utf8Bytes } from '../../bytes/encodings.ts';
import { pdfDocBytes } from '../forms/text-string.ts';

/** RFC 4013 §2.1: other spaces become the space (table C.1.2), and these vanish (table B.1). */
const OTHER_SPACE = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/g;
const VANISHING = /[\u00ad\u034f\u1806\u180b-\u180d\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]/g;

/**
 * Lists the bytes that a password may stand for, the likeliest first. Revisions 2 to 4 take PDFDocEncoding (ISO 32000-2
 * §7.6.4.3.2) and the others UTF-8 after SASLprep (§7.6.4.3.3), but writers differ: many take the bytes that the
 * person's system gave them, which in China are those of GBK.
 * @param password UTF-8; the caller zeroes it, and each of the results
 * @param isLong for revision 5 or 6
 */
export function passwordBytes(password: Uint8Array, isLong: boolean): readonly Uint8Array[] {
  const given = password.slice();
  if (password.every((byte) => byte < 0x80)) return [given];
  const text = exactUtf8Text(password);
  if (text === null) return [given];
  if (isLong) return [utf8Bytes(saslPrepared(text)), given];
  const others = [pdfDocBytes(text), gbkBytes(text)].filter((bytes) => bytes !== null);
  return [...others, given];
}

function saslPrepared(text: string): string {
  return text.replace(OTHER_SPACE, ' ').replace(VANISHING, '').normalize('NFKC');
}

/** Encodes by trying all pairs of GBK: the language decodes it alone. Returns null if a character is not in it. */
function gbkBytes(text: string): Uint8Array | null {
  const wanted = new Set(text);
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail));
      if (wanted.has(character) && !codes.has(character)) codes.set(character, [lead, trail]);
    }
  }
  const bytes = Array.from(text, (character) => {
    return character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : codes.get(character);
  });
  return bytes.includes(undefined) ? null : Uint8Array.from(bytes.flatMap((each) => each ?? []));
}

import { foldName } from './entry-name.ts';

/** The upper half of code page 437, which the zip format means where it does not say UTF-8 (APPNOTE appendix D). */
const PAGE_437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
/** Code pages of systems that read names so, whatever the header says. */
const PAGES = ['gb18030', 'big5', 'windows-1252'].map((page) => new TextDecoder(page, { fatal: true }));

/** Characters that Windows allows in no name: programs that unpack put a line in their place, or leave them out. */
const FORBIDDEN = /[<>:"|?*]/g;
/** What follows a colon names a stream of the file before it. */
const STREAM = /:[^/]*/g;

/**
 * Returns the folded names under which readers know an entry: as it is read here, under other code pages, and as Windows makes
 * a file of it. Entries that share one are one entry for some reader.
 */
export function readingsOfName(name: string, raw: Uint8Array): ReadonlySet<string> {
  const isPlain = raw.every((byte) => byte <= 0x7f);
  const texts = isPlain ? [name] : [name, inPage437(raw), ...PAGES.flatMap((page) => inPage(raw, page))];
  return new Set(
    texts
      .flatMap((text) => [text, ...asFiles(text)])
      .map((text) => foldName(text))
      .filter((text) => text !== ''),
  );
}

function asFiles(text: string): readonly string[] {
  if (text.search(FORBIDDEN) < 0) return [];
  return [text.replaceAll(STREAM, ''), text.replaceAll(FORBIDDEN, '_'), text.replaceAll(FORBIDDEN, '')];
}

function inPage437(raw: Uint8Array): string {
  let text = '';
  for (const byte of raw) text += byte <= 0x7f ? String.fromCharCode(byte) : (PAGE_437[byte - 0x80] ?? '');
  return text;
}

function inPage(raw: Uint8Array, page: TextDecoder): readonly string[] {
  try {
    return [page.decode(raw)];
  } catch {
    return [];
  }
}

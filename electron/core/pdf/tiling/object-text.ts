import { type ByteSource, piecesOf } from '../../bytes/byte-source.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import type { Tile } from './object-tile.ts';
import { Untiled } from './tiling-fault.ts';

/** A keyword of an object or a trailer, as a reader finds it that rebuilds the tables. */
const KEYWORD =
  /obj(?![!-$&-'*-.0-;=?-Z\\^-z|~\x80-\xff])|trailer(?=[\0\t\n\f\r ]{0,900}(?:<<|%)|[\0\t\n\f\r ]{900})/g;
const WHITE_SPACE = /[\0\t\n\f\r ]/;
/** Bytes before a keyword that are looked at, and enough behind it to see that it ends. */
const BEFORE = 1024;
const BEHIND = 1024;

/**
 * Expects no text `N G obj` or `trailer <<` in the streams and strings of a revision: readers that rebuild the tables
 * would take it for an object. They do so where an earlier revision is broken, whatever the later ones are like.
 * @param tiles the objects and the section, whose own keywords are as they should be
 * @throws Untiled
 */
export function expectNoObjectText(
  source: ByteSource,
  { start, end }: Pick<Tile, 'start' | 'end'>,
  tiles: readonly Tile[],
): void {
  const known = new Set(tiles.map(({ keyword }) => keyword));
  let kept = '';
  let keptAt = start;
  let searched = start;
  for (const piece of piecesOf(source, start, end)) {
    const text = kept + latin1Text(piece);
    const isLast = keptAt + text.length >= end;
    const reach = isLast ? text.length : text.length - BEHIND;
    KEYWORD.lastIndex = Math.max(0, searched - keptAt);
    for (let found = KEYWORD.exec(text); found !== null; found = KEYWORD.exec(text)) {
      if (found.index >= reach) break;
      const offset = keptAt + found.index;
      if (!known.has(offset) && isKeyword(text, found.index)) throw new Untiled('objectText', offset);
    }
    searched = keptAt + Math.max(0, reach);
    const cut = Math.max(0, reach - BEFORE);
    kept = text.slice(cut);
    keptAt += cut;
  }
}

/**
 * Tells whether a word stands where it means something: `obj` behind a number, or behind a line that may be a comment;
 * `trailer` anywhere.
 */
function isKeyword(text: string, at: number): boolean {
  if (text[at] === 't') return true;
  let before = at - 1;
  while (before >= 0 && WHITE_SPACE.test(text.charAt(before))) before -= 1;
  // So much white space is never seen; what stands before it is not known.
  if (before < 0) return at >= BEFORE;
  if (/\d/.test(text.charAt(before))) return true;
  const lineStart = Math.max(text.lastIndexOf('\n', before), text.lastIndexOf('\r', before)) + 1;
  const isNextLine = /[\r\n]/.test(text.slice(before + 1, at));
  return isNextLine && text.slice(lineStart, before + 1).includes('%');
}

/** GB/T 15834-2011 §5.1: punctuation that must not begin a line. */
const NEVER_FIRST = new Set('，。、；：？！）》〉”’】％·,.;:?!)%');

/** The same clause: punctuation that must not end a line. */
const NEVER_LAST = new Set('（《〈“‘【(￥');

/** Letters and digits that stay together. */
const WORD = /[0-9A-Za-z.,\-/@]+|[\s\S]/gu;

/**
 * Breaks a text into lines. A word that is longer than a line, such as a hash, is broken within.
 * @param widthOf returns the width of a text in the unit of the limits
 * @param limitOf returns the room in the line of a given number
 */
export function breakLines(
  text: string,
  widthOf: (text: string) => number,
  limitOf: (line: number) => number,
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of fittingParts(text, widthOf, limitOf)) {
    if (line !== '' && widthOf(line + part) > limitOf(lines.length)) {
      lines.push(line);
      line = '';
    }
    line += part;
  }
  return line === '' ? lines : [...lines, line];
}

/** A hash or another long word. */
const LONG_WORD = /[0-9A-Za-z]{16}/;

/** Returns the parts of a text that stay together, and each letter of a long word for which there is no room. */
function fittingParts(
  text: string,
  widthOf: (text: string) => number,
  limitOf: (line: number) => number,
): string[] {
  const longest = Math.max(limitOf(0), limitOf(1));
  const fits = (part: string): boolean => !LONG_WORD.test(part) || widthOf(part) <= longest;
  return unbreakableParts(text).flatMap((part) => (fits(part) ? [part] : [...part]));
}

/** Returns words and single characters, each with the punctuation that must stay with it. */
function unbreakableParts(text: string): string[] {
  const parts: string[] = [];
  for (const word of text.match(WORD) ?? []) {
    const before = parts.at(-1);
    const joins = before !== undefined && (NEVER_FIRST.has(word) || NEVER_LAST.has(before.at(-1) ?? ''));
    if (joins) parts[parts.length - 1] = before + word;
    else parts.push(word);
  }
  return parts;
}

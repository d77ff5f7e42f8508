import type { Dice } from './dice.ts';

/** Rewrites of text that a tolerant parser may take and another not. Each returns the text as it was if it finds no place. */
type Mutation = (text: string, dice: Dice) => string;

const BLANKS = [' ', '\n', '\r', '\r\n', '\t', '\f', '\0', '  ', '\n\n', ' \n', '%c\n', '%c\r', ''] as const;
const WORDS = [
  ...['null', 'true', '0', '-1', '1 0 R', '/X', '()', '<>', '<<>>', '[]', '(', ')', '<<', '>>', ']', '%'],
  ...[
    'obj',
    'endobj',
    'stream',
    'endstream',
    'xref',
    'trailer',
    'startxref',
    '%%EOF',
    '0 1',
    '0 0',
    'f',
    'n',
  ],
] as const;
const ENTRIES = [
  ...[
    '/Size -1',
    '/Size 1',
    '/Size 99999999',
    '/Prev 0',
    '/XRefStm 0',
    '/Encrypt null',
    '/Type/XRef',
    '/W[1 1 1]',
  ],
  ...['/Index[0 0]', '/Extends 1 0 R', '/Filter/FlateDecode', '/Length 0', '/ID[<00><00>]', '/Root 1 0 R'],
] as const;

/** Finds the places of a pattern and replaces what stands at one of them. */
function atOne(text: string, pattern: RegExp, dice: Dice, replacement: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const match = dice.one(found);
  return text.slice(0, match.index) + replacement(match[0]) + text.slice(match.index + match[0].length);
}

const blank: Mutation = (text, dice) => atOne(text, /[\s\0]+/g, dice, () => dice.one(BLANKS));

const number: Mutation = (text, dice) =>
  atOne(text, /\d+/g, dice, (digits) =>
    dice.one([
      `-${digits}`,
      `+${digits}`,
      `0${digits}`,
      `${digits}.0`,
      `${digits} 0 R`,
      `${digits.padStart(20, '0')}`,
      digits.replace(/^0+(?=\d)/, ''),
      String(Number(digits) + 1),
      String(Math.max(0, Number(digits) - 1)),
      '0',
      '99999999',
      '4294967296',
      `/${digits}`,
      `(${digits})`,
    ]),
  );

const line: Mutation = (text, dice) => {
  const lines = text.split(/(?<=\n)/);
  const at = dice.below(lines.length);
  const chosen = lines[at] ?? '';
  const kind = dice.below(3);
  if (kind === 0) lines.splice(at, 1);
  else if (kind === 1) lines.splice(at, 0, chosen);
  else lines.splice(dice.below(lines.length), 0, ...lines.splice(at, 1));
  return lines.join('');
};

const word: Mutation = (text, dice) => {
  const at = dice.below(text.length + 1);
  return `${text.slice(0, at)}${dice.one(['', ' ', '\n'])}${dice.one(WORDS)}${dice.one(['', ' ', '\n'])}${text.slice(at)}`;
};

const entry: Mutation = (text, dice) =>
  atOne(text, /<<|>>/g, dice, (found) =>
    found === '<<' ? `<<${dice.one(ENTRIES)}` : `${dice.one(ENTRIES)}>>`,
  );

const name: Mutation = (text, dice) =>
  atOne(text, /\/[A-Z][A-Za-z]+/g, dice, (found) => {
    const at = 1 + dice.below(found.length - 1);
    const code = found.charCodeAt(at).toString(16);
    return dice.one([
      `${found.slice(0, at)}#${code}${found.slice(at + 1)}`,
      found.toLowerCase(),
      `${found}x`,
    ]);
  });

const byte: Mutation = (text, dice) => {
  const at = dice.below(text.length);
  const other = String.fromCharCode(dice.below(256));
  return text.slice(0, at) + dice.one([other, '', other + (text[at] ?? '')]) + text.slice(at + 1);
};

const MUTATIONS: readonly Mutation[] = [blank, blank, number, number, line, word, entry, name, byte];

/** Rewrites a text in some places: most often in one. */
export function mutated(text: string, dice: Dice): string {
  let changed = text;
  do changed = dice.one(MUTATIONS)(changed, dice);
  while (dice.chance(0.3));
  return changed;
}

import { concatBytes } from '../../../electron/core/bytes/byte-arrays.ts';
import { latin1Bytes, toHex } from '../../../electron/core/bytes/encodings.ts';
import { type Base, FORGED_CONTENT, streamBody } from '../attacks/base.ts';
import type { Dice } from './dice.ts';
import { mutated } from './mutate.ts';

/** A part of the body of a revision: an object under the number that the section lists, or text that it does not list. */
interface Part {
  readonly number: number | null;
  readonly text: string;
}

interface Listed {
  readonly number: number;
  readonly offset: number;
}

const object = (number: number, body: string): Part => ({
  number,
  text: `${String(number)} 0 obj\n${body}\nendobj\n`,
});
const unlisted = (text: string): Part => ({ number: null, text });

/** Objects that change nothing which is shown. */
const HARMLESS: readonly ((base: Base, dice: Dice) => Part)[] = [
  ({ information }) => object(information, '<</Producer(Contract writer)/ModDate(D:20260701000000Z)>>'),
  ({ metadata }) => object(metadata, streamBody('/Type/Metadata/Subtype/XML', '<x/>')),
  ({ size }) => object(size, '<</Producer(new)>>'),
  ({ information }) => object(information, '<</Title(\\050a\\051)/Keywords<00ff>/Trapped/False>>'),
];

/** Bodies that show something else, for the number of an object that is shown. */
const FORGED: readonly ((base: Base) => string)[] = [
  ({ content }) => `${String(content)} 0 obj\n${FORGED_CONTENT}\nendobj\n`,
  ({ content }) => `${String(content)} 1 obj\n${FORGED_CONTENT}\nendobj\n`,
  ({ page, size }) =>
    `${String(page)} 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents ${String(size + 9)} 0 R>>\nendobj\n`,
  ({ catalog }) =>
    `${String(catalog)} 0 obj\n<</Type/Catalog/Pages<</Type/Pages/Kids[]/Count 0>>>>\nendobj\n`,
];

/** Places for forged text within a revision. */
const UNLISTED: readonly ((forged: string) => Part)[] = [
  (forged) => unlisted(forged),
  (forged) => unlisted(`%${forged.replaceAll('\n', ' ')}\n`),
];
const LISTED: readonly ((forged: string, base: Base) => Part)[] = [
  (forged, { information }) => object(information, `<</Producer(x)/Subject(\n${forged})>>`),
  (forged, { metadata }) => object(metadata, streamBody('/Type/Metadata/Subtype/XML', `\n${forged}`)),
  (forged, { metadata }) =>
    object(metadata, `<</Type/Metadata/Subtype/XML/Length 3>>\nstream\nabc\nendstream\n${forged}`),
  (forged, { information }) => object(information, `<</Producer(x)/Subject<${toHex(latin1Bytes(forged))}>>>`),
  (forged, { information }) => object(information, `<</Producer(x)%\n/Custom<</A(\n${forged})>>>>`),
];

function partsOf(base: Base, dice: Dice): Part[] {
  const parts = [dice.one(HARMLESS)(base, dice)];
  if (dice.chance(0.3)) parts.push(dice.one(HARMLESS)(base, dice));
  const forged = dice.one(FORGED)(base);
  if (dice.chance(0.9)) {
    const carried = dice.chance(0.2) ? dice.one(UNLISTED)(forged) : dice.one(LISTED)(forged, base);
    parts.splice(dice.below(parts.length + 1), 0, carried);
  }
  return withoutRepetition(parts).map((part) =>
    dice.chance(0.1) ? { ...part, text: mutated(part.text, dice) } : part,
  );
}

/** Leaves one object of each number. */
function withoutRepetition(parts: readonly Part[]): Part[] {
  return parts.filter(
    ({ number }, at) => number === null || parts.findIndex((part) => part.number === number) === at,
  );
}

/** Appends a revision to a sealed document, valid in most of its parts and damaged in some. */
export function withRevision(base: Base, dice: Dice): Base {
  let body = '';
  const listed: Listed[] = [];
  for (const { number, text } of partsOf(base, dice)) {
    if (number !== null) listed.push({ number, offset: base.pdf.length + body.length });
    body += text;
  }
  const start = base.pdf.length + body.length;
  const section = dice.chance(0.3)
    ? sectionStream(base, listed, start, dice)
    : sectionTable(base, listed, dice);
  const ending = `startxref\n${String(start)}\n%%EOF\n`;
  const written = dice.chance(0.45) ? mutated(section, dice) : section;
  const text = body + written + (dice.chance(0.1) ? mutated(ending, dice) : ending);
  return {
    ...base,
    pdf: concatBytes(base.pdf, latin1Bytes(text)),
    previous: start,
    size: base.size + 2,
  };
}

/** Entries of a trailer that honest writers may add. */
const MORE = ['', '', '', '/ID[<00ff><00fe>]', '/ID[(a)(b)]', '%comment\n', '\n'] as const;

function trailerOf({ size, catalog, information, previous }: Base, dice: Dice): string {
  const count = size + 2 + (dice.chance(0.2) ? dice.below(50) : 0);
  const entries = [
    `/Size ${String(count)}`,
    `/Root ${String(catalog)} 0 R`,
    `/Info ${String(information)} 0 R`,
    `/Prev ${String(previous)}`,
  ];
  if (dice.chance(0.2)) entries.reverse();
  return entries.join(dice.one(['', ' ', '\n'])) + dice.one(MORE);
}

const FREED = ['', '', '', '0 0\n', '0 1\n0000000000 65535 f \n', '0 1\n0000000000 65535 f\r\n'] as const;

function sectionTable(base: Base, listed: readonly Listed[], dice: Dice): string {
  const end = dice.one([' \n', '\r\n', ' \r']);
  const sorted = dice.chance(0.7) ? listed.toSorted((left, right) => left.number - right.number) : listed;
  const rows = sorted.map(
    ({ number, offset }) => `${String(number)} 1\n${String(offset).padStart(10, '0')} 00000 n${end}`,
  );
  return `xref\n${dice.one(FREED)}${rows.join('')}trailer\n<<${trailerOf(base, dice)}>>\n`;
}

function sectionStream(base: Base, listed: readonly Listed[], start: number, dice: Dice): string {
  const self = base.size + 1;
  const entries = [...listed, { number: self, offset: start }];
  const [width, last] = [3 + dice.below(3), dice.below(3)];
  const data = entries.map(({ offset }) => {
    const octets = Array.from(
      { length: width },
      (_, at) => Math.floor(offset / 256 ** (width - 1 - at)) % 256,
    );
    return String.fromCharCode(1, ...octets, ...new Array<number>(last).fill(0));
  });
  const index = entries.map(({ number }) => `${String(number)} 1`).join(' ');
  const widths = `/W[1 ${String(width)} ${String(last)}]/Index[${index}]`;
  const dictionary = `/Type/XRef${widths}${trailerOf(base, dice)}`;
  return `${String(self)} 0 obj\n${streamBody(dictionary, data.join(''))}\nendobj\n`;
}

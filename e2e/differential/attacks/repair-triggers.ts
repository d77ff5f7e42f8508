import type { Base } from './base.ts';
import type { Change } from './section.ts';

/** A row of twenty bytes that frees an object. */
const FREE = '0000000000 65535 f \n';

const padded = (offset: number): string => String(offset).padStart(10, '0');

/** Frees an object number in a subsection of its own. */
const freed = (number: number | string): string => `${String(number)} 1\n${FREE}`;

const size =
  (text: (base: Base) => string): Change =>
  (base) => ({ size: text(base) });
const entry =
  (text: (offset: number) => string): Change =>
  () => ({ entry: text });
const before =
  (text: string): Change =>
  () => ({ before: text });
const behind =
  (text: string): Change =>
  () => ({ behind: text });
const trailer =
  (text: string): Change =>
  () => ({ trailer: text });
const previous =
  (text: (base: Base) => string): Change =>
  (base) => ({ previous: text(base) });

/**
 * Ways to write a cross-reference table and its trailer that a tolerant parser takes and some reader does not: that
 * reader then searches the file for objects. The first is the section as it should be.
 */
export const REPAIR_TRIGGERS: Readonly<Record<string, Change>> = {
  'as it should be': () => ({}),
  '/Size negative': size(() => '/Size -1'),
  '/Size of zero': size(() => '/Size 0'),
  '/Size of one': size(() => '/Size 1'),
  '/Size too small': size((base) => `/Size ${String(base.information)}`),
  '/Size huge': size(() => '/Size 2147483648'),
  '/Size beyond 64 bits': size(() => '/Size 99999999999999999999'),
  '/Size beyond 5,000,000': size(() => '/Size 5000001'),
  '/Size a reference': size((base) => `/Size ${String(base.information)} 0 R`),
  '/Size a name': size((base) => `/Size/${String(base.size)}`),
  '/Size a real': size((base) => `/Size ${String(base.size)}.0`),
  '/Size a string': size((base) => `/Size(${String(base.size)})`),
  '/Size signed': size((base) => `/Size +${String(base.size)}`),
  '/Size with zeros': size((base) => `/Size 0000000000000${String(base.size)}`),
  '/Size null': size(() => '/Size null'),
  '/Size missing': size(() => ''),
  '/Size twice, right first': size((base) => `/Size ${String(base.size)}/Size -1`),
  '/Size twice, right last': size((base) => `/Size -1/Size ${String(base.size)}`),
  '/Size escaped': size((base) => `/Siz#65 ${String(base.size)}`),
  'free entry of 5,000,000': behind(freed(5_000_000)),
  'free entry of 8,388,606': behind(freed(8_388_606)),
  'free entry of 8,388,607': behind(freed(8_388_607)),
  'free entry of object zero, generation 0': before('0 1\n0000000000 00000 f \n'),
  'free entry above /Size': (base) => ({ behind: freed(base.size + 5) }),
  'free entry that leads far': behind('0 1\n9999999999 65535 f \n'),
  'subsection of nothing': before('0 0\n'),
  'subsection of nothing behind': behind('0 0\n'),
  'subsection of nothing, far': behind('99999999 0\n'),
  'subsection of nothing, negative': before('-1 0\n'),
  'subsection number signed': () => ({ head: (number) => `+${String(number)} 1\n` }),
  'subsection number a real': () => ({ head: (number) => `${String(number)}.0 1\n` }),
  'subsection count signed': () => ({ head: (number) => `${String(number)} +1\n` }),
  'subsection count a real': () => ({ head: (number) => `${String(number)} 1.0\n` }),
  'subsection with zeros': () => ({ head: (number) => `${String(number).padStart(30, '0')} 1\n` }),
  'subsection head on two lines': () => ({ head: (number) => `${String(number)}\n1\n` }),
  'subsection head with blanks': () => ({ head: (number) => `  ${String(number)}   1   \n` }),
  'subsection head with tabs': () => ({ head: (number) => `\t${String(number)}\t1\t\n` }),
  'subsection head with NUL': () => ({ head: (number) => `${String(number)}\x001\n` }),
  'subsection head with form feed': () => ({ head: (number) => `\f${String(number)} 1\n` }),
  'subsection head with CR': () => ({ head: (number) => `${String(number)} 1\r` }),
  'subsection head with a comment': () => ({ head: (number) => `${String(number)} 1 %\n` }),
  'subsection head and entry on one line': () => ({ head: (number) => `${String(number)} 1 ` }),
  'object listed twice alike': (base) => ({
    head: (number) => `${String(number)} 1\n0000000000 00000 n \n${String(number)} 1\n`,
    ...(base.size > 0 ? {} : { behind: '' }),
  }),
  'object first listed as free': () => ({
    head: (number) => `${freed(number)}${String(number)} 1\n`,
  }),
  'object then listed as free': (base) => ({ behind: freed(base.information) }),
  'entry of 19 bytes': entry((offset) => `${padded(offset)} 00000 n\n`),
  'entry of 19 bytes with CR': entry((offset) => `${padded(offset)} 00000 n\r`),
  'entry of 18 bytes': entry((offset) => `${padded(offset)} 00000 n`),
  'entry of 21 bytes': entry((offset) => `${padded(offset)} 00000 n \r\n`),
  'entry with blanks behind': entry((offset) => `${padded(offset)} 00000 n          \n`),
  'entry with a comment': entry((offset) => `${padded(offset)} 00000 n %\n`),
  'entry with two blanks': entry((offset) => `${padded(offset)}  00000 n\n`),
  'entry with a tab': entry((offset) => `${padded(offset)}\t00000\tn \n`),
  'entry on three lines': entry((offset) => `${padded(offset)}\n00000\nn \n`),
  'entry without zeros': entry((offset) => `${String(offset)} 0 n\n`),
  'entry of short numbers, 20 bytes': entry((offset) => `${String(offset)} 0 n`.padEnd(18) + ' \n'),
  'entry signed': entry((offset) => `+${String(offset).padStart(9, '0')} 00000 n \n`),
  'entry of long numbers': entry((offset) => `${String(offset).padStart(25, '0')} 00000 n \n`),
  'entry a real': entry((offset) => `${String(offset).padStart(8, '0')}.0 00000 n \n`),
  'entry of a long generation': entry((offset) => `${padded(offset)} 0000000000 n \n`),
  'entry before its object': entry((offset) => `${padded(offset - 1)} 00000 n \n`),
  'entry of capital N': entry((offset) => `${padded(offset)} 00000 N \n`),
  'comment before the first subsection': before('% comment\n'),
  'comment before the trailer': behind('% comment\n'),
  'blank lines before the trailer': behind('\n\n\n'),
  'NUL before the trailer': behind('\0\0\n'),
  'xref with a comment': () => ({ keyword: 'xref % comment\n' }),
  'xref and subsection on one line': () => ({ keyword: 'xref ' }),
  'xref with blanks': () => ({ keyword: 'xref    \n\n\n' }),
  'xref with CR': () => ({ keyword: 'xref\r' }),
  'xref behind blanks that startxref names': () => ({
    lead: '   \n',
    start: (offset) => `startxref\n${String(offset - 4)}\n`,
  }),
  'startxref within the keyword': () => ({ start: (offset) => `startxref\n${String(offset + 1)}\n` }),
  'startxref before a comment': () => ({
    lead: '%a\n',
    start: (offset) => `startxref\n${String(offset - 3)}\n`,
  }),
  'startxref signed': () => ({ start: (offset) => `startxref\n+${String(offset)}\n` }),
  'startxref with zeros': () => ({ start: (offset) => `startxref\n${String(offset).padStart(40, '0')}\n` }),
  'startxref a real': () => ({ start: (offset) => `startxref\n${String(offset)}.0\n` }),
  'startxref on one line': () => ({ start: (offset) => `startxref ${String(offset)} ` }),
  'startxref with a comment': () => ({ start: (offset) => `startxref %0\n${String(offset)}\n` }),
  'startxref with CR': () => ({ start: (offset) => `startxref\r${String(offset)}\r` }),
  'startxref twice': () => ({ start: (offset) => `startxref\n0\n%%EOF\nstartxref\n${String(offset)}\n` }),
  'startxref far above the end': () => ({
    start: (offset) => `startxref\n${String(offset)}\n${' '.repeat(3000)}\n`,
  }),
  'ending with blanks before': () => ({ ending: '   %%EOF\n' }),
  'ending with text behind': () => ({ ending: '%%EOF x\n' }),
  'ending with blanks behind': () => ({ ending: `%%EOF${' '.repeat(1200)}\n` }),
  'ending with line ends behind': () => ({ ending: `%%EOF${'\r\n'.repeat(600)}` }),
  'ending missing': () => ({ ending: '' }),
  'ending twice': () => ({ ending: '%%EOF\n%%EOF\n' }),
  'trailer on one line': () => ({ trailerKeyword: 'trailer' }),
  'trailer with a comment': () => ({ trailerKeyword: 'trailer % <<\n' }),
  'trailer with many blanks': () => ({ trailerKeyword: `trailer${'\n'.repeat(2000)}` }),
  'trailer with CR': () => ({ trailerKeyword: 'trailer\r' }),
  'trailer with a comment inside': trailer('%>>\n'),
  'trailer that is a section stream': trailer('/Type/XRef/W[1 2 1]/Index[0 0]'),
  'trailer with /Encrypt null': trailer('/Encrypt null'),
  'trailer with an empty /Encrypt': trailer('/Encrypt<<>>'),
  'trailer with a broken /ID': trailer('/ID 0'),
  'trailer with an /ID of one part': trailer('/ID[<00>]'),
  'trailer nested deeply': trailer(`/X${'['.repeat(90)}${']'.repeat(90)}`),
  'trailer with an unknown word': trailer('/X true /Y false'),
  'trailer with a large number': trailer('/X 99999999999999999999999999999999'),
  'trailer with a strange number': trailer('/X 4-5-6'),
  'trailer with an empty name': trailer('/ 0'),
  'trailer with a wrong escape': trailer('/X#zz 0'),
  'trailer with /XRefStm null': trailer('/XRefStm null'),
  'trailer with /XRefStm of zero': trailer('/XRefStm 0'),
  'trailer with /XRefStm beyond the file': trailer('/XRefStm 99999999'),
  '/XRefStm at the last section': (base) => ({ trailer: `/XRefStm ${String(base.previous)}` }),
  '/Prev a real': previous((base) => `/Prev ${String(base.previous)}.0`),
  '/Prev signed': previous((base) => `/Prev +${String(base.previous)}`),
  '/Prev with zeros': previous((base) => `/Prev ${String(base.previous).padStart(40, '0')}`),
  '/Prev a reference': previous((base) => `/Prev ${String(base.previous)} 0 R`),
  '/Prev twice': previous((base) => `/Prev ${String(base.previous)}/Prev 0`),
  '/Prev twice, right last': previous((base) => `/Prev 0/Prev ${String(base.previous)}`),
  '/Prev escaped': previous((base) => `/Pr#65v ${String(base.previous)}`),
  '/Prev before blanks': previous((base) => `/Prev ${String(base.previous - 1)}`),
  '/Prev missing': previous(() => ''),
  '/Root twice': (base) => ({
    root: `/Root ${String(base.catalog)} 0 R/Root ${String(base.catalog)} 0 R`,
  }),
  '/Root of another generation': (base) => ({ root: `/Root ${String(base.catalog)} 1 R` }),
  '/Root with zeros': (base) => ({ root: `/Root ${String(base.catalog).padStart(12, '0')} 0 R` }),
  '/Root with a comment': (base) => ({ root: `/Root ${String(base.catalog)} %\n0 R` }),
  '/Root signed': (base) => ({ root: `/Root +${String(base.catalog)} 0 R` }),
  '/Root escaped': (base) => ({ root: `/R#6fot ${String(base.catalog)} 0 R` }),
  '/Root missing': () => ({ root: '' }),
};

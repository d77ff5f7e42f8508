import { describe, expect, it } from 'vitest';
import type { TilingRule } from '../../../shared/model/tiling-rule.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { appendLater, type LaterRevision } from '../fixtures/later-revision.ts';
import { makeHarness } from '../fixtures/harness.ts';

const { sealedBy, only, summary } = await makeHarness();
const sealed = await sealedBy();

/** A page that no table lists: readers that rebuild the tables find it and show it. */
const FORGED = '4 0 obj\n<</Length 1>>\nstream\nq\nendstream\nendobj\n';

type Case = readonly [name: string, rule: TilingRule, changes: Partial<LaterRevision>];

const table =
  (rows: string) =>
  (number: string, offset: string): string =>
    rows.replaceAll('#', number).replaceAll('@', offset);
const trailer =
  (from: string, to: string): LaterRevision['trailer'] =>
  ({ size, root, previous }) => {
    const text = `<</Size ${size}/Root ${root}/Prev ${previous}/Info # 0 R>>`;
    return text.replace(from.replace('SIZE', size), to);
  };
const ending =
  (text: string): LaterRevision['ending'] =>
  (start) =>
    text.replaceAll('@', start);

const SECTION_CASES: readonly Case[] = [
  ['/Size that is negative', 'size', { trailer: trailer('/Size SIZE', '/Size -1') }],
  ['/Size that is huge', 'size', { trailer: trailer('/Size SIZE', '/Size 99999999') }],
  ['/Size that is beyond reach', 'size', { trailer: trailer('/Size SIZE', '/Size 4194304') }],
  ['/Size that is too small', 'size', { trailer: trailer('/Size SIZE', '/Size 5') }],
  ['/Size behind a reference', 'size', { trailer: trailer('/Size SIZE', '/Size # 0 R') }],
  ['/Size with a sign', 'size', { trailer: trailer('/Size ', '/Size +') }],
  ['/Size that is a real number', 'size', { trailer: trailer('/Size SIZE', '/Size 99.0') }],
  ['/Size that is a name', 'size', { trailer: trailer('/Size SIZE', '/Size /9') }],
  ['no /Size', 'size', { trailer: trailer('/Size SIZE', '') }],
  ['/Prev with a sign', 'previous', { trailer: trailer('/Prev ', '/Prev +') }],
  ['/Prev with leading zeros', 'previous', { trailer: trailer('/Prev ', '/Prev 000') }],
  ['a comment in the trailer', 'comment', { trailer: trailer('/Info ', '%x\n/Info ') }],
  ['a trailer that is a stream’s', 'tableForm', { trailer: trailer('/Info ', '/Type/XRef/W[1 2 1]/Info ') }],
  ['entries of 19 bytes', 'tableForm', { table: table('xref\n# 1\n@ 00000 n\ntrailer\n') }],
  [
    'entries of 21 bytes',
    'tableForm',
    { table: table('xref\n# 1\n@ 00000 n \r\n0 1\n0000000000 65535 f \r\ntrailer\n') },
  ],
  ['an entry of nine digits', 'tableForm', { table: table('xref\n# 1\n@ 0000 n  \ntrailer\n') }],
  ['tabs in an entry', 'tableForm', { table: table('xref\n# 1\n@\t00000 n \ntrailer\n') }],
  ['a comment in the table', 'tableForm', { table: table('xref\n%x\n# 1\n@ 00000 n \ntrailer\n') }],
  ['blanks in the table', 'tableForm', { table: table('xref\n   # 1\n@ 00000 n \ntrailer\n') }],
  ['a blank line between entries', 'tableForm', { table: table('xref\n# 1\n\n@ 00000 n \ntrailer\n') }],
  ['a subsection with leading zeros', 'tableForm', { table: table('xref\n00# 1\n@ 00000 n \ntrailer\n') }],
  ['an empty subsection of a number', 'tableForm', { table: table('xref\n4 0\n# 1\n@ 00000 n \ntrailer\n') }],
  [
    'an empty subsection of an absurd number',
    'tableForm',
    { table: table('xref\n99999999999 0\n# 1\n@ 00000 n \ntrailer\n') },
  ],
  [
    'a free entry of a huge number',
    'size',
    { table: table('xref\n# 1\n@ 00000 n \n5000001 1\n0000000000 00000 f \ntrailer\n') },
  ],
  [
    'a free entry of a number that /Size does not cover',
    'size',
    { table: table('xref\n# 1\n@ 00000 n \n500 1\n0000000000 00000 f \ntrailer\n') },
  ],
  [
    'a number listed twice',
    'duplicateNumber',
    { table: table('xref\n# 1\n@ 00000 n \n# 1\n@ 00000 n \ntrailer\n') },
  ],
  ['an end that leads elsewhere', 'ending', { ending: ending('\nstartxref\n0@\n%%EOF\n') }],
  ['a comment before the end', 'ending', { ending: ending('\n%x\nstartxref\n@\n%%EOF\n') }],
  ['blanks within the end', 'ending', { ending: ending('\nstartxref\n@\n\n\n%%EOF\n') }],
];

const BYTE_CASES: readonly Case[] = [
  ['an object before the others', 'unlistedBytes', { lead: FORGED }],
  ['an object behind the others', 'unlistedBytes', { gap: FORGED }],
  ['a comment before the object', 'comment', { lead: '%x\n' }],
  ['a header of a file', 'comment', { lead: '%PDF-1.7\n' }],
  [
    'an object in a comment',
    'comment',
    { object: `# 0 obj\n<</Producer(x)%${FORGED.replaceAll('\n', ' ')}\n>>\nendobj\n` },
  ],
  ['an object in a string', 'objectText', { object: `# 0 obj\n<</Producer(${FORGED})>>\nendobj\n` }],
  [
    'a trailer in a string',
    'objectText',
    { object: '# 0 obj\n<</Producer(trailer <</Root 4 0 R>>)>>\nendobj\n' },
  ],
  ['a key twice', 'duplicateKey', { object: '# 0 obj\n<</Producer(x)/Producer(y)>>\nendobj\n' }],
  ['a key twice within a value', 'duplicateKey', { object: '# 0 obj\n<</X[<</A 1/A 2>>]>>\nendobj\n' }],
  ['a header with a comment', 'objectForm', { object: '#%x\n0 obj\n<</Producer(x)>>\nendobj\n' }],
  ['a header with leading zeros', 'objectForm', { object: '00# 0 obj\n<</Producer(x)>>\nendobj\n' }],
  [
    'white space before the object’s place',
    'objectForm',
    { object: '\n# 0 obj\n<</Producer(x)>>\nendobj\n' },
  ],
  ['no endobj', 'objectForm', { object: '# 0 obj\n<</Producer(x)>>\n' }],
  ['an end that is no word of its own', 'objectForm', { object: '# 0 obj\n<</Producer(x)>>\nendobjx\n' }],
];

describe('a later revision', () => {
  it('leaves the seal valid if every byte of it is accounted for', async () => {
    expect(await summary(appendLater(sealed))).toEqual(['valid', 'EXTENDED_SINCE']);
  });

  it.each(SECTION_CASES)('is refused with %s', async (_name, rule, changes) => {
    const { verdict, checks } = await only(appendLater(sealed, changes));
    expect([verdict, checks.coverage.facts?.tilingRule]).toEqual(['invalid', rule]);
  });

  it.each(BYTE_CASES)('is refused with %s', async (_name, rule, changes) => {
    const { verdict, checks } = await only(appendLater(sealed, changes));
    expect([verdict, checks.coverage.code, checks.coverage.facts?.tilingRule]).toEqual([
      'invalid',
      expect.stringMatching(/BYTES_UNACCOUNTED|SECTION_NOT_CANONICAL/),
      rule,
    ]);
  });

  it.each<readonly [string, Partial<LaterRevision>]>([
    ['an empty first subsection', { table: table('xref\n0 0\n# 1\n@ 00000 n \ntrailer\n') }],
    ['the name of iText', { ending: ending('\n%iText-Core-8.0.4\nstartxref\n@\n%%EOF\n') }],
    ['an empty line before the trailer', { table: table('xref\n# 1\n@ 00000 n \n\ntrailer\n') }],
    ['line ends of two bytes', { table: table('xref\r\n# 1\r\n@ 00000 n\r\ntrailer\r\n') }],
    ['object 0 free', { table: table('xref\n0 1\n0000000000 65535 f \n# 1\n@ 00000 n \ntrailer\n') }],
    ['white space between objects', { lead: '\r\n\r\n', gap: '\n\n' }],
  ])('is taken with %s, as honest writers make it', async (_name, changes) => {
    expect(await summary(appendLater(sealed, changes))).toEqual(['valid', 'EXTENDED_SINCE']);
  });

  it.each<readonly [string, Partial<LaterRevision>]>([
    ['two /Root', { trailer: trailer('/Root ', '/Root 4 0 R/Root ') }],
    ['two /Size', { trailer: trailer('/Info ', '/Size 3/Info ') }],
    ['object 0 in use', { table: table('xref\n0 1\n@ 00000 n \n# 1\n@ 00000 n \ntrailer\n') }],
    ['a comment within the end', { ending: ending('\nstartxref\n@\n%x\n%%EOF\n') }],
  ])('is refused even before with %s', async (_name, changes) => {
    expect((await only(appendLater(sealed, changes))).verdict).toBe('invalid');
  });

  it('is looked at however many follow it', async () => {
    const forged = appendLater(sealed, { gap: FORGED });
    const { verdict, checks } = await only(appendLater(appendLater(forged)));
    expect([verdict, checks.coverage.facts?.tilingOffset]).toEqual(['invalid', expect.any(Number)]);
  });

  it('may not hide bytes between %%EOF and the next', async () => {
    const between = concatBytes(appendLater(sealed), latin1Bytes(FORGED));
    expect((await only(appendLater(between))).checks.coverage.facts?.tilingRule).toBe('unlistedBytes');
  });
});

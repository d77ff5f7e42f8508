import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { TilingRule } from '../../../shared/model/tiling-rule.ts';
import { concatBytes } from '../../bytes/byte-arrays.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { latin1Bytes, latin1Text } from '../../bytes/encodings.ts';
import { objectStreamPdf, onePagePdf } from '../fixtures/pdf-fixture.ts';
import { openPdf } from '../open-pdf.ts';
import { revisionFault } from './revision-fault.ts';

/** A revision with a cross-reference stream, each part as an attacker may write it. */
interface StreamRevision {
  /** Bodies of objects by number. */
  readonly objects: Readonly<Record<number, string>>;
  /** Objects in object streams: number, stream, index. */
  readonly compressed: readonly (readonly [number, number, number])[];
  /** Changes the rows, of four bytes each: a type, two bytes, one byte. */
  readonly rows: (rows: number[]) => number[];
  /** Changes the dictionary. */
  readonly dictionary: (text: string) => string;
  /** Encodes the rows. */
  readonly encode: (rows: Uint8Array) => Uint8Array;
}

const BASE = objectStreamPdf();
/** The number of the section itself. */
const SELF = 30;

function appendStream(changes: Partial<StreamRevision> = {}, base = BASE): Uint8Array {
  const { objects = { 20: '[]' }, compressed = [], encode = (rows) => rows } = changes;
  let body = '';
  const entries: (readonly [number, readonly number[]])[] = [];
  const place = (number: number): void => {
    const offset = base.length + body.length;
    entries.push([number, [1, offset >> 8, offset & 255, 0]]);
  };
  for (const [number, text] of Object.entries(objects)) {
    place(Number(number));
    body += `${number} 0 obj\n${text}\nendobj\n`;
  }
  for (const [number, stream, index] of compressed) entries.push([number, [2, 0, stream, index]]);
  const start = base.length + body.length;
  place(SELF);
  const rows = entries.flatMap(([, row]) => row);
  const data = latin1Text(encode(Uint8Array.from(changes.rows?.(rows) ?? rows)));
  const previous = [...latin1Text(base).matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1] ?? '';
  const index = entries.map(([number]) => `${String(number)} 1`).join(' ');
  const text = `/Type/XRef/Size ${String(SELF + 1)}/W[1 2 1]/Index[${index}]/Root 1 0 R/Prev ${previous}`;
  const dictionary = changes.dictionary?.(text) ?? text;
  body += `${String(SELF)} 0 obj\n<<${dictionary}/Length ${String(data.length)}>>\nstream\n${data}\nendstream\nendobj\n`;
  return concatBytes(base, latin1Bytes(`${body}startxref\n${String(start)}\n%%EOF\n`));
}

function ruleOf(pdf: Uint8Array): TilingRule | null {
  const document = openPdf(memorySource(pdf));
  return revisionFault(document, document.revisions.length - 1)?.rule ?? null;
}

/** Makes an object stream of objects, with their offsets as they are or as an attacker writes them. */
function holder(bodies: readonly (readonly [number, string])[], offsets?: readonly number[]): string {
  let at = 0;
  const places = bodies.map(([, body]) => (at += body.length + 1) - body.length - 1);
  const header = bodies.map(([number], index) => `${String(number)} ${String((offsets ?? places)[index])} `);
  const data = `${header.join('')}${bodies.map(([, body]) => `${body} `).join('')}`;
  const first = String(header.join('').length);
  return `<</Type/ObjStm/N ${String(bodies.length)}/First ${first}/Length ${String(data.length)}>>\nstream\n${data}\nendstream`;
}

const swapped =
  (from: string, to: string) =>
  (text: string): string => {
    if (!text.includes(from)) throw new Error(`no ${from} in ${text}`);
    return text.replace(from, to);
  };

describe('a revision with a cross-reference stream', () => {
  it.each<[string, Partial<StreamRevision>]>([
    ['as it should be', {}],
    ['deflated', { encode: (rows) => zlibSync(rows), dictionary: (text) => `${text}/Filter/FlateDecode` }],
    [
      'deflated in an array',
      { encode: (rows) => zlibSync(rows), dictionary: (text) => `${text}/Filter[/FlateDecode]` },
    ],
    [
      'with an object stream',
      {
        objects: {
          20: holder([
            [21, '[]'],
            [22, '[1]'],
          ]),
        },
        compressed: [
          [21, 20, 0],
          [22, 20, 1],
        ],
      },
    ],
    ['that begins with a free object', { rows: (rows) => rows, objects: { 20: '[]' } }],
  ])('is in order %s', (_name, changes) => {
    expect(ruleOf(appendStream(changes))).toBeNull();
  });

  it.each<[string, TilingRule, Partial<StreamRevision>]>([
    ['more rows than it lists', 'sectionStreamForm', { rows: (rows) => [...rows, 1, 0, 9, 0] }],
    ['a row of an unknown type', 'sectionStreamForm', { rows: (rows) => [3, ...rows.slice(1)] }],
    [
      'a filter of another kind',
      'sectionStreamForm',
      {
        encode: (rows) =>
          latin1Bytes(`${[...rows].map((byte) => byte.toString(16).padStart(2, '0')).join('')}>`),
        dictionary: (text) => `${text}/Filter/ASCIIHexDecode`,
      },
    ],
    [
      'a wrong check value',
      'sectionStreamForm',
      {
        encode: (rows) => zlibSync(rows).map((byte, at, all) => (at === all.length - 1 ? byte ^ 1 : byte)),
        dictionary: (text) => `${text}/Filter/FlateDecode`,
      },
    ],
    [
      'a filter by the key of external data',
      'objectForm',
      { encode: (rows) => zlibSync(rows), dictionary: (text) => `${text}/F/FlateDecode` },
    ],
    ['an external stream', 'objectForm', { objects: { 20: '<</F(x)/Length 1>>\nstream\nx\nendstream' } }],
    ['no /Size', 'size', { dictionary: swapped('/Size 31', '') }],
    ['a /Size below its own number', 'size', { dictionary: swapped('/Size 31', '/Size 30') }],
    ['a huge /Size', 'size', { dictionary: swapped('/Size 31', '/Size 8388608') }],
    ['a comment', 'comment', { dictionary: (text) => `${text}%x\n` }],
    ['a key twice', 'duplicateKey', { dictionary: (text) => `${text}/X<</Y 1/Y 2>>` }],
    ['a number twice', 'duplicateNumber', { dictionary: swapped('[20 1 30 1]', '[20 1 20 1]') }],
    ['a /Prev with zeros', 'previous', { dictionary: swapped('/Prev ', '/Prev 0') }],
    [
      'an object of the stream that is not listed',
      'objectStream',
      {
        objects: {
          20: holder([
            [21, '[]'],
            [4, '[1]'],
          ]),
        },
        compressed: [[21, 20, 0]],
      },
    ],
    [
      'an object stream whose objects nothing lists',
      'objectStream',
      { objects: { 20: holder([[4, '[]']]) } },
    ],
    [
      'an object at another index',
      'objectStream',
      {
        objects: {
          20: holder([
            [21, '[]'],
            [22, '[1]'],
          ]),
        },
        compressed: [
          [21, 20, 1],
          [22, 20, 0],
        ],
      },
    ],
    [
      'objects that are not in order',
      'objectStream',
      {
        objects: {
          20: holder(
            [
              [21, '[]'],
              [22, '[1]'],
            ],
            [3, 0],
          ),
        },
        compressed: [
          [21, 20, 0],
          [22, 20, 1],
        ],
      },
    ],
    [
      'objects that overlap',
      'objectStream',
      {
        objects: {
          20: holder(
            [
              [21, '[[] []]'],
              [22, '[1]'],
            ],
            [0, 1],
          ),
        },
        compressed: [
          [21, 20, 0],
          [22, 20, 1],
        ],
      },
    ],
    ['an object in a stream that does not exist', 'entryPlace', { compressed: [[21, 25, 0]] }],
    ['an object in a stream of an earlier revision', 'entryPlace', { compressed: [[21, 5, 0]] }],
    ['an entry that leads back', 'entryPlace', { rows: (rows) => [1, 0, 15, ...rows.slice(3)] }],
    [
      'a second section',
      'unlistedBytes',
      { objects: { 20: '<</Type/XRef/Size 3/W[1 1 1]/Root 4 0 R/Length 0>>\nstream\n\nendstream' } },
    ],
    [
      'a length that is too short',
      'streamLength',
      { objects: { 20: '<</Length 1>>\nstream\nabc\nendstream' } },
    ],
    [
      'a length that is too long',
      'streamLength',
      { objects: { 20: '<</Length 9000>>\nstream\nabc\nendstream' } },
    ],
    [
      'a length that leads nowhere',
      'streamLength',
      { objects: { 20: '<</Length 29 0 R>>\nstream\nabc\nendstream' } },
    ],
    [
      'the text of an object in a stream',
      'objectText',
      { objects: { 20: '<</Length 15>>\nstream\n\n4 0 obj []\nend\nendstream' } },
    ],
    [
      'the text of an object behind a comment',
      'objectText',
      { objects: { 20: '<</Length 18>>\nstream\n\n4 0 %x\nobj []\nend\nendstream' } },
    ],
  ])('is refused with %s', (_name, rule, changes) => {
    expect(ruleOf(appendStream(changes))).toBe(rule);
  });
});

describe('the stream beside a table', () => {
  const hybrid = (stream: (previous: string) => string, row: string): Uint8Array => {
    const base = onePagePdf();
    const previous = [...latin1Text(base).matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1] ?? '';
    const at = (text: string): string => String(base.length + text.length).padStart(10, '0');
    const object = '7 0 obj\n[]\nendobj\n';
    const place = base.length;
    const data = String.fromCharCode(1, place >> 8, place & 255, 0);
    const hidden = `8 0 obj\n<</Type/XRef/W[1 2 1]/Index[7 1]/Size 9${stream(previous)}/Length 4>>\nstream\n${data}\nendstream\nendobj\n`;
    const table = `xref\n${row.replace('@', at(''))}8 1\n${at(object)} 00000 n \n`;
    const trailer = `trailer\n<</Size 9/Root 1 0 R/Prev ${previous}/XRefStm ${String(Number(at(object)))}>>`;
    const start = String(Number(at(object + hidden)));
    return concatBytes(
      base,
      latin1Bytes(`${object}${hidden}${table}${trailer}\nstartxref\n${start}\n%%EOF\n`),
    );
  };

  it.each<[string, TilingRule | null, (previous: string) => string, string]>([
    ['that adds an object, as PDFBox and iText write it', null, () => '', ''],
    ['that repeats the table, as they do', null, () => '', '7 1\n@ 00000 n \n'],
    ['that repeats /Prev, as PDFBox does', null, (previous) => `/Prev ${previous}`, ''],
    ['that has a /Prev of its own', 'hybrid', () => '/Prev 20', ''],
    ['that lists what the table frees', 'hybrid', () => '', '7 1\n0000000000 00000 f \n'],
    ['whose /Size is missing', 'size', () => '/Size 9', ''],
  ])('%s', (_name, rule, stream, row) => {
    const pdf = hybrid(stream, row);
    const text =
      rule === 'size' ? latin1Text(pdf).replace('/Size 9/Size 9', '/Sizf 9/Sizf 9') : latin1Text(pdf);
    expect(ruleOf(latin1Bytes(text))).toBe(rule);
  });
});

import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { latin1Bytes } from '../bytes/encodings.ts';
import { zipSync } from 'fflate';
import { memorySource } from '../bytes/byte-source.ts';
import { onePagePdf } from './fixtures/pdf-fixture.ts';
import { codeOfOtherFormat, holdsArchive, isOfd } from './other-formats.ts';

const archive = 'PK\x03\x04\x14\x00';
const none = new Uint8Array();

/** Bytes that are spread evenly: a generator with a fixed beginning (Numerical Recipes). */
function chance(length: number): Uint8Array {
  let state = 20_240_613;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

const join = (text: string, rest: Uint8Array): Uint8Array => concatBytes(latin1Bytes(text), rest);

describe('A file without the mark of a PDF', () => {
  it.each([
    ['an OFD whose first entry is its entry', `${archive}OFD.xml`, '', 'FILE_IS_OFD'],
    ['an OFD that names its entry in the directory', `${archive}Doc_0/`, 'PK\x01\x02OFD.xml', 'FILE_IS_OFD'],
    ['a Word document', `${archive}[Content_Types].xml`, '', 'FILE_IS_OFFICE_DOCUMENT'],
    ['an Excel document', `${archive}_rels/.rels`, 'xl/workbook.xml', 'FILE_IS_OFFICE_DOCUMENT'],
    [
      'an older document of an office program',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
      '',
      'FILE_IS_OFFICE_DOCUMENT',
    ],
    [
      'a document of ODF',
      `${archive}mimetypeapplication/vnd.oasis.opendocument.text`,
      '',
      'FILE_IS_OFFICE_DOCUMENT',
    ],
    ['rich text', '{\\rtf1', '', 'FILE_IS_OFFICE_DOCUMENT'],
    ['a BMP', `BM${'\0'.repeat(12)}\x28\0\0\0`, '', 'FILE_IS_PICTURE'],
    ['a text that begins with BM', 'BMW contract of sale, made twice', '', 'NOT_A_PDF'],
    ['a scan', '\xff\xd8\xff\xe0', '', 'FILE_IS_PICTURE'],
    ['a TIFF', 'II*\0', '', 'FILE_IS_PICTURE'],
    ['a file that E-SafeNet keeps', 'b\x14#e\0\0E-SafeNet\0\0\0LOCK\0', '', 'FILE_GUARDED'],
    ['a file of another such product', '%TSD-Header-###%\x01\x02', '', 'FILE_GUARDED'],
    ['another archive', `${archive}notes.txt`, 'notes.txt', 'NOT_A_PDF'],
    ['a text that speaks of OFD.xml', 'OFD.xml', '', 'NOT_A_PDF'],
  ])('is named: %s', (_what, head, tail, code) => {
    expect(codeOfOtherFormat(latin1Bytes(head), latin1Bytes(tail))).toBe(code);
  });

  it.each([
    ['chance all through', chance(1024), chance(4096), 'FILE_LOOKS_ENCRYPTED'],
    ['an archive of another kind', join('Rar!', chance(1020)), chance(4096), 'NOT_A_PDF'],
    ['words at its end', chance(1024), latin1Bytes('startxref 1234 %%EOF '.repeat(50)), 'NOT_A_PDF'],
    ['too little to tell', chance(200), chance(200), 'NOT_A_PDF'],
  ])('looks encrypted or not by the spread of its bytes: %s', (_what, head, tail, code) => {
    expect(codeOfOtherFormat(head, tail)).toBe(code);
  });

  it('is nothing known where it is empty', () => {
    expect(codeOfOtherFormat(none, none)).toBe('NOT_A_PDF');
  });
});

describe('An archive', () => {
  const packed = zipSync({ 'word/vbaProject.bin': latin1Bytes('macros') });
  /** As a reader meets it that goes by the offsets alone. */
  const moved = (): Uint8Array => {
    const bytes = packed.slice();
    new DataView(bytes.buffer).setUint32(bytes.length - 10, 0xffff, true);
    return bytes;
  };

  it.each([
    ['alone', packed],
    ['with another size of its directory', moved()],
    ['behind a PDF', concatBytes(onePagePdf(), packed)],
    ['behind a PDF, with a comment', concatBytes(onePagePdf(), packed, latin1Bytes('startxref 0 %%EOF'))],
  ])('is found %s', (_where, bytes) => {
    expect(holdsArchive(memorySource(bytes))).toBe(true);
  });

  it.each([
    ['a PDF', onePagePdf()],
    ['an end without a directory', concatBytes(onePagePdf(), packed.subarray(packed.length - 22))],
    ['a cut end', packed.subarray(0, packed.length - 1)],
  ])('is not found in %s', (_where, bytes) => {
    expect(holdsArchive(memorySource(bytes))).toBe(false);
  });
});

describe('An OFD', () => {
  const parts = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, new Uint8Array(1)]));
  const long = Array.from({ length: 3000 }, (_, at) => `Doc_0/Pages/Page_${String(at)}/Content.xml`);

  it.each([
    [
      'the entry of the package anywhere in a long directory',
      [...long, 'OFD.xml', ...long.map((name) => `B/${name}`)],
      true,
    ],
    ['no such entry', long, false],
    ['an entry whose name ends so', [...long, 'Not-OFD.xml', ...long.map((name) => `B/${name}`)], false],
  ])('is known by %s', (_what, names, is) => {
    expect(isOfd(memorySource(zipSync(parts(names), { level: 0 })))).toBe(is);
  });

  it('is no PDF that is an archive too', () => {
    const both = concatBytes(onePagePdf(), zipSync(parts(['OFD.xml'])));
    expect(isOfd(memorySource(both))).toBe(false);
  });
});

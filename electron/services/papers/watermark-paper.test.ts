import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zlibSync } from 'fflate';
import { encode } from 'fast-png';
import { degrees, PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { concatBytes } from '../../core/bytes/byte-arrays.ts';
import { fromHex, latin1Bytes } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';
import { PAPER_LIMITS } from '../../shared/model/pin-reset.ts';
import type { ReadPaper } from './papers.ts';
import { cleanJpeg } from './paper-pictures.ts';
import { paperTypeOf } from '../../core/image/image-format.ts';
import { placePaper, watermarkPaper } from './watermark-paper.ts';

const FONT = '@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-400-normal.woff';
const font = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(FONT)));
const MARK = { purpose: 'pinReset', day: '2026-11-22', number: 'KL20261122-0001' } as const;

const folder = mkdtempSync(join(tmpdir(), 'watermark-'));
afterAll(() => rmSync(folder, { recursive: true }));

const watermark = (type: ReadPaper['type'], bytes: Uint8Array) =>
  watermarkPaper({ name: 'paper', type, bytes }, MARK, font);
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof CodedError ? error.code : String(error)),
  );

/** Returns the text that Poppler reads on one page. */
function textOf(pdf: Uint8Array, page: number): string {
  const path = join(folder, 'read.pdf');
  writeFileSync(path, pdf);
  const pages = ['-f', String(page), '-l', String(page)];
  return execFileSync('pdftotext', ['-raw', ...pages, path, '-'], { encoding: 'utf8' });
}

/** Three pages, turned in different ways, with a link, a script and an attachment. */
async function busyPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setAuthor('secret author');
  for (const turn of [0, 90, 270]) {
    const page = document.addPage([400, 300]);
    page.drawText(`page turned ${turn}`, { x: 40, y: 40 });
    page.setRotation(degrees(turn));
    const link = {
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [0, 0, 9, 9],
      A: { S: 'URI', URI: PDFString.of('http://x.example') },
    };
    page.node.set(PDFName.of('Annots'), document.context.obj([link]));
  }
  document.addJavaScript('main', 'app.alert("x")');
  await document.attach(latin1Bytes('attached'), 'note.txt');
  return document.save();
}

describe('A paper', () => {
  it('that is a PDF gets the watermark upright on every page and loses everything that is not seen', async () => {
    const { pdf, pages } = await watermark('pdf', await busyPdf());
    const result = await PDFDocument.load(pdf, { updateMetadata: false });
    const sizes = result
      .getPages()
      .map((page) => [page.getWidth(), page.getHeight(), page.getRotation().angle]);
    expect([pages, sizes]).toEqual([
      3,
      [
        [400, 300, 0],
        [300, 400, 0],
        [300, 400, 0],
      ],
    ]);
    for (const [index, turn] of [0, 90, 270].entries()) {
      const text = textOf(pdf, index + 1);
      expect([text.includes('仅供口令重置'), text.includes(MARK.number), text.includes(MARK.day)]).toEqual([
        true,
        true,
        true,
      ]);
      expect(text.replaceAll(/\s+/g, ' ')).toContain(`page turned ${turn}`);
    }
    expect(result.catalog.keys().map(String).toSorted()).toEqual(['/Pages', '/Type']);
    expect([result.getAuthor(), result.getPage(0).node.Annots()?.size()]).toEqual([undefined, 0]);
  });

  it('that is a PNG becomes one sheet in the picture’s orientation', async () => {
    const data = new Uint8Array(60 * 30 * 3).fill(200);
    const picture = encode({ width: 60, height: 30, data, channels: 3, depth: 8 });
    const target = await PDFDocument.create();
    await placePaper(target, { name: 'card', type: 'png', bytes: picture });
    const sizes = target
      .getPages()
      .map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight())]);
    expect(sizes).toEqual([[842, 595]]);
  });

  it('that is encrypted is refused with that reason', async () => {
    const [plain, locked] = [join(folder, 'plain.pdf'), join(folder, 'locked.pdf')];
    writeFileSync(plain, await busyPdf());
    execFileSync('qpdf', ['--encrypt', 'user', 'owner', '256', '--', plain, locked]);
    expect(await codeOf(watermark('pdf', new Uint8Array(readFileSync(locked))))).toBe(
      'RESET_PAPER_ENCRYPTED',
    );
  });

  it('with too many pages is refused', async () => {
    const document = await PDFDocument.create();
    for (let page = 0; page <= PAPER_LIMITS.pages; page += 1) document.addPage([100, 100]);
    expect(await codeOf(watermark('pdf', await document.save()))).toBe('RESET_PAPER_TOO_LARGE');
  });

  const header = (width: number, height: number): Uint8Array => {
    const size = new Uint8Array(8);
    new DataView(size.buffer).setUint32(0, width);
    new DataView(size.buffer).setUint32(4, height);
    return concatBytes(fromHex('89504e470d0a1a0a'), chunk('IHDR', concatBytes(size, fromHex('0802000000'))));
  };
  const bomb = zlibSync(new Uint8Array(4_000_000));

  it.each([
    ['a PDF cut short', 'pdf', latin1Bytes('%PDF-1.7\n1 0 obj\n<</Type/Catalog'), 'RESET_PAPER_DAMAGED'],
    ['a PNG cut short', 'png', fromHex('89504e470d0a1a0a0000'), 'RESET_PAPER_DAMAGED'],
    ['a PNG of absurd size', 'png', header(100_000, 100_000), 'RESET_PAPER_TOO_LARGE'],
    ['a PNG of no size', 'png', header(0, 10), 'RESET_PAPER_DAMAGED'],
    ['a PNG that is a bomb', 'png', concatBytes(header(10, 10), chunk('IDAT', bomb)), 'RESET_PAPER_DAMAGED'],
    ['a JPEG cut short', 'jpeg', fromHex('ffd8ffe000104a46'), 'RESET_PAPER_DAMAGED'],
    ['a JPEG of absurd size', 'jpeg', jpegOf(60_000, 60_000), 'RESET_PAPER_TOO_LARGE'],
    ['a JPEG of no size', 'jpeg', jpegOf(0, 0), 'RESET_PAPER_DAMAGED'],
  ] as const)('refuses %s', async (_, type, bytes, code) => {
    expect(await codeOf(watermark(type, bytes))).toBe(code);
  });
});

/** Length, type, data, and a checksum that no reader here checks. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, data.length);
  return concatBytes(length, latin1Bytes(type), data, new Uint8Array(4));
}

/** The segments of a JPEG up to its scan, with the metadata of a camera. */
function jpegOf(width: number, height: number, orientation = 6): Uint8Array {
  const hex = (value: number): string => value.toString(16).padStart(4, '0');
  return concatBytes(
    fromHex('ffd8'),
    // APP1: "Exif", a TIFF header, and a directory of one entry.
    fromHex('ffe10022457869660000' + '4d4d002a00000008' + '0001' + '0112000300000001'),
    fromHex(`000${String(orientation)}0000` + '00000000'),
    fromHex('fffe0008736563726574'),
    fromHex(`ffc0000b08${hex(height)}${hex(width)}01011100`),
    fromHex('ffda0008010100003f00'),
    fromHex('00ffd9'),
  );
}

describe('A JPEG', () => {
  it('loses the metadata of the camera and keeps its orientation', () => {
    const { bytes, orientation } = cleanJpeg(jpegOf(40, 30, 6));
    const text = Buffer.from(bytes).toString('latin1');
    expect([orientation, text.includes('Exif'), text.includes('secret')]).toEqual([6, false, false]);
    expect(bytes.length).toBe(2 + 13 + 10 + 3);
  });

  it('with an unknown orientation counts as upright', () => {
    expect(cleanJpeg(jpegOf(40, 30, 9)).orientation).toBe(1);
  });
});

describe('The type of a file', () => {
  it.each([
    ['%PDF-1.4', 'pdf'],
    ['junk of a scanner %PDF-1.4', 'pdf'],
    ['PK\x03\x04 a document', null],
    ['', null],
    [`${' '.repeat(2000)}%PDF-1.4`, null],
  ])('of %j is %s', (text, type) => expect(paperTypeOf(latin1Bytes(text))).toBe(type));

  it('is recognised by the first bytes of a picture', () => {
    expect([paperTypeOf(fromHex('ffd8ffe0')), paperTypeOf(fromHex('89504e470d0a1a0a'))]).toEqual([
      'jpeg',
      'png',
    ]);
  });
});

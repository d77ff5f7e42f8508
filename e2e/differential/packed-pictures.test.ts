import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ByteBuilder, concatBytes } from '../../electron/core/bytes/byte-arrays.ts';
import {
  documentXml,
  openMiniOfd,
  pageXml,
  resourcesXml,
} from '../../electron/core/ofd/fixtures/mini-ofd.ts';
import { readDocument } from '../../electron/core/ofd/package/read-document.ts';
import { writeView } from '../../electron/core/ofd/view/write-view.ts';
import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { jbig2File, RED_AND_BLUE } from '../fixtures/documents/packed-pictures.ts';
import { DOTS_PER_INCH, type Drawing, REFUSED } from './viewers/drawing.ts';
import { fourViewers } from './viewers/four-viewers.ts';

/** The SHA-256 of their rows as PDF has them, 0 for black: those that jbig2dec 0.20 and libraries in two other languages make. */
const ROWS = {
  huffman: 'd806f2e73907d03b1defbb7afadcee5962d80a009a844d3170d8b3f8f446a2fd',
  arithmetic: 'd806f2e73907d03b1defbb7afadcee5962d80a009a844d3170d8b3f8f446a2fd',
  refined: 'e3695c570cb32d63f6eed2d33c883d11ea448e2ff334f8763051c8a055eb0f20',
} as const;
/** At the resolution of the viewers, in millimetres. */
const PIXEL = 25.4 / DOTS_PER_INCH;
const [PAGE_WIDTH, PAGE_HEIGHT] = [80, 60];

/** Draws a picture of some pixels in the upper left corner of a page, pixel upon pixel. */
function viewOf(picture: Uint8Array, width: number, height: number): Uint8Array {
  const size = (x: number, y: number): string => `0 0 ${x * PIXEL} ${y * PIXEL}`;
  const media =
    '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>a</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>';
  const ofd = openMiniOfd({
    'Doc_0/Document.xml': documentXml({
      common: '<ofd:PublicRes>Res.xml</ofd:PublicRes>',
      box: size(PAGE_WIDTH, PAGE_HEIGHT),
    }),
    'Doc_0/Res.xml': resourcesXml(media),
    'Doc_0/Res/a': picture,
    'Doc_0/Pages/Page_0/Content.xml': pageXml(
      `<ofd:ImageObject Boundary="${size(width, height)}" ResourceID="5"/>`,
    ),
  });
  const [body] = ofd.bodies;
  if (body === undefined) return expect.fail('no document');
  const pdf = new ByteBuilder();
  const sink = { write: (bytes: Uint8Array) => pdf.append(bytes) };
  const view = writeView(ofd, readDocument(ofd, body), { stamps: [], fonts: null, installed: null }, sink);
  while (view.writeNext());
  expect(view.notDrawn).toEqual([]);
  return pdf.toBytes();
}

/** Returns the colours of a part of the first page in the upper left corner, three bytes a pixel. */
function cornerOf(drawing: Drawing, width: number, height: number): readonly Uint8Array[] {
  if ('refused' in drawing) return expect.fail('not drawn');
  const [page] = drawing.pages;
  if (page === undefined) return expect.fail('no page');
  const row = (y: number): Uint8Array => page.rgb.subarray(y * page.width * 3, (y * page.width + width) * 3);
  return Array.from({ length: height }, (_, y) => row(y));
}

/** Packs rows into bits as a PDF has them. */
function bitsOf(rows: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    ...rows.map((row) => {
      const bits = new Uint8Array(Math.ceil(row.length / 24));
      for (let x = 0; 3 * x < row.length; x += 1) {
        if ((row[3 * x] ?? 0) > 127) bits[x >> 3] = (bits[x >> 3] ?? 0) | (0x80 >> (x & 7));
      }
      return bits;
    }),
  );
}

describe('pictures of an OFD that its view leaves packed', () => {
  const viewers = fourViewers(temporaryFolder());

  it.each([
    // PDFium of 2023 leaves fax codes within such a page white, and Poppler makes small pictures a pixel wider.
    ['huffman', 64, 56, ['pdf.js', 'MuPDF']],
    ['arithmetic', 64, 56, ['pdf.js', 'MuPDF', 'PDFium']],
    ['refined', 37, 8, ['pdf.js', 'MuPDF', 'PDFium']],
  ] as const)('of JBIG2, %s, are drawn alike by viewers', async (kind, width, height, names) => {
    const drawings = await viewers.draw(viewOf(jbig2File(kind), width, height));
    for (const name of names) {
      const drawing = drawings.get(name) ?? REFUSED;
      const bits = bitsOf(cornerOf(drawing, width, height));
      expect([name, createHash('sha256').update(bits).digest('hex')]).toEqual([name, ROWS[kind]]);
    }
  });

  it('of JPEG 2000 are drawn alike by all viewers', async () => {
    const pdf = viewOf(RED_AND_BLUE, 8, 4);
    for (const [name, drawing] of await viewers.draw(pdf)) {
      const [row = new Uint8Array(0)] = cornerOf(drawing, 8, 4);
      const dominant = Array.from({ length: 8 }, (_, x) => (row[3 * x] ?? 0) > (row[3 * x + 2] ?? 0));
      expect([name, dominant]).toEqual([name, [true, true, true, true, false, false, false, false]]);
    }
  });
});

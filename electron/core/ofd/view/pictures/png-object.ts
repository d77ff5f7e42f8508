import { chunksOf, PALETTE, plainPngHeader } from '../../../image/png.ts';
import { expectImageSize } from '../../../image/image-size.ts';
import { concatBytes } from '../../../bytes/byte-arrays.ts';
import {
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfObject,
  pdfString,
} from '../../../pdf/syntax/objects.ts';

/** A picture as a PDF holds it (ISO 32000-2 §8.9.5). */
export interface PictureObject {
  readonly width: number;
  readonly height: number;
  /** Of its dictionary, beside size and kind. */
  readonly entries: Readonly<Record<string, PdfObject>>;
  readonly data: Uint8Array;
  /** Whether the data are packed as the entries say; otherwise they are worth packing. */
  readonly isPacked: boolean;
  /** The opacity of each pixel, a byte each; null for a picture that is opaque. */
  readonly mask: Uint8Array | null;
}

/** ISO/IEC 15948 §11.2.2, colour types: grey, colour and palette, which PDF holds as PNG does. */
const COLOURS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1 };
/** ISO 32000-2 table 10: rows are filtered as PNG's. */
const PNG_PREDICTOR = 15;

/**
 * Takes the packed data of a PNG as they are: PDF knows the same packing and filters.
 * @param mostPixels the largest area that is taken
 * @returns null for a picture with opacity, an interlaced one, and a damaged one: those are decoded
 * @throws ImageRefusedError for a picture that is too large
 */
export function asItIs(png: Uint8Array, mostPixels: number): PictureObject | null {
  const chunks = chunksOf(png);
  const header = chunks[0]?.type === 'IHDR' ? plainPngHeader(chunks[0].content) : null;
  const colours = COLOURS[header?.colourType ?? -1];
  const isClear = chunks.some((chunk) => chunk.type === 'tRNS');
  if (header === null || colours === undefined || isClear) return null;
  const { width, height, depth: bits, colourType } = header;
  expectImageSize(width, height, mostPixels);
  const isIndexed = colourType === PALETTE;
  const space = isIndexed ? paletteSpace(chunks.find((chunk) => chunk.type === 'PLTE')?.content, bits) : null;
  if (isIndexed && space === null) return null;
  const parameters = pdfDictionary({
    ...{ Predictor: pdfNumber(PNG_PREDICTOR), Colors: pdfNumber(colours) },
    ...{ BitsPerComponent: pdfNumber(bits), Columns: pdfNumber(width) },
  });
  return {
    ...{ width, height, mask: null },
    entries: {
      BitsPerComponent: pdfNumber(bits),
      ColorSpace: space ?? pdfName(colours === 1 ? 'DeviceGray' : 'DeviceRGB'),
      Filter: pdfName('FlateDecode'),
      DecodeParms: parameters,
    },
    data: concatBytes(...chunks.filter((chunk) => chunk.type === 'IDAT').map(({ content }) => content)),
    isPacked: true,
  };
}

/** A palette must have a colour for every number that a pixel may hold, or viewers disagree. */
function paletteSpace(palette: Uint8Array | undefined, bits: number): PdfObject | null {
  if (palette === undefined || palette.length < 3 || bits > 8) return null;
  const whole = new Uint8Array(3 * 2 ** bits);
  whole.set(palette.subarray(0, whole.length));
  return pdfArray([
    ...[pdfName('Indexed'), pdfName('DeviceRGB'), pdfNumber(2 ** bits - 1)],
    pdfString(whole, 'hex'),
  ]);
}

import { PICTURE_BUDGET } from '../../budgets.ts';
import { KeptByBytes } from '../../kept/kept-by-bytes.ts';
import type { PdfDocument } from '../document.ts';
import { filterSteps } from '../filters/decode-stream.ts';
import { isInteger, isName, type PdfDictionary, type PdfStream } from '../syntax/objects.ts';
import { readJpegPicture } from '../../image/decode-picture.ts';
import type { RasterPicture } from '../../image/image-size.ts';
import { isSealColourSpace, stencilOpacity } from './conforming-image.ts';

/**
 * The entries of an image whose samples are its pixels. Any other may change what is shown (/Decode, /Matte,
 * /Alternates, /OC…), or is one of the short names of inline images, which some readers take here too.
 */
const IMAGE_ENTRIES: ReadonlySet<string> = new Set([
  ...['Type', 'Subtype', 'Name', 'Width', 'Height', 'ColorSpace', 'BitsPerComponent', 'Interpolate'],
  ...['SMask', 'Mask', 'Length', 'Filter', 'DecodeParms'],
]);
const DATA_LIMIT = PICTURE_BUDGET.pixels * 4;

/** The picture of an image: its pixels, or the JPEG that it carries. */
export type ShownPicture =
  | { readonly kind: 'pixels'; readonly picture: RasterPicture }
  | { readonly kind: 'jpeg'; readonly data: Uint8Array };

/**
 * Decodes an image XObject of 8-bit DeviceRGB or DeviceGray with an optional soft mask of the same size.
 * @returns null for any other kind, and for entries that change the look of the image
 * @throws CodedError for damaged data, FILE_OVER_BUDGET
 */
export function imagePixels(document: PdfDocument, image: PdfStream): ShownPicture | null {
  const { dictionary } = image;
  if (isAltered(dictionary)) return null;
  const steps = filterSteps(dictionary, (object) => document.resolve(object));
  if (steps.length === 1 && steps[0]?.name === 'DCTDecode') {
    return plainJpeg(document, image);
  }
  const colours = samples(document, image);
  if (colours === null) return null;
  if (dictionary.entries.has('Mask')) return stencilled(document, dictionary, colours);
  const mask = document.entry(dictionary, 'SMask');
  const isMasked =
    mask.kind === 'stream' && ['SMask', 'Mask'].some((key) => mask.dictionary.entries.has(key));
  if (isMasked || (mask.kind === 'stream' && isAltered(mask.dictionary))) return null;
  const opacity = mask.kind === 'stream' ? samples(document, mask) : undefined;
  if (opacity === null || (mask.kind !== 'stream' && mask.kind !== 'null')) return null;
  return joined(colours, opacity);
}

/** Reads an image whose pixels are shown or not, as in documents that know no transparency. */
function stencilled(document: PdfDocument, dictionary: PdfDictionary, colours: Samples): ShownPicture | null {
  const mask = document.entry(dictionary, 'Mask');
  if (mask.kind !== 'stream' || dictionary.entries.has('SMask')) return null;
  const { width, height } = colours;
  const data = stencilOpacity(document, mask, width, height);
  return data === null ? null : joined(colours, { width, height, components: 1, data });
}

function isAltered({ entries, duplicates }: PdfDictionary): boolean {
  return duplicates.length > 0 || [...entries.keys()].some((key) => !IMAGE_ENTRIES.has(key));
}

/** Returns a JPEG whose image says of it what it says itself, without a transformation of its colours. */
function plainJpeg(document: PdfDocument, image: PdfStream): ShownPicture | null {
  const { dictionary } = image;
  if (['SMask', 'Mask', 'DecodeParms'].some((key) => dictionary.entries.has(key))) return null;
  const data = document.rawStreamData(image, DATA_LIMIT);
  const { width, height, components } = readJpegPicture(data);
  const says =
    componentsOf(document, dictionary) === components &&
    integerEntry(document, dictionary, 'BitsPerComponent') === 8 &&
    integerEntry(document, dictionary, 'Width') === width &&
    integerEntry(document, dictionary, 'Height') === height;
  return says ? { kind: 'jpeg', data } : null;
}

/** Returns the components of a plain colour space, or of the one that seals name; 0 for any other space. */
function componentsOf(document: PdfDocument, dictionary: PdfDictionary): number {
  const space = document.entry(dictionary, 'ColorSpace');
  if (isName(space, 'DeviceRGB') || isSealColourSpace(document, space)) return 3;
  return isName(space, 'DeviceGray') ? 1 : 0;
}

interface Samples {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly data: Uint8Array;
}

function samples(document: PdfDocument, image: PdfStream): Samples | null {
  const { dictionary } = image;
  const width = integerEntry(document, dictionary, 'Width');
  const height = integerEntry(document, dictionary, 'Height');
  const components = componentsOf(document, dictionary);
  const known = components > 0 && integerEntry(document, dictionary, 'BitsPerComponent') === 8;
  if (!known || width <= 0 || height <= 0 || width * height > PICTURE_BUDGET.pixels) return null;
  document.source.meter?.spend('pixels', width * height);
  const data = imageData(document, image);
  return data.length < width * height * components ? null : { width, height, components, data };
}

/** Data of images, by what they are packed as: one seal stands on many documents. */
const unpacked = new KeptByBytes<Uint8Array>(
  { entries: 32, bytes: 16 * 1024 * 1024 },
  ({ length }) => length,
);

/** Unpacks the data of an image. Data that another document had unpacked count as much against the budget of this one. */
function imageData(document: PdfDocument, image: PdfStream): Uint8Array {
  const { entries } = image.dictionary;
  const filter = document.entry(image.dictionary, 'Filter');
  const isPlain =
    isName(filter, 'FlateDecode') && !['F', 'DecodeParms', 'DP'].some((key) => entries.has(key));
  if (!isPlain) return document.streamData(image, DATA_LIMIT);
  const meter = document.source.meter;
  const before = meter?.spent.inflatedBytes;
  const raw = document.rawStreamData(image, DATA_LIMIT);
  const data = unpacked.of(raw, () => document.streamData(image, DATA_LIMIT));
  if (meter?.spent.inflatedBytes === before) meter?.spend('inflatedBytes', data.length);
  return data;
}

function integerEntry(document: PdfDocument, dictionary: PdfDictionary, key: string): number {
  const value = document.entry(dictionary, key);
  return isInteger(value) ? value.value : 0;
}

/** Pictures by the data of their colours. */
const pictures = new WeakMap<
  Uint8Array,
  { readonly of: readonly unknown[]; readonly picture: RasterPicture }
>();

function joined(colours: Samples, opacity: Samples | undefined): ShownPicture | null {
  const { width, height, components, data } = colours;
  if (opacity !== undefined && (opacity.width !== width || opacity.height !== height)) return null;
  if (opacity !== undefined && opacity.components !== 1) return null;
  const of = [width, height, components, opacity?.data];
  const known = pictures.get(data);
  const isKnown = known?.of.every((part, at) => part === of[at]) ?? false;
  const picture = known !== undefined && isKnown ? known.picture : joinedPixels(colours, opacity?.data);
  if (!isKnown) pictures.set(data, { of, picture });
  return { kind: 'pixels', picture };
}

function joinedPixels(
  { width, height, components, data }: Samples,
  opacity: Uint8Array | undefined,
): RasterPicture {
  const rgba = new Uint8Array(width * height * 4);
  const [green, blue] = components === 3 ? [1, 2] : [0, 0];
  for (let to = 0, from = 0; to < rgba.length; to += 4, from += components) {
    rgba[to] = data[from] ?? 0;
    rgba[to + 1] = data[from + green] ?? 0;
    rgba[to + 2] = data[from + blue] ?? 0;
    rgba[to + 3] = opacity?.[to >> 2] ?? 255;
  }
  return { width, height, rgba };
}

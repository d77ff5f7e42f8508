import { equalBytes } from '../../bytes/byte-arrays.ts';
import type { PdfDocument } from '../document.ts';
import { filterSteps } from '../filters/decode-stream.ts';
import { isInteger, isName, type PdfObject, type PdfStream } from '../syntax/objects.ts';
import { srgbProfile } from './srgb-profile.ts';

/** No other entry may stand in the dictionary of a stencil, lest it means something else. */
const STENCIL_ENTRIES: ReadonlySet<string> = new Set([
  ...['Type', 'Subtype', 'Width', 'Height', 'ImageMask', 'BitsPerComponent', 'Filter', 'Length'],
]);
const PROFILE_ENTRIES: ReadonlySet<string> = new Set(['N', 'Filter', 'Length']);
const PROFILE_LIMIT = 64 * 1024;

/** Tells whether a colour space is RGB by the very profile that this program writes: the colours are those of sRGB. */
export function isSealColourSpace(document: PdfDocument, space: PdfObject): boolean {
  if (space.kind !== 'array' || space.items.length !== 2) return false;
  const [name, place] = space.items.map((item) => document.resolve(item));
  if (!isName(name, 'ICCBased') || place?.kind !== 'stream') return false;
  const components = document.entry(place.dictionary, 'N');
  const plain = hasOnly(place, PROFILE_ENTRIES) && isInteger(components) && components.value === 3;
  return plain && equalBytes(document.streamData(place, PROFILE_LIMIT), srgbProfile());
}

/**
 * Reads a stencil (explicit mask, ISO 32000-2 §8.9.6.3) of the size of its image.
 * @returns 0 or 255 for each pixel; null for anything but a plain stencil
 * @throws CodedError for damaged data
 */
export function stencilOpacity(
  document: PdfDocument,
  mask: PdfStream,
  width: number,
  height: number,
): Uint8Array | null {
  const { dictionary } = mask;
  const has = (key: string, value: number): boolean => {
    const entry = document.entry(dictionary, key);
    return isInteger(entry) && entry.value === value;
  };
  const flag = document.entry(dictionary, 'ImageMask');
  const isPlain =
    hasOnly(mask, STENCIL_ENTRIES) &&
    flag.kind === 'boolean' &&
    flag.value &&
    has('Width', width) &&
    has('Height', height) &&
    has('BitsPerComponent', 1) &&
    filterSteps(dictionary, (object) => document.resolve(object)).every(({ name }) => name === 'FlateDecode');
  const rowLength = Math.ceil(width / 8);
  if (!isPlain) return null;
  const data = document.streamData(mask, rowLength * height);
  if (data.length < rowLength * height) return null;
  return Uint8Array.from({ length: width * height }, (_, at) => {
    const column = at % width;
    const byte = data[Math.floor(at / width) * rowLength + (column >> 3)] ?? 0;
    return (byte & (128 >> (column & 7))) === 0 ? 255 : 0;
  });
}

function hasOnly({ dictionary }: PdfStream, keys: ReadonlySet<string>): boolean {
  return dictionary.duplicates.length === 0 && [...dictionary.entries.keys()].every((key) => keys.has(key));
}

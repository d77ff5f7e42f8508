import type { ByteSource } from '../bytes/byte-source.ts';
import { viewOfBytes } from '../bytes/byte-arrays.ts';
import {
  COLLECTION,
  damagedFont,
  DIRECTORY_HEADER_LENGTH,
  FLAVOURS,
  MOST_TABLES,
  readingFont,
  RECORD_LENGTH,
  type SfntTables,
  type TablePlace,
  tablePlaces,
} from './sfnt-tables.ts';

/** A font of a file, as far as it is told without its outlines. */
export interface FontFace {
  /** Its family, full and PostScript names in all languages, as {@link fontNameKey} spells them. */
  readonly names: readonly string[];
  /** 400 is usual, 700 bold. */
  readonly weight: number;
  readonly isItalic: boolean;
  /** Whether its maker allows a part of it in documents, as they are shown and printed. */
  readonly mayBeEmbedded: boolean;
  readonly tables: ReadonlyMap<string, TablePlace>;
}

/** OpenType 1.9: "ttcf", a version, and the number of fonts. */
const COLLECTION_HEADER = 12;
/** More than any real file has; the largest collections have about twenty fonts. */
const MOST = { faces: 64, names: 2000, nameBytes: 1 << 20, nameLength: 200 } as const;
/** The largest outlines of installed fonts have some 30 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Spells a name so that two spellings of one name are equal: forms of letters, case and spaces do not count. */
export function fontNameKey(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/**
 * Reads what the fonts of a TrueType or OpenType file, or of a collection, are called and may be used for.
 * @throws CodedError FILE_UNREADABLE for another file, or a damaged one
 */
export function readFaces(source: ByteSource): readonly FontFace[] {
  return readingFont(() => directoriesOf(source).map((start) => readFace(source, start)));
}

function directoriesOf(source: ByteSource): readonly number[] {
  const header = viewOfBytes(source.read(0, COLLECTION_HEADER));
  if (header.getUint32(0) !== COLLECTION) return [0];
  const count = Math.min(header.getUint32(8), MOST.faces);
  const starts = viewOfBytes(source.read(COLLECTION_HEADER, 4 * count));
  return Array.from({ length: count }, (_, index) => starts.getUint32(4 * index));
}

function readFace(source: ByteSource, start: number): FontFace {
  const tables = placesOf(source, start);
  const read = (tag: string, most: number): DataView => {
    const place = tables.get(tag) ?? { offset: 0, length: 0 };
    return viewOfBytes(source.read(place.offset, Math.min(place.length, most)));
  };
  return { names: namesIn(read('name', MOST.nameBytes)), tables, ...styleOf(read('OS/2', 64)) };
}

function placesOf(source: ByteSource, start: number): ReadonlyMap<string, TablePlace> {
  const header = viewOfBytes(source.read(start, DIRECTORY_HEADER_LENGTH));
  if (!FLAVOURS.has(header.getUint32(0))) throw damagedFont('no TrueType or OpenType font');
  const count = Math.min(header.getUint16(4), MOST_TABLES);
  return new Map(tablePlaces(source.read(start + DIRECTORY_HEADER_LENGTH, count * RECORD_LENGTH), count));
}

/** OpenType 1.9, OS/2: usWeightClass, fsType and fsSelection. */
const OS2 = { weight: 4, licence: 8, selection: 62 } as const;
/** fsType: what may be done with the font, of which this alone forbids embedding; no subsets; bitmaps only. */
const USAGE = 0x000f;
const RESTRICTED = 0x0002;
const NO_SUBSET_OR_OUTLINES = 0x0300;
const ITALIC_OR_OBLIQUE = 0x0201;
const USUAL_WEIGHT = 400;

/** A font without this table does not say that it may be embedded, and is not. */
function styleOf(os2: DataView): Pick<FontFace, 'weight' | 'isItalic' | 'mayBeEmbedded'> {
  if (os2.byteLength < OS2.selection + 2)
    return { weight: USUAL_WEIGHT, isItalic: false, mayBeEmbedded: false };
  const licence = os2.getUint16(OS2.licence);
  return {
    weight: os2.getUint16(OS2.weight),
    isItalic: (os2.getUint16(OS2.selection) & ITALIC_OR_OBLIQUE) !== 0,
    mayBeEmbedded: (licence & USAGE) !== RESTRICTED && (licence & NO_SUBSET_OR_OUTLINES) === 0,
  };
}

/** OpenType 1.9, name: family, full name, PostScript name, typographic family. */
const NAME_IDS: ReadonlySet<number> = new Set([1, 4, 6, 16]);
/** Platform and encoding of names in UTF-16: Unicode, and Windows with symbols, Unicode, and all of Unicode. */
const isUnicode = (platform: number, encoding: number): boolean =>
  platform === 0 || (platform === 3 && (encoding === 0 || encoding === 1 || encoding === 10));

function namesIn(table: DataView): readonly string[] {
  const names = new Set<string>();
  if (table.byteLength < 6) return [];
  const [count, strings] = [Math.min(table.getUint16(2), MOST.names), table.getUint16(4)];
  for (let at = 6; at < 6 + count * 12; at += 12) {
    const [length, offset] = [table.getUint16(at + 8), table.getUint16(at + 10)];
    const isName = NAME_IDS.has(table.getUint16(at + 6)) && length <= 2 * MOST.nameLength;
    if (!isName || !isUnicode(table.getUint16(at), table.getUint16(at + 2))) continue;
    names.add(fontNameKey(utf16At(table, strings + offset, length)));
  }
  return [...names].filter((name) => name !== '');
}

function utf16At(view: DataView, start: number, length: number): string {
  let text = '';
  for (let at = start; at + 1 < start + length; at += 2) text += String.fromCharCode(view.getUint16(at));
  return text;
}

/**
 * Reads the tables of a font that are wanted.
 * @throws CodedError FILE_UNREADABLE for a font that is cut short or larger than any real one
 */
export function readFaceTables(
  source: ByteSource,
  { tables }: FontFace,
  wanted: ReadonlySet<string>,
): SfntTables {
  const places = [...tables].filter(([tag]) => wanted.has(tag));
  if (places.reduce((sum, [, { length }]) => sum + length, 0) > MOST_BYTES) throw damagedFont('too large');
  return new Map(
    places.map(([tag, { offset, length }]) => {
      const bytes = source.read(offset, length);
      if (bytes.length !== length) throw damagedFont('a table is cut short');
      return [tag, bytes];
    }),
  );
}

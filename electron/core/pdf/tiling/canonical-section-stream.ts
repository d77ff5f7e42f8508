import { PDF_BUDGET } from '../../budgets.ts';
import { ByteReader, type ByteSource } from '../../bytes/byte-source.ts';
import { inflate } from '../filters/decompress.ts';
import { isInteger, isName, type PdfDictionary, type PdfObject } from '../syntax/objects.ts';
import { readIndirectObject } from '../syntax/parser.ts';
import { readDirectStream, type XrefSection } from '../xref/xref-section.ts';
import { Untiled } from './tiling-fault.ts';

/** PNG predictors; the number only hints at the filter of each row. */
const PNG = { first: 10, last: 15 } as const;

/**
 * Expects a cross-reference stream in the form of ISO 32000-2 §7.5.8: direct values, plain or deflated data that hold
 * the listed rows and no byte more, and no row of an unknown type.
 * @throws Untiled, CodedError
 */
export function expectCanonicalSectionStream(source: ByteSource, section: XrefSection): void {
  const reader = new ByteReader(source, section.offset);
  const { object } = readIndirectObject(reader);
  if (object.kind !== 'stream') throw broken(section);
  const { dictionary } = object;
  const widths = numbersOf(dictionary.entries.get('W'));
  const rowLength = widths.reduce((sum, width) => sum + width, 0);
  if (widths.length !== 3 || rowLength === 0) throw broken(section);
  expectKnownFilter(dictionary, rowLength, section);
  const length = lengthOf(dictionary);
  if (dictionary.entries.has('Filter')) expectWholeData(source, object.dataOffset, length, section);
  const data = readDirectStream(reader, object);
  if (data.length !== section.entries.count * rowLength) throw broken(section);
  const [typeWidth = 0] = widths;
  for (let at = 0; typeWidth > 0 && at < data.length; at += rowLength) {
    if (data.subarray(at, at + typeWidth - 1).some((byte) => byte !== 0)) throw broken(section);
    if ((data[at + typeWidth - 1] ?? 0) > 2) throw broken(section);
  }
}

function lengthOf(dictionary: PdfDictionary): number {
  const length = dictionary.entries.get('Length');
  return isInteger(length) ? length.value : 0;
}

function numbersOf(object: PdfObject | undefined): readonly number[] {
  return object?.kind === 'array' ? object.items.map((item) => (isInteger(item) ? item.value : 0)) : [];
}

function expectKnownFilter(dictionary: PdfDictionary, rowLength: number, section: XrefSection): void {
  const filter = onlyOne(dictionary.entries.get('Filter'));
  const parameters = onlyOne(dictionary.entries.get('DecodeParms'));
  if (filter === undefined && parameters === undefined) return;
  if (!isName(filter, 'FlateDecode')) throw broken(section);
  if (parameters === undefined || parameters.kind === 'null') return;
  if (parameters.kind !== 'dictionary') throw broken(section);
  const number = (key: string, otherwise: number): number => {
    const value = parameters.entries.get(key);
    if (value === undefined) return otherwise;
    return isInteger(value) ? value.value : -1;
  };
  const predictor = number('Predictor', 1);
  const isPng = predictor >= PNG.first && predictor <= PNG.last;
  const isPlainRow = number('Colors', 1) === 1 && number('BitsPerComponent', 8) === 8;
  if (predictor !== 1 && !(isPng && isPlainRow && number('Columns', 1) === rowLength)) throw broken(section);
}

/** Returns a value, or the only item of an array; some writers put one filter into an array. */
function onlyOne(object: PdfObject | undefined): PdfObject | undefined {
  return object?.kind === 'array' && object.items.length === 1 ? object.items[0] : object;
}

/** Expects the check value at the end of deflated data (RFC 1950): some readers stop where it is wrong. */
function expectWholeData(source: ByteSource, offset: number, length: number, section: XrefSection): void {
  const data = source.read(offset, length);
  const inflated = inflate(data, { most: PDF_BUDGET.streamBytes, meter: source.meter });
  const check = adler32(inflated);
  const isWhole = [0, 1, 2].some((lineEnd) => {
    const end = data.length - lineEnd;
    return data.slice(end - 4, end).reduce((value, byte) => value * 256 + byte, 0) === check;
  });
  if (!isWhole) throw broken(section);
}

/** RFC 1950 §8.2. */
function adler32(data: Uint8Array): number {
  let [low, high] = [1, 0];
  for (const byte of data) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 65_536 + low;
}

function broken({ offset }: XrefSection): Untiled {
  return new Untiled('sectionStreamForm', offset);
}

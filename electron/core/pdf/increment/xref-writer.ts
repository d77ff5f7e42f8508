import { concatBytes } from '../../bytes/byte-arrays.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { damaged } from '../syntax/lexer.ts';
import {
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  type PdfObject,
  type PdfReference,
} from '../syntax/objects.ts';
import { serializeObject, serializeStream } from '../syntax/serializer.ts';

export interface WrittenObject {
  readonly objectNumber: number;
  readonly generation: number;
  /** The offset in the whole file. */
  readonly offset: number;
}

type Trailer = ReadonlyMap<string, PdfObject>;

/** The largest offset of ten digits (ISO 32000-2 §7.5.4). */
const TABLE_OFFSET_LIMIT = 9_999_999_999;

/** ISO 32000-2 §7.5.4: the first revision's table begins with object 0, the head of the free ones. */
const FREE_ENTRY = '0 1\n0000000000 65535 f\r\n';

/**
 * Writes a table and its trailer. @param isFirst whether it is that of a new file, not of an update
 * @throws CodedError PDF_XREF_DAMAGED for an offset that no table can hold
 */
export function writeXrefTable(
  objects: readonly WrittenObject[],
  trailer: Trailer,
  isFirst = false,
): Uint8Array {
  const subsections = consecutive(objects).map((run) => {
    return `${String(run[0]?.objectNumber)} ${String(run.length)}\n${run.map(tableEntry).join('')}`;
  });
  return concatBytes(
    latin1Bytes(`xref\n${isFirst ? FREE_ENTRY : ''}${subsections.join('')}trailer\n`),
    serializeObject(pdfDictionary(trailer)),
    latin1Bytes('\n'),
  );
}

/** Writes an entry: twenty bytes with the end of line. */
function tableEntry({ offset, generation }: WrittenObject): string {
  if (offset > TABLE_OFFSET_LIMIT) {
    throw damaged('a table cannot hold this offset', offset, 'PDF_XREF_DAMAGED');
  }
  return `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n\r\n`;
}

/**
 * Writes a cross-reference stream, uncompressed, since an update has few objects. `self` is among the
 * objects.
 */
export function writeXrefStream(
  self: PdfReference,
  objects: readonly WrittenObject[],
  trailer: Trailer,
): Uint8Array {
  const runs = consecutive(objects);
  const offsetWidth = byteWidth(objects.reduce((most, { offset }) => Math.max(most, offset), 0));
  const index = runs.flatMap((run) => [run[0]?.objectNumber ?? 0, run.length]);
  const dictionary = pdfDictionary(
    new Map<string, PdfObject>([
      ['Type', pdfName('XRef')],
      ...trailer,
      ['Index', pdfArray(index.map(pdfNumber))],
      ['W', pdfArray([1, offsetWidth, 2].map(pdfNumber))],
    ]),
  );
  const rows = runs.flat().map(({ offset, generation }) => {
    return Uint8Array.from([1, ...bigEndian(offset, offsetWidth), ...bigEndian(generation, 2)]);
  });
  return serializeStream(self.objectNumber, self.generation, dictionary, concatBytes(...rows));
}

function byteWidth(value: number): number {
  let width = 1;
  for (let rest = Math.floor(value / 256); rest > 0; rest = Math.floor(rest / 256)) width += 1;
  return width;
}

function bigEndian(value: number, width: number): number[] {
  return Array.from({ length: width }, (_, at) => Math.floor(value / 256 ** (width - 1 - at)) % 256);
}

/** Orders objects by number, in runs without a gap. */
function consecutive(objects: readonly WrittenObject[]): readonly (readonly WrittenObject[])[] {
  const runs: WrittenObject[][] = [];
  for (const object of objects.toSorted((first, second) => first.objectNumber - second.objectNumber)) {
    const run = runs.at(-1);
    if (run?.at(-1)?.objectNumber === object.objectNumber - 1) run.push(object);
    else runs.push([object]);
  }
  return runs;
}

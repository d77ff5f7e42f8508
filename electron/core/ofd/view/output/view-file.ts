import { zlibSync } from 'fflate';
import type { ByteSink } from '../../../bytes/byte-source.ts';
import { concatBytes } from '../../../bytes/byte-arrays.ts';
import { latin1Bytes } from '../../../bytes/encodings.ts';
import { zlibParts } from '../../../bytes/zlib.ts';
import { type WrittenObject, writeXrefTable } from '../../../pdf/increment/xref-writer.ts';
import {
  type PdfDictionary,
  pdfName,
  pdfNumber,
  type PdfObject,
  type PdfReference,
  pdfReference,
  withEntries,
} from '../../../pdf/syntax/objects.ts';
import { serializeIndirect, serializeObject } from '../../../pdf/syntax/serializer.ts';

/** ISO 32000-2 §7.5.2: the header, and a comment of bytes that no text has. */
const HEADER = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';

const STREAM_END = latin1Bytes('\nendstream\nendobj\n');

/** How hard streams are packed: the least takes two thirds of the time of the usual level and four per cent more room. */
const PACKING_LEVEL = 1;

/** Writes a PDF from its beginning to its end. Nothing of it is kept, so that a file of any size needs little memory. */
export class ViewFile {
  readonly #sink: ByteSink;
  readonly #written: WrittenObject[] = [];
  #offset = 0;
  #numbers = 0;
  #failure: Error | null = null;

  /** @param sink takes the bytes as they are written */
  constructor(sink: ByteSink) {
    this.#sink = sink;
    this.#append(latin1Bytes(HEADER));
  }

  /** Gives a number to an object that is written later. */
  reserve(): PdfReference {
    this.#numbers += 1;
    return pdfReference(this.#numbers);
  }

  /** Writes an object. @param place the reserved number, if it has one */
  object(value: PdfObject, place: PdfReference = this.reserve()): PdfReference {
    this.#begin(place);
    this.#append(serializeIndirect(place.objectNumber, 0, value));
    return place;
  }

  /** Writes a stream whose data are as its dictionary says. */
  stream(dictionary: PdfDictionary, data: Uint8Array, place: PdfReference = this.reserve()): PdfReference {
    this.#begin(place);
    this.#append(streamHead(place, withEntries(dictionary, { Length: pdfNumber(data.length) })));
    this.#append(data);
    this.#append(STREAM_END);
    return place;
  }

  /**
   * Writes a stream of any length, piece by piece. One whose pieces end in an error is left behind, and the file goes on.
   * @throws CodedError as making the pieces does
   */
  streamOf(dictionary: PdfDictionary, pieces: Iterable<Uint8Array>): PdfReference {
    const [place, length] = [this.reserve(), this.reserve()];
    this.#begin(place);
    this.#append(streamHead(place, withEntries(dictionary, { Length: length })));
    const start = this.#offset;
    try {
      for (const piece of pieces) this.#append(piece);
    } finally {
      const size = this.#offset - start;
      this.#append(STREAM_END);
      this.object(pdfNumber(size), length);
    }
    return place;
  }

  /** Packs data of any length and writes them as {@link streamOf} does. */
  packedStreamOf(dictionary: PdfDictionary, pieces: Iterable<Uint8Array>): PdfReference {
    const packed = withEntries(dictionary, { Filter: pdfName('FlateDecode') });
    return this.streamOf(packed, zlibParts(pieces, PACKING_LEVEL));
  }

  /** Packs data and writes them as a stream. */
  packedStream(dictionary: PdfDictionary, data: Uint8Array, place?: PdfReference): PdfReference {
    const packed = withEntries(dictionary, { Filter: pdfName('FlateDecode') });
    return this.stream(packed, zlibSync(data, { level: PACKING_LEVEL }), place);
  }

  /** Writes the table of all objects. Every reserved number must have been written. */
  end(root: PdfReference): void {
    const start = this.#offset;
    const trailer = new Map<string, PdfObject>([
      ['Size', pdfNumber(this.#numbers + 1)],
      ['Root', root],
    ]);
    this.#append(writeXrefTable(this.#written, trailer, true));
    this.#append(latin1Bytes(`startxref\n${String(start)}\n%%EOF\n`));
  }

  #begin({ objectNumber }: PdfReference): void {
    this.#written.push({ objectNumber, generation: 0, offset: this.#offset });
  }

  #append(bytes: Uint8Array): void {
    // Whoever takes damage of a picture for its absence must not take this for it.
    if (this.#failure !== null) throw this.#failure;
    try {
      this.#sink.write(bytes);
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
    this.#offset += bytes.length;
  }
}

function streamHead({ objectNumber, generation }: PdfReference, dictionary: PdfDictionary): Uint8Array {
  return concatBytes(
    latin1Bytes(`${String(objectNumber)} ${String(generation)} obj\n`),
    serializeObject(dictionary),
    latin1Bytes('\nstream\n'),
  );
}

import { type PDFPage, PDFArray, PDFName, PDFRawStream, type PDFObject as LibraryObject } from 'pdf-lib';
import { PAPER_BUDGET } from '../../core/budgets.ts';
import { ByteReader, memorySource } from '../../core/bytes/byte-source.ts';
import { latin1Bytes } from '../../core/bytes/encodings.ts';
import { decodeStreamData } from '../../core/pdf/filters/decode-stream.ts';
import { readToken } from '../../core/pdf/syntax/lexer.ts';
import {
  isInteger,
  type PdfDictionary,
  pdfArray,
  pdfDictionary,
  pdfName,
  type PdfObject,
} from '../../core/pdf/syntax/objects.ts';
import { parseObject } from '../../core/pdf/syntax/parser.ts';
import { readXrefStreamEntries } from '../../core/pdf/xref/xref-stream.ts';
import { orNullIfDamaged, overBudget, WorkMeter } from '../../core/work-meter.ts';

/**
 * Bounds what the PDF library does with a paper, before it does it: the library unpacks object streams and
 * cross-reference streams when it loads a file, and the content of each page that is taken over, all without a limit.
 */
export class PaperBudget {
  readonly #meter = new WorkMeter(0);
  #loadedBytesLeft: number = PAPER_BUDGET.loadedBytes;
  #contentBytesLeft: number = PAPER_BUDGET.contentBytes;

  /**
   * Checks the bytes of a PDF before the library loads them. Like the library it goes by the objects in the bytes and
   * not by their tables.
   * @throws CodedError FILE_OVER_BUDGET
   */
  expectLoadable(bytes: Uint8Array): void {
    const source = memorySource(bytes, this.#meter);
    const reader = new ByteReader(source);
    for (let at = next(bytes, OBJECT, 0); at >= 0; at = next(bytes, OBJECT, reader.position)) {
      reader.position = at + OBJECT.length;
      this.#expectObject(bytes, reader);
      reader.position = Math.max(reader.position, at + OBJECT.length);
    }
  }

  /** Checks the content of a page before it is taken over. @throws CodedError FILE_OVER_BUDGET */
  expectContent(page: PDFPage): void {
    const contents = page.node.Contents();
    const parts = contents instanceof PDFArray ? contents.asArray() : [contents];
    for (const part of parts) {
      const stream = part === undefined ? undefined : page.doc.context.lookup(part);
      if (!(stream instanceof PDFRawStream)) continue;
      const content = this.#unpack(stream.contents, withFilters(stream), this.#contentBytesLeft);
      this.#contentBytesLeft -= content?.length ?? 0;
    }
  }

  #expectObject(bytes: Uint8Array, reader: ByteReader): void {
    const start = reader.position;
    const dictionary = dictionaryAt(reader);
    const isStream = dictionary !== null && isKeyword(reader, 'stream');
    if (dictionary !== null && !isStream) return;
    if (dictionary !== null) this.#expectStream(bytes, reader.position, dictionary);
    // What cannot be parsed here, the library may still take for a packed stream.
    else this.#expectUnparsed(bytes, start);
  }

  #expectStream(bytes: Uint8Array, from: number, dictionary: PdfDictionary): void {
    const type = dictionary.entries.get('Type');
    const isRead = type?.kind === 'reference' || (type?.kind === 'name' && READ_TYPES.has(type.value));
    if (!isRead && dictionary.duplicates.length === 0) return;
    const data = dataOf(bytes, from, dictionary);
    const count = dictionary.entries.get('N');
    if (isInteger(count) && count.value > PAPER_BUDGET.objectsOfStream) {
      throw overBudget('objectsOfStream', PAPER_BUDGET.objectsOfStream);
    }
    const content = this.#load(data, dictionary);
    if (type?.kind === 'name' && type.value === 'XRef' && content !== null)
      readXrefStreamEntries(dictionary, content);
  }

  #expectUnparsed(bytes: Uint8Array, start: number): void {
    const stream = next(bytes, STREAM, start);
    const object = next(bytes, OBJECT, start);
    if (stream < 0 || (object >= 0 && object < stream)) return;
    const ending = bytes[stream + STREAM.length] === 0x0d ? 2 : 1;
    const data = dataOf(bytes, stream + STREAM.length + ending, pdfDictionary({}));
    this.#load(data, pdfDictionary({ Filter: pdfName('FlateDecode') }));
  }

  #load(data: Uint8Array, dictionary: PdfDictionary): Uint8Array | null {
    const content = this.#unpack(data, dictionary, this.#loadedBytesLeft);
    this.#loadedBytesLeft -= content?.length ?? 0;
    return content;
  }

  /** Unpacks a stream as the library will; null for data that neither can unpack. */
  #unpack(data: Uint8Array, dictionary: PdfDictionary, most: number): Uint8Array | null {
    return orNullIfDamaged(() =>
      decodeStreamData(data, dictionary, (object) => object, { most, meter: this.#meter }),
    );
  }
}

const OBJECT = latin1Bytes('obj');
const STREAM = latin1Bytes('stream');
const END_OF_STREAM = latin1Bytes('endstream');
/** The streams that the library reads when it loads a file. */
const READ_TYPES: ReadonlySet<string> = new Set(['ObjStm', 'XRef']);

/** Finds a word; -1 if it does not occur any more. */
function next(bytes: Uint8Array, word: Uint8Array, from: number): number {
  const [first = 0] = word;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (word.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

/** Reads a dictionary; null for anything else, and for one that cannot be parsed. */
function dictionaryAt(reader: ByteReader): PdfDictionary | null {
  const object = orNullIfDamaged(() => parseObject(reader));
  return object?.kind === 'dictionary' ? object : null;
}

function isKeyword(reader: ByteReader, text: string): boolean {
  const token = orNullIfDamaged(() => readToken(reader));
  const found = token?.type === 'keyword' && token.text === text;
  if (found) reader.position += reader.peek() === 0x0d ? 2 : 1;
  return found;
}

/** The library goes by /Length if it is right, and else by the next `endstream`: the longer one has both. */
function dataOf(bytes: Uint8Array, from: number, dictionary: PdfDictionary): Uint8Array {
  const length = dictionary.entries.get('Length');
  const end = next(bytes, END_OF_STREAM, from);
  const stated = isInteger(length) && length.value > 0 ? from + length.value : from;
  return bytes.subarray(from, Math.max(stated, end < 0 ? bytes.length : end));
}

/** Returns the filters of a stream of the library as core reads them. */
function withFilters({ dict }: PDFRawStream): PdfDictionary {
  const filter: LibraryObject | undefined = dict.lookup(PDFName.of('Filter'));
  const names = (filter instanceof PDFArray ? filter.asArray() : [filter]).map((each) =>
    dict.context.lookup(each),
  );
  const known: PdfObject[] = names.flatMap((name) =>
    name instanceof PDFName ? [pdfName(name.decodeText())] : [],
  );
  return pdfDictionary({ Filter: pdfArray(known) });
}

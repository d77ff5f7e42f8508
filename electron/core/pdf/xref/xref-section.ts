import { CodedError } from '../../../shared/errors.ts';
import { PDF_BUDGET } from '../../budgets.ts';
import { ByteReader, type ByteSource } from '../../bytes/byte-source.ts';
import { decodeStreamData } from '../filters/decode-stream.ts';
import { damaged, isWhiteSpace, readToken } from '../syntax/lexer.ts';
import { isInteger, isName, type PdfDictionary, type PdfObject, type PdfStream } from '../syntax/objects.ts';
import { readIndirectObject, skipStreamEnd } from '../syntax/parser.ts';
import type { XrefEntries } from './xref-entries.ts';
import { readXrefStreamEntries } from './xref-stream.ts';
import { readXrefTable } from './xref-table.ts';

/** One cross-reference table or stream with its trailer. */
export interface XrefSection {
  readonly kind: 'table' | 'stream';
  /** The offset at which the keyword `xref`, or the stream's object, begins. */
  readonly offset: number;
  /** The offset right behind the trailer dictionary, or behind the stream's `endobj`. */
  readonly end: number;
  readonly trailer: PdfDictionary;
  readonly entries: XrefEntries;
  /** The object number of a cross-reference stream, which is an object itself. */
  readonly objectNumber: number | null;
  /** The stream that /XRefStm of a hybrid file's table names (ISO 32000-2 §7.5.8.4). */
  readonly hidden: XrefSection | null;
}

const KEYWORD_START = 0x78;

/**
 * Reads the cross-reference section of either kind that begins at `offset`.
 * @throws CodedError PDF_XREF_DAMAGED, PDF_OBJECT_NUMBER_TOO_LARGE, PDF_UNSUPPORTED_FILTER, FILE_OVER_BUDGET
 */
export function readXrefSection(source: ByteSource, offset: number): XrefSection {
  const reader = new ByteReader(source, offset);
  while (isWhiteSpace(reader.peek())) reader.next();
  try {
    const section = reader.peek() === KEYWORD_START ? readTable(reader, offset) : readStream(reader, offset);
    section.entries.expectSearchable();
    section.hidden?.entries.expectSearchable();
    return section;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'PDF_DAMAGED') {
      throw damaged(error.message, offset, 'PDF_XREF_DAMAGED');
    }
    throw error;
  }
}

function readTable(reader: ByteReader, offset: number): XrefSection {
  const keyword = readToken(reader);
  if (keyword.type !== 'keyword' || keyword.text !== 'xref') throw damaged('xref expected', offset);
  const { entries, trailer } = readXrefTable(reader);
  const end = reader.position;
  const hidden = hiddenSection(reader.source, trailer, offset);
  return { kind: 'table', offset, end, trailer, entries, objectNumber: null, hidden };
}

function hiddenSection(source: ByteSource, trailer: PdfDictionary, tableOffset: number): XrefSection | null {
  const offset = trailer.entries.get('XRefStm');
  if (offset === undefined) return null;
  if (!isInteger(offset) || offset.value === tableOffset) throw damaged('/XRefStm', tableOffset);
  return readStream(new ByteReader(source, offset.value), offset.value);
}

function readStream(reader: ByteReader, offset: number): XrefSection {
  const { object, objectNumber } = readIndirectObject(reader);
  if (object.kind !== 'stream' || !isName(object.dictionary.entries.get('Type'), 'XRef')) {
    throw damaged('not a cross-reference stream', offset);
  }
  const data = readDirectStream(reader, object);
  const entries = readXrefStreamEntries(object.dictionary, data);
  const trailer = object.dictionary;
  return { kind: 'stream', offset, end: reader.position, trailer, entries, objectNumber, hidden: null };
}

/**
 * Reads the data of a cross-reference stream, whose dictionary has direct values only (ISO 32000-2 §7.5.8.2).
 * @throws CodedError PDF_DAMAGED, FILE_OVER_BUDGET
 */
export function readDirectStream(reader: ByteReader, stream: PdfStream): Uint8Array {
  const length = stream.dictionary.entries.get('Length');
  if (!isInteger(length) || length.value < 0 || length.value > reader.source.size - stream.dataOffset) {
    throw damaged('/Length', stream.dataOffset);
  }
  reader.position = stream.dataOffset + length.value;
  skipStreamEnd(reader);
  const { source } = reader;
  const data = source.read(stream.dataOffset, length.value);
  const budget = { most: PDF_BUDGET.streamBytes, meter: source.meter };
  return decodeStreamData(data, stream.dictionary, (object: PdfObject) => object, budget);
}

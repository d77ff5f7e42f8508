import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { CodedError } from '../../../shared/errors.ts';
import { decodeStreamData } from '../filters/decode-stream.ts';
import { isWhiteSpace } from '../syntax/characters.ts';
import { damaged } from '../syntax/damage.ts';
import { readIndirectObject, skipStreamEnd } from '../syntax/indirect-object.ts';
import { readToken } from '../syntax/lexer.ts';
import { isInteger, isName, type PdfDictionary, type PdfObject, type PdfStream } from '../syntax/objects.ts';
import { readXrefStreamEntries } from './xref-stream.ts';
import type { XrefSection } from './xref-section.ts';
import { readXrefTable } from './xref-table.ts';

/** Eight million objects of twenty bytes, the most that object numbers allow. */
const XREF_STREAM_LIMIT = 160 * 1024 * 1024;

const KEYWORD_START = 0x78;

/**
 * Reads the cross-reference section that begins at `offset`, whichever kind it is.
 * @throws CodedError PDF_XREF_DAMAGED, PDF_OBJECT_NUMBER_TOO_LARGE, PDF_UNSUPPORTED_FILTER
 */
export function readXrefSection(source: ByteSource, offset: number): XrefSection {
  const reader = new ByteReader(source, offset);
  while (isWhiteSpace(reader.peek())) reader.next();
  try {
    return reader.peek() === KEYWORD_START ? readTable(reader, offset) : readStream(reader, offset);
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

/** All values of a cross-reference stream's dictionary are direct (ISO 32000-2 §7.5.8.2). */
function readDirectStream(reader: ByteReader, stream: PdfStream): Uint8Array {
  const length = stream.dictionary.entries.get('Length');
  if (!isInteger(length) || length.value < 0 || length.value > reader.source.size - stream.dataOffset) {
    throw damaged('/Length', stream.dataOffset);
  }
  reader.position = stream.dataOffset + length.value;
  skipStreamEnd(reader);
  const data = reader.source.read(stream.dataOffset, length.value);
  return decodeStreamData(data, stream.dictionary, (object: PdfObject) => object, XREF_STREAM_LIMIT);
}

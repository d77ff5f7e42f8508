import { ByteReader } from '../../bytes/byte-source.ts';
import type { PdfDocument } from '../document.ts';
import { isInteger, isName, type PdfObject, type PdfStream } from '../syntax/objects.ts';
import { parseObject } from '../syntax/parser.ts';
import { CanonicalReader, expectNoComment, expectSingleKeys } from './canonical-syntax.ts';
import { Untiled } from './tiling-fault.ts';

/** The bytes [start, end) of a file, which one object or the section takes. */
export interface Tile {
  readonly start: number;
  readonly end: number;
  /** The offset of the keyword by which a reader that rebuilds the tables finds it: `obj` or `trailer`. */
  readonly keyword: number;
}

/** An object that a section lists at an offset. */
export interface ListedObject {
  readonly objectNumber: number;
  readonly generation: number;
  readonly offset: number;
}

/** An object of a revision, read as strictly as a section. */
export interface ObjectTile extends Tile, ListedObject {
  readonly object: PdfObject;
}

/**
 * Expects `N G obj … endobj` exactly at an offset, complete, and with a /Length that leads to `endstream`: readers
 * search for the end of a stream whose length is wrong, each in its own way.
 * @param document the file as of the revision, in which an indirect /Length has its meaning
 * @throws Untiled, CodedError
 */
export function objectTile(document: PdfDocument, listed: ListedObject): ObjectTile {
  const { source } = document;
  const { offset } = listed;
  const text = new CanonicalReader(new ByteReader(source, offset), 'objectForm');
  text.expect(`${String(listed.objectNumber)} ${String(listed.generation)} `);
  const keyword = text.reader.position;
  text.keyword('obj');
  const bodyStart = text.reader.position;
  const object = parseObject(text.reader);
  text.skipWhiteSpace();
  expectNoComment(source, bodyStart, text.reader.position);
  expectSingleKeys(object, offset);
  const isStream = object.kind === 'dictionary' && text.sees('stream');
  const whole = isStream ? readStream(text, document, object) : object;
  text.keyword('endobj');
  return { ...listed, start: offset, end: text.reader.position, keyword, object: whole };
}

/** Moves from the keyword `stream` to `endobj`. */
function readStream(
  text: CanonicalReader,
  document: PdfDocument,
  dictionary: PdfStream['dictionary'],
): PdfStream {
  const { reader } = text;
  // The data of another file (ISO 32000-2 table 5), which nobody has signed; an abbreviation for inline images alone.
  if (dictionary.entries.has('F') || dictionary.entries.has('DP')) throw text.fault();
  text.expect('stream');
  // CR LF or LF (ISO 32000-2 §7.3.8.1).
  if (text.sees('\r')) reader.position += 1;
  text.expect('\n');
  const stream: PdfStream = { kind: 'stream', dictionary, dataOffset: reader.position };
  const length = document.entry(dictionary, 'Length');
  if (!isInteger(length) || length.value < 0) throw new Untiled('streamLength', stream.dataOffset);
  reader.position = stream.dataOffset + length.value;
  text.skipLineEnd();
  if (!text.sees('endstream')) throw new Untiled('streamLength', stream.dataOffset);
  text.keyword('endstream');
  text.skipWhiteSpace();
  return stream;
}

/** Tells whether an object is a stream of a type, such as ObjStm or XRef. */
export function isStreamOf(document: PdfDocument, object: PdfObject, type: string): object is PdfStream {
  return object.kind === 'stream' && isName(document.entry(object.dictionary, 'Type'), type);
}

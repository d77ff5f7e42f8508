import type { ByteReader } from '../../bytes/byte-reader.ts';
import { CARRIAGE_RETURN, LINE_FEED } from './characters.ts';
import { damaged } from './damage.ts';
import { readToken } from './lexer.ts';
import type { PdfObject } from './objects.ts';
import { parseObject } from './parser.ts';

/** `N G obj … endobj` (ISO 32000-2 §7.3.10). */
export interface IndirectObject {
  readonly objectNumber: number;
  readonly generation: number;
  readonly object: PdfObject;
}

/**
 * Reads the indirect object at the cursor, which then stands behind `endobj`, or, for a stream, at its data.
 * @throws CodedError PDF_XREF_DAMAGED where no object begins, PDF_DAMAGED where it is broken
 */
export function readIndirectObject(reader: ByteReader): IndirectObject {
  const header = readObjectHeader(reader);
  return { ...header, object: readBody(reader, parseObject(reader)) };
}

/** Reads `N G obj` at the cursor. @throws CodedError PDF_XREF_DAMAGED where something else stands there */
export function readObjectHeader(reader: ByteReader): Pick<IndirectObject, 'objectNumber' | 'generation'> {
  const start = reader.position;
  const number = readToken(reader);
  const generation = readToken(reader);
  if (number.type !== 'number' || generation.type !== 'number' || !isKeyword(readToken(reader), 'obj')) {
    throw damaged('no object', start, 'PDF_XREF_DAMAGED');
  }
  return { objectNumber: number.value, generation: generation.value };
}

function readBody(reader: ByteReader, object: PdfObject): PdfObject {
  const ending = readToken(reader);
  if (isKeyword(ending, 'endobj')) return object;
  if (!isKeyword(ending, 'stream') || object.kind !== 'dictionary') throw damaged('endobj', reader.position);
  skipLineEnd(reader);
  return { kind: 'stream', dictionary: object, dataOffset: reader.position };
}

/** The keyword `stream` is followed by CR LF or LF, never by CR alone (ISO 32000-2 §7.3.8.1). */
function skipLineEnd(reader: ByteReader): void {
  if (reader.peek() === CARRIAGE_RETURN && reader.peek(1) === LINE_FEED) reader.next();
  if (reader.next() !== LINE_FEED) throw damaged('line end after stream', reader.position);
}

/** Moves from the end of a stream's data behind `endobj`. @throws CodedError PDF_DAMAGED */
export function skipStreamEnd(reader: ByteReader): void {
  const ending = readToken(reader);
  if (!isKeyword(ending, 'endstream')) throw damaged('endstream', reader.position);
  if (!isKeyword(readToken(reader), 'endobj')) throw damaged('endobj', reader.position);
}

function isKeyword(token: ReturnType<typeof readToken>, text: string): boolean {
  return token.type === 'keyword' && token.text === text;
}

import type { ByteReader } from '../../bytes/byte-source.ts';
import { isRegular, isWhiteSpace, damaged, readToken, skipSpace } from '../syntax/lexer.ts';
import { parseObject } from '../syntax/parser.ts';
import type { PdfDictionary } from '../syntax/objects.ts';
import { XrefEntries, type XrefEntry } from './xref-entries.ts';

/** No entry is shorter than this, whatever its spaces: `0 0 f`. */
const SHORTEST_ENTRY = 6;
const FREE = 0x66;
const IN_USE = 0x6e;
const GENERATION_LIMIT = 65_535;

export interface XrefTable {
  readonly entries: XrefEntries;
  readonly trailer: PdfDictionary;
}

/**
 * Reads a cross-reference table and its trailer (ISO 32000-2 §7.5.4 and §7.5.5). The cursor stands behind the
 * keyword `xref`, and afterwards behind the trailer dictionary. Entries of 19 or 21 bytes, which occur in
 * real files, are read by their tokens.
 * @throws CodedError PDF_XREF_DAMAGED, PDF_OBJECT_NUMBER_TOO_LARGE
 */
export function readXrefTable(reader: ByteReader): XrefTable {
  const entries = new XrefEntries();
  for (;;) {
    const token = readToken(reader);
    if (token.type === 'keyword' && token.text === 'trailer') break;
    if (token.type !== 'number') throw broken('subsection expected', reader);
    readSubsection(reader, entries, integerOf(token.text, reader), readInteger(reader));
  }
  const trailer = parseObject(reader);
  if (trailer.kind !== 'dictionary') throw broken('trailer is not a dictionary', reader);
  return { entries, trailer };
}

function readSubsection(reader: ByteReader, entries: XrefEntries, first: number, count: number): void {
  if (count * SHORTEST_ENTRY > reader.source.size - reader.position) throw broken('count too large', reader);
  const set = entries.addSubsection(first, count);
  for (let index = 0; index < count; index += 1) set(index, readEntry(reader));
}

function readEntry(reader: ByteReader): XrefEntry {
  const offset = readNumber(reader);
  const generation = readNumber(reader);
  skipWhiteSpace(reader);
  const kind = reader.next();
  if (isRegular(reader.peek()) || generation > GENERATION_LIMIT) throw broken('entry', reader);
  if (kind === FREE) return { kind: 'free' };
  if (kind === IN_USE) return { kind: 'offset', offset, generation };
  throw broken('entry neither n nor f', reader);
}

function readNumber(reader: ByteReader): number {
  skipWhiteSpace(reader);
  let value = 0;
  let digits = 0;
  for (let digit = reader.peek() - 0x30; digit >= 0 && digit <= 9; digit = reader.peek() - 0x30) {
    value = value * 10 + digit;
    digits += 1;
    reader.next();
  }
  if (digits === 0 || digits > 10 || !isWhiteSpace(reader.peek())) throw broken('number in an entry', reader);
  return value;
}

function skipWhiteSpace(reader: ByteReader): void {
  while (isWhiteSpace(reader.peek())) reader.next();
}

function readInteger(reader: ByteReader): number {
  skipSpace(reader);
  const token = readToken(reader);
  if (token.type !== 'number') throw broken('count expected', reader);
  return integerOf(token.text, reader);
}

function integerOf(text: string, reader: ByteReader): number {
  if (!/^\d{1,15}$/.test(text)) throw broken('whole number expected', reader);
  return Number(text);
}

function broken(what: string, reader: ByteReader): Error {
  return damaged(`cross-reference table: ${what}`, reader.position, 'PDF_XREF_DAMAGED');
}

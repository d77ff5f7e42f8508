import { PDF_BUDGET } from '../../budgets.ts';
import type { ByteReader } from '../../bytes/byte-source.ts';
import { overBudget } from '../../work-meter.ts';
import { CARRIAGE_RETURN, damaged, isRegular, LINE_FEED, readToken, skipSpace, type Token } from './lexer.ts';
import {
  PDF_NULL,
  type PdfArray,
  pdfBoolean,
  type PdfDictionary,
  type PdfObject,
  pdfReference,
} from './objects.ts';

/** `N G obj … endobj` (ISO 32000-2 §7.3.10). */
interface IndirectObject {
  readonly objectNumber: number;
  readonly generation: number;
  readonly object: PdfObject;
}

/**
 * Reads the indirect object at the cursor, which then stands behind `endobj`, or, for a stream, at its data.
 * @throws CodedError PDF_XREF_DAMAGED if no object begins there, PDF_DAMAGED if it is broken
 */
export function readIndirectObject(reader: ByteReader): IndirectObject {
  const header = readObjectHeader(reader);
  return { ...header, object: readBody(reader, parseObject(reader)) };
}

/** Reads `N G obj` at the cursor. @throws CodedError PDF_XREF_DAMAGED for anything else */
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

/** Skips the line end after the keyword `stream`: CR LF or LF, never CR alone (ISO 32000-2 §7.3.8.1). */
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

interface Context {
  readonly reader: ByteReader;
  /** The position up to which the object may reach. */
  readonly limit: number;
  valuesLeft: number;
}

/**
 * Parses one object at the cursor (ISO 32000-2 §7.3), which then stands right behind it. Nothing is repaired.
 * @throws CodedError PDF_DAMAGED, FILE_OVER_BUDGET
 */
export function parseObject(reader: ByteReader): PdfObject {
  const limit = reader.position + PDF_BUDGET.objectBytes;
  return parseValue({ reader, limit, valuesLeft: PDF_BUDGET.valuesOfObject }, readToken(reader), 0);
}

function parseValue(context: Context, token: Token, depth: number): PdfObject {
  const { position } = context.reader;
  context.valuesLeft -= 1;
  if (depth > PDF_BUDGET.depth) throw overBudget('depth', PDF_BUDGET.depth);
  if (position > context.limit) throw overBudget('objectBytes', PDF_BUDGET.objectBytes);
  if (context.valuesLeft < 0) throw overBudget('valuesOfObject', PDF_BUDGET.valuesOfObject);
  switch (token.type) {
    case 'number':
      return parseNumber(context.reader, token);
    case 'name':
      return { kind: 'name', value: token.value };
    case 'string':
      return { kind: 'string', bytes: token.bytes, form: token.form };
    case 'keyword':
      return parseKeyword(token.text, position);
    case 'punctuation':
      return parseComposite(context, token.text, depth);
    case 'end':
      throw damaged('object expected', position);
  }
}

function parseKeyword(text: string, position: number): PdfObject {
  if (text === 'null') return PDF_NULL;
  if (text === 'true' || text === 'false') return pdfBoolean(text === 'true');
  throw damaged(`unexpected keyword ${text.slice(0, 20)}`, position);
}

function parseComposite(context: Context, text: string, depth: number): PdfObject {
  if (text === '[') return parseArray(context, depth);
  if (text === '<<') return parseDictionary(context, depth);
  throw damaged(`unexpected ${text}`, context.reader.position);
}

function parseArray(context: Context, depth: number): PdfArray {
  const items: PdfObject[] = [];
  for (;;) {
    const token = readToken(context.reader);
    if (token.type === 'punctuation' && token.text === ']') return { kind: 'array', items };
    items.push(parseValue(context, token, depth + 1));
  }
}

const NO_KEYS: readonly string[] = [];

function parseDictionary(context: Context, depth: number): PdfDictionary {
  const entries = new Map<string, PdfObject>();
  const spans: number[] = [];
  let duplicates: string[] | null = null;
  const repeated: PdfObject[] = [];
  for (;;) {
    const key = readToken(context.reader);
    if (key.type === 'punctuation' && key.text === '>>') {
      const found: PdfDictionary = { kind: 'dictionary', entries, duplicates: duplicates ?? NO_KEYS, spans };
      return repeated.length === 0 ? found : { ...found, repeated };
    }
    if (key.type !== 'name') throw damaged('key expected', context.reader.position);
    skipSpace(context.reader);
    const start = context.reader.position;
    const value = parseValue(context, readToken(context.reader), depth + 1);
    if (entries.has(key.value)) {
      (duplicates ??= []).push(key.value);
      repeated.push(value);
    } else {
      entries.set(key.value, value);
      spans.push(start, context.reader.position);
    }
  }
}

function parseNumber(
  reader: ByteReader,
  token: { readonly value: number; readonly text: string },
): PdfObject {
  return parseReference(reader, token.text) ?? { kind: 'number', value: token.value, text: token.text };
}

/** Reads `N G R`, whose `N` was just read; otherwise the cursor stays. */
function parseReference(reader: ByteReader, text: string): PdfObject | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  const start = reader.position;
  const generation = readDigits(reader);
  skipSpace(reader);
  if (generation !== undefined && reader.peek() === 0x52 && !isRegular(reader.peek(1))) {
    reader.next();
    return pdfReference(Number(text), generation);
  }
  reader.position = start;
  return undefined;
}

function readDigits(reader: ByteReader): number | undefined {
  skipSpace(reader);
  let value = 0;
  let digits = 0;
  for (let byte = reader.peek(); byte >= 0x30 && byte <= 0x39 && digits < 6; byte = reader.peek()) {
    value = value * 10 + byte - 0x30;
    digits += 1;
    reader.position += 1;
  }
  return digits === 0 || isRegular(reader.peek()) ? undefined : value;
}

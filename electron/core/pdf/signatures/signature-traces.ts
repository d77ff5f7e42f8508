import { ByteReader, memorySource, piecesOf, type ByteSource } from '../../bytes/byte-source.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import { CodedError } from '../../../shared/errors.ts';
import { decodeStreamData } from '../filters/decode-stream.ts';
import { readIndirectObject } from '../syntax/parser.ts';
import { readToken, type Token } from '../syntax/lexer.ts';

/** A sign in the bytes of a file that somebody signed it, even against its structure. */
export interface SignatureTrace {
  readonly kind: 'byte-range' | 'signature-type';
  /** The file offset; for a trace inside an object stream, that of the stream. */
  readonly offset: number;
}

const SOLIDUS = 0x2f;
/** The distance before /Type /ObjStm at which its object may begin. */
const OBJECT_START_REACH = 2048;
/** The reach within which `endstream` is looked for; /Length is not trusted here. */
const OBJECT_STREAM_REACH = 4 * 1024 * 1024;
const OBJECT_STREAM_LIMIT = 64 * 1024 * 1024;
const SIGNATURE_TYPES = new Set(['Sig', 'DocTimeStamp']);
/** B of ByteRange, T of Type, and `#`, which may stand for either: a cheap test before a token is read. */
const FIRST_LETTERS = new Set([0x42, 0x54, 0x23]);

/**
 * Searches a file for /ByteRange, for /Type /Sig and for /Type /DocTimeStamp without trusting its structure,
 * also in object streams that can be read. Names may be escaped. Memory does not grow with the file.
 * @param limit stops after this many traces; 1 tells whether there is any
 */
export function findSignatureTraces(source: ByteSource, limit = 1000): readonly SignatureTrace[] {
  const traces: SignatureTrace[] = [];
  const reader = new ByteReader(source);
  for (const offset of solidusOffsets(source)) {
    traces.push(...tracesAt(source, reader, offset));
    if (traces.length >= limit) break;
  }
  return traces.slice(0, limit);
}

function* solidusOffsets(source: ByteSource): Generator<number> {
  let start = 0;
  for (const piece of piecesOf(source, 0, source.size)) {
    for (let at = piece.indexOf(SOLIDUS); at >= 0; at = piece.indexOf(SOLIDUS, at + 1)) {
      const letter = piece[at + 1];
      if (letter === undefined || FIRST_LETTERS.has(letter)) yield start + at;
    }
    start += piece.length;
  }
}

function tracesAt(source: ByteSource, reader: ByteReader, offset: number): readonly SignatureTrace[] {
  reader.position = offset;
  const name = nameOf(tokenOrNull(reader));
  if (name === 'ByteRange') return [{ kind: 'byte-range', offset }];
  if (name !== 'Type') return [];
  const type = nameOf(tokenOrNull(reader));
  if (type === undefined) return [];
  if (SIGNATURE_TYPES.has(type)) return [{ kind: 'signature-type', offset }];
  return type === 'ObjStm' ? tracesInObjectStream(source, offset) : [];
}

function tokenOrNull(reader: ByteReader): Token | null {
  try {
    return readToken(reader);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function nameOf(token: Token | null): string | undefined {
  return token?.type === 'name' ? token.value : undefined;
}

function tracesInObjectStream(source: ByteSource, offset: number): readonly SignatureTrace[] {
  const content = objectStreamContent(source, offset);
  if (content === null) return [];
  return findSignatureTraces(memorySource(content)).map(({ kind }) => ({ kind, offset }));
}

/** Decodes the object stream whose dictionary holds `offset`; null if it cannot be read. */
function objectStreamContent(source: ByteSource, offset: number): Uint8Array | null {
  const from = Math.max(0, offset - OBJECT_START_REACH);
  const before = latin1Text(source.read(from, offset - from));
  const start = [...before.matchAll(/\d+\s+\d+\s+obj/g)].at(-1)?.index;
  if (start === undefined) return null;
  try {
    const { object } = readIndirectObject(new ByteReader(source, from + start));
    if (object.kind !== 'stream') return null;
    const rest = source.read(object.dataOffset, OBJECT_STREAM_REACH);
    const end = latin1Text(rest).indexOf('endstream');
    const data = end < 0 ? rest : rest.subarray(0, end);
    return decodeStreamData(data, object.dictionary, (value) => value, OBJECT_STREAM_LIMIT);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

import { PDF_BUDGET } from '../../budgets.ts';
import {
  ByteReader,
  cachedSource,
  memorySource,
  piecesOf,
  type ByteSource,
} from '../../bytes/byte-source.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import { orNullIfDamaged, WorkMeter } from '../../work-meter.ts';
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
const END_OF_STREAM = 'endstream';
const PIECE_LENGTH = 64 * 1024;
/** Looking for the beginning of an object takes some times as long as reading its syntax. */
const SEARCH_COST = 4;
const SIGNATURE_TYPES = new Set(['Sig', 'DocTimeStamp']);
/** B of ByteRange, T of Type, and `#`, which may stand for either: a cheap test before a token is read. */
const FIRST_LETTERS = new Set([0x42, 0x54, 0x23]);

/**
 * Searches a file for /ByteRange, for /Type /Sig and for /Type /DocTimeStamp without trusting its structure,
 * also in object streams that can be read. Names may be escaped. Memory does not grow with the file.
 * @param limit stops after this many traces; 1 tells whether there is any
 * @param meter counts the work; that of the document, if it could be opened
 * @throws CodedError FILE_OVER_BUDGET
 */
export function findSignatureTraces(
  source: ByteSource,
  limit = 1000,
  meter = new WorkMeter(source.size),
): readonly SignatureTrace[] {
  const cached = cachedSource(source, meter);
  const streams = new ObjectStreams(cached, meter);
  const reader = new ByteReader(cached);
  const traces: SignatureTrace[] = [];
  for (const offset of solidusOffsets(source)) {
    const found = traceAt(reader, offset);
    if (found === 'ObjStm') traces.push(...tracesWithin(streams.contentAround(offset), offset, limit, meter));
    else if (found !== null) traces.push({ kind: found, offset });
    if (traces.length >= limit) break;
  }
  return traces.slice(0, limit);
}

/**
 * Finds the traces inside an object stream. No stream lies in another one (ISO 32000-2 §7.5.7), so what looks like
 * one there is text, and following it would double the work at each step.
 */
function tracesWithin(
  content: Uint8Array | null,
  offset: number,
  limit: number,
  meter: WorkMeter,
): SignatureTrace[] {
  if (content === null) return [];
  const source = memorySource(content, meter);
  const reader = new ByteReader(source);
  const traces: SignatureTrace[] = [];
  for (const inner of solidusOffsets(source)) {
    const kind = traceAt(reader, inner);
    if (kind !== null && kind !== 'ObjStm') traces.push({ kind, offset });
    if (traces.length >= limit) break;
  }
  return traces;
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

function traceAt(reader: ByteReader, offset: number): SignatureTrace['kind'] | 'ObjStm' | null {
  reader.position = offset;
  const name = nameOf(tokenOrNull(reader));
  if (name === 'ByteRange') return 'byte-range';
  if (name !== 'Type') return null;
  const type = nameOf(tokenOrNull(reader));
  if (type === undefined) return null;
  if (SIGNATURE_TYPES.has(type)) return 'signature-type';
  return type === 'ObjStm' ? type : null;
}

function tokenOrNull(reader: ByteReader): Token | null {
  return orNullIfDamaged(() => readToken(reader));
}

function nameOf(token: Token | null): string | undefined {
  return token?.type === 'name' ? token.value : undefined;
}

/** The object streams of a file as its bytes show them, whatever its tables say. Each is unpacked once. */
class ObjectStreams {
  readonly #source: ByteSource;
  readonly #meter: WorkMeter;
  readonly #seen = new Set<number>();
  /** The last search for the end of a stream: from where, and where it was found. */
  #searched = { from: 0, end: -1 };

  constructor(source: ByteSource, meter: WorkMeter) {
    this.#source = source;
    this.#meter = meter;
  }

  /** Unpacks the object stream whose dictionary holds `offset`; null if it cannot be read, or was already. */
  contentAround(offset: number): Uint8Array | null {
    const from = Math.max(0, offset - OBJECT_START_REACH);
    this.#meter.spend('syntaxBytes', SEARCH_COST * (offset - from));
    const before = latin1Text(this.#source.read(from, offset - from));
    const start = [...before.matchAll(/\d+\s+\d+\s+obj/g)].at(-1)?.index;
    if (start === undefined || this.#seen.has(from + start)) return null;
    this.#seen.add(from + start);
    return orNullIfDamaged(() => this.#unpack(from + start));
  }

  #unpack(offset: number): Uint8Array | null {
    const { object } = readIndirectObject(new ByteReader(this.#source, offset));
    if (object.kind !== 'stream') return null;
    const data = this.#source.read(object.dataOffset, this.#endOfData(object.dataOffset) - object.dataOffset);
    const budget = { most: PDF_BUDGET.streamBytes, meter: this.#meter };
    return decodeStreamData(data, object.dictionary, (value) => value, budget);
  }

  /** Finds `endstream`, or how far it is looked for. */
  #endOfData(from: number): number {
    const { from: known, end } = this.#searched;
    if (from >= known && from <= end) return end;
    this.#searched = { from, end: this.#searchEnd(from) };
    return this.#searched.end;
  }

  #searchEnd(from: number): number {
    const reach = Math.min(this.#source.size, from + OBJECT_STREAM_REACH);
    for (let at = from; at < reach; at += PIECE_LENGTH) {
      const piece = this.#source.read(at, PIECE_LENGTH + END_OF_STREAM.length - 1);
      this.#meter.spend('syntaxBytes', piece.length);
      const found = new TextDecoder('latin1').decode(piece).indexOf(END_OF_STREAM);
      if (found >= 0) return at + found;
    }
    return reach;
  }
}

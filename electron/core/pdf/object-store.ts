import { ByteReader, type ByteSource, memorySource } from '../bytes/byte-source.ts';
import { damaged, readToken } from './syntax/lexer.ts';
import type { PdfObject } from './syntax/objects.ts';
import { parseObject, readIndirectObject } from './syntax/parser.ts';

/** Reads the object at a file offset. @throws CodedError PDF_XREF_DAMAGED if another object stands there */
export function readObjectAt(
  source: ByteSource,
  offset: number,
  objectNumber: number,
  generation: number,
): PdfObject {
  if (offset <= 0 || offset >= source.size) throw damaged('object offset', offset, 'PDF_XREF_DAMAGED');
  const found = readIndirectObject(new ByteReader(source, offset));
  if (found.objectNumber !== objectNumber || found.generation !== generation) {
    throw damaged(`object ${String(objectNumber)} is not here`, offset, 'PDF_XREF_DAMAGED');
  }
  return found.object;
}

/**
 * A decoded object stream (ISO 32000-2 §7.5.7): the numbers of its objects, each of which is parsed on
 * demand.
 */
export class ObjectStream {
  readonly objectNumbers: readonly number[];
  readonly #offsets: readonly number[];
  readonly #data: ByteSource;

  /** Reads the header. @throws CodedError PDF_DAMAGED */
  constructor(data: Uint8Array, count: number, first: number) {
    if (count * 2 > data.length || first > data.length) throw damaged('object stream header');
    this.#data = memorySource(data);
    const reader = new ByteReader(this.#data);
    const numbers = Array.from({ length: count * 2 }, () => readHeaderNumber(reader));
    this.objectNumbers = numbers.filter((_, at) => at % 2 === 0);
    this.#offsets = numbers.filter((_, at) => at % 2 === 1).map((offset) => first + offset);
  }

  /**
   * Parses an object. @throws CodedError PDF_XREF_DAMAGED if the stream holds another object at this index
   */
  objectAt(index: number, objectNumber: number): PdfObject {
    const offset = this.#offsets[index];
    if (offset === undefined || this.objectNumbers[index] !== objectNumber) {
      throw damaged(`object ${String(objectNumber)} in its stream`, undefined, 'PDF_XREF_DAMAGED');
    }
    return parseObject(new ByteReader(this.#data, offset));
  }
}

function readHeaderNumber(reader: ByteReader): number {
  const token = readToken(reader);
  if (token.type !== 'number' || !/^\d+$/.test(token.text)) throw damaged('object stream header');
  return token.value;
}

/** Keeps the values used last, up to a limit; the value unused for longest is dropped first. */
export class RecentValues<Value> {
  readonly #values = new Map<number, Value>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Returns the value of a key and computes it if it is not kept. */
  get(key: number, compute: () => Value): Value {
    const value = this.#values.get(key) ?? compute();
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#limit) this.#forgetOldest();
    return value;
  }

  #forgetOldest(): void {
    const oldest = this.#values.keys().next();
    if (oldest.done !== true) this.#values.delete(oldest.value);
  }
}

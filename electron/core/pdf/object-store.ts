import { ByteReader, type ByteSource, memorySource } from '../bytes/byte-source.ts';
import { PDF_BUDGET } from '../budgets.ts';
import { overBudget, type WorkMeter } from '../work-meter.ts';
import { damaged, readToken } from './syntax/lexer.ts';
import type { PdfObject } from './syntax/objects.ts';
import { parseObject, readIndirectObject } from './syntax/parser.ts';

/** An object with the length that it has in a file. */
export interface ReadObject {
  readonly object: PdfObject;
  /** The length of its syntax in bytes, without a stream's data. */
  readonly length: number;
}

/** Reads the object at a file offset. @throws CodedError PDF_XREF_DAMAGED if another object stands there */
export function readObjectAt(
  source: ByteSource,
  offset: number,
  objectNumber: number,
  generation: number,
): ReadObject {
  if (offset <= 0 || offset >= source.size) throw damaged('object offset', offset, 'PDF_XREF_DAMAGED');
  source.meter?.spend('syntaxBytes', PDF_BUDGET.objectCost);
  const reader = new ByteReader(source, offset);
  const found = readIndirectObject(reader);
  if (found.objectNumber !== objectNumber || found.generation !== generation) {
    throw damaged(`object ${String(objectNumber)} is not here`, offset, 'PDF_XREF_DAMAGED');
  }
  return { object: found.object, length: reader.position - offset };
}

/**
 * A decoded object stream (ISO 32000-2 §7.5.7): the numbers of its objects, each of which is parsed on
 * demand.
 */
export class ObjectStream {
  readonly objectNumbers: readonly number[];
  readonly #offsets: readonly number[];
  readonly #data: ByteSource;
  readonly #headerEnd: number;

  /** Reads the header. @throws CodedError PDF_DAMAGED, FILE_OVER_BUDGET */
  constructor(data: Uint8Array, count: number, first: number, meter?: WorkMeter) {
    if (count > PDF_BUDGET.objectsOfStream) throw overBudget('objectsOfStream', PDF_BUDGET.objectsOfStream);
    if (count * 2 > data.length || first > data.length) throw damaged('object stream header');
    this.#data = memorySource(data, meter);
    const reader = new ByteReader(this.#data);
    const numbers = Array.from({ length: count * 2 }, () => readHeaderNumber(reader));
    this.objectNumbers = numbers.filter((_, at) => at % 2 === 0);
    this.#offsets = numbers.filter((_, at) => at % 2 === 1).map((offset) => first + offset);
    this.#headerEnd = Math.max(first, reader.position);
  }

  /**
   * Parses an object. @throws CodedError PDF_XREF_DAMAGED if the stream holds another object at this index
   */
  objectAt(index: number, objectNumber: number): ReadObject {
    const offset = this.#offsets[index];
    if (offset === undefined || this.objectNumbers[index] !== objectNumber) {
      throw damaged(`object ${String(objectNumber)} in its stream`, undefined, 'PDF_XREF_DAMAGED');
    }
    this.#data.meter?.spend('syntaxBytes', PDF_BUDGET.objectCost);
    const reader = new ByteReader(this.#data, offset);
    const object = parseObject(reader);
    return { object, length: reader.position - offset };
  }

  /** The length of the decoded data in bytes. */
  get length(): number {
    return this.#data.size;
  }

  /** Whether the objects follow each other as the header lists them; some readers find no others. */
  isInOrder(): boolean {
    return this.#offsets.every((offset, index) => offset > (this.#offsets[index - 1] ?? this.#headerEnd - 1));
  }

  /** Returns the bytes from an object to the next, or to the end of the data. */
  roomOf(index: number): number {
    return (this.#offsets[index + 1] ?? this.#data.size) - (this.#offsets[index] ?? 0);
  }
}

function readHeaderNumber(reader: ByteReader): number {
  const token = readToken(reader);
  if (token.type !== 'number' || !/^\d+$/.test(token.text)) throw damaged('object stream header');
  return token.value;
}

interface Kept<Value> {
  readonly value: Value;
  readonly weight: number;
}

/** Keeps the values used last, up to a number and a weight; those unused for longest are dropped first. */
export class RecentValues<Value> {
  readonly #values = new Map<number, Kept<Value>>();
  readonly #most: number;
  readonly #heaviest: number;
  #weight = 0;

  /** @param heaviest the weight of all values together, in the unit in which they are weighed */
  constructor(most: number, heaviest: number) {
    this.#most = most;
    this.#heaviest = heaviest;
  }

  /** While nothing will have to go soon, nobody needs to know which was used last. */
  #isHalfEmpty(): boolean {
    return 2 * this.#values.size <= this.#most && 2 * this.#weight <= this.#heaviest;
  }

  /** Returns the value of a key and computes it, with its weight, if it is not kept. */
  get(key: number, compute: () => Kept<Value>): Value {
    const known = this.#values.get(key);
    if (known !== undefined && this.#isHalfEmpty()) return known.value;
    const kept = known ?? compute();
    if (known !== undefined) this.#values.delete(key);
    else this.#weight += kept.weight;
    this.#values.set(key, kept);
    while (this.#values.size > this.#most || (this.#weight > this.#heaviest && this.#values.size > 1)) {
      this.#forgetOldest();
    }
    return kept.value;
  }

  #forgetOldest(): void {
    for (const [key, { weight }] of this.#values) {
      this.#values.delete(key);
      this.#weight -= weight;
      return;
    }
  }
}

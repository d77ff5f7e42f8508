import { CodedError } from '../../../shared/errors.ts';
import { ByteBuilder } from '../../bytes/byte-arrays.ts';
import { inflateInSteps } from '../../bytes/zlib.ts';
import { overBudget, type WorkMeter } from '../../work-meter.ts';
import { damaged } from '../syntax/lexer.ts';

/** How much data may become while it is unpacked. */
export interface UnpackingBudget {
  /** The largest result of one filter, in bytes. */
  readonly most: number;
  /** Counts what all streams of the document unpack to. */
  readonly meter?: WorkMeter | undefined;
}

/** Counts bytes that a filter is about to add to its result. @throws CodedError FILE_OVER_BUDGET */
export function spendUnpacked({ most, meter }: UnpackingBudget, before: number, more: number): void {
  if (before + more > most) throw overBudget('streamBytes', most);
  meter?.spend('inflatedBytes', more);
}

/**
 * Decodes FlateDecode (ISO 32000-2 §7.4.4): zlib data, decompressed in steps so that a bomb is stopped early.
 * @throws CodedError PDF_DAMAGED for broken data or an incomplete stream, FILE_OVER_BUDGET
 */
export function inflate(data: Uint8Array, budget: UnpackingBudget): Uint8Array {
  const result = new ByteBuilder();
  try {
    inflateInSteps([data], (part) => {
      spendUnpacked(budget, result.length, part.length);
      result.append(part);
    });
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw damaged(`zlib data: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  return result.toBytes();
}

const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const TABLE_LIMIT = 4096;

/**
 * Decodes LZWDecode (ISO 32000-2 §7.4.4.2): codes of 9 to 12 bits, most significant bit first.
 * @param earlyChange 1 if codes grow one entry early (the default of PDF), otherwise 0
 * @throws CodedError PDF_DAMAGED for a broken code, FILE_OVER_BUDGET
 */
export function decodeLzw(data: Uint8Array, earlyChange: number, budget: UnpackingBudget): Uint8Array {
  const result = new ByteBuilder();
  let table: Uint8Array[] = [];
  let previous: Uint8Array | undefined;
  let position = 0;
  while (position < data.length * 8) {
    const width = codeWidth(FIRST_FREE + table.length + (previous === undefined ? 0 : 1), earlyChange);
    const code = readCode(data, position, width);
    position += width;
    if (code === END) break;
    if (code === CLEAR) {
      table = [];
      previous = undefined;
      continue;
    }
    const word: Uint8Array = wordOf(code, table, previous);
    if (previous !== undefined && FIRST_FREE + table.length < TABLE_LIMIT)
      table.push(extended(previous, word));
    spendUnpacked(budget, result.length, word.length);
    result.append(word);
    previous = word;
  }
  return result.toBytes();
}

/** Returns the width of a code: nine bits at first, one more each time the next entry no longer fits. */
function codeWidth(nextEntry: number, earlyChange: number): number {
  const reach = nextEntry + earlyChange - 1;
  if (reach >= 2047) return 12;
  if (reach >= 1023) return 11;
  return reach >= 511 ? 10 : 9;
}

function readCode(data: Uint8Array, position: number, width: number): number {
  let code = 0;
  for (let bit = position; bit < position + width; bit += 1) {
    code = code * 2 + (((data[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  }
  return code;
}

function wordOf(code: number, table: readonly Uint8Array[], previous: Uint8Array | undefined): Uint8Array {
  if (code < CLEAR) return Uint8Array.of(code);
  const known = table[code - FIRST_FREE];
  if (known !== undefined) return known;
  if (previous === undefined || code !== FIRST_FREE + table.length) throw damaged('LZW code out of order');
  return extended(previous, previous);
}

function extended(word: Uint8Array, next: Uint8Array): Uint8Array {
  const result = new Uint8Array(word.length + 1);
  result.set(word);
  result[word.length] = next[0] ?? 0;
  return result;
}

import { viewOfBytes } from '../bytes/byte-arrays.ts';

/** Subroutines that a glyph may call: its dictionary's own, and those of the whole font. */
export interface Subroutines {
  readonly local: readonly Uint8Array[];
  readonly global: readonly Uint8Array[];
}

/** Operators of Adobe Technical Note 5177 that end the search for a width. */
const STEMS: ReadonlySet<number> = new Set([1, 3, 18, 19, 20, 23]);
const CALL_LOCAL = 10;
const CALL_GLOBAL = 29;
const RETURN = 11;
/** Begins a number with sixteen bits behind the point. */
const FIXED = 255;
/** How many operands each first operator takes; one more is the width. */
const OPERANDS: ReadonlyMap<number, readonly number[]> = new Map([
  [4, [1]],
  [14, [0, 4]],
  [21, [2]],
  [22, [1]],
]);
/** The note allows ten levels of subroutines; no glyph has more than some dozen numbers before its first operator. */
const DEEPEST = 10;
const MOST_OPERANDS = 96;

interface Search {
  readonly stack: number[];
  readonly subroutines: Subroutines;
}

/**
 * Returns the width that a glyph states, relative to the nominal one: the operand too many of its first operator.
 * @returns null for a glyph of the default width
 * @throws RangeError for a glyph that is cut short
 */
export function charstringWidth(charString: Uint8Array, subroutines: Subroutines): number | null {
  const search: Search = { stack: [], subroutines };
  const operator = firstOperator(charString, search, 0);
  if (operator === null) return null;
  const { stack } = search;
  const isOneTooMany = STEMS.has(operator)
    ? stack.length % 2 === 1
    : (OPERANDS.get(operator)?.some((count) => stack.length === count + 1) ?? false);
  return isOneTooMany ? (stack[0] ?? null) : null;
}

/** Gathers operands up to the first operator that draws. */
function firstOperator(bytes: Uint8Array, search: Search, depth: number): number | null {
  const view = viewOfBytes(bytes);
  const { stack, subroutines } = search;
  for (let at = 0; at < bytes.length && stack.length <= MOST_OPERANDS;) {
    const byte = view.getUint8(at);
    const number = byte === FIXED ? fixedNumber(view, at) : compactNumber(view, at);
    if (number !== null) {
      stack.push(number[0]);
      at = number[1];
    } else if (byte === CALL_LOCAL || byte === CALL_GLOBAL) {
      at += 1;
      const list = byte === CALL_LOCAL ? subroutines.local : subroutines.global;
      const called = list[(stack.pop() ?? 0) + bias(list.length)];
      if (called === undefined || depth >= DEEPEST) return null;
      const operator = firstOperator(called, search, depth + 1);
      if (operator !== RETURN) return operator;
    } else return byte;
  }
  return null;
}

/** A number, and where what follows it begins. */
export type NumberAt = readonly [value: number, end: number];

/**
 * Reads a number of one to three bytes, as glyphs and dictionaries have it (notes 5177 §3.2 and 5176 table 3).
 * @returns null if something else stands there
 * @throws RangeError for one that is cut short
 */
export function compactNumber(view: DataView, at: number): NumberAt | null {
  const byte = view.getUint8(at);
  if (byte === 28) return [view.getInt16(at + 1), at + 3];
  if (byte < 32 || byte > 254) return null;
  if (byte <= 246) return [byte - 139, at + 1];
  const low = view.getUint8(at + 1) + 108;
  return [byte <= 250 ? (byte - 247) * 256 + low : -(byte - 251) * 256 - low, at + 2];
}

function fixedNumber(view: DataView, at: number): NumberAt {
  return [view.getInt32(at + 1) / 65_536, at + 5];
}

/** §4.7: numbers of subroutines are stored around zero. */
function bias(count: number): number {
  if (count < 1240) return 107;
  return count < 33_900 ? 1131 : 32_768;
}

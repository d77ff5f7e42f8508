import type { AnyOperation, RequestSize } from '../operation.ts';

/** What a request may hold when its operation says nothing else: more than any form of the window sends. */
const USUAL: RequestSize = { values: 1_000, characters: 65_536 };

/** Bytes of a request in all its byte arrays, if its operation says nothing else: a few PINs (see pinBytes). */
export const MOST_BYTES = 1_024;

/** Objects within objects. The deepest request of the contract has six. */
const DEEPEST = 8;

/**
 * Whether a request is small enough to be looked at by a schema. It counts before anything is parsed and stops at the
 * first excess, so that no request costs more than its bound: a schema lists every key that it does not know, which
 * for a byte array of 10 MB ended the process. A byte array is admitted only as a member, never as the whole request,
 * and of objects only plain ones.
 */
export function isRequestSmall(
  { largest = USUAL }: Pick<AnyOperation, 'largest'>,
  request: unknown,
): boolean {
  if (request instanceof Uint8Array) return false;
  return spend(
    request,
    { values: largest.values, characters: largest.characters, bytes: largest.bytes ?? MOST_BYTES },
    0,
  );
}

/** What a request may still hold. */
interface Budget {
  values: number;
  characters: number;
  bytes: number;
}

/** Takes what a value holds off the budget. @returns false once it is spent, or the value is of no known kind */
function spend(value: unknown, budget: Budget, depth: number): boolean {
  budget.values -= 1;
  if (typeof value === 'string') budget.characters -= value.length;
  else if (value instanceof Uint8Array) budget.bytes -= value.byteLength;
  else if (typeof value === 'object' && value !== null) {
    if (depth === DEEPEST || !isPlain(value)) return false;
    if (Array.isArray(value) && value.length > budget.values) return false;
    // Not Object.keys: it would make a list of a million keys before the first is counted.
    for (const key in value) {
      budget.characters -= key.length;
      if (isSpent(budget) || !spend(Reflect.get(value, key), budget, depth + 1)) return false;
    }
  }
  return !isSpent(budget);
}

const isSpent = ({ values, characters, bytes }: Budget): boolean => values < 0 || characters < 0 || bytes < 0;

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

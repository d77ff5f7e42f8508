import { Problem } from './problem.ts';

/**
 * The first and the last octet that a Range header asks for (RFC 9110 §14.1.2); null where the whole is to be
 * sent, which is also the answer to several ranges at once.
 * @throws Problem range-not-satisfiable
 */
export function rangeOf(header: unknown, length: number): readonly [number, number] | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(typeof header === 'string' ? header : '') ?? [];
  if (first === undefined || last === undefined || first + last === '') return null;
  const start = first === '' ? Math.max(length - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  if (start >= length) throw new Problem('range-not-satisfiable');
  return start <= end ? [start, end] : null;
}

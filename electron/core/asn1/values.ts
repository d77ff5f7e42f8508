import { DER_BUDGET } from '../budgets.ts';
import { overBudget } from '../work-meter.ts';
import { type DerElement, derError } from './der-reader.ts';
import { TAG } from './identifiers.ts';

function contentOf(element: DerElement, tag: number, what: string): Uint8Array {
  if (element.tag !== tag) throw derError(`${what}: tag ${element.tag.toString(16)}`);
  return element.content;
}

/** Reads an INTEGER (X.690 §8.3): two's complement in the fewest octets. */
export function integerOf(element: DerElement, what: string): bigint {
  const content = contentOf(element, TAG.integer, what);
  const [first, second] = content;
  if (first === undefined) throw derError(`${what}: empty integer`);
  if (second !== undefined && (first === 0 ? second < 0x80 : first === 0xff && second >= 0x80)) {
    throw derError(`${what}: integer not minimal`);
  }
  // A number is built up octet by octet, so that a long one costs the square of its length.
  const most = DER_BUDGET.integerOctets;
  if (content.length > most) throw overBudget('integerOctets', most);
  let value = BigInt(first >= 0x80 ? first - 0x100 : first);
  for (const byte of content.subarray(1)) value = (value << 8n) | BigInt(byte);
  return value;
}

/** Reads an INTEGER that is a small count or number, 0 to 2³¹ − 1. */
export function smallIntegerOf(element: DerElement, what: string): number {
  if (element.content.length > 5) throw derError(`${what}: integer too large`);
  const value = Number(integerOf(element, what));
  if (value < 0 || value > 0x7fffffff) throw derError(`${what}: integer out of range`);
  return value;
}

/** Reads a BOOLEAN (X.690 §11.1), whose TRUE is FF in DER. */
export function booleanOf(element: DerElement, what: string): boolean {
  const [value, ...others] = contentOf(element, TAG.boolean, what);
  if (others.length > 0 || (value !== 0 && value !== 0xff)) throw derError(`${what}: not a DER boolean`);
  return value === 0xff;
}

/** Reads an OCTET STRING. @throws DER_INVALID */
export function octetsOf(element: DerElement, what: string): Uint8Array {
  return contentOf(element, TAG.octetString, what);
}

/** Reads a BIT STRING that holds whole octets (no unused bits), as every hash and signature does. */
export function bitStringOctetsOf(element: DerElement, what: string): Uint8Array {
  const { unusedBits, octets } = bitStringOf(element, what);
  if (unusedBits !== 0) throw derError(`${what}: unused bits in a bit string of octets`);
  return octets;
}

/** Reads a BIT STRING (X.690 §8.6, §11.2): primitive, its unused bits zero. */
export function bitStringOf(element: DerElement, what: string): { unusedBits: number; octets: Uint8Array } {
  const content = contentOf(element, TAG.bitString, what);
  const unusedBits = content[0];
  if (unusedBits === undefined || unusedBits > 7) throw derError(`${what}: damaged bit string`);
  const octets = content.subarray(1);
  const last = octets[octets.length - 1] ?? 0;
  if (octets.length === 0 ? unusedBits > 0 : (last & ((1 << unusedBits) - 1)) !== 0) {
    throw derError(`${what}: bits set among the unused`);
  }
  return { unusedBits, octets };
}

/** Reads an object identifier (X.690 §8.19). @returns dotted decimal text */
export function objectIdentifierOf(element: DerElement, what: string): string {
  if (element.tag !== TAG.objectIdentifier) throw derError(`${what}: not an object identifier`);
  return decodeArcs(element.content, what);
}

/** X.667 §6.3: an arc below 2.25 is a UUID; no arc in use is longer. */
const LARGEST_ARC = (1n << 128n) - 1n;

function decodeArcs(content: Uint8Array, what: string): string {
  const last = content[content.length - 1];
  if (last === undefined || last >= 0x80) throw derError(`${what}: object identifier ends early`);
  const most = DER_BUDGET.identifierOctets;
  if (content.length > most) throw overBudget('identifierOctets', most);
  const arcs: bigint[] = [];
  let arc = 0n;
  let fresh = true;
  for (const byte of content) {
    if (fresh && byte === 0x80) throw derError(`${what}: object identifier not minimal`);
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (arc > LARGEST_ARC) throw derError(`${what}: arc too large`);
    fresh = byte < 0x80;
    if (fresh) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  return withFirstArc(arcs).join('.');
}

/** X.690 §8.19.4: the first number holds two arcs, 40 × first + second. */
function withFirstArc([combined = 0n, ...others]: readonly bigint[]): bigint[] {
  const first = combined < 80n ? combined / 40n : 2n;
  return [first, combined - first * 40n, ...others];
}

/** Returns the content octets of an object identifier in dotted decimal text. */
export function encodeArcs(dotted: string): Uint8Array {
  const [first = 0n, second = 0n, ...others] = dotted.split('.').map(BigInt);
  return Uint8Array.from([first * 40n + second, ...others].flatMap(base128));
}

function base128(arc: bigint): number[] {
  const digits = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) digits.unshift(0x80 | Number(rest & 0x7fn));
  return digits;
}

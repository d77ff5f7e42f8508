import { TAG } from './tags.ts';
import { derError, type DerElement } from './der-reader.ts';

/** X.690 §8.19. @returns dotted decimal text */
export function objectIdentifierOf(element: DerElement, what: string): string {
  if (element.tag !== TAG.objectIdentifier) throw derError(`${what}: not an object identifier`);
  return decodeArcs(element.content, what);
}

/** X.667 §6.3: an arc below 2.25 is a UUID; none that anybody gives is longer. */
const LARGEST_ARC = (1n << 128n) - 1n;

function decodeArcs(content: Uint8Array, what: string): string {
  const last = content[content.length - 1];
  if (last === undefined || last >= 0x80) throw derError(`${what}: object identifier ends early`);
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

/** The content octets of an object identifier in dotted decimal text. */
export function encodeArcs(dotted: string): Uint8Array {
  const [first = 0n, second = 0n, ...others] = dotted.split('.').map(BigInt);
  return Uint8Array.from([first * 40n + second, ...others].flatMap(base128));
}

function base128(arc: bigint): number[] {
  const digits = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) digits.unshift(0x80 | Number(rest & 0x7fn));
  return digits;
}

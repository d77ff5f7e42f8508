import { TAG } from './tags.ts';
import { derError, type DerElement } from './der-reader.ts';

/** X.690 §8.19. @returns dotted decimal text */
export function objectIdentifierOf(element: DerElement, what: string): string {
  if (element.tag !== TAG.objectIdentifier) throw derError(`${what}: not an object identifier`);
  return decodeArcs(element.content, what);
}

function decodeArcs(content: Uint8Array, what: string): string {
  const last = content[content.length - 1];
  if (last === undefined || last >= 0x80) throw derError(`${what}: object identifier ends early`);
  const arcs: number[] = [];
  let arc = 0;
  let fresh = true;
  for (const byte of content) {
    if (fresh && byte === 0x80) throw derError(`${what}: object identifier not minimal`);
    arc = arc * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(arc)) throw derError(`${what}: arc too large`);
    fresh = byte < 0x80;
    if (fresh) {
      arcs.push(arc);
      arc = 0;
    }
  }
  return withFirstArc(arcs).join('.');
}

/** X.690 §8.19.4: the first number holds two arcs, 40 × first + second. */
function withFirstArc(arcs: readonly number[]): number[] {
  const [combined = 0, ...others] = arcs;
  const first = Math.min(Math.floor(combined / 40), 2);
  return [first, combined - first * 40, ...others];
}

/** The content octets of an object identifier in dotted decimal text. */
export function encodeArcs(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return Uint8Array.from([first * 40 + second, ...others].flatMap(base128));
}

function base128(arc: number): number[] {
  const digits = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift(0x80 | (rest % 128));
  }
  return digits;
}

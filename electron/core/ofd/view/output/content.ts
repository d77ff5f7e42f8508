import { latin1Bytes } from '../../../bytes/encodings.ts';
import type { Matrix } from '../../../pdf/appearance/transform.ts';
import {
  type PdfDictionary,
  pdfDictionary,
  pdfNumber,
  type PdfObject,
  type PdfReference,
} from '../../../pdf/syntax/objects.ts';

/** The kinds of resource that a content names (ISO 32000-2 §7.8.3), with the letter of their names here. */
const LETTERS = {
  ...{ Font: 'F', XObject: 'X', ExtGState: 'G', Pattern: 'P', Shading: 'S', ColorSpace: 'C' },
  Properties: 'L',
} as const;
type ResourceKind = keyof typeof LETTERS;

/** No page is that large; what is beyond would be written with an exponent, which PDF does not know. */
const FARTHEST = 1e9;
/** JavaScript writes smaller numbers with an exponent. */
const LEAST_WITHOUT_EXPONENT = 1e-6;

/** Writes a number with at most `decimals` decimals and without an exponent; what is no number becomes 0. */
export function real(value: number, decimals = 4): string {
  if (!Number.isFinite(value)) return '0';
  const scale = 10 ** decimals;
  const rounded = Math.round(Math.min(FARTHEST, Math.max(-FARTHEST, value)) * scale) / scale;
  if (Math.abs(rounded) < LEAST_WITHOUT_EXPONENT) return rounded === 0 ? '0' : rounded.toFixed(decimals);
  return String(rounded);
}

/** Makes a number of whatever a file says, within what PDF holds. */
export function pdfReal(value: number): PdfObject {
  return pdfNumber(Number(real(value, 6)));
}

/** Writes the six numbers of a matrix. */
export function matrixText(matrix: Matrix): string {
  return matrix.map((value) => real(value, 6)).join(' ');
}

/** Gathers the operators of a page or a form, and what they name. */
export class Content {
  readonly #parts: string[] = [];
  readonly #resources = new Map<ResourceKind, Map<string, PdfReference>>();

  /** Adds operators. @param text in Latin-1 */
  add(text: string): void {
    this.#parts.push(text);
  }

  /** Returns the name of a resource, with its solidus. */
  name(kind: ResourceKind, reference: PdfReference): string {
    const name = `${LETTERS[kind]}${String(reference.objectNumber)}`;
    const named = this.#resources.get(kind) ?? new Map<string, PdfReference>();
    named.set(name, reference);
    this.#resources.set(kind, named);
    return `/${name}`;
  }

  /** Draws within a saved graphics state. */
  saved(draw: () => void): void {
    this.add('q');
    draw();
    this.add('Q');
  }

  /** The operators so far. */
  bytes(): Uint8Array {
    return latin1Bytes(this.#parts.join('\n'));
  }

  /** What the operators name. */
  resources(): PdfDictionary {
    const entries = [...this.#resources].map(([kind, named]) => [kind, pdfDictionary(named)] as const);
    return pdfDictionary(new Map(entries));
  }
}

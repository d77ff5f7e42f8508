import { CodedError } from '../../shared/errors.ts';
import { PREFLIGHT_BUDGET } from '../budgets.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { ByteReader, memorySource } from '../bytes/byte-source.ts';
import type { PdfDocument } from '../pdf/document.ts';
import {
  apply,
  boundsOf,
  combine,
  inverseOf,
  IDENTITY,
  isMatrix,
  isQuarterTurn,
  type Matrix,
  UNIT_SQUARE,
} from '../pdf/appearance/transform.ts';
import { matrixOf } from '../pdf/appearance/drawn-images.ts';
import { intersection, type Rectangle } from '../pdf/pages/page-geometry.ts';
import { isName, type PdfDictionary, type PdfObject, type PdfStream } from '../pdf/syntax/objects.ts';
import { orNullIfDamaged } from '../work-meter.ts';
import {
  type ContentOperation,
  contentOperations,
  mayHaveOperator,
  operatorCodes,
} from './content-operations.ts';
import { FILLS, OpenPath } from './open-path.ts';

type Point = readonly [x: number, y: number];

/** Larger than this in both directions is no line and no bullet. User space units. */
const SMALL = 4;
const EVERYWHERE: Rectangle = { left: -Infinity, bottom: -Infinity, right: Infinity, top: Infinity };
/** Texts that are compared with areas, over a page; what is beyond is not compared. */
const COMPARISONS = 4_000_000;
/** Text render modes that show nothing (ISO 32000-2 table 104). */
const UNSEEN_MODES = [3, 7];

interface State {
  readonly matrix: Matrix;
  readonly clip: Rectangle;
  readonly opaque: boolean;
  readonly textMode: number;
  readonly leading: number;
  readonly font: { readonly size: number; readonly emOfByte: number };
}

/**
 * How wide a byte of text is at least on average, in the size of its font: narrow Latin letters, in composite fonts of two
 * bytes each. The end of a long text may lie beyond.
 */
const EM_OF_BYTE = { simple: 0.4, composite: 0.25 };
/** Without one of these, content covers nothing: `ID` is where an inline image is drawn. */
const COVERING = operatorCodes([...FILLS, 'Do', 'ID', 'EI']);
/** Points along one text that are compared with areas, half the size of the font apart. */
const POINTS = 40;

/** A text as it was shown, and how many points along it are compared. */
interface ShownText extends Pick<State, 'matrix' | 'clip'> {
  readonly number: number;
  readonly count: number;
  readonly line: Matrix;
  readonly size: number;
}

/** The bytes of content that may still be read. */
export interface ContentBudget {
  bytesLeft: number;
  /** Something on a page was not compared. */
  isShort: boolean;
}

/** What content paints, as far as it matters to what lies beneath what. */
export class PagePaint {
  readonly #points: Point[] = [];
  /** Texts whose points nobody has asked for: most pages cover none of theirs. */
  readonly #unasked: ShownText[] = [];
  /** The number of the text that each point belongs to. */
  readonly #numbers: number[] = [];
  #texts = 0;
  /** The numbers of the texts over which something opaque was painted afterwards. */
  readonly covered = new Set<number>();
  /** The opaque areas of some size. */
  areas = 0;
  readonly #document: PdfDocument;
  readonly #budget: ContentBudget;
  #unread: (() => void) | null = null;
  #comparisons = 0;
  #isMask = false;

  constructor(document: PdfDocument, budget: ContentBudget) {
    this.#document = document;
    this.#budget = budget;
  }

  /** Points along each visible text, in the space of the page. */
  get texts(): readonly Point[] {
    this.#unread?.();
    this.#unread = null;
    for (const text of this.#unasked.splice(0)) this.#addPoints(text);
    return this.#points;
  }

  /**
   * Paints streams one after the other, as one content. What cannot cover anything is read when somebody asks for its
   * texts: most pages have text alone, and nothing upon it.
   * @throws CodedError FILE_OVER_BUDGET
   */
  paint(streams: readonly PdfStream[], resources: PdfDictionary | undefined, matrix = IDENTITY): void {
    const state = { matrix, clip: EVERYWHERE, opaque: true, textMode: 0, leading: 0, font: NO_FONT };
    const content = this.#contentOf(streams);
    const run = (): void => this.#run(content, resources, state, 0);
    if (mayHaveOperator(content, COVERING)) run();
    else this.#unread = run;
  }

  #contentOf(streams: readonly PdfStream[]): Uint8Array {
    const parts: Uint8Array[] = [];
    for (const stream of streams) {
      if (this.#budget.bytesLeft <= 0) break;
      try {
        const part = this.#document.streamContent(stream, this.#budget.bytesLeft);
        this.#budget.bytesLeft -= part.length;
        parts.push(part, Uint8Array.of(0x0a));
      } catch (error) {
        if (!(error instanceof CodedError) || error.code === 'FILE_OVER_BUDGET') throw error;
        // A stream that cannot be read, or that is longer than what is left, shows nothing here.
        this.#budget.bytesLeft -= this.#budget.bytesLeft > 0 ? 1 : 0;
      }
    }
    const [only, , ...more] = parts;
    return only !== undefined && more.length === 0 ? only : concatBytes(...parts);
  }

  #run(content: Uint8Array, resources: PdfDictionary | undefined, start: State, depth: number): void {
    const saved: State[] = [];
    let state = start;
    let line: Matrix = IDENTITY;
    const path = new OpenPath();
    const move = (x: number, y: number): void => void (line = combine([1, 0, 0, 1, x, y], line));
    for (const operation of contentOperations(new ByteReader(memorySource(content)))) {
      const { operator, numbers } = operation;
      const [first = 0, second = 0] = numbers;
      switch (operator) {
        case 'q':
          saved.push(state);
          break;
        case 'Q':
          state = saved.pop() ?? state;
          break;
        case 'cm':
          if (isMatrix(numbers)) state = { ...state, matrix: combine(numbers, state.matrix) };
          break;
        case 'gs':
          state = { ...state, opaque: this.#isOpaque(resources, operation, state.opaque) };
          break;
        case 'BT':
          line = IDENTITY;
          break;
        case 'Tm':
          if (isMatrix(numbers)) line = numbers;
          break;
        case 'Td':
          move(first, second);
          break;
        case 'TD':
          state = { ...state, leading: -second };
          move(first, second);
          break;
        case 'TL':
          state = { ...state, leading: first };
          break;
        case 'T*':
          move(0, -state.leading);
          break;
        case 'Tf':
          state = { ...state, font: this.#font(resources, operation) };
          break;
        case 'Tr':
          state = { ...state, textMode: first };
          break;
        case "'":
        case '"':
          move(0, -state.leading);
          this.#text(operation, state, line);
          break;
        case 'Tj':
        case 'TJ':
          this.#text(operation, state, line);
          break;
        case 'BI':
          this.#isMask = false;
          break;
        case 'true':
          this.#isMask ||= operation.name === 'IM' || operation.name === 'ImageMask';
          break;
        case 'EI':
          if (!this.#isMask) this.#cover(UNIT_SQUARE, state);
          break;
        case 'Do':
          this.#draw(resources, operation, state, depth);
          break;
        default:
          state = this.#follow(path, operation, state);
      }
    }
  }

  /** Follows a path, and what is done with it. */
  #follow(path: OpenPath, { operator, numbers }: ContentOperation, state: State): State {
    const done = path.take(operator, numbers);
    if (done === null) return state;
    const areas = done.boxes.map((box) => boundsOf(state.matrix, box));
    const upright = isQuarterTurn(state.matrix);
    if (done.fills) done.boxes.forEach((box) => this.#cover(box, state));
    const [only] = areas;
    const clips = done.clips && upright && only !== undefined && areas.length === 1;
    return clips ? { ...state, clip: intersection(state.clip, only) } : state;
  }

  #font(
    resources: PdfDictionary | undefined,
    { name, numbers: [size = 0] }: ContentOperation,
  ): State['font'] {
    const font = this.#resource(resources, 'Font', name);
    const isComposite = font?.kind === 'dictionary' && isName(this.#document.entry(font, 'Subtype'), 'Type0');
    return { size, emOfByte: isComposite ? EM_OF_BYTE.composite : EM_OF_BYTE.simple };
  }

  #text(
    { showsText, textLength }: ContentOperation,
    { matrix, clip, textMode, font }: State,
    line: Matrix,
  ): void {
    if (!showsText || UNSEEN_MODES.includes(textMode)) return;
    const number = (this.#texts += 1);
    const count = Math.max(1, Math.min(POINTS, Math.ceil(2 * textLength * font.emOfByte)));
    this.#unasked.push({ number, count, matrix, line, clip, size: font.size });
  }

  #addPoints({ number, count, matrix, line, clip, size }: ShownText): void {
    const place = combine(line, matrix);
    for (let at = 0; at < count; at += 1) {
      const [x, y] = apply(place, (at * size) / 2, 0);
      if (x < clip.left || x > clip.right || y < clip.bottom || y > clip.top) continue;
      this.#points.push([x, y]);
      this.#numbers.push(number);
    }
  }

  #draw(resources: PdfDictionary | undefined, { name }: ContentOperation, state: State, depth: number): void {
    const object = this.#resource(resources, 'XObject', name);
    if (object?.kind !== 'stream') return;
    const { dictionary } = object;
    const subtype = this.#document.entry(dictionary, 'Subtype');
    if (isName(subtype, 'Image')) {
      const clear = ['SMask', 'Mask', 'ImageMask'].some((key) => dictionary.entries.has(key));
      if (!clear) this.#cover(UNIT_SQUARE, state);
      return;
    }
    if (!isName(subtype, 'Form') || depth >= PREFLIGHT_BUDGET.nesting) return;
    const own = this.#document.dictionaryEntry(dictionary, 'Resources') ?? resources;
    const inner = matrixOf(this.#document, dictionary);
    if (inner === null) return;
    const matrix = combine(inner, state.matrix);
    this.#run(this.#contentOf([object]), own, { ...state, matrix }, depth + 1);
  }

  #isOpaque(resources: PdfDictionary | undefined, { name }: ContentOperation, before: boolean): boolean {
    const settings = this.#resource(resources, 'ExtGState', name);
    if (settings?.kind !== 'dictionary') return before;
    const alpha = this.#document.entry(settings, 'ca');
    const blend = this.#document.entry(settings, 'BM');
    const mask = this.#document.entry(settings, 'SMask');
    const known = alpha.kind === 'number' || blend.kind !== 'null' || mask.kind !== 'null';
    if (!known) return before;
    const full = alpha.kind !== 'number' || alpha.value >= 1;
    const plain = blend.kind === 'null' || isName(blend, 'Normal') || isName(blend, 'Compatible');
    return full && plain && mask.kind !== 'dictionary';
  }

  #resource(resources: PdfDictionary | undefined, kind: string, name: string | null): PdfObject | undefined {
    const named = resources && this.#document.dictionaryEntry(resources, kind);
    if (named === undefined || name === null) return undefined;
    return orNullIfDamaged(() => this.#document.entry(named, name)) ?? undefined;
  }

  /** Covers what lies beneath a box, which the matrix may turn. */
  #cover(box: Rectangle, { matrix, clip, opaque }: State): void {
    const seen = intersection(boundsOf(matrix, box), clip);
    if (!opaque || seen.right - seen.left < SMALL || seen.top - seen.bottom < SMALL) return;
    this.areas += 1;
    const { texts } = this;
    this.#comparisons += texts.length;
    if (this.#comparisons > COMPARISONS) {
      // Somebody who draws that much may hide something behind it.
      this.#budget.isShort = true;
      return;
    }
    const turned = isQuarterTurn(matrix) ? null : inverseOf(matrix);
    texts.forEach((text, index) => {
      const isBeneath = isWithin(text, seen) && (turned === null || isWithin(apply(turned, ...text), box));
      if (isBeneath) this.covered.add(this.#numbers[index] ?? 0);
    });
  }
}

const NO_FONT: State['font'] = { size: 0, emOfByte: 0 };

/** Tells whether a point of a text lies within an area. */
export function isWithin([x, y]: Point, { left, bottom, right, top }: Rectangle): boolean {
  return x >= left && x < right && y >= bottom && y < top;
}

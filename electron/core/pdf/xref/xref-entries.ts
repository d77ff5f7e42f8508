import { PDF_BUDGET } from '../../budgets.ts';
import { overBudget } from '../../work-meter.ts';
import { damaged } from '../syntax/lexer.ts';

/** The place at which one revision keeps an object (ISO 32000-2 §7.5.4 and §7.5.8). */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | CompressedEntry;

/** The place of an object in an object stream. */
export interface CompressedEntry {
  readonly kind: 'compressed';
  /** The number of the object stream. */
  readonly stream: number;
  readonly index: number;
}

/** Annex C of ISO 32000-1, table C.1: indirect objects of one file. */
const OBJECT_NUMBER_LIMIT = 8_388_607;

const KIND_CODES = { free: 0, offset: 1, compressed: 2 } as const;

interface Subsection {
  readonly first: number;
  readonly count: number;
  readonly kinds: Uint8Array;
  /** The file offset, or the number of the object stream. */
  readonly fields: Float64Array;
  /** The generation, or the index in the object stream. */
  readonly extras: Uint32Array;
}

/** Checks an object number. @throws CodedError PDF_OBJECT_NUMBER_TOO_LARGE */
export function expectObjectNumber(objectNumber: number): number {
  if (Number.isSafeInteger(objectNumber) && objectNumber >= 0 && objectNumber <= OBJECT_NUMBER_LIMIT) {
    return objectNumber;
  }
  throw damaged(`object number ${String(objectNumber)}`, undefined, 'PDF_OBJECT_NUMBER_TOO_LARGE');
}

/** The entries of one cross-reference section, packed, since a large file has hundreds of thousands. */
export class XrefEntries {
  readonly #subsections: Subsection[] = [];
  /** Those with entries, by their first numbers; null if they overlap, undefined until it is needed. */
  #ordered: readonly Subsection[] | null | undefined;

  /**
   * Opens a subsection and returns a function that sets an entry; entries that are not set stay free. @throws
   * CodedError for absurd numbers
   */
  addSubsection(first: number, count: number): (index: number, entry: XrefEntry) => void {
    if (count > 0) expectObjectNumber(first + count - 1);
    const subsection = {
      first,
      count,
      kinds: new Uint8Array(count),
      fields: new Float64Array(count),
      extras: new Uint32Array(count),
    };
    this.#subsections.push(subsection);
    this.#ordered = undefined;
    return (index, entry) => {
      store(subsection, index, entry);
    };
  }

  /**
   * Returns the entry of an object, or undefined if this section does not mention it. The first entry counts.
   */
  get(objectNumber: number): XrefEntry | undefined {
    this.#ordered ??= inOrder(this.#subsections);
    const subsection =
      this.#ordered === null
        ? this.#subsections.find((each) => holds(each, objectNumber))
        : lastBefore(this.#ordered, objectNumber);
    return subsection !== undefined && holds(subsection, objectNumber)
      ? entryAt(subsection, objectNumber - subsection.first)
      : undefined;
  }

  /**
   * Expects that objects are found quickly: overlapping subsections are asked one after the other.
   * @throws CodedError FILE_OVER_BUDGET
   */
  expectSearchable(): void {
    const most = PDF_BUDGET.overlappingSubsections;
    this.#ordered = inOrder(this.#subsections);
    if (this.#ordered === null && this.#subsections.length > most) {
      throw overBudget('overlappingSubsections', most);
    }
  }

  /** Lists every object that this section mentions, in the order of the file; a number may come twice. */
  *list(): Generator<readonly [objectNumber: number, entry: XrefEntry]> {
    for (const subsection of this.#subsections) {
      for (let index = 0; index < subsection.count; index += 1) {
        yield [subsection.first + index, entryAt(subsection, index)];
      }
    }
  }

  /**
   * Whether two entries of one object differ. Some readers take the first and others the last, so they would
   * show different documents.
   */
  get contradictory(): boolean {
    const sorted = this.#subsections.toSorted((left, right) => left.first - right.first);
    let [reach] = sorted;
    for (const subsection of sorted.slice(1)) {
      if (reach === undefined || differ(reach, subsection)) return true;
      if (subsection.first + subsection.count > reach.first + reach.count) reach = subsection;
    }
    return false;
  }

  /** Whether two entries are of one number. */
  get hasDuplicates(): boolean {
    this.#ordered ??= inOrder(this.#subsections);
    return this.#ordered === null;
  }

  /** The number of entries. */
  get count(): number {
    return this.#subsections.reduce((sum, { count }) => sum + count, 0);
  }

  /** One more than the highest object number mentioned. */
  get size(): number {
    return this.#subsections.reduce(
      (size, { first, count }) => Math.max(size, count > 0 ? first + count : 0),
      0,
    );
  }
}

function holds({ first, count }: Subsection, objectNumber: number): boolean {
  return objectNumber >= first && objectNumber < first + count;
}

/** Returns the subsections by their first numbers; null if two hold the same number. */
function inOrder(subsections: readonly Subsection[]): readonly Subsection[] | null {
  const ordered = subsections
    .filter(({ count }) => count > 0)
    .sort((left, right) => left.first - right.first);
  const overlap = ordered.some(({ first }, at) => {
    const before = ordered[at - 1];
    return before !== undefined && before.first + before.count > first;
  });
  return overlap ? null : ordered;
}

function lastBefore(ordered: readonly Subsection[], objectNumber: number): Subsection | undefined {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ordered[middle]?.first ?? 0) <= objectNumber) low = middle + 1;
    else high = middle;
  }
  return ordered[low - 1];
}

/** Tells whether two subsections, of which the second begins no earlier, differ where they overlap. */
function differ(reach: Subsection, later: Subsection): boolean {
  const shift = later.first - reach.first;
  const common = Math.min(reach.count - shift, later.count);
  for (let index = 0; index < common; index += 1) {
    if (!sameEntry(entryAt(reach, index + shift), entryAt(later, index))) return true;
  }
  return false;
}

/** Tells whether two entries lead to the same object, or both to none. */
export function sameEntry(first: XrefEntry, second: XrefEntry): boolean {
  if (first.kind === 'offset') {
    return (
      second.kind === 'offset' && first.offset === second.offset && first.generation === second.generation
    );
  }
  if (first.kind === 'free') return second.kind === 'free';
  return second.kind === 'compressed' && first.stream === second.stream && first.index === second.index;
}

function store(subsection: Subsection, index: number, entry: XrefEntry): void {
  subsection.kinds[index] = KIND_CODES[entry.kind];
  if (entry.kind === 'offset') {
    subsection.fields[index] = entry.offset;
    subsection.extras[index] = entry.generation;
  }
  if (entry.kind === 'compressed') {
    subsection.fields[index] = entry.stream;
    subsection.extras[index] = entry.index;
  }
}

function entryAt(subsection: Subsection, index: number): XrefEntry {
  const field = subsection.fields[index] ?? 0;
  const extra = subsection.extras[index] ?? 0;
  if (subsection.kinds[index] === KIND_CODES.offset)
    return { kind: 'offset', offset: field, generation: extra };
  if (subsection.kinds[index] === KIND_CODES.compressed) {
    return { kind: 'compressed', stream: field, index: extra };
  }
  return { kind: 'free' };
}

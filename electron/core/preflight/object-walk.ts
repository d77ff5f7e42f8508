import { CodedError } from '../../shared/errors.ts';
import { PREFLIGHT_BUDGET } from '../budgets.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { PdfDictionary, PdfObject, PdfReference, PdfStream } from '../pdf/syntax/objects.ts';
import type { Place } from './findings.ts';

/** Where a walk has arrived. */
export interface Visit extends Place {
  /** Whether the page, as readers show it, rests on this object. */
  readonly shown: boolean;
}

type Waiting = readonly [object: PdfObject, visit: Visit];

/** What a walk tells of. */
export interface Visitor {
  /** A dictionary, also that of a stream. @param stream the stream that it belongs to; null for none */
  dictionary(dictionary: PdfDictionary, visit: Visit, stream: PdfStream | null): void;
  /** A reference to an object that no revision defines. */
  dangling(reference: PdfReference, visit: Visit): void;
  /** A reference to an object whose entry leads nowhere, or to something else. */
  unresolved(reference: PdfReference, visit: Visit): void;
}

/** Walks the objects of a document, each once, and remembers which it has seen. */
export class ObjectWalk {
  readonly #document: PdfDocument;
  readonly #visitor: Visitor;
  readonly #seen = new Set<number>();
  /** What belongs to something that is shown without being shown itself. */
  readonly #aside: Waiting[] = [];
  #whole = true;

  constructor(document: PdfDocument, visitor: Visitor) {
    this.#document = document;
    this.#visitor = visitor;
  }

  /** False if there were more objects than are looked at. */
  get isWhole(): boolean {
    return this.#whole;
  }

  hasSeen(objectNumber: number): boolean {
    return this.#seen.has(objectNumber);
  }

  /**
   * Walks everything that is shown with a value, and that was not seen yet. What only belongs to it, such as actions,
   * is put aside for {@link rest}.
   * @param isShown tells whether the value of a key is shown
   * @throws CodedError FILE_OVER_BUDGET
   */
  from(start: PdfObject, visit: Visit, isShown: (key: string) => boolean): void {
    this.#walk([[start, visit]], isShown);
  }

  /** Walks all else that the document has. @param start its trailer @throws CodedError FILE_OVER_BUDGET */
  rest(start: PdfObject): void {
    const visit = { page: null, object: null, shown: false };
    this.#walk([[start, visit], ...this.#aside.toReversed()], () => true);
  }

  #walk(waiting: Waiting[], isShown: (key: string) => boolean): void {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [object, at] = next;
      if (object.kind === 'reference') {
        const value = this.#enter(object, at);
        if (value !== null) waiting.push([value, { ...at, object: object.objectNumber }]);
      } else if (object.kind === 'array') {
        for (const item of object.items.toReversed()) if (leads(item)) waiting.push([item, at]);
      } else if (object.kind === 'dictionary' || object.kind === 'stream') {
        const dictionary = object.kind === 'stream' ? object.dictionary : object;
        this.#visitor.dictionary(dictionary, at, object.kind === 'stream' ? object : null);
        for (const [key, value] of leadingEntries(dictionary).reverse()) {
          if (isShown(key)) waiting.push([value, at]);
          else this.#aside.push([value, { ...at, shown: false }]);
        }
      }
    }
  }

  /** Returns the object behind a reference the first time that it is met; null afterwards, or without an object. */
  #enter(reference: PdfReference, visit: Visit): PdfObject | null {
    const { objectNumber, generation } = reference;
    if (this.#seen.has(objectNumber)) return null;
    const place = this.#document.locate(objectNumber);
    const held = place?.entry.kind === 'offset' ? place.entry.generation : 0;
    if (place === undefined || place.entry.kind === 'free' || held !== generation) {
      this.#visitor.dangling(reference, visit);
      return null;
    }
    if (this.#seen.size >= PREFLIGHT_BUDGET.objects) {
      this.#whole = false;
      return null;
    }
    this.#seen.add(objectNumber);
    try {
      return this.#document.get(reference);
    } catch (error) {
      if (!(error instanceof CodedError) || error.code === 'FILE_OVER_BUDGET') throw error;
      this.#visitor.unresolved(reference, visit);
      return null;
    }
  }
}

/** Lists the entries that {@link leads} is true of: few of most dictionaries. */
function leadingEntries({ entries }: PdfDictionary): [key: string, value: PdfObject][] {
  const leading: [string, PdfObject][] = [];
  for (const [key, value] of entries) if (leads(value)) leading.push([key, value]);
  return leading;
}

/** Tells whether a value may lead to a dictionary or a reference. */
function leads({ kind }: PdfObject): boolean {
  return kind === 'reference' || kind === 'array' || kind === 'dictionary' || kind === 'stream';
}

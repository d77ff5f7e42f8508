import { PDF_BUDGET } from '../../budgets.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDictionary, PdfObject } from '../../pdf/syntax/objects.ts';

/**
 * Tells which values of a document lead to an object that a revision has changed. What was found to lead to none is
 * remembered, so that the fonts of a thousand pages are walked once.
 */
export class Reach {
  readonly #document: PdfDocument;
  readonly #changed: ReadonlySet<number>;
  readonly #barriers: ReadonlySet<number>;
  readonly #clean = new Set<number>();

  /** @param barriers objects that are judged by themselves, such as pages, and are never entered */
  constructor(document: PdfDocument, changed: ReadonlySet<number>, barriers: ReadonlySet<number>) {
    this.#document = document;
    this.#changed = changed;
    this.#barriers = barriers;
  }

  /** Tells whether the values of a dictionary lead to a change. @param without keys that are left out */
  entriesLead({ entries }: PdfDictionary, without: ReadonlySet<string>): boolean {
    return this.leads(...[...entries].flatMap(([key, value]) => (without.has(key) ? [] : [value])));
  }

  /** Tells whether any of these values is, or leads to, a changed object. @throws CodedError */
  leads(...values: readonly (PdfObject | undefined)[]): boolean {
    const seen = new Set<number>();
    const waiting = values.filter((value) => value !== undefined);
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      if (value.kind === 'array') waiting.push(...value.items);
      else if (value.kind === 'dictionary') waiting.push(...value.entries.values());
      else if (value.kind === 'stream') waiting.push(...value.dictionary.entries.values());
      else if (value.kind === 'reference') {
        const { objectNumber } = value;
        if (this.#barriers.has(objectNumber) || this.#clean.has(objectNumber) || seen.has(objectNumber))
          continue;
        if (this.#changed.has(objectNumber)) return true;
        seen.add(objectNumber);
        this.#document.source.meter?.spend('syntaxBytes', PDF_BUDGET.visitCost);
        waiting.push(this.#document.get(value));
      }
    }
    for (const number of seen) this.#clean.add(number);
    return false;
  }
}

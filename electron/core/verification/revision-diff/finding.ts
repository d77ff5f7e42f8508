import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfObject } from '../../pdf/syntax/objects.ts';
import { sameObject } from './changes.ts';

/** A change that no rule allows. */
interface Finding {
  /** `modified`: what the page shows may differ. `unexplained`: it cannot be told what the change is for. */
  readonly severity: 'modified' | 'unexplained';
  /** What changed, in a word or two, such as a key of the catalog. */
  readonly what: string;
}

/** What a rule makes of a change. */
export interface Explanation {
  readonly findings: readonly Finding[];
  /** Values that the change was allowed to bring in, with every new object behind them. */
  readonly broughtIn: readonly PdfObject[];
  /** Whether it did more than what sealing takes. */
  readonly extends: boolean;
}

export const NOTHING: Explanation = { findings: [], broughtIn: [], extends: false };

export function allowed(...broughtIn: readonly PdfObject[]): Explanation {
  return { ...NOTHING, broughtIn };
}

/** An allowed change that is no part of sealing, such as validation data. */
export function extension(...broughtIn: readonly PdfObject[]): Explanation {
  return { ...NOTHING, broughtIn, extends: true };
}

export function modified(what: string): Explanation {
  return { ...NOTHING, findings: [{ severity: 'modified', what }] };
}

export function unexplained(what: string): Explanation {
  return { ...NOTHING, findings: [{ severity: 'unexplained', what }] };
}

export function together(explanations: readonly Explanation[]): Explanation {
  return {
    findings: explanations.flatMap(({ findings }) => findings),
    broughtIn: explanations.flatMap(({ broughtIn }) => broughtIn),
    extends: explanations.some((explanation) => explanation.extends),
  };
}

/**
 * An array that may only have grown at its end, by references to some objects.
 * @param what names the array in findings
 */
export function explainGrowth(
  before: readonly PdfObject[],
  after: readonly PdfObject[],
  mayAdd: ReadonlySet<number>,
  what: string,
): Explanation {
  if (!before.every((item, index) => sameObject(item, after[index]))) return modified(what);
  const added = after.slice(before.length);
  const known = added.every((item) => item.kind === 'reference' && mayAdd.has(item.objectNumber));
  return known ? allowed(...added) : modified(what);
}

/** The items behind a value; none where it is absent; null where it is something else than an array. */
export function itemsOf(document: PdfDocument, value: PdfObject | undefined): readonly PdfObject[] | null {
  const resolved = document.resolve(value);
  if (resolved.kind === 'null') return [];
  return resolved.kind === 'array' ? resolved.items : null;
}

import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfObject } from '../../pdf/syntax/objects.ts';
import { sameObject } from './changes.ts';

/** A change that no rule allows. */
interface Finding {
  /** `modified`: the page may show something else. `unexplained`: the purpose of the change is unknown. */
  readonly severity: 'modified' | 'unexplained';
  /** The subject of the change in a word or two, such as a key of the catalog. */
  readonly what: string;
}

/** The result of a rule about a change. */
export interface Explanation {
  readonly findings: readonly Finding[];
  /** The values that the change was allowed to bring in, with every new object behind them. */
  readonly broughtIn: readonly PdfObject[];
  /** Whether the change did more than sealing needs. */
  readonly extends: boolean;
}

/** The explanation of a change that shows nothing and brings nothing in. */
export const NOTHING: Explanation = { findings: [], broughtIn: [], extends: false };

/** Explains a change that sealing needs. */
export function allowed(...broughtIn: readonly PdfObject[]): Explanation {
  return { ...NOTHING, broughtIn };
}

/** Explains an allowed change that is no part of sealing, such as validation data. */
export function extension(...broughtIn: readonly PdfObject[]): Explanation {
  return { ...NOTHING, broughtIn, extends: true };
}

/** Explains a change after which the pages may show something else. */
export function modified(what: string): Explanation {
  return { ...NOTHING, findings: [{ severity: 'modified', what }] };
}

/** Explains a change of unknown purpose. */
export function unexplained(what: string): Explanation {
  return { ...NOTHING, findings: [{ severity: 'unexplained', what }] };
}

/** Joins the explanations of several changes. */
export function together(explanations: readonly Explanation[]): Explanation {
  return {
    findings: explanations.flatMap(({ findings }) => findings),
    broughtIn: explanations.flatMap(({ broughtIn }) => broughtIn),
    extends: explanations.some((explanation) => explanation.extends),
  };
}

/**
 * Explains an array that may only have grown at its end, by references to some objects.
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

/** Returns the items behind a value: none if it is absent, null if it is not an array. */
export function itemsOf(document: PdfDocument, value: PdfObject | undefined): readonly PdfObject[] | null {
  const resolved = document.resolve(value);
  if (resolved.kind === 'null') return [];
  return resolved.kind === 'array' ? resolved.items : null;
}

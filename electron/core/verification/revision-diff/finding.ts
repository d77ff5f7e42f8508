import type { PdfObject } from '../../pdf/syntax/objects.ts';

/** A change that no rule allows. */
export interface Finding {
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

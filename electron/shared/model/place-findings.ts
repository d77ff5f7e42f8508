/** Something about a place that a person should see before sealing, and that keeps nobody from it. */
export type PlaceWarning =
  /** The seal covers words of the page. */
  | { readonly code: 'COVERS_TEXT'; readonly text: string }
  /** It covers a seal or a signature that the document has. */
  | { readonly code: 'COVERS_SEAL'; readonly field: string }
  /** It covers another place of the same list, counted from 1 among all places. */
  | { readonly code: 'COVERS_PLACE'; readonly place: number }
  /** The page has no text, as scans have none: nobody can tell what the seal covers. */
  | { readonly code: 'NO_TEXT' };

/** Where a document has the keyword of a rule. */
export interface DescribedKeyword {
  /** The rule of the list, by index from 0. */
  readonly rule: number;
  readonly hits: readonly DescribedHit[];
  /** The pages that were searched in vain, such as `1,3-6`; empty for none. */
  readonly missing: string;
  /** Those of them that have no text at all, as scans. */
  readonly withoutText: string;
}

/** A place at which a document has a keyword. */
export interface DescribedHit {
  /** From 1. */
  readonly page: number;
  /** The words as they stand there. */
  readonly text: string;
  /** The middle of the words as seen, in millimetres from the top left of the page. */
  readonly xMm: number;
  readonly yMm: number;
  /** True if the rule puts a seal there. */
  readonly isChosen: boolean;
}

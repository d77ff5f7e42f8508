import type { AppError } from '../errors.ts';
import type { SeenArea } from './document-details.ts';
import type { DescribedKeyword, PlaceWarning } from './place-findings.ts';

/** A signature field that waits for a signature. */
export interface EmptyField {
  /** Its full name: partial names joined by full stops. */
  readonly name: string;
  /** Where it is shown, its page by index from 0; null if no page shows it. */
  readonly place: (SeenArea & { readonly page: number }) | null;
}

/** A place at which a seal would be shown. */
export interface DescribedPlace extends SeenArea {
  /** From 1. */
  readonly page: number;
  /** The rule of the list that puts it there, by index from 0; null for the one place or the field. */
  readonly rule: number | null;
  /** True if it would show a part of the seal. */
  readonly isSlice: boolean;
  /** The area that the whole seal would cover: its part on the page is what is shown. */
  readonly whole: SeenArea;
  /** What it would cover, and what nobody can tell. */
  readonly warnings: readonly PlaceWarning[];
}

/** Something that keeps a seal from a place. */
export interface DescribedProblem {
  readonly error: AppError;
  /** From 1; null for a problem of no page that the document has. */
  readonly page: number | null;
  /** As {@link DescribedPlace.rule}. */
  readonly rule: number | null;
}

/** How a whole date is written: 2026年11月29日, or 2026-11-29 (ISO 8601, GB/T 7408). */
export const DATE_STYLES = ['chinese', 'iso'] as const;

export type DateStyle = (typeof DATE_STYLES)[number];

/** The largest picture of a handwritten signature, in millimetres; one that covers half a page is none. */
export const LARGEST_HANDWRITING_MM = { width: 120, height: 60 } as const;

/** What a request may hold of one picture: a scan of a signature has some hundred thousand bytes. */
export const MOST_HANDWRITING_BYTES = 2 * 1024 * 1024;

/** A date, or the picture of a handwritten signature, beside a seal. */
export interface DescribedBeside extends SeenArea {
  /** From 1. */
  readonly page: number;
  /** The rule of the list that puts it there, by index from 0: those beside the seal are counted on from its places. */
  readonly rule: number;
  /** The text of a date or of a part of it; null for the picture of a signature. */
  readonly date: string | null;
  /** As {@link DescribedPlace.warnings}. */
  readonly warnings: readonly PlaceWarning[];
}

/** What sealing would do, without doing it. */
export interface DescribedPlaces {
  /** The number of pages of the document. */
  readonly pages: number;
  readonly places: readonly DescribedPlace[];
  /** Why the document would not be sealed: places that it does not have, or has no room for. */
  readonly problems: readonly DescribedProblem[];
  /** What was found for the keywords of the list. */
  readonly keywords: readonly DescribedKeyword[];
  /** What would stand beside the seal, signed with it. */
  readonly beside: readonly DescribedBeside[];
  /** How many of the places, from the first, were compared with the words of their pages. */
  readonly comparedWithText: number;
}

import type { AppError } from '../errors.ts';

/** A page as the person sees it, in millimetres. */
export interface PageSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** What sealing must know of a document, or why it cannot be sealed. */
export type Sealability =
  | { readonly possible: true; readonly pages: readonly PageSize[]; readonly emptyFields: readonly string[] }
  | { readonly possible: false; readonly error: AppError };

/** A document that is open in the window. The renderer knows it by `id` and never by its path. */
export interface OpenDocument {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  /** Bytes */
  readonly size: number;
  readonly sealability: Sealability;
}

export type SealStep = 'preparing' | 'signing' | 'stamping' | 'publishing' | 'verifying';

export interface SealProgress {
  readonly documentId: string;
  readonly step: SealStep;
  /** Bytes hashed so far and in all, while preparing. */
  readonly done: number;
  readonly total: number;
}

/** What became of the trusted time of a seal: without it the document is sealed all the same. */
export type TrustedTime =
  /** The authority's token stands in the signature. */
  | {
      readonly state: 'stamped';
      /** ISO 8601 */
      readonly stampedAt: string;
    }
  /** It was asked for and not had; the register's next countersignature proves the seal's existence. */
  | { readonly state: 'missing'; readonly error: AppError }
  | { readonly state: 'notAsked' };

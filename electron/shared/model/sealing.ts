import type { AppError } from '../errors.ts';
import type { DocumentFormat } from './document-view.ts';
import type { InvoiceData } from './invoice.ts';
import type { OfdViewNote } from './ofd-view.ts';
import type { EmptyField } from './seal-places.ts';

/** A page as the person sees it, in millimetres. */
export interface PageSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** The facts about a document that sealing needs, or the reason why it cannot be sealed. */
export type Sealability =
  | {
      readonly possible: true;
      readonly pages: readonly PageSize[];
      readonly emptyFields: readonly EmptyField[];
    }
  | { readonly possible: false; readonly error: AppError };

/** A document that is open in the window. The renderer knows it by `id` and never by its path. */
export interface OpenDocument {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly format: DocumentFormat;
  /** Bytes of what the window reads: of an OFD, its pages as a PDF. */
  readonly size: number;
  /** What the pages of an OFD show otherwise than it says; none for a PDF. */
  readonly viewNotes: readonly OfdViewNote[];
  /** What an electronic invoice says of itself in its data; null for any other document. */
  readonly invoice: InvoiceData | null;
  /** True if it holds a signature; of a document that cannot be sealed, only its verdict tells. */
  readonly isSigned: boolean;
  readonly sealability: Sealability;
  /** Id of the document whose password opened it, as a sealed file opens by that of its original; null if none did. */
  readonly unlockedBy: string | null;
}

export type SealStep = 'preparing' | 'signing' | 'stamping' | 'publishing' | 'verifying';

export interface SealProgress {
  readonly documentId: string;
  readonly step: SealStep;
  /** Bytes hashed so far and in all, while preparing. */
  readonly done: number;
  readonly total: number;
}

/** The result of the request for a trusted time. The document is sealed with or without it. */
export type TrustedTime =
  /** The authority's time stamp is part of the signature. */
  | {
      readonly state: 'stamped';
      /** ISO 8601 */
      readonly stampedAt: string;
    }
  /** The request failed; the next countersignature of the register proves that the seal exists. */
  | { readonly state: 'missing'; readonly error: AppError }
  | { readonly state: 'notAsked' };

/** What became of the archive time stamp (归档时间戳) that the rules want after each sealing. The document is sealed with or without it. */
export type ArchiveFollowing =
  | {
      readonly state: 'stamped';
      /** Path of the further file that has it. */
      readonly path: string;
      /** ISO 8601 */
      readonly stampedAt: string;
      readonly renewBy: string | null;
    }
  | { readonly state: 'missing'; readonly error: AppError }
  | { readonly state: 'notAsked' };

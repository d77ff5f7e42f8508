import type { AppError } from '../errors.ts';

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

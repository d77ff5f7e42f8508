import type { InspectedCertificate, InspectedSeal } from './inspection.ts';

/** A rectangle on a page as seen, in millimetres from the page's top left. */
export interface SeenArea {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** What became of an area of a page, of a whole page, or of the document as a whole. */
export const AREA_CHANGES = [
  /** A signature field that got its signature. */
  'signatureAdded',
  'fieldAdded',
  'fieldFilled',
  'annotationAdded',
  'annotationChanged',
  'annotationRemoved',
  'pageChanged',
  'pageAdded',
  'pageRemoved',
  'pagesReordered',
  /** Something that counts for the document as a whole, such as its layers. */
  'documentChanged',
] as const;

export type AreaChange = (typeof AREA_CHANGES)[number];

/** What one revision changed of what is shown. */
export interface ChangedArea {
  readonly change: AreaChange;
  /** Zero-based; of the version before for what was removed. Null for the document as a whole. */
  readonly page: number | null;
  /** Null for the whole page. */
  readonly area: SeenArea | null;
  /** Name of the field; null if there is none. */
  readonly name: string | null;
}

/** Where the time of a revision is from, the most reliable first. */
export type TimeSource = 'timeStamp' | 'register' | 'signer' | 'document';

/** A revision of a document: its first bytes, and what it brought. */
export interface RevisionEntry {
  /** From 1. */
  readonly number: number;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sm3: string;
  /** Indexes of the signatures that end it, in the order of the report. */
  readonly signatures: readonly number[];
  readonly hasValidationData: boolean;
  /** Whether it changed the document's information, such as its title. */
  readonly hasInformation: boolean;
  /** ISO 8601 with its source; null if the file says nothing. */
  readonly time: { readonly at: string; readonly source: TimeSource } | null;
  /** What it changed of what is shown; null if it cannot be told. The first revision changes nothing. */
  readonly changes: readonly ChangedArea[] | null;
  /** The number of changes that are left out of so long a list. */
  readonly moreChanges: number;
}

export interface CertificateDetails extends InspectedCertificate {
  /** Hexadecimal, over the DER. */
  readonly sm3: string;
  readonly sha256: string;
}

/** What is known of one certificate of a chain. */
export type ChainStanding =
  | { readonly state: 'anchor' }
  | { readonly state: 'notRevoked'; readonly listIssuedAt: string }
  | { readonly state: 'revoked'; readonly revokedAt: string }
  | { readonly state: 'revocationUnknown'; readonly listIssuedAt: string | null }
  | { readonly state: 'noPath' };

/** A certificate with those above it, up to the anchor as far as they are known. */
export interface CertificateChain {
  /** From the certificate in question upwards. */
  readonly steps: readonly { readonly certificate: CertificateDetails; readonly standing: ChainStanding }[];
  /** Whether the last one is an anchor that the trust folder holds. */
  readonly isTrusted: boolean;
  /** ISO 8601; the instant at which the certificates have to be valid. */
  readonly judgedAt: string;
}

/** The seal and the certificates behind one signature. */
export interface SignatureDetails {
  readonly seal: {
    readonly facts: InspectedSeal;
    readonly picture: Uint8Array;
  } | null;
  /** Null if no certificate of the signer can be read. */
  readonly signer: CertificateChain | null;
  /** Null for an ordinary signature. */
  readonly maker: CertificateChain | null;
}

/** What stands behind the report of a document. */
export interface DocumentDetails {
  readonly revisions: readonly RevisionEntry[];
  /** In the order of the report; signatures that cannot be read at all are missing at its end. */
  readonly signatures: readonly SignatureDetails[];
}

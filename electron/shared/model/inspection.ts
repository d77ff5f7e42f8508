import type { ReasonCode, CheckResult } from './verification-report.ts';

/** The checks of an inspected file. */
export const INSPECTION_CHECK_NAMES = [
  /** The seal maker's signature over the seal. */
  'makerSignature',
  /** The maker's certificate: key usage, dates, path to the trust folder. */
  'makerCertificate',
  /** A list of makers names the maker. */
  'makerListed',
  /** The issuer's signature on the maker's certificate, if the trust folder holds the issuer. */
  'makerIssuerSignature',
  'sealValidity',
  /** The signer's signature over TBS_Sign. */
  'signerSignature',
  'signerCertificate',
  'signerIssuerSignature',
  /** The list of certificates in the seal names the signer's certificate. */
  'certificateListed',
  /** The document's hash. Without the document, only an empty one is known to be wrong. */
  'documentHash',
  'issuerSignature',
  'keyUsage',
  'validity',
  'path',
  'freshness',
  /** The time-stamp authority's signature over what it states. */
  'stampSignature',
  /** The authority's certificate: its use, dates, path and revocation. */
  'stampAuthority',
] as const;

export type InspectionCheckName = (typeof INSPECTION_CHECK_NAMES)[number];

export interface InspectionCheck {
  readonly name: InspectionCheckName;
  readonly result: CheckResult['result'];
  readonly code: ReasonCode;
  readonly facts?: Readonly<Record<string, string | number>>;
}

export interface InspectedCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serial: string;
  /** "SM2", "RSA", … */
  readonly algorithm: string;
  /** ISO 8601 */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly isAuthority: boolean;
  /** Null if the extension is absent, which allows every use. */
  readonly keyUsage: readonly string[] | null;
}

export interface InspectedSeal {
  /** The layout: 1 GM/T 0031-2014, 4 GB/T 38540-2020, 5 GM/T 0031-2025. */
  readonly version: number;
  readonly header: { readonly version: number; readonly vendorId: string };
  readonly esId: string;
  readonly name: string;
  /** SES_ESPropertyInfo.type: 1 organisation, 2 person; anything else is other. */
  readonly kind: 'organisation' | 'person' | 'other';
  /** ISO 8601 */
  readonly createdAt: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly picture: {
    readonly type: string;
    readonly widthMm: number;
    readonly heightMm: number;
    readonly bytes: number;
  };
  readonly certificateList: {
    readonly kind: 'certificates' | 'digests';
    /** Subjects of the certificates, or digests in hexadecimal. */
    readonly entries: readonly string[];
  };
  /** Null if it cannot be read. */
  readonly maker: InspectedCertificate | null;
}

interface InspectionOf<Type extends string> {
  readonly file: string;
  readonly type: Type;
  readonly checks: readonly InspectionCheck[];
}

export interface SealInspection extends InspectionOf<'seal'> {
  readonly seal: InspectedSeal;
}

export interface SignatureInspection extends InspectionOf<'signature'> {
  readonly format: string;
  readonly seal: InspectedSeal;
  /** ISO 8601; null if none is readable. */
  readonly signedAt: string | null;
  /** Hexadecimal. */
  readonly dataHash: string;
  readonly propertyInfo: string;
  readonly signer: InspectedCertificate | null;
}

export interface CertificateInspection extends InspectionOf<'certificate'> {
  readonly certificate: InspectedCertificate;
}

export interface RevocationListInspection extends InspectionOf<'crl'> {
  readonly issuer: string;
  /** ISO 8601 */
  readonly thisUpdate: string;
  readonly nextUpdate: string | null;
  readonly entries: number;
}

export interface TimeStampInspection extends InspectionOf<'timestamp'> {
  readonly policy: string;
  /** Hexadecimal. */
  readonly serial: string;
  /** ISO 8601 */
  readonly stampedAt: string;
  readonly accuracyMs: number;
  /** The stamped value: a digest in hexadecimal and the object identifier of its algorithm. */
  readonly imprint: { readonly algorithm: string; readonly digest: string };
  /** Null if neither time-stamp token nor trust folder holds its certificate. */
  readonly authority: InspectedCertificate | null;
}

/** Signed data: a message, or a detached signature. */
export interface MessageInspection extends InspectionOf<'message'> {
  /** RFC 5652 (CMS, PKCS#7), or GM/T 0010-2012 with object identifiers of its own. */
  readonly syntax: 'cms' | 'gmt-0010';
  /** Object identifier. */
  readonly contentType: string;
  /** Null if the content is elsewhere. */
  readonly contentBytes: number | null;
  /** Subjects of the certificates that it carries. */
  readonly certificates: readonly string[];
  readonly signers: readonly {
    /** Null if the certificate is not among those. */
    readonly subject: string | null;
    /** Object identifiers. */
    readonly digestAlgorithm: string;
    readonly signatureAlgorithm: string;
  }[];
}

/** A signature field of a PDF that is signed. */
interface InspectedPdfSignature {
  /** The full name of the field. */
  readonly field: string;
  /** /Filter and /SubFilter as written; null if they are missing. */
  readonly filter: string | null;
  readonly subFilter: string | null;
  /** The end of the last range of bytes that it says it covers; null if it says none. */
  readonly coveredBytes: number | null;
  /** What /Contents holds; null if it is of no known kind. */
  readonly content: Inspection | null;
}

/** A PDF with the content of its signatures. Whether they hold for the document is a matter of verification. */
export interface PdfInspection extends InspectionOf<'pdf'> {
  readonly revisions: number;
  readonly isEncrypted: boolean;
  readonly signatures: readonly InspectedPdfSignature[];
}

/** A box in millimetres from the top left of a page. */
interface InspectedBox {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** A signature that an OFD lists. */
interface InspectedOfdSignature {
  readonly id: string;
  readonly type: 'Seal' | 'Sign';
  /** The path of its Signature.xml as written. */
  readonly path: string;
  /** What that file says; null if it cannot be read. */
  readonly signature: {
    readonly provider: string | null;
    readonly method: string | null;
    /** The digest that it names. */
    readonly digest: string;
    /** ISO 8601; null if it is not said. */
    readonly statedAt: string | null;
    /** The parts that it says it covers, as written. */
    readonly covered: readonly string[];
    /** The parts of the file that it does not cover, its own file and value left out. */
    readonly notCovered: readonly string[];
    /** By the IDs of pages. */
    readonly places: readonly {
      readonly page: string;
      readonly boundary: InspectedBox;
      readonly clip: InspectedBox | null;
    }[];
  } | null;
  /** What its value holds; null if that is of no known kind. */
  readonly content: Inspection | null;
}

/** The parts of an OFD, and its signatures. Whether they hold for the document is a matter of verification. */
export interface OfdInspection extends InspectionOf<'ofd'> {
  readonly documents: readonly {
    readonly root: string;
    readonly title: string | null;
    readonly creator: string | null;
    readonly pages: number;
    readonly versions: number;
    /** The values that its program left, by name, such as the number and the sum of an invoice. */
    readonly values: Readonly<Record<string, string>>;
  }[];
  /** In the order of the file; sizes in bytes. */
  readonly parts: readonly { readonly name: string; readonly size: number; readonly packed: number }[];
  /** What was read other than by the letter of the standard. */
  readonly tolerances: readonly { readonly kind: string; readonly where: string }[];
  readonly signatures: readonly InspectedOfdSignature[];
}

/** The content of a seal, a bare signature, a certificate, a list, a time stamp, a PDF or an OFD, with the checks of it. */
export type Inspection =
  | SealInspection
  | SignatureInspection
  | CertificateInspection
  | RevocationListInspection
  | TimeStampInspection
  | MessageInspection
  | PdfInspection
  | OfdInspection;

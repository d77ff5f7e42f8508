import type { ErrorCode } from '../../shared/errors.ts';
import type { SealHistory } from '../../shared/model/seal-history.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { PlacedDictionary } from '../pdf/forms/form-fields.ts';
import type { SignatureDictionary } from '../pdf/signatures/signature-dictionary.ts';
import type { SealSignature } from '../seal/seal-signature.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { RevocationList } from '../x509/revocation-list.ts';
import type { PathResult } from '../x509/path.ts';
import type { TrustStore } from '../x509/trust-store.ts';
import type { SigningTime } from './signing-time.ts';

/** What certificates are judged by: core knows no clock and no trust of its own. */
export interface TrustInputs {
  readonly engine: SmEngine;
  /** The time to judge at. */
  readonly now: Date;
  readonly trust: TrustStore;
}

/** The world that a verdict rests on. */
export interface VerificationInputs extends TrustInputs {
  /**
   * What the platforms have published of a seal; nothing where no platform is known. Rejects with a CodedError
   * where it cannot be read.
   */
  readonly sealStatus: (esId: string) => Promise<readonly SealHistory[]>;
  /**
   * Lists that were superseded: those of an issuer that were current at an instant. Rejects with a CodedError where
   * they cannot be read.
   * @param issuer its Name, DER
   */
  readonly archivedLists: (issuer: Uint8Array, at: Date) => Promise<readonly RevocationList[]>;
  /**
   * By when a file of this SM3 (hexadecimal) existed, as a platform has countersigned; null where nothing says so.
   * Null in its place where there is nobody to ask. Rejects with a CodedError where it cannot be read.
   */
  readonly existedBy: ((sm3: string) => Promise<Date | null>) | null;
  /** When whoever publishes a list last said that it is the newest; null where only its own date is known. */
  readonly listConfirmedAt: (list: RevocationList) => Date | null;
  /** How old a list may be for a plain "valid", in milliseconds; null where the policy sets no limit. */
  readonly listAgeLimitMs: number | null;
  /** Is told once a document, when a signature counts as damaged because a check broke off. */
  readonly onBrokenCheck?: (broken: BrokenCheck) => void;
}

/** A failure while a signature was checked, for the log. It names nothing of the document. */
export interface BrokenCheck {
  /** INTERNAL unless the failure has a code of its own. */
  readonly code: ErrorCode;
  /** Class of the error, such as TypeError. */
  readonly error: string;
  /** File and line of the program that failed; null when that is not known. */
  readonly at: string | null;
}

/** A signature of the file, and the form field that holds it. */
export interface LocatedSignature {
  /** Full name of the field; '' where the signature stands in no field. */
  readonly field: string;
  readonly widgets: readonly PlacedDictionary[];
  readonly dictionary: SignatureDictionary;
}

/** A /ByteRange that is in order: the signed bytes are [0, gapStart) and [gapEnd, end). */
export interface CoveredRange {
  readonly gapStart: number;
  readonly gapEnd: number;
  readonly end: number;
  /** Index of the revision that the range ends with. */
  readonly revision: number;
}

/** Why a structure is refused; `rule` is for logs and reports, a word or two. */
export interface StructureFault {
  readonly code: 'BYTE_RANGE_INVALID' | 'CONTENTS_INVALID' | 'FORMAT_FAILURE';
  readonly rule: string;
}

/** What /Contents holds. */
export type SignatureContent =
  | { readonly kind: 'seal'; readonly signature: SealSignature }
  | { readonly kind: 'cms' }
  | { readonly kind: 'unreadable' };

/** A certificate of the signature and what the trust folder makes of it. */
export interface JudgedCertificate {
  readonly certificate: Certificate;
  readonly path: PathResult;
  /** The instant at which it has to be valid. */
  readonly judgedAt: Date;
}

/** All that the checks of one signature look at, gathered beforehand; the checks compute and read nothing. */
export interface SignatureContext {
  readonly inputs: VerificationInputs;
  readonly source: ByteSource;
  readonly document: PdfDocument;
  readonly located: LocatedSignature;
  /** Every signature of the file, this one included. */
  readonly all: readonly LocatedSignature[];
  readonly range: CoveredRange | StructureFault;
  readonly content: SignatureContent | StructureFault;
  /** SM3 over the range; null where the range or the content gives nothing to compare. */
  readonly documentHash: Uint8Array | null;
  /** null where there is no seal signature. */
  readonly signingTime: SigningTime | null;
  /** null where the certificate cannot be read, or there is no seal signature. */
  readonly signer: JudgedCertificate | null;
  readonly maker: JudgedCertificate | null;
  /** What the platforms have published of the seal; null where it cannot be read. */
  readonly sealHistories: readonly SealHistory[] | null;
}

export function isFault(value: CoveredRange | SignatureContent | StructureFault): value is StructureFault {
  return 'rule' in value;
}

/** The seal signature of a context; null where /Contents holds none. */
export function sealSignatureOf(context: SignatureContext): SealSignature | null {
  const { content } = context;
  return !isFault(content) && content.kind === 'seal' ? content.signature : null;
}

import type { ErrorCode } from '../../../shared/errors.ts';
import type { SealHistory } from '../../../shared/model/seal-standing.ts';
import type { RegisterMark } from '../../../shared/model/verification-report.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PlacedDictionary } from '../../pdf/forms/form-fields.ts';
import type { SignatureDictionary } from '../../pdf/signatures/signature-fields.ts';
import type { SignedContent } from '../../cms/check-signer.ts';
import type { RevisionTiling } from '../../pdf/tiling/revision-tiling.ts';
import type { SealSignature } from '../../seal/seal-signature.ts';
import type { BegunHash, SmEngine } from '../../sm/engine.ts';
import type { Certificate } from '../../x509/certificate.ts';
import type { PathResult } from '../../x509/path.ts';
import type { RevocationList } from '../../x509/revocation-list.ts';
import type { TrustStore } from '../../x509/trust-store.ts';
import type { RevisionChanges } from '../revision-diff/revision-changes.ts';
import type { SignatureContent, StructureFault } from './signature-content.ts';
import type { SigningTime } from './signing-time.ts';

/** The inputs by which certificates are judged: core knows no clock and no trust of its own. */
export interface TrustInputs {
  readonly engine: SmEngine;
  /** The time of judging. */
  readonly now: Date;
  readonly trust: TrustStore;
}

/** The inputs of a verdict. */
export interface VerificationInputs extends TrustInputs {
  /**
   * Returns what the platforms have published of a seal; nothing if no platform is known. It rejects with a
   * CodedError if it cannot be read.
   */
  readonly sealStatus: (esId: string) => Promise<readonly SealHistory[]>;
  /**
   * Returns superseded lists: those of an issuer that were current at an instant. It rejects with a
   * CodedError if they cannot be read.
   * @param issuer its Name, DER
   */
  readonly archivedLists: (issuer: Uint8Array, at: Date) => Promise<readonly RevocationList[]>;
  /**
   * Returns by when a file of this SM3 (hexadecimal) existed, as a platform has countersigned; null if no
   * platform has. It rejects with a CodedError if it cannot be read. It is null itself if there is nobody to
   * ask.
   */
  readonly existedBy: ((sm3: string) => Promise<Date | null>) | null;
  /**
   * Returns what the register of this computer has on a file of this SM3 (hexadecimal). It rejects with a CodedError if
   * it cannot be read. It is null itself if the register has nothing on any file.
   */
  readonly registerMarks: ((sm3: string) => Promise<readonly RegisterMark[]>) | null;
  /**
   * Returns the time at which a list's publisher last confirmed it as the newest; null if only its own date
   * is known.
   */
  readonly listConfirmedAt: (list: RevocationList) => Date | null;
  /**
   * Returns the revocations of a certificate that an earlier list should have named by their date and did not. It
   * rejects with a CodedError if they cannot be read.
   * @param issuer its Name, DER
   */
  readonly lateRevocations: (issuer: Uint8Array, serial: string) => Promise<readonly LateDate[]>;
  /** A revocation that became known longer than this after its date is late, in milliseconds. */
  readonly lateEventMs: number;
  /** The age up to which a list allows a plain "valid", in milliseconds; null if the policy sets no limit. */
  readonly listAgeLimitMs: number | null;
  /** An SM3 over the beginning of the document that was taken before. */
  readonly begunHash?: BegunHash | undefined;
  /** Is told once a document, when a signature counts as damaged because a check broke off. */
  readonly onBrokenCheck?: ((broken: BrokenCheck) => void) | undefined;
  /** Is handed what the checks of each signature look at, in the order of the report, for those who keep it. */
  readonly onGathered?: ((context: SignatureContext) => void) | undefined;
}

/** The date of a revocation, the newest list that lacked it, and the first that had it. */
export interface LateDate {
  readonly revokedAt: Date;
  readonly lackedAt: Date;
  readonly knownFrom: Date;
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
  /** The full name of the field; '' for a signature in no field. */
  readonly field: string;
  readonly widgets: readonly PlacedDictionary[];
  readonly dictionary: SignatureDictionary;
}

/** A /ByteRange that is in order: the signed bytes are [0, gapStart) and [gapEnd, end). */
export interface CoveredRange {
  readonly gapStart: number;
  readonly gapEnd: number;
  readonly end: number;
  /** The index of the revision that the range ends with. */
  readonly revision: number;
}

/** Returns the range of a signature of one document, or its fault. */
export type RangeOf = (located: LocatedSignature) => CoveredRange | StructureFault;

/** A certificate of the signature, judged by the trust folder. */
export interface JudgedCertificate {
  readonly certificate: Certificate;
  readonly path: PathResult;
  /** The instant at which it has to be valid. */
  readonly judgedAt: Date;
}

/**
 * What the checks of value, seal, status, certificate, revocation, time and register look at, whatever kind of document
 * holds the signature. It is gathered beforehand: the checks compute and read nothing.
 */
export interface SignatureEvidence {
  readonly inputs: VerificationInputs;
  readonly content: SignatureContent | StructureFault;
  /**
   * The hash over the signed bytes, by the digest that the signature names; null if the document or the content leaves
   * nothing to compare, or the digest is not supported.
   */
  readonly documentHash: Uint8Array | null;
  /** What the signer of CMS or a token signs; null for other content, and without a range. */
  readonly signed: SignedContent | null;
  /** The time of signing; null for content that is not judged. */
  readonly signingTime: SigningTime | null;
  /** The signer; null for content that is not judged, and if no certificate of the signer can be read. */
  readonly signer: JudgedCertificate | null;
  readonly maker: JudgedCertificate | null;
  /** The late revocations of the certificates that the lists name. */
  readonly lateRevocations: readonly (LateDate & { readonly certificate: Certificate })[];
  /** The platforms' entries about the seal; null if they cannot be read. */
  readonly sealHistories: readonly SealHistory[] | null;
  /** What the register of this computer has on the file as the signature left it; null if it cannot be read. */
  readonly registerMarks: readonly RegisterMark[] | null;
  /**
   * By when another document time stamp has to be put around this one: it is the outermost, and its authority's
   * certificate ends. Null for any other signature.
   */
  readonly renewBy: Date | null;
}

/** Everything that the checks of one signature of a PDF look at. */
export interface SignatureContext extends SignatureEvidence {
  readonly source: ByteSource;
  readonly document: PdfDocument;
  readonly located: LocatedSignature;
  /** Every signature of the file, this one included. */
  readonly all: readonly LocatedSignature[];
  readonly range: CoveredRange | StructureFault;
  /** What is known of the later revisions, whichever signature asks. */
  readonly tiling: RevisionTiling;
  readonly changes: RevisionChanges;
}

/** Tells a fault from the structure that it stands for. */
export function isFault(value: CoveredRange | SignatureContent | StructureFault): value is StructureFault {
  return 'rule' in value;
}

/** Returns the seal signature of a context; null if the value is none. */
export function sealSignatureOf({ content }: Pick<SignatureEvidence, 'content'>): SealSignature | null {
  return !isFault(content) && content.kind === 'seal' ? content.signature : null;
}

/** CMS, or a time-stamp token, in place of a seal signature. */
export type Message = Extract<SignatureContent, { kind: 'cms' | 'timeStamp' }>;

/** Returns the message of a context; null if the value is none. */
export function messageOf({ content }: Pick<SignatureEvidence, 'content'>): Message | null {
  return !isFault(content) && (content.kind === 'cms' || content.kind === 'timeStamp') ? content : null;
}

/** Tells whether the content is of a kind that is judged. */
export function isJudged(context: Pick<SignatureEvidence, 'content'>): boolean {
  return sealSignatureOf(context) !== null || messageOf(context) !== null;
}

/**
 * Tells whether a list is too old by the policy of the relying party. The list's own nextUpdate is its
 * issuer's promise.
 * @param limitMs null if the policy sets no limit
 */
export function isTooOld(issuedAt: Date, now: Date, limitMs: number | null): boolean {
  return limitMs !== null && now.getTime() - issuedAt.getTime() > limitMs;
}

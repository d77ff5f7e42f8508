import type { Statement } from '../../core/platform/signed-statement.ts';
import type { SealableDescription } from '../../core/signing/sealable.ts';
import type { SealTarget } from '../../core/signing/seal-request.ts';
import type { DocumentFormat, DocumentView } from '../../shared/model/document-view.ts';
import type { InvoiceData } from '../../shared/model/invoice.ts';
import type { DocumentExamination } from '../../shared/model/preflight.ts';
import type { DescribedPlaces } from '../../shared/model/seal-places.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import type { Result } from '../../shared/result.ts';
import type { FileSource } from '../ports/files.ts';
import type { SignedMessage } from '../ports/tokens.ts';

export interface SealPreparation {
  /** The document as the person saw it. */
  readonly input: FileSource;
  /** The ticket of the seal before in the same act, over whose draft this one goes; absent for the first. */
  readonly over?: string;
  readonly outputPath: string;
  readonly target: SealTarget;
  /** SESeal, DER, as it lies on the token. */
  readonly seal: Uint8Array;
  /** The signer's certificate, DER. */
  readonly certificate: Uint8Array;
  readonly reason?: string;
  readonly location?: string;
  /** Locks an OFD (锁定签章): a seal after this one would break it. A PDF has no such seal, and this is not asked of one. */
  readonly locks?: boolean;
}

/** A document before a place is chosen. */
export interface SealableSummary extends SealableDescription {
  /** Absent for a PDF. */
  readonly format?: DocumentFormat;
  /** What a PDF says of itself as an electronic invoice; null if it is none, and for an OFD, whose view says it. */
  readonly invoice: InvoiceData | null;
}

/** A document that is written but for its signature value. */
export interface PendingSeal {
  readonly ticket: string;
  /** e = SM3(Z ‖ TBS_Sign), 32 bytes */
  readonly digest: Uint8Array;
  /** The message that the digest is of. */
  readonly message: SignedMessage;
  /** SM3 of the file as it was, hexadecimal. */
  readonly sm3Before: string;
  /** The page that the seal stands on, from 1, and how many there are. */
  readonly page: number;
  readonly pages: number;
  /** Its pages and places as text, if it is shown in several; null for one place. */
  readonly places: string | null;
}

/** A seal that is to be laid out. */
export interface PlannedSeal {
  readonly target: SealTarget;
  /** SESeal, DER */
  readonly seal: Uint8Array;
}

export interface SealedFile {
  readonly path: string;
  readonly size: number;
  /** Name of the signature field that holds the new seal. */
  readonly field: string;
  /** ISO 8601 */
  readonly signedAt: string;
  /** SM3 of the file before and after, hexadecimal. */
  readonly sm3Before: string;
  readonly sm3After: string;
}

/** A seal in a document, and the certificate of its signer (DER). */
export interface ArchivedSeal {
  readonly esId: string;
  readonly name: string;
  readonly certificate: Uint8Array;
}

/** What an archive time stamp has to bring statements for. */
export interface ArchiveNeeds {
  readonly seals: readonly ArchivedSeal[];
}

export interface ArchivePreparation {
  readonly input: FileSource;
  readonly outputPath: string;
  readonly trustFolder: string;
  /** A token of the authority that will stamp the document, DER: its certificate and lists go into the document. */
  readonly token: Uint8Array;
  /** Signed statements on the seals. */
  readonly statements: readonly Statement[];
}

/** A document that is written but for its archive time stamp. */
export interface PendingArchive {
  readonly ticket: string;
  /** SM3 of what the stamp covers, 32 bytes. */
  readonly digest: Uint8Array;
  /** SM3 of the file as it was, hexadecimal. */
  readonly sm3Before: string;
}

export interface ArchivedFile extends Omit<SealedFile, 'signedAt'> {
  /** ISO 8601 */
  readonly stampedAt: string;
  /** When the certificate of the authority ends, ISO 8601; null if it is not known. */
  readonly renewBy: string | null;
}

/** The word of the revocation lists at hand on a certificate and on those above it. */
export interface RevocationFinding {
  /** ISO 8601; null when no list names it. */
  readonly revokedSince: string | null;
  /** True when an authority above it has no list here that can be used, so that nobody knows. */
  readonly unlisted: boolean;
}

/** What the pages of an OFD are written for. */
export type ViewPurpose =
  /** For a window that shows them. */
  | { readonly kind: 'window' }
  /** For their words, and for what cannot be drawn of them: pictures are looked at and left out. */
  | { readonly kind: 'words' }
  /** For a copy. @param notices the lines below each page, in the order of the pages */
  | { readonly kind: 'copy'; readonly notices: readonly (readonly string[])[] };

/** Bytes read so far of all bytes, reported about ten times a second at most. */
export type ByteProgress = (done: number, total: number) => void;

/**
 * The heavy work on documents. The app runs it in worker threads, the command line in its own process. Sealing is
 * prepared once for each document, and pauses between `prepare` and `complete` while the key signs.
 */
export interface DocumentEngine {
  /** Describes the pages and fields that a seal can be placed on. Fails with the reason why there can be no seal. */
  summarise(source: FileSource): Promise<Result<SealableSummary>>;
  /** Reads what a PDF says of itself as an electronic invoice, also one that takes no seal; null if it is none. Fails as opening it does. */
  invoice(source: FileSource): Promise<Result<InvoiceData | null>>;
  /**
   * Writes the pages of an OFD to a new PDF, by which they are shown, searched and printed. Fails with
   * FILE_NEEDS_NO_CONVERSION for a PDF, with the reason why it cannot be opened, and as writing does.
   */
  view(source: FileSource, outputPath: string, purpose: ViewPurpose): Promise<Result<DocumentView>>;
  /**
   * Lays several seals out one over the other, as an act of sealing would, and writes nothing: what keeps one of them from
   * its place is known before any key is used. Fails with the reason why there can be no seal.
   * @param readsWords also tells what words the places would cover, for a person who looks at them: their pages are read
   */
  rehearse(
    source: FileSource,
    seals: readonly PlannedSeal[],
    readsWords: boolean,
  ): Promise<Result<readonly DescribedPlaces[]>>;
  /**
   * Examines a document before it is sealed (盖章前体检). Fails with the reason why there can be no seal.
   * @param trustFolder by which the signatures that it has already are judged
   * @param readsWords also tells what kind of document it is, for a person who looks at the findings: its words are read
   */
  examine(source: FileSource, trustFolder: string, readsWords: boolean): Promise<Result<DocumentExamination>>;
  /**
   * Tells whether a document lets its text be copied. One whose encryption cannot be read does not.
   * Fails with the codes of files that are no PDF, or damaged.
   */
  allowsCopying(source: FileSource): Promise<Result<boolean>>;
  /** Returns the SM3 of a file, hexadecimal. Fails with FILE_NOT_FOUND, FILE_UNREADABLE or FILE_CHANGED. */
  hash(source: FileSource): Promise<Result<string>>;
  /** Reads the input once, and writes it as a draft beside its place with room for the signature. */
  prepare(preparation: SealPreparation, progress: ByteProgress): Promise<Result<PendingSeal>>;
  /**
   * Checks the value against the certificate and embeds it: the draft is then whole, and still private.
   * @param signature r ‖ s, 64 bytes
   * @param timeStamp an RFC 3161 token over the signature, DER; null seals without
   * @returns the file that publishing makes of the draft
   */
  embed(ticket: string, signature: Uint8Array, timeStamp: Uint8Array | null): Promise<Result<SealedFile>>;
  /** Gives a whole draft its name. */
  publish(ticket: string): Promise<Result<null>>;
  /** Drops a pending seal and its draft; ignores an unknown ticket. */
  discard(ticket: string): Promise<void>;
  /**
   * Tells what an archive time stamp of a document needs. Fails with ARCHIVE_STAMP_NOT_VALID unless the document is
   * valid, and as reading it does.
   */
  archiveNeeds(source: FileSource, trustFolder: string): Promise<Result<ArchiveNeeds>>;
  /** Writes a draft with what the document rests on and room for the stamp. */
  prepareArchive(preparation: ArchivePreparation): Promise<Result<PendingArchive>>;
  /** Embeds the token over the digest, DER, and publishes the output. */
  completeArchive(ticket: string, token: Uint8Array): Promise<Result<ArchivedFile>>;
  /** Drops a pending archive stamp and its draft; ignores an unknown ticket. */
  discardArchive(ticket: string): Promise<void>;
  /** @param at the time to judge at, ISO 8601; null judges now */
  verify(source: FileSource, trustFolder: string, at: string | null): Promise<VerificationReport>;
  /** Asks the lists at hand about a certificate (DER). */
  revocationOf(certificate: Uint8Array, trustFolder: string): Promise<Result<RevocationFinding>>;
  /**
   * Checks the token in a time-stamp authority's answer against the request and the trust folder, and returns it; all
   * DER. Fails with STAMP_REFUSED or STAMP_INVALID.
   */
  acceptTimeStamp(answer: Uint8Array, request: Uint8Array, trustFolder: string): Promise<Result<Uint8Array>>;
}

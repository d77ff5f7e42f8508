import { openPdf } from '../../core/pdf/index.ts';
import { describeForSealing, type SealableDescription, type SealTarget } from '../../core/signing/index.ts';
import { acceptTimeStamp } from '../../core/timestamp/accept-time-stamp.ts';
import type { TrustStore } from '../../core/x509/trust-store.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import type { FilePort, SignedMessage } from '../ports.ts';
import { createSealingEngine, type SealingPorts } from './sealing-engine.ts';
import { type EvidenceSource, verifyDocument } from './verify-document.ts';

export interface SealPreparation {
  readonly inputPath: string;
  readonly outputPath: string;
  readonly target: SealTarget;
  /** SESeal, DER, as it lies on the token. */
  readonly seal: Uint8Array;
  /** The signer's certificate, DER. */
  readonly certificate: Uint8Array;
  readonly reason?: string;
  readonly location?: string;
}

/** A document that waits for its signature value. */
export interface PendingSeal {
  readonly ticket: string;
  /** e = SM3(Z ‖ TBS_Sign), 32 bytes */
  readonly digest: Uint8Array;
  /** What the digest is of. */
  readonly message: SignedMessage;
  /** SM3 of the file as it was, hexadecimal. */
  readonly sm3Before: string;
  /** The page that the seal stands on, from 1, and how many there are. */
  readonly page: number;
  readonly pages: number;
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

/** What the revocation lists at hand say of a certificate and of those above it. */
export interface RevocationFinding {
  /** ISO 8601; null where no list names it. */
  readonly revokedSince: string | null;
  /** An authority above it has no list here that can be used, so that nobody knows. */
  readonly unlisted: boolean;
}

/** Bytes read so far of all bytes, reported about ten times a second at most. */
export type ByteProgress = (done: number, total: number) => void;

/**
 * The heavy work on documents. The app runs it in a worker thread, the command line directly; each document
 * is prepared once, and pauses between `prepare` and `complete` while the key signs.
 */
export interface DocumentEngine {
  /** What one must know to place a seal; fails where the document cannot be sealed, with the reason. */
  summarise(path: string): Promise<Result<SealableDescription>>;
  prepare(preparation: SealPreparation, progress: ByteProgress): Promise<Result<PendingSeal>>;
  /**
   * Checks the value against the certificate, embeds it and publishes the output.
   * @param signature r ‖ s, 64 bytes
   * @param timeStamp an RFC 3161 token over the signature, DER; null seals without
   */
  complete(ticket: string, signature: Uint8Array, timeStamp: Uint8Array | null): Promise<Result<SealedFile>>;
  /** Drops a pending seal and its draft; unknown tickets are ignored. */
  discard(ticket: string): Promise<void>;
  /** @param at the time to judge at, ISO 8601; now where absent */
  verify(path: string, trustFolder: string, at: string | null): Promise<VerificationReport>;
  /** What the lists at hand say of a certificate (DER). */
  revocationOf(certificate: Uint8Array, trustFolder: string): Promise<Result<RevocationFinding>>;
  /**
   * The token in a time-stamp authority's answer, checked against the request and the trust folder; all DER. Fails
   * with STAMP_REFUSED or STAMP_INVALID.
   */
  acceptTimeStamp(answer: Uint8Array, request: Uint8Array, trustFolder: string): Promise<Result<Uint8Array>>;
}

interface DocumentEnginePorts extends SealingPorts {
  /** Throws TRUST_FOLDER_UNREADABLE. */
  readonly readTrust: (folder: string) => TrustStore;
  readonly evidence: EvidenceSource;
  /** Throws TRUST_FOLDER_UNREADABLE. */
  readonly revocationOf: (certificate: Uint8Array, trustFolder: string) => RevocationFinding;
}

/** The document engine over ports: what a worker thread and the command line both run. */
export function createDocumentEngine(ports: DocumentEnginePorts): DocumentEngine {
  return {
    ...createSealingEngine(ports),
    summarise: (path) => resultOf(() => summarise(ports.files, path)),
    verify: (path, trustFolder, at) => verifyFile(ports, path, trustFolder, at),
    revocationOf: (certificate, folder) => resultOf(() => ports.revocationOf(certificate, folder)),
    acceptTimeStamp: (answer, request, folder) =>
      resultOf(() => {
        const context = { engine: ports.engine, now: ports.clock.now(), trust: ports.readTrust(folder) };
        return acceptTimeStamp(answer, request, context);
      }),
  };
}

function summarise(files: FilePort, path: string): SealableDescription {
  const file = files.open(path);
  try {
    return describeForSealing(openPdf(file));
  } finally {
    file.close();
  }
}

/** A file that cannot be read, or a trust folder that cannot, is said in the report: batches go on. */
async function verifyFile(
  ports: DocumentEnginePorts,
  path: string,
  trustFolder: string,
  at: string | null,
): Promise<VerificationReport> {
  const report = await resultOf(async () => {
    const trust = ports.readTrust(trustFolder);
    const now = at === null ? ports.clock.now() : new Date(at);
    const evidence = await ports.evidence(trustFolder);
    const file = ports.files.open(path);
    try {
      return await verifyDocument(file, path, { engine: ports.engine, now, trust, evidence });
    } finally {
      file.close();
    }
  });
  if (report.ok) return report.value;
  const { code } = report.error;
  return { file: path, verdict: 'error', error: { code }, signatures: [], revocationListsAsOf: [] };
}

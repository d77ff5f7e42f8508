import { piecesOf } from '../../core/bytes/byte-source.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { BrokenCheck } from '../../core/verification/evidence/context.ts';
import type { TrustStore } from '../../core/x509/trust-store.ts';
import type { ByteProgress } from '../documents/document-engine.ts';
import type { EvidenceSource } from '../documents/verdict-evidence.ts';
import type { PackedFonts } from '../drawn-pages/sheet-pdf.ts';
import type { Clock } from '../ports/clock.ts';
import type { FilePort, OpenFile } from '../ports/files.ts';
import type { DocumentHashes, ReportMaker } from '../reports/make-report.ts';

export interface ExportPorts {
  readonly engine: SmEngine;
  readonly files: FilePort;
  readonly clock: Clock;
  /** Lets the process do something else for a moment. */
  readonly turn: () => Promise<void>;
  /** Throws TRUST_FOLDER_UNREADABLE. */
  readonly readTrust: (folder: string) => TrustStore;
  readonly evidence: EvidenceSource;
  /** Throws FILE_NOT_FOUND, FILE_UNREADABLE. */
  readonly readFonts: () => PackedFonts;
  readonly maker: ReportMaker;
  /** Is told how much of the documents is in a package. */
  readonly onProgress: ByteProgress;
  /** Is told when a signature counts as damaged because a check broke off. */
  readonly onBrokenCheck?: (broken: BrokenCheck) => void;
}

/** Hashes a file by both algorithms in one pass. */
export async function hashesOf(
  file: OpenFile,
  { engine, turn }: Pick<ExportPorts, 'engine' | 'turn'>,
): Promise<DocumentHashes> {
  const sm3 = await engine.createSm3();
  const sha256 = await (await loadSha256()).createHasher();
  for (const piece of piecesOf(file, 0, file.size)) {
    sm3.update(piece);
    sha256.update(piece);
    await turn();
  }
  return { size: file.size, sm3: toHex(sm3.digest()), sha256: toHex(sha256.digest()) };
}

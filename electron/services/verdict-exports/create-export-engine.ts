import { piecesOf } from '../../core/bytes/byte-source.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { BrokenCheck } from '../../core/verification/evidence/context.ts';
import type { TrustStore } from '../../core/x509/trust-store.ts';
import { CodedError } from '../../shared/errors.ts';
import { resultOf } from '../../shared/result.ts';
import { unjudged, verifyDocument, type EvidenceSource } from '../documents/verify-document.ts';
import type { PackedFonts } from '../drawn-pages/sheet-pdf.ts';
import type { Clock } from '../ports/clock.ts';
import { pathOf, type FilePort, type FileSource, type OpenFile } from '../ports/files.ts';
import {
  type DocumentHashes,
  type Examination,
  makeReport,
  type ReportMaker,
} from '../reports/make-report.ts';
import { renderReport } from '../reports/render-report.ts';
import type { ExportEngine } from './export-engine.ts';

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
  /** Is told when a signature counts as damaged because a check broke off. */
  readonly onBrokenCheck?: (broken: BrokenCheck) => void;
}

/** Makes the export engine that a worker thread and the command line both run. */
export function createExportEngine(ports: ExportPorts): ExportEngine {
  return {
    examine: (source, trustFolder, at, hashed) => examine(source, { trustFolder, at, hashed }, ports),
    report: ({ report, hashes, judgedAt }, format, language) =>
      resultOf(() => {
        const { clock, maker, readFonts } = ports;
        const times = { madeAt: clock.now(), judgedAt: new Date(judgedAt) };
        return renderReport(
          makeReport({ report, hashes, madeBy: maker, ...times }),
          format,
          language,
          readFonts,
        );
      }),
  };
}

async function examine(
  source: FileSource,
  { trustFolder, at, hashed }: { trustFolder: string; at: string | null; hashed: boolean },
  ports: ExportPorts,
): Promise<Examination> {
  const { engine, files, onBrokenCheck } = ports;
  const now = at === null ? ports.clock.now() : new Date(at);
  const file = pathOf(source);
  let hashes: DocumentHashes | null = null;
  const report = await resultOf(async () => {
    const opened = files.open(source);
    try {
      const found = hashed ? await hashesOf(opened, ports) : null;
      const trust = ports.readTrust(trustFolder);
      const evidence = await ports.evidence(trustFolder);
      const verdict = await verifyDocument(opened, file, { engine, now, trust, evidence, onBrokenCheck });
      if (!opened.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was verified');
      hashes = found;
      return verdict;
    } finally {
      opened.close();
    }
  });
  const judgedAt = now.toISOString();
  return { report: report.ok ? report.value : unjudged(file, report.error), hashes, judgedAt };
}

/** Hashes a file by both algorithms in one pass. */
async function hashesOf(file: OpenFile, { engine, turn }: ExportPorts): Promise<DocumentHashes> {
  const sm3 = await engine.createSm3();
  const sha256 = await (await loadSha256()).createHasher();
  for (const piece of piecesOf(file, 0, file.size)) {
    sm3.update(piece);
    sha256.update(piece);
    await turn();
  }
  return { size: file.size, sm3: toHex(sm3.digest()), sha256: toHex(sha256.digest()) };
}

import { openPdf } from '../../core/pdf/open-pdf.ts';
import { describeForSealing, type SealableDescription } from '../../core/signing/sealable.ts';
import { acceptTimeStamp } from '../../core/timestamp/accept-time-stamp.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import { resultOf } from '../../shared/result.ts';
import type { DocumentEngine, RevocationFinding } from './document-engine.ts';
import type { EvidenceSource } from './evidence.ts';
import type { TrustStore } from '../../core/x509/trust-store.ts';
import type { FilePort } from '../ports/files.ts';
import { createSealingEngine, type SealingPorts } from './sealing-engine.ts';
import { verifyDocument } from './verify-document.ts';

export interface DocumentEnginePorts extends SealingPorts {
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

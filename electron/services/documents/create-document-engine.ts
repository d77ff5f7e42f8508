import { examineDocument } from '../../core/preflight/examine-document.ts';
import { invoiceQuestions, isInvoice } from '../../core/preflight/invoice.ts';
import { signatureFindings } from '../../core/preflight/signature-findings.ts';
import { openPdf } from '../../core/pdf/open-pdf.ts';
import type { PdfDocument } from '../../core/pdf/document.ts';
import { allowsCopying } from '../../core/pdf/encryption/permissions.ts';
import { pageCount } from '../../core/pdf/pages/page-tree.ts';
import { describeForSealing } from '../../core/signing/sealable.ts';
import { acceptTimeStamp } from '../../core/timestamp/accept-time-stamp.ts';
import type { BrokenCheck } from '../../core/verification/evidence/context.ts';
import type { TrustStore } from '../../core/x509/trust-store.ts';
import type { DocumentExamination, PreflightFinding } from '../../shared/model/preflight.ts';
import { type VerificationReport, unjudged } from '../../shared/model/verification-report.ts';
import { resultOf } from '../../shared/result.ts';
import { pathOf, type FileSource } from '../ports/files.ts';
import type { DocumentEngine, RevocationFinding } from './document-engine.ts';
import { fileHash } from './file-facts.ts';
import { createArchiveEngine } from './archive-engine.ts';
import { createSealingEngine, type SealingPorts } from './sealing-engine.ts';
import { planSeals } from './plan-seal.ts';
import { verifyDocument } from './verify-document.ts';
import type { EvidenceSource } from './verdict-evidence.ts';
import { withFile } from './with-file.ts';

interface DocumentEnginePorts extends SealingPorts {
  /** Throws TRUST_FOLDER_UNREADABLE. */
  readonly readTrust: (folder: string) => TrustStore;
  readonly evidence: EvidenceSource;
  /** Throws TRUST_FOLDER_UNREADABLE. */
  readonly revocationOf: (certificate: Uint8Array, trustFolder: string) => RevocationFinding;
  /** Is told when a signature counts as damaged because a check broke off. */
  readonly onBrokenCheck?: (broken: BrokenCheck) => void;
}

/** Makes the document engine that a worker thread and the command line both run. */
export function createDocumentEngine(ports: DocumentEnginePorts): DocumentEngine {
  return {
    ...createSealingEngine(ports),
    ...createArchiveEngine(ports),
    summarise: (source) => resultOf(() => withDocument(source, ports, describeForSealing)),
    rehearse: (source, seals, readsWords) => resultOf(() => planSeals(source, seals, readsWords, ports)),
    examine: (source, folder, readsWords) => resultOf(() => examine(source, folder, readsWords, ports)),
    allowsCopying: (source) => resultOf(() => withDocument(source, ports, mayBeCopied)),
    hash: (source) => resultOf(() => fileHash(source, ports)),
    verify: (source, trustFolder, at) => verifyFile(source, trustFolder, at, ports),
    revocationOf: (certificate, folder) => resultOf(() => ports.revocationOf(certificate, folder)),
    acceptTimeStamp: (answer, request, folder) =>
      resultOf(() => {
        const context = { engine: ports.engine, now: ports.clock.now(), trust: ports.readTrust(folder) };
        return acceptTimeStamp(answer, request, context);
      }),
  };
}

function mayBeCopied({ encrypted, rights }: PdfDocument): boolean {
  return rights === null ? !encrypted : allowsCopying(rights);
}

function withDocument<T>(
  source: FileSource,
  ports: DocumentEnginePorts,
  read: (document: PdfDocument) => T,
): Promise<T> {
  return withFile(source, ports, (file) => read(openPdf(file)));
}

/** Looks at the structure of a document, and at what its signatures are worth. */
async function examine(
  source: FileSource,
  trustFolder: string,
  readsWords: boolean,
  ports: DocumentEnginePorts,
): Promise<DocumentExamination> {
  return withFile(source, ports, async (file) => {
    const document = openPdf(file);
    const { signatureCount } = describeForSealing(document);
    const findings = examineDocument(document);
    const report = await verifyFile(source, trustFolder, null, ports);
    const notes = readsWords ? await notesOnPurpose(source, document, ports) : [];
    return {
      signatures: Math.max(signatureCount, report.signatures.length),
      findings: [...signatureFindings(report, signatureCount), ...findings, ...notes],
    };
  });
}

/** Says what kind of document it is where that matters. One whose words cannot be read is examined all the same. */
async function notesOnPurpose(
  source: FileSource,
  document: PdfDocument,
  { pageText }: DocumentEnginePorts,
): Promise<readonly PreflightFinding[]> {
  const questions = invoiceQuestions(pageCount(document));
  if (questions.length === 0) return [];
  const answers = await pageText.find(source, questions);
  if (!answers.ok || !isInvoice(answers.value)) return [];
  return [{ code: 'INVOICE', page: null, object: null, count: 1, name: null }];
}

/** Reports also a file or a trust folder that cannot be read, so that the verification of many files goes on. */
async function verifyFile(
  source: FileSource,
  trustFolder: string,
  at: string | null,
  ports: DocumentEnginePorts,
): Promise<VerificationReport> {
  const name = pathOf(source);
  const report = await resultOf(async () => {
    const { engine, onBrokenCheck } = ports;
    const trust = ports.readTrust(trustFolder);
    const now = at === null ? ports.clock.now() : new Date(at);
    const evidence = await ports.evidence(trustFolder);
    return withFile(source, ports, (file) =>
      verifyDocument(file, name, { engine, now, trust, evidence, onBrokenCheck }),
    );
  });
  return report.ok ? report.value : unjudged(name, report.error);
}

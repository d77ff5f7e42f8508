import { examineDocument } from '../../core/preflight/examine-document.ts';
import { invoiceQuestions, isInvoice } from '../../core/preflight/invoice.ts';
import { invoiceOfPdf } from '../../core/preflight/pdf-invoice.ts';
import { signatureFindings } from '../../core/preflight/signature-findings.ts';
import { examineOfd } from '../../core/preflight/examine-ofd.ts';
import { openOfd } from '../../core/ofd/package/ofd-package.ts';
import { openPdf } from '../../core/pdf/open-pdf.ts';
import { isOfd } from '../../core/pdf/other-formats.ts';
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
import { type FileSource, type OpenFile, pathOf } from '../ports/files.ts';
import type { DocumentEngine, RevocationFinding, SealableSummary } from './document-engine.ts';
import { fileHash } from './file-facts.ts';
import { createArchiveEngine } from './archive-engine.ts';
import { createSealingEngine } from './sealing-engine.ts';
import type { SealingPorts } from './sealing-ports.ts';
import { planSeals } from './plan-seal.ts';
import { verifyDocument } from './verify-document.ts';
import type { EvidenceSource } from './verdict-evidence.ts';
import { textOfAnyFormat, viewNotes, type ViewPorts, writeViewTo } from './ofd/with-view.ts';
import { openForPlaces } from './open-for-places.ts';
import { withFile } from './with-file.ts';

interface DocumentEnginePorts extends SealingPorts, ViewPorts {
  /** Throws TRUST_FOLDER_UNREADABLE. */
  readonly readTrust: (folder: string) => TrustStore;
  readonly evidence: EvidenceSource;
  /** Throws TRUST_FOLDER_UNREADABLE. */
  readonly revocationOf: (certificate: Uint8Array, trustFolder: string) => RevocationFinding;
  /** Is told when a signature counts as damaged because a check broke off. */
  readonly onBrokenCheck?: (broken: BrokenCheck) => void;
}

/** Makes the document engine that a worker thread and the command line both run. */
export function createDocumentEngine(given: DocumentEnginePorts): DocumentEngine {
  const ports = { ...given, pageText: textOfAnyFormat(given.pageText, given) };
  return {
    ...createSealingEngine(ports),
    ...createArchiveEngine(ports),
    summarise: (source) => resultOf(() => withFile(source, ports, summarise)),
    invoice: (source) => resultOf(() => withFile(source, ports, (file) => invoiceOfPdf(openPdf(file)))),
    view: (source, outputPath, purpose) =>
      resultOf(() => withFile(source, ports, (file) => writeViewTo(outputPath, file, purpose, ports))),
    rehearse: (source, seals, readsWords) => resultOf(() => planSeals(source, seals, readsWords, ports)),
    examine: (source, folder, readsWords) => resultOf(() => examine(source, folder, readsWords, ports)),
    allowsCopying: (source) => resultOf(() => withFile(source, ports, mayBeCopied)),
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

async function summarise(file: OpenFile): Promise<SealableSummary> {
  const document = openForPlaces(file, []);
  const described = describeForSealing(document);
  // Information that is too large to be read keeps nobody from sealing.
  const invoice = isOfd(file) ? null : await resultOf(() => invoiceOfPdf(document));
  return { ...described, ...formatOf(file), invoice: invoice?.ok === true ? invoice.value : null };
}

/** Names the format of a document that is no PDF. */
function formatOf(file: OpenFile): { readonly format?: 'ofd' } {
  return isOfd(file) ? { format: 'ofd' } : {};
}

/** An OFD that is not encrypted keeps nobody from its words. */
function mayBeCopied(file: OpenFile): boolean {
  if (isOfd(file)) return true;
  const { encrypted, rights } = openPdf(file);
  return rights === null ? !encrypted : allowsCopying(rights);
}

/** Looks at the structure of a document, and at what its signatures are worth. */
async function examine(
  source: FileSource,
  trustFolder: string,
  readsWords: boolean,
  ports: DocumentEnginePorts,
): Promise<DocumentExamination> {
  return withFile(source, ports, async (file) => {
    const document = openForPlaces(file, []);
    const { signatureCount } = describeForSealing(document);
    const findings = isOfd(file)
      ? examineOfd(openOfd(file), await viewNotes(source, file, ports))
      : [...examineDocument(document), ...invoiceFindings(document)];
    const report = await verifyFile(source, trustFolder, null, ports);
    const isKnown = findings.some(({ code }) => code === 'INVOICE');
    const notes = readsWords && !isKnown ? await notesOnPurpose(source, document, ports) : [];
    return {
      signatures: Math.max(signatureCount, report.signatures.length),
      ...formatOf(file),
      findings: [...signatureFindings(report, signatureCount), ...findings, ...notes],
    };
  });
}

/** Says that a PDF is an invoice by its own data. */
function invoiceFindings(document: PdfDocument): readonly PreflightFinding[] {
  const invoice = invoiceOfPdf(document);
  if (invoice === null) return [];
  return [{ code: 'INVOICE', page: null, object: null, count: 1, name: invoice.number }];
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

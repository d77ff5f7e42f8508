import { CodedError } from '../../shared/errors.ts';
import type { CheckName, CheckResult, SignatureReport } from '../../shared/model/verification-report.ts';
import { type ByteSource, keptWhole } from '../bytes/byte-source.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { findSignatureTraces } from '../pdf/signatures/signature-traces.ts';
import { checkAppearance } from './checks/appearance.ts';
import { checkCoverage, checkIntegrity, checkModification } from './checks/document.ts';
import type {
  BrokenCheck,
  LocatedSignature,
  SignatureContext,
  VerificationInputs,
} from './evidence/context.ts';
import { gatherContext, type SharedEvidence } from './evidence/gather.ts';
import { shareEvidence } from './evidence/shared-evidence.ts';
import { brokenCheck, type DocumentVerdict, evidenceChecks, notJudged, orNotJudged } from './judging.ts';
import { locateSignatures, hasStrayTrace } from './locate-signatures.ts';
import { worstVerdict, unknown } from './checks/verdict.ts';
import { sealedRevisionNotes } from './sealed-revision-notes.ts';
import { type JudgedSignature, withShownSince } from './shown-since.ts';
import { damagedReport, signatureReport } from './signature-report.ts';

/** Runs the checks: every dimension of the verdict, in the order of the report. */
function checksOf(context: SignatureContext): Readonly<Record<CheckName, CheckResult>> {
  const { register, ...evidence } = evidenceChecks(context);
  return {
    integrity: checkIntegrity(context),
    ...evidence,
    modification: checkModification(context),
    coverage: checkCoverage(context),
    appearance: checkAppearance(context),
    register,
  };
}

/**
 * Verifies every signature of a PDF. Nothing is repaired: a file that cannot be parsed is invalid if its
 * bytes hold any trace of a signature, and an error only without a trace. A file that costs more work than is spent
 * on one is an error, FILE_OVER_BUDGET, and one at which this program fails is INTERNAL: others may wait in a
 * row behind it.
 */
export function verifyPdf(source: ByteSource, inputs: VerificationInputs): Promise<DocumentVerdict> {
  return orNotJudged(() => judge(keptWhole(source), inputs), inputs);
}

async function judge(source: ByteSource, given: VerificationInputs): Promise<DocumentVerdict> {
  const opened = openWithSignatures(source);
  if (opened instanceof CodedError) return unreadable(source, opened);
  const { document, located, hasStray } = opened;
  if (document.closed?.code.startsWith('PDF_PASSWORD') === true) return notJudged(document.closed);
  const judged: JudgedSignature[] = [];
  const broken: BrokenCheck[] = [];
  const onBrokenCheck = (each: BrokenCheck): void => void broken.push(each);
  const { shared, inputs } = await shareEvidence(source, document, located, { ...given, onBrokenCheck });
  for (const each of located) {
    judged.push({ located: each, report: await verifyOne(source, document, each, shared, inputs) });
  }
  const reports = [...withShownSince(document, judged)];
  // Checks take damage for an answer, but not work that was not done.
  if (document.overBudget !== null) return notJudged(document.overBudget);
  if (broken[0] !== undefined) given.onBrokenCheck?.(broken[0]);
  if (hasStray) reports.push(damagedReport({ field: '' }));
  if (reports.length === 0) return withoutSignature(document);
  const notes = sealedRevisionNotes(document, reports);
  return {
    verdict: worstVerdict(reports.map(({ verdict }) => verdict)),
    signatures: reports,
    ...(notes.length === 0 ? {} : { notes }),
  };
}

interface Opened {
  readonly document: PdfDocument;
  readonly located: readonly LocatedSignature[];
  readonly hasStray: boolean;
}

function openWithSignatures(source: ByteSource): Opened | CodedError {
  try {
    const document = openPdf(source);
    const located = locateSignatures(document);
    return { document, located, hasStray: hasStrayTrace(source, document, located) };
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') return error;
    throw error;
  }
}

/**
 * Judges a file without a signature. A closed form may hide empty fields, but no signature: signatures
 * are never encrypted, nor in object streams.
 */
function withoutSignature(document: PdfDocument): DocumentVerdict {
  if (document.closed === null) return { verdict: 'unsigned', signatures: [] };
  return notJudged(document.closed);
}

/**
 * Judges a file that cannot be opened. An encrypted file with an unreadable form may be in order; every other
 * trace is one of damage.
 */
function unreadable(source: ByteSource, error: CodedError): DocumentVerdict {
  if (error.code.startsWith('PDF_PASSWORD')) return notJudged(error);
  if (findSignatureTraces(source, 1).length === 0)
    return { verdict: 'error', error: { code: error.code }, signatures: [] };
  const integrity = error.code.startsWith('PDF_ENCRYPTION') ? unknown('DOCUMENT_ENCRYPTED') : undefined;
  const report = damagedReport({ field: '' }, integrity);
  return { verdict: report.verdict, signatures: [report] };
}

/**
 * Verifies one signature. Every failure while it is looked at counts against it: no failure of ours may hide
 * a forgery. The failure is told, without anything of the document.
 */
async function verifyOne(
  source: ByteSource,
  document: PdfDocument,
  located: LocatedSignature,
  shared: SharedEvidence,
  inputs: VerificationInputs,
): Promise<SignatureReport> {
  try {
    const context = await gatherContext(source, document, located, shared, inputs);
    inputs.onGathered?.(context);
    return signatureReport(context, checksOf(context));
  } catch (error) {
    if (error instanceof CodedError && error.code === 'FILE_OVER_BUDGET') throw error;
    inputs.onBrokenCheck?.(brokenCheck(error));
    return damagedReport(located);
  }
}

import { CodedError } from '../../../shared/errors.ts';
import type { CheckName, CheckResult, SignatureReport } from '../../../shared/model/verification-report.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { fail, mergeVerdict, worstVerdict } from '../../verification/checks/verdict.ts';
import { isFault } from '../../verification/evidence/context.ts';
import {
  brokenCheck,
  type DocumentVerdict,
  evidenceChecks,
  notJudged,
  orNotJudged,
} from '../../verification/judging.ts';
import { damagedReport, statementsOf } from '../../verification/signature-report.ts';
import { DocumentClosure } from '../package/closure.ts';
import { openOfd, type OfdPackage } from '../package/ofd-package.ts';
import { readDocument } from '../package/read-document.ts';
import { mayLeadElsewhere, rootNames } from '../signatures/entry-meaning.ts';
import { isBare } from './bare-value.ts';
import { checkOfdAppearance, stampOnPage } from './checks/appearance.ts';
import { checkOfdCoverage } from './checks/coverage.ts';
import { checkOfdIntegrity } from './checks/integrity.ts';
import { checkOfdModification } from './checks/modification.ts';
import { doubtfulParts, partsNamedUnlikeOthers } from './doubtful-parts.ts';
import {
  fileHashOf,
  gatherOfdContext,
  type OfdSignatureContext,
  type OfdVerificationInputs,
  type PackageEvidence,
} from './gather-ofd.ts';
import { isReadable, locateOfdSignatures, type OfdSignature } from './ofd-signature.ts';
import { PartDigests } from '../signatures/part-digests.ts';
import { type JudgedOfdSignature, withOfdShownSince } from './shown-since.ts';
import { namesOfSignatures, strayFiles } from './traces.ts';

/** Runs the checks: every dimension of the verdict, in the order of the report. */
function checksOf(context: OfdSignatureContext): Readonly<Record<CheckName, CheckResult>> {
  const { register, ...evidence } = evidenceChecks(context);
  return {
    integrity: checkOfdIntegrity(context),
    ...evidence,
    modification: checkOfdModification(context),
    coverage: checkOfdCoverage(context),
    appearance: checkOfdAppearance(context),
    register,
  };
}

/**
 * Verifies every signature of an OFD, on the file itself and never on what is drawn of it. Nothing is repaired: a file that
 * can be read in two ways, or not at all, is invalid if it names any file of a signature, and an error only without one.
 */
export function verifyOfd(source: ByteSource, inputs: OfdVerificationInputs): Promise<DocumentVerdict> {
  return orNotJudged(() => judge(source, inputs), inputs);
}

async function judge(source: ByteSource, inputs: OfdVerificationInputs): Promise<DocumentVerdict> {
  const ofd = opened(source);
  if (ofd instanceof CodedError) return unreadable(source, ofd);
  const digests = new PartDigests(inputs.engine, ofd.container);
  const located = await locateOfdSignatures(ofd, digests, inputs);
  const readable = located.signatures.filter(isReadable);
  const around = packageEvidence(ofd, readable, inputs);
  const judged: JudgedOfdSignature[] = [];
  for (const signature of readable)
    judged.push({ signature, report: await verifyOne(signature, around, inputs) });
  const unread = located.signatures.flatMap((each) => (isReadable(each) ? [] : [each.path]));
  const stray = [...unread, ...located.damagedLists, ...strayFiles(ofd, located.signatures)];
  const signatures = [...withOfdShownSince(judged), ...stray.map((name) => damaged(name))];
  if (signatures.length === 0) return { verdict: 'unsigned', signatures: [] };
  return { verdict: worstVerdict(signatures.map(({ verdict }) => verdict)), signatures };
}

function opened(source: ByteSource): OfdPackage | CodedError {
  return orCodedError(() => openOfd(source));
}

/** Takes damage for an answer, but not work beyond a budget. */
function orCodedError<T>(read: () => T): T | CodedError {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') return error;
    throw error;
  }
}

function packageEvidence(
  ofd: OfdPackage,
  all: readonly OfdSignature[],
  inputs: OfdVerificationInputs,
): PackageEvidence | CodedError {
  return orCodedError(() => {
    const documents = ofd.bodies.map((body) => readDocument(ofd, body));
    const needed = documents.flatMap(
      (document) => new DocumentClosure(ofd, document).partsNeededByAll(document.pages).parts,
    );
    const rootName = rootNames(ofd);
    return {
      ...{ ofd, documents, needed, all, rootName },
      doubtful: doubtfulParts({ ofd, needed, all, rootName }),
      unlike: partsNamedUnlikeOthers(needed),
      entryMayLeadElsewhere: mayLeadElsewhere(ofd),
      fileHash: fileHashOf(ofd, inputs),
    };
  });
}

/** A file that cannot be opened may be encrypted and in order; every other trace of a signature is one of damage. */
function unreadable(source: ByteSource, error: CodedError): DocumentVerdict {
  if (error.code === 'OFD_ENCRYPTED') return notJudged(error);
  if (!namesOfSignatures(source)) return notJudged(error);
  const report = damaged('', fail('OFD_STRUCTURE_DAMAGED'));
  return { verdict: report.verdict, signatures: [report] };
}

function damaged(
  path: string,
  integrity = fail('FORMAT_FAILURE', { rule: 'signatureFile' }),
): SignatureReport {
  return damagedReport({ field: path }, integrity);
}

/** Every failure while a signature is looked at counts against it: no failure of ours may hide a forgery. */
async function verifyOne(
  signature: OfdSignature,
  around: PackageEvidence | CodedError,
  inputs: OfdVerificationInputs,
): Promise<SignatureReport> {
  const unreadable = damaged(signature.file.entry.name, fail('OFD_STRUCTURE_DAMAGED'));
  if (around instanceof CodedError) return unreadable;
  try {
    const document = around.documents.find(({ body }) => body === signature.body);
    if (document === undefined) throw new Error('a signature of no document');
    const context = await gatherOfdContext(signature, document, around, inputs);
    inputs.onGatheredOfd?.(context);
    return ofdReport(context);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'FILE_OVER_BUDGET') throw error;
    inputs.onBrokenCheck?.(brokenCheck(error));
    return unreadable;
  }
}

function ofdReport(context: OfdSignatureContext): SignatureReport {
  const checks = checksOf(context);
  const { signature, document, content } = context;
  const stated = statementsOf(context);
  const [stamp] = signature.file.stamps;
  const place = stamp === undefined ? null : stampOnPage(document, stamp);
  const bare = !isFault(content) && content.kind === 'cms' && isBare(content);
  return {
    field: signature.file.entry.name,
    ...mergeVerdict(checks),
    ...stated,
    format: bare ? 'bare' : stated.format,
    place: place === null ? null : { page: place.page.index, ...place.seen },
    coveredBytes: null,
    coversWholeFile: checks.coverage.code === 'COVERS_WHOLE_FILE',
    checks,
  };
}

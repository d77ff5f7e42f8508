import type { Language } from '../../shared/model/app-info.ts';
import type { RevisionEntry } from '../../shared/model/document-details.ts';
import type { PreflightFinding } from '../../shared/model/preflight.ts';
import {
  CHECK_NAMES,
  listsBehind,
  type SignatureReport,
  type VerificationReport,
} from '../../shared/model/verification-report.ts';
import { changeLines, revisionTitle, timeSourceTexts } from '../../shared/texts/change-texts.ts';
import { reasonTexts } from '../../shared/texts/check-texts.ts';
import { errorTexts } from '../../shared/texts/error-texts.ts';
import { signatureSteps } from '../../shared/texts/next-step-texts.ts';
import { preflightTexts } from '../../shared/texts/preflight-texts.ts';
import { NEVER_CHECKED, reportTexts } from '../../shared/texts/report-texts.ts';
import { checkNames, documentHeadline, signatureHeadline } from '../../shared/texts/verdict-texts.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import { REPORT_FORMAT, type ReportDocument, type ReportSignature } from './report-document.ts';

/** What is known of a file, whatever it holds. */
export interface DocumentHashes {
  /** Bytes */
  readonly size: number;
  /** Hexadecimal. */
  readonly sm3: string;
  readonly sha256: string;
}

/**
 * How much is gathered beside a verdict: hashes cost a pass over the file, and the revisions that a report lists another
 * look at each of them.
 */
export type ExaminationDepth = 'verdict' | 'hashes' | 'report';

/** A verdict with the hashes of the very bytes that it is about. */
export interface Examination {
  readonly report: VerificationReport;
  /** Null when the file cannot be read, or its hashes were not asked for. */
  readonly hashes: DocumentHashes | null;
  /** Null when they were not asked for, cannot be told, or cost more than is spent on one document. */
  readonly revisions: readonly RevisionEntry[] | null;
  /** The time that the verdict is as of, ISO 8601. */
  readonly judgedAt: string;
}

/** Who makes a report, with what and where. */
export interface ReportMaker {
  /** Name and version. */
  readonly program: string;
  readonly computer: string;
  readonly person: string;
}

interface ReportParts {
  readonly report: VerificationReport;
  /** Null when the file cannot be read. */
  readonly hashes: DocumentHashes | null;
  readonly revisions: readonly RevisionEntry[] | null;
  readonly madeBy: ReportMaker;
  readonly madeAt: Date;
  /** The time that the verdict is as of. */
  readonly judgedAt: Date;
}

/** Makes the verification report (验章报告) of a verdict. */
export function makeReport({
  report,
  hashes,
  revisions,
  madeBy,
  madeAt,
  judgedAt,
}: ReportParts): ReportDocument {
  const { verdict, error, signatures } = report;
  return {
    format: REPORT_FORMAT,
    title: both((language) => reportTexts.title[language]),
    disclaimer: both((language) => reportTexts.disclaimer[language]),
    madeAt: madeAt.toISOString(),
    judgedAt: judgedAt.toISOString(),
    madeBy: { ...madeBy },
    document: {
      name: fileNameOf(report.file),
      size: hashes?.size ?? null,
      sm3: hashes?.sm3 ?? null,
      sha256: hashes?.sha256 ?? null,
    },
    verdict,
    headline: both((language) => documentHeadline(report, language)),
    error:
      error === undefined
        ? null
        : { code: error.code, text: both((each) => errorTexts[each][error.code].what) },
    signatures: signatures.map((each, index) => signatureOf(each, index + 1)),
    notes: (report.notes ?? []).map(noteOf),
    revisions: revisions?.map((each) => revisionOf(each, signatures)) ?? null,
    revocationListsAsOf: [...report.revocationListsAsOf],
    revocationLists: listsBehind(signatures).map((list) => ({ ...list })),
    trustLists: (report.trustLists ?? []).map((list) => ({ ...list })),
    offlineBundles: (report.offlineBundles ?? []).map((each) => ({ ...each })),
    notChecked: [
      ...signatures.flatMap((each, index) => openQuestions(each, index + 1)),
      ...NEVER_CHECKED.map(same),
    ],
  };
}

type Said = ReportDocument['headline'];

function both(say: (language: Language) => string): Said {
  return { 'zh-CN': say('zh-CN'), en: say('en') };
}

const same = (text: Readonly<Record<Language, string>>): Said => both((language) => text[language]);

function noteOf({ code, page, name }: PreflightFinding): ReportDocument['notes'][number] {
  return { code, page, name, text: same(preflightTexts[code].what) };
}

function revisionOf(
  revision: RevisionEntry,
  reports: readonly SignatureReport[],
): NonNullable<ReportDocument['revisions']>[number] {
  const { number, bytes, sm3, signatures, time } = revision;
  return {
    ...{ number, bytes, sm3, signatures: signatures.map((at) => at + 1) },
    title: both((language) => revisionTitle(revision, reports, shownName, language)),
    changes: {
      'zh-CN': [...changeLines([revision], 'zh-CN')],
      en: [...changeLines([revision], 'en')],
    },
    time: time === null ? null : { ...time, text: same(timeSourceTexts[time.source]) },
  };
}

/** The name under which a signature's seal or signer stands in a report. */
function shownName({ seal, signer }: SignatureReport): string {
  return seal?.name ?? signer?.subject ?? '';
}

function signatureOf(report: SignatureReport, number: number): ReportSignature {
  const { place, checks, reasons, signer, seal } = report;
  return {
    number,
    field: report.field,
    format: report.format,
    verdict: report.verdict,
    headline: both((language) => signatureHeadline(report, language)),
    reasons: reasons.map((code) => ({ code, text: same(reasonTexts[code]) })),
    nextSteps: signatureSteps(report).map(same),
    signer: signer === null ? null : { ...signer },
    seal: seal === null ? null : { ...seal },
    signedAt: report.signedAt,
    place: place === null ? null : { ...place, page: place.page + 1 },
    coveredBytes: report.coveredBytes,
    coversWholeFile: report.coversWholeFile,
    checks: CHECK_NAMES.map((name) => {
      const { result, code, facts } = checks[name];
      return {
        name,
        title: same(checkNames[name]),
        result,
        code,
        text: same(reasonTexts[code]),
        facts: { ...facts },
      };
    }),
  };
}

/** Lists the checks of a signature that were left out or came to no end. */
function openQuestions({ checks }: SignatureReport, number: number): Said[] {
  return CHECK_NAMES.flatMap((name) => {
    const { result, code } = checks[name];
    const title = checkNames[name];
    if (result === 'skipped') return [both((each) => reportTexts.skippedCheck[each](number, title[each]))];
    if (result !== 'unknown') return [];
    const why = reasonTexts[code];
    return [both((each) => reportTexts.unknownCheck[each](number, title[each], why[each]))];
  });
}

import type { Language } from '../../shared/model/app-info.ts';
import type { PreflightFinding } from '../../shared/model/preflight.ts';
import {
  CHECK_NAMES,
  type SignatureReport,
  type VerificationReport,
} from '../../shared/model/verification-report.ts';
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

/** A verdict with the hashes of the very bytes that it is about. */
export interface Examination {
  readonly report: VerificationReport;
  /** Null when the file cannot be read, or its hashes were not asked for. */
  readonly hashes: DocumentHashes | null;
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
  readonly madeBy: ReportMaker;
  readonly madeAt: Date;
  /** The time that the verdict is as of. */
  readonly judgedAt: Date;
}

/** Makes the verification report (验章报告) of a verdict. */
export function makeReport({ report, hashes, madeBy, madeAt, judgedAt }: ReportParts): ReportDocument {
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
    revocationListsAsOf: [...report.revocationListsAsOf],
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

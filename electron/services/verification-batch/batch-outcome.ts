import type { Language } from '../../shared/model/app-info.ts';
import type { BatchOutcome } from '../../shared/model/verification-batch.ts';
import { isDoubtful, type VerificationReport } from '../../shared/model/verification-report.ts';
import { reasonTexts } from '../../shared/texts/check-texts.ts';
import { errorTexts } from '../../shared/texts/error-texts.ts';
import { documentHeadline } from '../../shared/texts/verdict-texts.ts';

/** Signers that a row names. A document with more is opened to see them all. */
const NAMED_SIGNERS = 20;

/** Says a verdict as one row of a table: what is wrong with any seal comes first. */
export function batchOutcome(report: VerificationReport): BatchOutcome {
  const { verdict, signatures, error = null } = report;
  const signers = signatures.flatMap(({ signer }) => signer?.subject ?? []);
  return {
    verdict,
    note: { 'zh-CN': noteOf(report, 'zh-CN'), en: noteOf(report, 'en') },
    isDoubtful: verdict === 'valid' && signatures.some(isDoubtful),
    error,
    signers: [...new Set(signers)].slice(0, NAMED_SIGNERS),
    signatures: signatures.length,
  };
}

function noteOf(report: VerificationReport, language: Language): string {
  const { verdict, signatures, error } = report;
  if (error !== undefined) return errorTexts[language][error.code].what;
  if (verdict === 'unsigned') return '';
  const worst = verdict === 'valid' ? undefined : signatures.find((each) => each.verdict === verdict);
  const reason = worst?.reasons[0];
  return reason === undefined ? documentHeadline(report, language) : reasonTexts[reason][language];
}

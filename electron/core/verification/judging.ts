import { CodedError } from '../../shared/errors.ts';
import type { CheckName, CheckResult, VerificationReport } from '../../shared/model/verification-report.ts';
import { checkCertificate, checkSignatureValue } from './checks/certificate.ts';
import { checkRegister } from './checks/register.ts';
import { checkRevocation } from './checks/revocation.ts';
import { checkSeal } from './checks/seal.ts';
import { checkStatus } from './checks/status.ts';
import { checkTime } from './checks/time.ts';
import type { BrokenCheck, SignatureEvidence, VerificationInputs } from './evidence/context.ts';

export type DocumentVerdict = Omit<VerificationReport, 'file' | 'revocationListsAsOf'>;

type EvidenceCheck = Exclude<CheckName, 'integrity' | 'modification' | 'coverage' | 'appearance'>;

/** Runs the checks that look at a signature alone, whatever kind of document holds it. */
export function evidenceChecks(context: SignatureEvidence): Readonly<Record<EvidenceCheck, CheckResult>> {
  return {
    signature: checkSignatureValue(context),
    seal: checkSeal(context),
    status: checkStatus(context),
    certificate: checkCertificate(context),
    revocation: checkRevocation(context),
    time: checkTime(context),
    register: checkRegister(context),
  };
}

/**
 * Makes the verdict on a file that is not judged, not even in part. What was left out of one over a budget might have been
 * the forgery; for one whose password is not known the person is asked.
 */
export function notJudged(error: CodedError): DocumentVerdict {
  return { verdict: 'error', error: error.toAppError(), signatures: [] };
}

/**
 * Judges a file. One that costs more work than is spent on one is an error, FILE_OVER_BUDGET, and one at which this program
 * fails is INTERNAL: others may wait in a row behind it.
 */
export async function orNotJudged(
  judge: () => Promise<DocumentVerdict>,
  { onBrokenCheck }: Pick<VerificationInputs, 'onBrokenCheck'>,
): Promise<DocumentVerdict> {
  try {
    return await judge();
  } catch (error) {
    if (error instanceof CodedError) {
      if (error.code === 'FILE_OVER_BUDGET') return notJudged(error);
      throw error;
    }
    onBrokenCheck?.(brokenCheck(error));
    return notJudged(new CodedError('INTERNAL'));
  }
}

/** File name, line and column at the end of a line of a stack. */
const STACK_PLACE = /([^/\\\s(]+:\d+):\d+\)?$/m;

/** Describes a failure without its message, which may quote the document. */
export function brokenCheck(error: unknown): BrokenCheck {
  if (!(error instanceof Error)) return { code: 'INTERNAL', error: typeof error, at: null };
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return {
    code: error instanceof CodedError ? error.code : 'INTERNAL',
    error: error.name,
    at: STACK_PLACE.exec(frames[0] ?? '')?.[1] ?? null,
  };
}

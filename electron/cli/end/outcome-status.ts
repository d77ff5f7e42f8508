import type { ErrorCode } from '../../shared/errors.ts';
import type { Preflight, PreflightColour } from '../../shared/model/preflight.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import { STATUS_OF_ERROR } from './error-statuses.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';

const STATUS_OF_VERDICT: Readonly<Record<VerificationReport['verdict'], ExitStatus>> = {
  valid: EXIT.done,
  invalid: EXIT.invalid,
  indeterminate: EXIT.indeterminate,
  unsigned: EXIT.unsigned,
  error: EXIT.badInput,
};

const STATUS_OF_COLOUR: Readonly<Record<PreflightColour, ExitStatus>> = {
  green: EXIT.done,
  amber: EXIT.indeterminate,
  red: EXIT.invalid,
};

/** A document that cannot be sealed at all ends as the sealing of it would. */
export function statusOfPreflight({ colour, rows }: Preflight): ExitStatus {
  const document = rows.find(({ part }) => part === 'document')?.error ?? null;
  return document === null ? STATUS_OF_COLOUR[colour] : statusOfError(document.code);
}

/** A batch ends with the first of these that occurred. A trust folder that is not there is a wrong call. */
const WORST_FIRST: readonly ExitStatus[] = [
  EXIT.unexpected,
  EXIT.usage,
  EXIT.cannotWrite,
  EXIT.keyUnavailable,
  EXIT.badInput,
  EXIT.invalid,
  EXIT.indeterminate,
  EXIT.unsigned,
  EXIT.done,
];

export function statusOfError(code: ErrorCode): ExitStatus {
  return STATUS_OF_ERROR[code];
}

export function statusOfReport(report: VerificationReport): ExitStatus {
  return report.error === undefined ? STATUS_OF_VERDICT[report.verdict] : statusOfError(report.error.code);
}

/** The status of several files together. */
export function worstStatus(statuses: readonly ExitStatus[]): ExitStatus {
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? EXIT.unexpected;
}

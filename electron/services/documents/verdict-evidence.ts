import { SHARED_LIMITS } from '../../core/policy/profiles/shared-limits.ts';
import type { VerificationInputs } from '../../core/verification/evidence/context.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';

/** The facts that verdicts rest on beside the material of the trust folder. */
export type Evidence = Pick<
  VerificationInputs,
  | 'sealStatus'
  | 'archivedLists'
  | 'existedBy'
  | 'registerMarks'
  | 'listConfirmedAt'
  | 'lateRevocations'
  | 'lateEventMs'
  | 'listAgeLimitMs'
> &
  Pick<VerificationReport, 'offlineBundles'>;

/** Gathers the evidence for verdicts by a trust folder; it holds while one document is verified. */
export type EvidenceSource = (trustFolder: string) => Promise<Evidence>;

/** The evidence when no platform is known. */
export const NO_EVIDENCE: Evidence = {
  sealStatus: () => Promise.resolve([]),
  archivedLists: () => Promise.resolve([]),
  existedBy: null,
  registerMarks: null,
  listConfirmedAt: () => null,
  lateRevocations: () => Promise.resolve([]),
  lateEventMs: SHARED_LIMITS.lateEventHours * 3_600_000,
  listAgeLimitMs: null,
};

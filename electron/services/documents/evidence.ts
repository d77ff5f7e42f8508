import type { VerificationInputs } from '../../core/verification/evidence/context.ts';

/** What verdicts rest on beside the material of the trust folder. */
export type Evidence = Pick<
  VerificationInputs,
  'sealStatus' | 'archivedLists' | 'existedBy' | 'listConfirmedAt' | 'listAgeLimitMs'
>;

/** Gathers the evidence for verdicts by a trust folder; it holds for as long as one document is looked at. */
export type EvidenceSource = (trustFolder: string) => Promise<Evidence>;

/** Where no platform is known. */
export const NO_EVIDENCE: Evidence = {
  sealStatus: () => Promise.resolve([]),
  archivedLists: () => Promise.resolve([]),
  existedBy: null,
  listConfirmedAt: () => null,
  listAgeLimitMs: null,
};

import { refuse } from './refuse.ts';
import type { SealingRule } from '../situation.ts';

/** A report made here blocks at once, with or without a platform, and until it is withdrawn. */
export const lossReported: SealingRule = (situation) => {
  const { lossReport, policy } = situation;
  if (lossReport === null) return null;
  const { reportedAt, number } = lossReport;
  return refuse('SEALING_LOSS_REPORTED', situation, policy?.rules.lossReport, { since: reportedAt, number });
};

import type { SealingRule } from '../situation.ts';
import { refuse } from './refuse.ts';

/** A seal that lay unused for as long as the rules allow is to be applied for anew. */
export const idle: SealingRule = (situation) => {
  const { idleFrom, now, policy } = situation;
  if (idleFrom === null || now < idleFrom) return null;
  const { idle: rule } = policy?.rules ?? { idle: null };
  return refuse('SEALING_IDLE', situation, rule, {
    since: idleFrom.toISOString(),
    months: rule?.months ?? null,
  });
};

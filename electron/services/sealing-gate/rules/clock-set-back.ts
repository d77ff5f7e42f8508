import type { SealingRule } from '../situation.ts';
import { refuse } from './refuse.ts';

/**
 * The clock must not say an earlier time than the platform did, or than an act on record since then. Without a
 * synchronisation there is nothing to go by: a clock that was once ahead would bar sealing for good.
 */
export const clockSetBack: SealingRule = (situation) => {
  const { knowledge, policy, now, latestUse } = situation;
  const lastSync = knowledge?.lastSync ?? null;
  if (lastSync === null || policy === null) return null;
  const witnesses = [lastSync.platformTime, ...(latestUse === null ? [] : [latestUse])];
  const latest = Math.max(...witnesses.map((time) => Date.parse(time)));
  if (now.getTime() >= latest - policy.limits.clockToleranceMinutes * 60_000) return null;
  return refuse('SEALING_CLOCK_SET_BACK', situation, null, {
    clock: now.toISOString(),
    known: new Date(latest).toISOString(),
  });
};

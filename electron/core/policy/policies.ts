import type { PolicyProfile, PolicyStanding } from '../../shared/model/policy-profile.ts';
import { GUANGDONG } from './profiles/guangdong.ts';
import { GUANGXI } from './profiles/guangxi.ts';
import { KAIFENG } from './profiles/kaifeng.ts';
import { NATIONAL } from './profiles/national.ts';
import { SUQIAN } from './profiles/suqian.ts';
import { ZHONGSHAN } from './profiles/zhongshan.ts';

/** The regional regulations, whose texts were at hand, and the national one, of which only summaries were. */
export const SHIPPED_PROFILES: readonly PolicyProfile[] = [
  ...[ZHONGSHAN, SUQIAN, GUANGDONG, GUANGXI, KAIFENG],
  NATIONAL,
];

/** Regulations count days as their jurisdictions do. */
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** Returns the day in China, YYYY-MM-DD. */
export function chineseDay(at: Date): string {
  return new Date(at.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

/** Tells whether a profile is a draft, not yet in effect, in effect, or ended, by the days of China. */
export function policyStanding(
  { status, effectiveFrom, effectiveTo }: PolicyProfile,
  at: Date,
): PolicyStanding {
  if (status === 'draft') return 'draft';
  const day = chineseDay(at);
  if (effectiveFrom !== null && day < effectiveFrom) return 'notYet';
  return effectiveTo !== null && day > effectiveTo ? 'ended' : 'inEffect';
}

/**
 * Finds the profile that applies at a time if a platform names `id`: that one, or the latest of its
 * successors that are in effect then. Returns null for an id that nobody knows.
 */
export function policyAt(profiles: readonly PolicyProfile[], id: string, at: Date): PolicyProfile | null {
  let current = profiles.find((profile) => profile.id === id) ?? null;
  const seen = new Set<string>();
  while (current !== null && !seen.has(current.id)) {
    seen.add(current.id);
    const next = successorOf(profiles, current, at);
    if (next === undefined) break;
    current = next;
  }
  return current;
}

function successorOf(
  profiles: readonly PolicyProfile[],
  former: PolicyProfile,
  at: Date,
): PolicyProfile | undefined {
  const successors = profiles.filter(
    ({ id, supersedes }) => id === former.supersededBy || supersedes.includes(former.id),
  );
  return successors
    .filter((profile) => policyStanding(profile, at) === 'inEffect')
    .sort((one, other) => (other.effectiveFrom ?? '').localeCompare(one.effectiveFrom ?? ''))[0];
}

/**
 * Returns the rules that apply when a platform states `stated`. Once that has ended by its own day, or by its own word
 * gives way to the national measure, the national measure applies; the platform's limits stay, since they are its operator's.
 */
export function policyByStatement(stated: PolicyProfile, at: Date): PolicyProfile {
  const givesWay = policyStanding(stated, at) === 'ended' || stated.supersededBy === NATIONAL.id;
  if (!givesWay || policyStanding(NATIONAL, at) !== 'inEffect') return stated;
  return { ...NATIONAL, limits: stated.limits };
}

/**
 * Tells whether the rules forbid every use of a seal without an approval, whatever the enterprise has laid
 * down itself.
 */
export function demandsApproval(policy: Pick<PolicyProfile, 'rules'> | null): boolean {
  return policy?.rules.approval?.demand === 'always';
}

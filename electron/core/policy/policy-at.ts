import type { PolicyProfile, PolicyStanding } from '../../shared/model/policy-profile.ts';

/** Regulations count days as their jurisdictions do. */
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** The day in China, YYYY-MM-DD. */
export function chineseDay(at: Date): string {
  return new Date(at.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

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
 * The profile to go by at a time where a platform names `id`: that one, or the latest of those that took its place
 * and are in effect then. Null where nobody knows the id.
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

import { policyAt, policyStanding } from '../../core/policy/policies.ts';
import type { AppError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { PolicyProfile, PolicyView, StandingPolicy } from '../../shared/model/policy-profile.ts';
import type { Result } from '../../shared/result.ts';

export interface KnownPolicies {
  readonly profiles: readonly PolicyProfile[];
  readonly problems: readonly AppError[];
}

/** Which rules hold for the seals of which platform now, and all others that are known. */
export function describePolicies(
  { profiles, problems }: KnownPolicies,
  settings: Result<readonly PlatformSettings[]>,
  now: Date,
): PolicyView {
  const standing = (profile: PolicyProfile): StandingPolicy => ({
    profile,
    standing: policyStanding(profile, now),
  });
  const platforms = settings.ok ? settings.value : [];
  return {
    platforms: platforms.map(({ id, name, profile: profileId }) => {
      const policy = policyAt(profiles, profileId, now);
      return { platformId: id, platformName: name, profileId, policy: policy && standing(policy) };
    }),
    profiles: profiles.map(standing),
    problems: settings.ok ? problems : [...problems, settings.error],
  };
}

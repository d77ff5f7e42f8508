import { policyAt, policyStanding } from '../../core/policy/policies.ts';
import type { AppError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import {
  type PolicyProfile,
  type PolicyView,
  type StandingPolicy,
  citationDetails,
} from '../../shared/model/policy-profile.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import type { Result } from '../../shared/result.ts';
import type { SituationPorts } from './situation.ts';

interface KnownPolicies {
  readonly profiles: readonly PolicyProfile[];
  readonly problems: readonly AppError[];
}

/** Describes which rules apply now to the seals of each platform, and all other known rules. */
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

type PinRulePorts = Pick<SituationPorts, 'clock' | 'knowledge' | 'profiles'>;

/**
 * Returns the reason why a token's PIN may not be changed here, or null: some policies want every change applied for
 * (广西 第二十条). Setting a first PIN is not a change. Rejects with the codes of the store.
 */
export async function pinChangeRefusal(
  { serial, state }: Pick<TokenInfo, 'serial' | 'state'>,
  { clock, knowledge, profiles }: PinRulePorts,
): Promise<AppError | null> {
  if (state === 'pinNotSet' || state === 'notInitialised') return null;
  const known = await knowledge.of({ esId: '', name: '', tokenSerial: serial });
  const policy = known === null ? null : policyAt(profiles, known.profileId, clock.now());
  if (policy?.rules.pin?.change !== 'byApplication') return null;
  return { code: 'POLICY_PIN_BY_APPLICATION', details: citationDetails(policy, policy.rules.pin) };
}

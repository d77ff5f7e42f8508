import { policyStanding } from '../../core/policy/policies.ts';
import type { AppError } from '../../shared/errors.ts';
import {
  type PolicyProfile,
  type PolicyView,
  type StandingPolicy,
  citationDetails,
} from '../../shared/model/policy-profile.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import type { Result } from '../../shared/result.ts';
import type { KnownWorld } from '../platform/known-platforms.ts';
import type { SituationPorts } from './situation.ts';

interface KnownPolicies {
  readonly profiles: readonly PolicyProfile[];
  readonly problems: readonly AppError[];
}

/** Describes which rules apply now to the seals of each platform, and all other known rules. */
export function describePolicies(
  { profiles, problems }: KnownPolicies,
  world: Result<KnownWorld>,
  now: Date,
): PolicyView {
  const standing = (profile: PolicyProfile): StandingPolicy => ({
    profile,
    standing: policyStanding(profile, now),
  });
  const platforms = world.ok ? world.value.platforms.filter(({ standing: as }) => as !== 'former') : [];
  return {
    platforms: platforms.map(({ settings: { id, name, profile: profileId }, policy }) => ({
      ...{ platformId: id, platformName: name, profileId },
      policy: policy && standing(policy.profile),
      source: policy?.source ?? null,
      lapsed: policy?.lapsed ?? null,
    })),
    profiles: profiles.map(standing),
    problems: world.ok ? [...problems, ...world.value.changes] : [...problems, world.error],
  };
}

type PinRulePorts = Pick<SituationPorts, 'knowledge'>;

/**
 * Returns the reason why a token's PIN may not be changed here, or null: some policies want every change applied for
 * (广西 第二十条). Setting a first PIN is not a change. Rejects with the codes of the store.
 */
export async function pinChangeRefusal(
  { serial, state }: Pick<TokenInfo, 'serial' | 'state'>,
  { knowledge }: PinRulePorts,
): Promise<AppError | null> {
  if (state === 'pinNotSet' || state === 'notInitialised') return null;
  const known = await knowledge.of({ esId: '', name: '', tokenSerial: serial });
  const policy = known?.policy ?? null;
  if (policy?.rules.pin?.change !== 'byApplication') return null;
  return { code: 'POLICY_PIN_BY_APPLICATION', details: citationDetails(policy, policy.rules.pin) };
}

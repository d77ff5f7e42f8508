import { policyAt } from '../../core/policy/policies.ts';
import type { AppError } from '../../shared/errors.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import { citationDetails } from '../../shared/model/policy-profile.ts';
import type { SituationPorts } from './gather-situation.ts';

type PinRulePorts = Pick<SituationPorts, 'clock' | 'knowledge' | 'profiles'>;

/**
 * Why a token's PIN may not be changed here: the rules of its platform want every change applied for (广西 第二十条).
 * Null where it may. Setting a first PIN is no change. Rejects with the codes of the store.
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

import { CodedError } from '../../shared/errors.ts';
import {
  type EnterpriseRules,
  type EnterpriseRulesView,
  isLooser,
  NO_ENTERPRISE_RULES,
} from '../../shared/model/enterprise-rules.ts';
import { type Administrated, NOT_ADMINISTRATED } from '../../shared/model/settings.ts';
import { type Result, resultOf, success } from '../../shared/result.ts';
import { expectFree } from '../settings/settings-keeper.ts';
import { actOnRecord, type Recorder } from '../register/acts-on-record.ts';
import { firstWhere } from '../register/find-entries.ts';
import type { RegisterStore } from '../register/register-store.ts';

/**
 * Reads the enterprise's own rules. The register itself holds them: its newest entry about them counts, so that nobody
 * changes them off the record. What the administrator of this computer demands holds as well. Rejects with the codes of
 * the store.
 */
export async function enterpriseRulesIn(
  register: RegisterStore,
  { values }: Pick<Administrated, 'values'> = NOT_ADMINISTRATED,
): Promise<EnterpriseRulesView> {
  const view = await laidDownIn(register);
  return values.approval === true ? { ...view, rules: { ...view.rules, approval: true } } : view;
}

async function laidDownIn(register: RegisterStore): Promise<EnterpriseRulesView> {
  const last = await firstWhere({ acts: ['enterpriseRules'] }, 'newest', register);
  if (last === null) return { rules: NO_ENTERPRISE_RULES, since: null };
  const { index, entry } = last;
  const since = { time: entry.time, reason: entry.purpose, index };
  return { rules: entry.enterpriseRules ?? NO_ENTERPRISE_RULES, since };
}

interface RulesPorts {
  readonly administrated: Administrated;
  readonly register: RegisterStore;
  readonly recorder: Recorder;
}

/**
 * Lays down other rules, as an act on record. Fails with POLICY_REASON_NEEDED when they demand less in any point and no
 * reason is given, with SETTING_FIXED when they lack what the administrator demands, and with the codes of the store.
 */
export function layDownRules(
  rules: EnterpriseRules,
  reason: string,
  { register, recorder, administrated }: RulesPorts,
): Promise<Result<EnterpriseRulesView>> {
  return resultOf(async () => {
    const former = await laidDownIn(register);
    const isApproval =
      administrated.problem !== null ? rules.approval !== former.rules.approval : !rules.approval;
    expectFree(administrated, (name) => name === 'approval' && isApproval);
    const purpose = reason.trim() === '' ? null : reason.trim();
    if (purpose === null && isLooser(rules, former.rules)) throw new CodedError('POLICY_REASON_NEEDED');
    const size = await register.size();
    const facts = { purpose, enterpriseRules: rules };
    await actOnRecord('enterpriseRules', facts, () => Promise.resolve(success(null)), recorder);
    const now = await enterpriseRulesIn(register, administrated);
    // The recorder only reports what it cannot keep; rules that are not on record are not in force.
    if ((now.since?.index ?? -1) < size)
      throw new CodedError('STORE_UNWRITABLE', 'the rules are not on record');
    return now;
  });
}

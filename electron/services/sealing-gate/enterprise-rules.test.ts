import { beforeAll, describe, expect, it } from 'vitest';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { type EnterpriseRules, isLooser, NO_ENTERPRISE_RULES } from '../../shared/model/enterprise-rules.ts';
import { NOT_ADMINISTRATED } from '../../shared/model/settings.ts';
import { unwrap } from '../../shared/result.ts';
import type { Recorder } from '../register/acts-on-record.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { memoryHistory } from '../register/fixtures/memory-history.ts';
import { memoryRegister } from '../register/fixtures/memory-register.ts';
import { recordEntry } from '../register/record-entry.ts';
import { enterpriseRulesIn, layDownRules } from './enterprise-rules.ts';
import { NOW, situation } from './fixtures/situation.ts';
import { refusalBy } from './rules.ts';

const STRICT: EnterpriseRules = { approval: true, fourEyes: true, claimedApprovals: true, sealingHours: 24 };

describe('the rules of an enterprise', () => {
  let engine: SmEngine;
  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  const world = () => {
    const register = memoryRegister();
    const clock = { now: () => NOW };
    const history = memoryHistory(register, memoryRecords());
    const recorder: Recorder = {
      clock,
      keep: async (entry) =>
        void unwrap(await recordEntry(entry, { store: register, history, engine, clock })),
    };
    return { register, recorder, administrated: NOT_ADMINISTRATED };
  };

  it('are none until some are laid down, and then those of the newest entry in the register', async () => {
    const ports = world();
    expect(await enterpriseRulesIn(ports.register)).toEqual({ rules: NO_ENTERPRISE_RULES, since: null });
    expect(unwrap(await layDownRules(STRICT, '', ports))).toMatchObject({
      rules: STRICT,
      since: { index: 0 },
    });
    const looser = { ...STRICT, fourEyes: false };
    unwrap(await layDownRules(looser, ' 内控制度修订 ', ports));
    expect(await enterpriseRulesIn(ports.register)).toEqual({
      rules: looser,
      since: { time: NOW.toISOString(), reason: '内控制度修订', index: 1 },
    });
  });

  it('hold an approval that the administrator demands, and cannot do without it', async () => {
    const administrated = { values: { approval: true }, problem: null } as const;
    const ports = { ...world(), administrated };
    const { rules } = await enterpriseRulesIn(ports.register, administrated);
    expect(rules).toEqual({ ...NO_ENTERPRISE_RULES, approval: true });
    expect(await layDownRules(NO_ENTERPRISE_RULES, '放宽', ports)).toMatchObject({
      error: { code: 'SETTING_FIXED', details: { setting: 'approval' } },
    });
    expect(unwrap(await layDownRules({ ...rules, fourEyes: true }, '', ports)).rules.fourEyes).toBe(true);
  });

  it.each([
    ['approval', { ...STRICT, approval: false }],
    ['four eyes', { ...STRICT, fourEyes: false }],
    ['claims', { ...STRICT, claimedApprovals: false }],
    ['a longer time offline', { ...STRICT, sealingHours: 48 }],
    ['any time offline', { ...STRICT, sealingHours: null }],
  ])('need a reason to become looser: %s', async (_, looser) => {
    const ports = world();
    unwrap(await layDownRules(STRICT, '', ports));
    expect(await layDownRules(looser, ' ', ports)).toMatchObject({ error: { code: 'POLICY_REASON_NEEDED' } });
    expect((await enterpriseRulesIn(ports.register)).rules).toEqual(STRICT);
    expect(isLooser(STRICT, looser)).toBe(false);
  });

  it('are not in force when they cannot be put on record', async () => {
    const ports = world();
    const recorder = { ...ports.recorder, keep: () => Promise.resolve() };
    expect(await layDownRules(STRICT, '', { ...ports, recorder })).toMatchObject({
      error: { code: 'STORE_UNWRITABLE' },
    });
  });

  it('bar sealing with lists that are older than they allow', () => {
    const twoDaysLater = new Date(NOW.getTime() + 48 * 3_600_000);
    const asked = (enterprise: EnterpriseRules) =>
      refusalBy(situation('zhongshan', { now: twoDaysLater, enterprise }));
    expect(asked(NO_ENTERPRISE_RULES)).toBeNull();
    expect(asked({ ...NO_ENTERPRISE_RULES, sealingHours: 24 })).toMatchObject({
      code: 'SEALING_LISTS_STALE',
      details: { allowedHours: 24, clause: '本单位的用印规定' },
    });
  });
});

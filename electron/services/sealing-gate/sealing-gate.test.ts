import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { failure } from '../../shared/result.ts';
import type { ChosenSeal } from '../tokens/chosen-seal.ts';
import { createSealingGate, type GateRules } from './create-gate.ts';
import { SEAL, situationPorts, tokenWith } from './fixtures/situation-ports.ts';
import { knowledge, status } from './fixtures/situation.ts';
import type { SituationPorts } from './gather-situation.ts';
import { pinChangeRefusal } from './pin-change-rule.ts';
import { standingsOf, withStandings } from './seal-standing.ts';

const CHOSEN: ChosenSeal = {
  token: tokenWith([SEAL]),
  info: SEAL,
  seal: new Uint8Array(),
  certificate: new Uint8Array([0x30]),
};
const DOCUMENT = {
  sm3Before: 'aa'.repeat(32),
  fileName: '合同.pdf',
  target: { kind: 'field', name: 'a' },
} as const;
const under = (profileId: string) => ({ knowledge: { of: async () => knowledge({ profileId }) } });
const damaged = (): never => {
  throw new CodedError('STORE_DAMAGED');
};
const asked = async (changed: Partial<SituationPorts>, rules: readonly GateRules[] = []) => {
  const gate = createSealingGate(situationPorts(changed), rules);
  return [(await gate.before(CHOSEN))?.code, (await gate.prepared(CHOSEN, DOCUMENT))?.code];
};

describe('the gate', () => {
  it('lets a seal pass against which nothing stands, before and with the document', async () => {
    expect(await asked({})).toEqual([undefined, undefined]);
  });

  it('judges anew each time: what a synchronisation brings meanwhile counts', async () => {
    const known = [knowledge(), knowledge({ status: status({ state: 'suspended' }) })];
    const ports = { knowledge: { of: async () => known.shift() ?? null } };
    expect(await asked(ports)).toEqual([undefined, 'SEALING_SUSPENDED']);
  });

  it('asks the rules of features in their order, once the general ones let pass', async () => {
    const calls: string[] = [];
    const rule = (name: string, refuses: boolean): GateRules => ({
      before: async () => {
        calls.push(name);
        return refuses ? { code: 'SEALING_NOT_DELEGATED' } : null;
      },
      prepared: async (_chosen, { sm3Before }, { policy }) => {
        calls.push(`${name} ${sm3Before.slice(0, 2)} ${policy?.id}`);
        return null;
      },
    });
    const rules = [rule('first', false), rule('second', true), rule('third', false)];
    expect(await asked({}, rules)).toEqual(['SEALING_NOT_DELEGATED', undefined]);
    expect(calls).toEqual(['first', 'second', 'first aa suqian', 'second aa suqian', 'third aa suqian']);
    const suspended = async () => knowledge({ status: status({ state: 'suspended' }) });
    expect(await asked({ knowledge: { of: suspended } }, rules)).toEqual([
      'SEALING_SUSPENDED',
      'SEALING_SUSPENDED',
    ]);
    expect(calls).toHaveLength(5);
  });

  it.each([
    ['what is known of the platform', { knowledge: { of: damaged } }],
    ['the loss reports', { lossReports: { standing: damaged } }],
    ['the lists', { revocation: { revocationOf: async () => failure({ code: 'STORE_DAMAGED' as const }) } }],
  ])('refuses where %s cannot be read', async (_what, ports) => {
    expect(await asked(ports)).toEqual(['STORE_DAMAGED', 'STORE_DAMAGED']);
  });

  it('goes on without a platform where store and lists cannot be read, as sealing does', async () => {
    const alone = {
      knowledge: { of: async () => null },
      lossReports: { standing: damaged },
      revocation: { revocationOf: async () => failure({ code: 'TRUST_FOLDER_UNREADABLE' as const }) },
    };
    expect(await asked(alone)).toEqual([undefined, undefined]);
  });

  it('lets no broken invariant pass for a refusal', async () => {
    const broken = { knowledge: { of: async () => Promise.reject(new Error('bug')) } };
    await expect(asked(broken)).rejects.toThrow('bug');
  });

  it('counts idleness from the last use here, under 广东 alone', async () => {
    const uses = {
      lastUse: async () => '2025-11-22T03:59:59.000Z',
      began: async () => '2025-01-01T00:00:00.000Z',
      latestSince: async () => null,
    };
    expect(await asked({ ...under('guangdong'), uses })).toEqual(['SEALING_IDLE', 'SEALING_IDLE']);
    expect(await asked({ ...under('guangxi'), uses })).toEqual([undefined, undefined]);
    const restored = async () =>
      knowledge({ profileId: 'guangdong', status: status({ since: '2026-11-01T00:00:00.000Z' }) });
    expect(await asked({ knowledge: { of: restored }, uses })).toEqual([undefined, undefined]);
  });

  it('takes the clock from entries since the last synchronisation only', async () => {
    const sizes: number[] = [];
    const latestSince = async (size: number) => {
      sizes.push(size);
      return '2026-11-22T09:00:00.000Z';
    };
    const lastSync = { platformTime: '2026-11-22T03:00:00.000Z', registerSize: 12 };
    const ports = {
      knowledge: { of: async () => knowledge({ lastSync }) },
      uses: { lastUse: async () => null, began: async () => null, latestSince },
    };
    expect((await asked(ports))[0]).toBe('SEALING_CLOCK_SET_BACK');
    expect(sizes).toEqual([12, 12]);
  });
});

describe('a change of the PIN', () => {
  it.each([
    ['guangxi', 'ready', 'POLICY_PIN_BY_APPLICATION'],
    ['guangxi', 'pinLocked', 'POLICY_PIN_BY_APPLICATION'],
    ['guangxi', 'pinMustChange', 'POLICY_PIN_BY_APPLICATION'],
    ['guangxi', 'pinNotSet', undefined],
    ['suqian', 'ready', undefined],
    ['guangdong', 'ready', undefined],
  ] as const)('under %s of a key that is %s: %s', async (profile, state, code) => {
    const refusal = await pinChangeRefusal(tokenWith([], { state }), situationPorts(under(profile)));
    expect(refusal?.code).toBe(code);
  });

  it('is free where no platform is known, and names its clause where it is not', async () => {
    const alone = situationPorts({ knowledge: { of: async () => null } });
    expect(await pinChangeRefusal(tokenWith([]), alone)).toBeNull();
    const barred = await pinChangeRefusal(tokenWith([]), situationPorts(under('guangxi')));
    expect(barred?.details?.['clause']).toBe('《广西壮族自治区企业电子印章管理办法（试行）》第二十条');
  });
});

describe('what a seal shows', () => {
  const listed = (info = SEAL) => ({
    info: tokenWith([info]),
    certificates: [],
    seals: [{ info, seal: new Uint8Array(), certificate: null }],
  });

  it('is what the gate would say, and what is to come', async () => {
    const soon = { ...SEAL, validTo: '2026-12-10T00:00:00.000Z' };
    const ports = situationPorts(under('guangxi'));
    const standings = await standingsOf([listed(soon)], ports);
    expect(standings.get('seal-1')).toMatchObject({
      platformName: '演示平台',
      refusal: null,
      renewal: { state: 'open', closesAt: '2026-12-10T00:00:00.000Z' },
      reminders: [{ kind: 'seal', daysLeft: 18, endsAt: '2026-12-10T00:00:00.000Z' }],
    });
  });

  it('bars it in the window as at sealing, and keeps a reason of its own first', async () => {
    const ports = situationPorts({
      knowledge: { of: async () => knowledge({ status: status({ state: 'void' }) }) },
    });
    const standings = await standingsOf([listed()], ports);
    const shown = withStandings(tokenWith([SEAL]), standings).seals[0];
    expect(shown).toMatchObject({ usable: false, reason: 'SEALING_VOID' });
    const broken = { ...SEAL, usable: false, reason: 'SEAL_UNCONFIRMED' as const };
    expect(withStandings(tokenWith([broken]), standings).seals[0]?.reason).toBe('SEAL_UNCONFIRMED');
  });

  it('says the error of a store that cannot be read, and leaves former and damaged seals alone', async () => {
    const ports = situationPorts({ knowledge: { of: damaged } });
    const former = { ...SEAL, esId: 'seal-0', history: true };
    const nameless = { ...SEAL, esId: '' };
    const standings = await standingsOf([listed(), listed(former), listed(nameless)], ports);
    expect([...standings].map(([esId, { refusal }]) => [esId, refusal?.code])).toEqual([
      ['seal-1', 'STORE_DAMAGED'],
    ]);
  });

  it('reminds of lists that will soon be too old', async () => {
    const old = knowledge({
      revocationListsAsOf: '2026-11-16T04:00:00.000Z',
      statusAsOf: '2026-11-22T03:00:00.000Z',
    });
    const standings = await standingsOf([listed()], situationPorts({ knowledge: { of: async () => old } }));
    expect(standings.get('seal-1')?.reminders).toEqual([
      { kind: 'lists', daysLeft: 1, endsAt: '2026-11-23T04:00:00.000Z', clause: null, clauseEn: null },
    ]);
  });
});

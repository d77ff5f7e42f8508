import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { failure } from '../../shared/result.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import type { PlatformKnowledge } from '../platform/platform-knowledge.ts';
import { createSealingGate, type GatePorts, sealFromFile, type GateRules } from './create-gate.ts';
import {
  knowledge,
  NOW,
  SEAL,
  situation,
  situationPorts,
  status,
  tokenWith,
  useState,
} from './fixtures/situation.ts';
import { pinChangeRefusal } from './policies.ts';
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
  locks: false,
} as const;
const under = (profileId: string) => ({ knowledge: { of: () => Promise.resolve(knowledge({ profileId })) } });
const damaged = (): never => {
  throw new CodedError('STORE_DAMAGED');
};
const asked = async (changed: Partial<GatePorts>, rules: readonly GateRules[] = []) => {
  const gate = createSealingGate(situationPorts(changed), rules);
  return [(await gate.before(CHOSEN))?.code, (await gate.prepared(CHOSEN, DOCUMENT))?.code];
};

describe('The gate', () => {
  it('lets a seal pass when no rule refuses it, before and with the document', async () => {
    expect(await asked({})).toEqual([undefined, undefined]);
  });

  it('judges anew each time, with the result of a synchronisation in between', async () => {
    const known = [knowledge(), knowledge({ status: status({ state: 'suspended' }) })];
    const ports = { knowledge: { of: () => Promise.resolve(known.shift() ?? null) } };
    expect(await asked(ports)).toEqual([undefined, 'SEALING_SUSPENDED']);
  });

  it('asks the platform once a use, before it judges, and tells what was known then', async () => {
    let questions = 0;
    let atUse: PlatformKnowledge['atUse'] = null;
    const ask = () => {
      questions += 1;
      atUse = useState({ enterprise: 'revoked' });
      return Promise.resolve({ asked: 'answered', askedAt: NOW, state: atUse });
    };
    const known = { of: () => Promise.resolve(knowledge({ atUse })) };
    const gate = createSealingGate(situationPorts({ knowledge: known, atUse: { ask } }));
    expect(gate.known()).toBeNull();
    expect((await gate.before(CHOSEN))?.code).toBe('SEALING_ENTERPRISE_ENDED');
    expect((await gate.prepared(CHOSEN, DOCUMENT))?.code).toBe('SEALING_ENTERPRISE_ENDED');
    expect(questions).toBe(1);
    expect(gate.known()).toEqual({
      platform: 'sandbox',
      profile: 'suqian',
      asked: 'answered',
      statusAsOf: '2026-11-22T03:00:00.000Z',
      revocationListsAsOf: '2026-11-22T03:00:00.000Z',
    });
  });

  it('refuses when the platform takes back what it has published', async () => {
    const ask = () => Promise.reject(new CodedError('LIST_ROLLED_BACK'));
    expect((await asked({ atUse: { ask } }))[0]).toBe('LIST_ROLLED_BACK');
  });

  it('asks the rules of features in their order after the general rules', async () => {
    const calls: string[] = [];
    const rule = (name: string, refuses: boolean): GateRules => ({
      before: () => {
        calls.push(name);
        return Promise.resolve(refuses ? { code: 'SEALING_NOT_DELEGATED' } : null);
      },
      prepared: (_chosen, { sm3Before }, { policy }) => {
        calls.push(`${name} ${sm3Before.slice(0, 2)} ${policy?.id}`);
        return Promise.resolve(null);
      },
    });
    const rules = [rule('first', false), rule('second', true), rule('third', false)];
    expect(await asked({}, rules)).toEqual(['SEALING_NOT_DELEGATED', undefined]);
    expect(calls).toEqual(['first', 'second', 'first aa suqian', 'second aa suqian', 'third aa suqian']);
    const suspended = () => Promise.resolve(knowledge({ status: status({ state: 'suspended' }) }));
    expect(await asked({ knowledge: { of: suspended } }, rules)).toEqual([
      'SEALING_SUSPENDED',
      'SEALING_SUSPENDED',
    ]);
    expect(calls).toHaveLength(5);
  });

  it.each([
    ['what is known of the platform', { knowledge: { of: damaged } }],
    ['the loss reports', { lossReports: { standing: damaged } }],
    [
      'the lists',
      { revocation: { revocationOf: () => Promise.resolve(failure({ code: 'STORE_DAMAGED' as const })) } },
    ],
  ])('refuses when %s cannot be read', async (_what, ports) => {
    expect(await asked(ports)).toEqual(['STORE_DAMAGED', 'STORE_DAMAGED']);
  });

  it('lets a seal without a platform pass when store and lists cannot be read', async () => {
    const alone = {
      knowledge: { of: () => Promise.resolve(null) },
      lossReports: { standing: damaged },
      revocation: {
        revocationOf: () => Promise.resolve(failure({ code: 'TRUST_FOLDER_UNREADABLE' as const })),
      },
    };
    expect(await asked(alone)).toEqual([undefined, undefined]);
  });

  it('does not turn a broken invariant into a refusal', async () => {
    const broken = { knowledge: { of: async () => Promise.reject(new Error('bug')) } };
    await expect(asked(broken)).rejects.toThrow('bug');
  });

  it('counts idleness from the last use here, only under 广东', async () => {
    const uses = {
      lastUse: () => Promise.resolve('2025-11-22T03:59:59.000Z'),
      began: () => Promise.resolve('2025-01-01T00:00:00.000Z'),
      latestSince: () => Promise.resolve(null),
      isPictureConfirmed: () => Promise.resolve(true),
    };
    expect(await asked({ ...under('guangdong'), uses })).toEqual(['SEALING_IDLE', 'SEALING_IDLE']);
    expect(await asked({ ...under('guangxi'), uses })).toEqual([undefined, undefined]);
    const restored = () =>
      Promise.resolve(
        knowledge({ profileId: 'guangdong', status: status({ since: '2026-11-01T00:00:00.000Z' }) }),
      );
    expect(await asked({ knowledge: { of: restored }, uses })).toEqual([undefined, undefined]);
  });

  it.each([
    [false, 'SEAL_UNCONFIRMED'],
    [true, undefined],
    // A register that cannot be read bars nothing, as everywhere.
    [null, undefined],
  ])('waits for the holder where a picture is on record: %s, only under 广东', async (onRecord, code) => {
    const uses = { ...situationPorts().uses, isPictureConfirmed: () => Promise.resolve(onRecord) };
    expect(await asked({ ...under('guangdong'), uses })).toEqual([code, code]);
    expect(await asked({ ...under('suqian'), uses })).toEqual([undefined, undefined]);
  });

  it('compares the clock only with entries since the last synchronisation', async () => {
    const sizes: number[] = [];
    const latestSince = (size: number) => {
      sizes.push(size);
      return Promise.resolve('2026-11-22T09:00:00.000Z');
    };
    const lastSync = { platformTime: '2026-11-22T03:00:00.000Z', registerSize: 12 };
    const ports = {
      knowledge: { of: () => Promise.resolve(knowledge({ lastSync })) },
      uses: { ...situationPorts().uses, latestSince },
    };
    expect((await asked(ports))[0]).toBe('SEALING_CLOCK_SET_BACK');
    expect(sizes).toEqual([12, 12]);
  });
});

describe('A change of the PIN', () => {
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

  it('is allowed when no platform is known, and a refusal names its clause', async () => {
    const alone = situationPorts({ knowledge: { of: () => Promise.resolve(null) } });
    expect(await pinChangeRefusal(tokenWith([]), alone)).toBeNull();
    const barred = await pinChangeRefusal(tokenWith([]), situationPorts(under('guangxi')));
    expect(barred?.details?.['clause']).toBe('《广西壮族自治区企业电子印章管理办法（试行）》第二十条');
  });
});

describe('The standing of a seal', () => {
  const listed = (info = SEAL) => ({
    info: tokenWith([info]),
    certificates: [],
    seals: [{ info, seal: new Uint8Array(), certificate: null }],
  });

  it('repeats the judgement of the gate and adds the reminders', async () => {
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

  it('bars the seal in the window as at sealing, and keeps the seal’s own reason first', async () => {
    const ports = situationPorts({
      knowledge: { of: () => Promise.resolve(knowledge({ status: status({ state: 'void' }) })) },
    });
    const standings = await standingsOf([listed()], ports);
    const shown = withStandings(tokenWith([SEAL]), standings).seals[0];
    expect(shown).toMatchObject({ usable: false, reason: 'SEALING_VOID' });
    const broken = { ...SEAL, usable: false, reason: 'SEAL_UNCONFIRMED' as const };
    expect(withStandings(tokenWith([broken]), standings).seals[0]?.reason).toBe('SEAL_UNCONFIRMED');
  });

  it.each([
    [{ state: 'cancelled', replacedBy: 'seal-2' }, 'SEALING_CANCELLED', true],
    [{ state: 'replaced' }, 'SEALING_REPLACED', true],
    [{ state: 'cancelled' }, 'SEALING_CANCELLED', false],
  ] as const)('shows a seal with %j as %s, as history: %s', async (changed, reason, history) => {
    const of = () => Promise.resolve(knowledge({ status: status(changed) }));
    const standings = await standingsOf([listed()], situationPorts({ knowledge: { of } }));
    expect(withStandings(tokenWith([SEAL]), standings).seals[0]).toMatchObject({ reason, history });
  });

  it('shows the error of an unreadable store, and leaves former and damaged seals alone', async () => {
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
    const standings = await standingsOf(
      [listed()],
      situationPorts({ knowledge: { of: () => Promise.resolve(old) } }),
    );
    expect(standings.get('seal-1')?.reminders).toEqual([
      { kind: 'lists', daysLeft: 1, endsAt: '2026-11-23T04:00:00.000Z', clause: null, clauseEn: null },
    ]);
  });
});

describe('A seal from a file', () => {
  it.each([
    ['suqian', '《宿迁市企业电子印章管理办法》第十六条'],
    ['guangdong', '《广东省电子印章管理暂行办法》（征求意见稿）第11条，尚未施行，由平台按此办理'],
    ['zhongshan', undefined],
    ['guangxi', undefined],
    ['kaifeng', undefined],
  ])('is refused under %s by %s', async (profile, clause) => {
    const refusal = await sealFromFile.before?.(CHOSEN, situation(profile));
    expect(refusal?.details?.['clause']).toBe(clause);
  });

  it('is left to the policy of the world when no platform is known', async () => {
    const alone = situation('suqian', { knowledge: null, policy: null });
    expect(await sealFromFile.before?.(CHOSEN, alone)).toBeNull();
  });
});

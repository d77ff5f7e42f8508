import { describe, expect, it } from 'vitest';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import type { SealLifeNews, SealLifeView } from '../../../electron/shared/model/seal-life.ts';
import { failure, success, type Result } from '../../../electron/shared/result.ts';
import { createSealLifeStore } from './seal-life-store.ts';

const VIEW: SealLifeView = {
  losses: [],
  applications: [],
  delegations: [],
  rules: {},
  hasPlatform: true,
  issuers: [],
};
const SEAL = { esId: 'A', tokenSerial: 'T1', name: '公章' };
const APPLICANT = { name: '王小敏', role: 'agent', contact: '1' } as const;

const news = (number: string, state: string): SealLifeNews =>
  ({ kind: 'application', application: { platformId: 'gd', number, state, newSeal: null } }) as SealLifeNews;

function setUp(answer: Result<SealLifeView> = success(VIEW)) {
  const asked: string[] = [];
  const text = (pin: Uint8Array): string => new TextDecoder().decode(pin);
  const { client, raise } = createStandIn(contract, {
    sealLife: {
      view: () => success(VIEW),
      knownSeals: () =>
        success([{ ...SEAL, sealName: '公章', holderName: '', holderCode: null, source: 'token' }]),
      apply: ({ kind, pin }) => {
        asked.push(`${kind} ${text(pin)}`);
        return answer;
      },
      storeSeal: ({ number, pin }) => {
        asked.push(`store ${number} ${text(pin)}`);
        return answer;
      },
      enrolAccess: ({ number, code, pin }) => {
        asked.push(`access ${number} ${code} ${text(pin)}`);
        return answer;
      },
      reportLoss: ({ seals }) => {
        asked.push(`loss ${seals.length}`);
        return answer;
      },
    },
  });
  return { store: createSealLifeStore(client.sealLife, () => undefined), raise, asked };
}

const application = (pin: Uint8Array) =>
  ({
    ...SEAL,
    kind: 'renewal',
    reason: 'validityEnds',
    reasonText: null,
    applicant: APPLICANT,
    pin,
    lastTryConfirmed: false,
  }) as const;

describe('createSealLifeStore', () => {
  it('The store submits a PIN once, zeroes it, and closes the panel', async () => {
    const { store, asked } = setUp();
    const pin = new TextEncoder().encode('123456');
    store.getState().open({ kind: 'application', act: 'renewal', seal: SEAL });
    await store.getState().apply(application(pin));
    expect(asked).toEqual(['renewal 123456']);
    expect([...pin]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(store.getState()).toMatchObject({ panel: null, view: VIEW, busy: false });
  });

  it('A failed operation keeps the panel open and shows the reason until another one begins', async () => {
    const { store } = setUp(failure({ code: 'PLATFORM_UNREACHABLE' }));
    store.getState().open({ kind: 'application', act: 'renewal', seal: SEAL });
    await store.getState().apply(application(new Uint8Array(6)));
    expect(store.getState()).toMatchObject({
      panel: { kind: 'application' },
      problem: { code: 'PLATFORM_UNREACHABLE' },
    });
    store.getState().open({ kind: 'manage', seal: SEAL });
    expect(store.getState().problem).toBeNull();
  });

  it('The loss panel asks for the known seals, and the store tells how many were suspended', async () => {
    const { store, asked } = setUp();
    store.getState().open({ kind: 'loss', preset: null });
    await Promise.resolve();
    await store.getState().report({ seals: [], reporter: APPLICANT, what: '遗失', lostAt: null });
    expect(asked).toEqual(['loss 0']);
    expect(store.getState()).toMatchObject({ reported: 0, panel: null, known: [{ sealName: '公章' }] });
  });

  it('The news keeps the latest of each application until it is closed or settled', async () => {
    const { store, raise } = setUp();
    raise.sealLife.news(news('1', 'underReview'));
    raise.sealLife.news(news('2', 'underReview'));
    raise.sealLife.news(news('1', 'approved'));
    const told = store.getState().news;
    expect(told).toMatchObject([{ application: { number: '2' } }, { application: { state: 'approved' } }]);
    await store.getState().storeSeal({ number: '1', pin: new Uint8Array(6), lastTryConfirmed: false });
    expect(store.getState().news).toEqual([told[0]]);
    store.getState().dismiss(told[0] ?? news('', ''));
    expect(store.getState().news).toEqual([]);
  });

  it('A delegate who has taken an access is told so, and one who is refused keeps the form', async () => {
    const wish = { tokenSerial: 'T1', number: 'SQ1', code: 'c', lastTryConfirmed: false };
    const taken = setUp();
    taken.store.getState().open({ kind: 'access' });
    const pin = new TextEncoder().encode('123456');
    await taken.store.getState().enrolAccess({ ...wish, pin });
    expect(taken.asked).toEqual(['access SQ1 c 123456']);
    expect(pin).toEqual(new Uint8Array(6));
    expect(taken.store.getState()).toMatchObject({ taken: 'SQ1', panel: null });
    taken.store.getState().open({ kind: 'access' });
    expect(taken.store.getState().taken).toBeNull();

    const refused = setUp(failure({ code: 'LIFE_ACCESS_REFUSED' }));
    refused.store.getState().open({ kind: 'access' });
    await refused.store.getState().enrolAccess({ ...wish, pin: Uint8Array.of(1) });
    expect(refused.store.getState()).toMatchObject({
      taken: null,
      panel: { kind: 'access' },
      problem: { code: 'LIFE_ACCESS_REFUSED' },
    });
  });
});

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SmEngine } from '../core/sm/engine.ts';
import { loadSmEngine } from '../core/sm/load-engine.ts';
import { makeParty, type Party } from '../core/verification/fixtures/mini-authority.ts';
import { makeSeal, sealContent } from '../core/verification/fixtures/mini-world.ts';
import type { TokenListing } from '../services/ports/tokens.ts';
import type { TokenSnapshot, TokenView } from '../shared/model/token.ts';
import { fingerprintOf, TokenWatch, type TokenWatchParts } from './token-watch.ts';

const PIN = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};
const ES_ID = 'SAMPLE0001';

let engine: SmEngine;
let signer: Party;
let seal: Uint8Array;
let present: TokenSnapshot[];
let told: TokenView[];
let looks: number;

beforeAll(async () => {
  engine = await loadSmEngine();
  const root = await makeParty(engine, { commonName: '样例根', serial: 1, isAuthority: true }, null);
  signer = await makeParty(engine, { commonName: '样例甲方', serial: 2 }, root);
  const maker = await makeParty(engine, { commonName: '样例制章者', serial: 3 }, root);
  seal = await makeSeal(maker, sealContent(signer));
});

function tokenIn(slot: number, changes: Partial<TokenSnapshot> = {}): TokenSnapshot {
  return {
    module: '/m.so',
    kind: 'pkcs11',
    slot,
    label: 'Token',
    serial: 'T1',
    manufacturer: 'Maker',
    initialised: true,
    pin: PIN,
    soPin: PIN,
    certificates: [{ id: Uint8Array.of(1), label: '', der: signer.certificate }],
    data: [{ label: '', application: '', value: seal }],
    ...changes,
  };
}

/** A watch over keys that come and go. */
function watchOver(standings?: TokenWatchParts['standings']): TokenWatch {
  return new TokenWatch({
    ...(standings === undefined ? {} : { standings }),
    tokens: {
      list: () => {
        looks += 1;
        return Promise.resolve({ tokens: present, failures: [] });
      },
      signDigest: () => Promise.reject(new Error('not asked for')),
    },
    engine,
    clock: { now: () => new Date('2026-11-22T00:00:00Z') },
    confirmations: { awaiting: () => new Set() },
    changed: (view) => told.push(view),
  });
}

const serialsTold = () => told.map(({ tokens }) => tokens.map(({ serial, slot }) => `${serial}@${slot}`));

beforeEach(() => {
  present = [];
  told = [];
  looks = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('TokenWatch', () => {
  it('reports a new and a removed key within a second, and nothing else', async () => {
    watchOver().start();
    await vi.advanceTimersByTimeAsync(1000);
    present = [tokenIn(0)];
    await vi.advanceTimersByTimeAsync(1000);
    expect(serialsTold()).toEqual([[], ['T1@0']]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toHaveLength(2);
    present = [];
    await vi.advanceTimersByTimeAsync(1000);
    expect(serialsTold()).toEqual([[], ['T1@0'], []]);
  });

  it('knows a key in another port as the same key', async () => {
    const keys = watchOver();
    present = [tokenIn(0)];
    await keys.refresh();
    present = [tokenIn(5)];
    await keys.refresh();
    expect(keys.choose(ES_ID, 'T1')).toMatchObject({ ok: true, value: { token: { slot: 5 } } });
  });

  it('finds a seal by its key when two tokens have one serial number', async () => {
    const keys = watchOver();
    present = [tokenIn(0, { certificates: [], data: [] }), tokenIn(1)];
    await keys.refresh();
    expect(keys.choose(ES_ID, 'T1')).toMatchObject({ ok: true, value: { token: { slot: 1 } } });
  });

  it('reports a removed key as TOKEN_REMOVED, not as a missing seal', async () => {
    const keys = watchOver();
    present = [tokenIn(0)];
    await keys.refresh();
    present = [];
    await keys.refresh();
    expect(keys.choose(ES_ID, 'T1')).toEqual({ ok: false, error: { code: 'TOKEN_REMOVED' } });
  });

  it('shows that the rules refuse a seal, judges again on request, and leaves the decision to the gate', async () => {
    const refusals = [{ code: 'SEALING_SUSPENDED' as const }, null];
    const keys = watchOver(async () => {
      const standing = {
        ...{ platformName: null, status: null, renewal: null, approvalNeeded: null, enterprise: null },
        reminders: [],
      };
      return new Map([[ES_ID, { ...standing, refusal: refusals.shift() ?? null }]]);
    });
    present = [tokenIn(0)];
    const shown = async (view: Promise<TokenView>) => (await view).tokens[0]?.seals[0];
    expect(await shown(keys.refresh())).toMatchObject({ usable: false, reason: 'SEALING_SUSPENDED' });
    expect(await shown(keys.refresh())).toMatchObject({ usable: false });
    expect(keys.choose(ES_ID, 'T1')).toMatchObject({ ok: true, value: { info: { usable: true } } });
    expect(await shown(keys.judgeAnew())).toMatchObject({ usable: true, reason: null });
  });

  it('leaves the keys alone while one of them signs', async () => {
    const keys = watchOver();
    keys.start();
    await keys.leaveAlone(async () => {
      await vi.advanceTimersByTimeAsync(5000);
      expect(looks).toBe(0);
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect(looks).toBeGreaterThan(0);
  });
});

const FREE = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
} as const;

function listing(change: { readonly locked?: boolean; readonly value?: number } = {}): TokenListing {
  return {
    failures: [],
    tokens: [
      {
        module: 'soft-token',
        kind: 'pkcs11',
        slot: 0,
        label: '演示 Key',
        serial: '01',
        manufacturer: 'SealDesk',
        initialised: true,
        pin: { ...FREE, locked: change.locked ?? false },
        soPin: FREE,
        certificates: [{ id: Uint8Array.of(1), label: 'signing', der: Uint8Array.of(0x30, 0) }],
        data: [{ label: 'seal', application: '', value: Uint8Array.of(change.value ?? 7) }],
      },
    ],
  };
}

describe('fingerprintOf', () => {
  it('stays the same while nothing changes', () => {
    expect(fingerprintOf(listing())).toBe(fingerprintOf(listing()));
  });

  it.each([
    ['the state of the PIN', listing({ locked: true })],
    ['the bytes of a seal', listing({ value: 8 })],
    ['the keys that are plugged in', { tokens: [], failures: [] }],
    [
      'a module that fails',
      { ...listing(), failures: [{ module: 'x', error: { code: 'MODULE_MISSING' as const } }] },
    ],
  ])('changes with %s', (_what, changed) => {
    expect(fingerprintOf(changed)).not.toBe(fingerprintOf(listing()));
  });
});

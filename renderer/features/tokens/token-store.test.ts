import { describe, expect, it } from 'vitest';
import type { TokenHostEnd, TokenInfo, TokenView } from '../../../electron/shared/model/token.ts';
import { failure, success } from '../../../electron/shared/result.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { createTokenStore } from './token-store.ts';

const CRASHED: TokenHostEnd = { module: '/a.so', cause: 'crashed' };
const HUNG: TokenHostEnd = { module: '/b.so', cause: 'timedOut' };
const NOTHING: TokenView = { tokens: [], failures: [] };
const SLOW: TokenView = {
  tokens: [],
  failures: [{ module: '/b.so', error: { code: 'TOKEN_TIMEOUT', details: { waiting: true } } }],
};
const BROKEN: TokenView = { tokens: [], failures: [{ module: '/b.so', error: { code: 'TOKEN_TIMEOUT' } }] };

async function watched(first: TokenView) {
  let end: (end: TokenHostEnd) => void = () => undefined;
  let change: (view: TokenView) => void = () => undefined;
  let now = 0;
  const tokens = {
    changed: (listener: typeof change) => {
      change = listener;
      return () => undefined;
    },
    hostEnded: (listener: typeof end) => {
      end = listener;
      return () => undefined;
    },
    list: () => Promise.resolve({ ok: true, value: first }),
    useDriver: ({ module }: { readonly module: string | null }) =>
      Promise.resolve(module === '/absent.so' ? failure({ code: 'MODULE_MISSING' }) : success(BROKEN)),
  } as unknown as AppBridge['tokens'];
  const store = createTokenStore(tokens, () => (now += 60_000));
  await Promise.resolve();
  return {
    store,
    end: (which: TokenHostEnd) => end(which),
    see: (view: TokenView) => {
      change(view);
      return store.getState().view;
    },
  };
}

describe('the drivers that have ended', () => {
  it('are listed once each, with how often and when last', async () => {
    const { store, end } = await watched(NOTHING);
    [CRASHED, HUNG, CRASHED].forEach(end);
    expect(store.getState().endedHosts).toEqual([
      { ...HUNG, count: 1, lastAt: '1970-01-01T00:02:00.000Z' },
      { ...CRASHED, count: 2, lastAt: '1970-01-01T00:03:00.000Z' },
    ]);
  });
});

describe('the driver of a key', () => {
  it('changes with the view, and a choice that fails is told until the next one', async () => {
    const { store } = await watched(NOTHING);
    await store.getState().chooseDriver('T1', '/absent.so');
    expect(store.getState()).toMatchObject({
      view: NOTHING,
      driverProblem: { tokenSerial: 'T1', error: { code: 'MODULE_MISSING' } },
    });
    await store.getState().chooseDriver('T1', '/b.so');
    expect(store.getState()).toMatchObject({ view: BROKEN, driverProblem: null });
  });
});

describe('the view of the keys', () => {
  it('is not known while no key shows and a driver has yet to answer', async () => {
    const { store, see } = await watched(SLOW);
    expect(store.getState().view).toBeNull();
    expect(see(BROKEN)).toEqual(BROKEN);
  });

  it('is known with the first key, whatever another driver does', async () => {
    // The view holds the token only.
    const token = { serial: '1' } as TokenInfo;
    const { store } = await watched({ ...SLOW, tokens: [token] });
    expect(store.getState().view?.tokens).toEqual([token]);
  });

  it('stays known when a driver becomes slow later', async () => {
    const { see } = await watched(NOTHING);
    expect(see(SLOW)).toEqual(SLOW);
  });
});

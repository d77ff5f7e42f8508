import { describe, expect, it } from 'vitest';
import type { TokenHostEnd } from '../../../electron/shared/model/token.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { createTokenStore } from './token-store.ts';

const CRASHED: TokenHostEnd = { module: '/a.so', cause: 'crashed' };
const HUNG: TokenHostEnd = { module: '/b.so', cause: 'timedOut' };

function watched() {
  let end: (end: TokenHostEnd) => void = () => undefined;
  const tokens = {
    changed: () => () => undefined,
    hostEnded: (listener: typeof end) => {
      end = listener;
      return () => undefined;
    },
    list: () => Promise.resolve({ ok: true, value: { tokens: [], failures: [] } }),
  } as unknown as AppBridge['tokens'];
  return { store: createTokenStore(tokens), end: (which: TokenHostEnd) => end(which) };
}

describe('the notices of ended drivers', () => {
  it('Each ended driver is listed once, however often it ends', () => {
    const { store, end } = watched();
    [CRASHED, HUNG, CRASHED].forEach(end);
    expect(store.getState().endedHosts).toEqual([CRASHED, HUNG]);
  });

  it('A notice stays until it is dismissed and does not return', () => {
    const { store, end } = watched();
    [CRASHED, HUNG].forEach(end);
    store.getState().dismissEndedHost(CRASHED);
    end(CRASHED);
    expect(store.getState().endedHosts).toEqual([HUNG]);
  });
});

import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { PlatformsView, PlatformView } from '../../electron/shared/model/platform.ts';
import type { PlatformStore } from '../features/platform/platform-store.ts';
import type { VerifyStore } from '../features/verify/verify-store.ts';
import { verifyAfterSync } from './changed-trust.ts';

const list = {
  kind: 'sealStatus',
  id: '',
  number: 7,
  issuedAt: '2026-06-01T00:00:00Z',
  nextUpdate: '',
} as const;
const view = (changes: Partial<PlatformView> = {}): PlatformsView => ({
  platforms: [{ id: 'gd', lists: [list], progress: null, ...changes } as unknown as PlatformView],
  settingsProblem: null,
});

describe('verifyAfterSync', () => {
  it('New lists cause another verification, a synchronisation under way does not', () => {
    let renewed = 0;
    const platform = createStore<PlatformStore>(() => ({ view: null }) as PlatformStore);
    const verify = createStore<VerifyStore>(
      () => ({ renew: () => Promise.resolve(void (renewed += 1)) }) as unknown as VerifyStore,
    );
    verifyAfterSync(platform, verify);
    const countAfter = (next: PlatformsView): number => {
      platform.setState({ view: next });
      return renewed;
    };
    expect(countAfter(view())).toBe(0);
    const progress = { platform: 'gd', step: 'sealStatus', done: 1, total: 2, unit: 'events' } as const;
    expect(countAfter(view({ progress }))).toBe(0);
    expect(countAfter(view({ lists: [{ ...list, number: 8 }] }))).toBe(1);
    expect(countAfter(view({ lists: [{ ...list, number: 8 }] }))).toBe(1);
  });
});

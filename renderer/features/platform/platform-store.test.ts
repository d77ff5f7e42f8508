import { describe, expect, it } from 'vitest';
import type { PlatformView } from '../../../electron/shared/model/platform.ts';
import { listsAsOf, platformState } from './platform-store.ts';

const AT = '2026-11-22T06:00:00.000Z';
const IN_STEP: PlatformView = {
  ...{ id: 'gd', name: '广东', url: 'https://127.0.0.1', profile: 'guangdong', lists: [] },
  ...{ lastSyncAt: AT, lastAttemptAt: AT, problem: null, online: true, progress: null },
  revocationListsAsOf: AT,
  bundle: null,
  isListening: false,
  offers: null,
};
const BUNDLE = { platform: 'gd', issuedAt: AT, nextUpdate: AT, importedAt: AT };
const progress = { platform: 'gd', step: 'sealStatus', done: 1, total: 2, unit: 'events' } as const;
const view = (...changes: Partial<PlatformView>[]) => ({
  platforms: changes.map((change) => ({ ...IN_STEP, ...change })),
  settingsProblem: null,
});

describe('platformState', () => {
  it.each([
    [[], { kind: 'none' }],
    [[{}], { kind: 'synced', at: AT }],
    [[{ lastAttemptAt: null, lastSyncAt: null }], { kind: 'never' }],
    [[{ progress }], { kind: 'syncing' }],
    [[{ online: false, problem: { code: 'PLATFORM_UNREACHABLE' as const } }], { kind: 'offline', at: AT }],
    [
      [{ online: false, problem: { code: 'PLATFORM_UNREACHABLE' as const }, bundle: BUNDLE }],
      { kind: 'bundle', at: AT, isOverdue: true },
    ],
    [
      [{ online: null, lastAttemptAt: null, lastSyncAt: null, bundle: BUNDLE }],
      { kind: 'bundle', at: AT, isOverdue: true },
    ],
    [[{ online: false, problem: { code: 'PLATFORM_TLS_REFUSED' as const } }], { kind: 'problem', at: AT }],
    [[{ problem: { code: 'LIST_ROLLED_BACK' as const } }], { kind: 'problem', at: AT }],
    [[{}, { problem: { code: 'LIST_FROZEN' as const }, lastSyncAt: null }], { kind: 'problem', at: null }],
  ])('The state of %j', (changes, expected) => {
    expect(platformState(view(...changes))).toEqual(expected);
  });

  it('Damaged settings are a problem', () => {
    const settingsProblem = { code: 'PLATFORM_SETTINGS_DAMAGED' } as const;
    expect(platformState({ platforms: [], settingsProblem })).toEqual({ kind: 'problem', at: null });
  });

  it('The time is that of the oldest list, or null if a platform has none', () => {
    const older = '2026-11-20T06:00:00.000Z';
    expect(listsAsOf(view({}, { revocationListsAsOf: older }))).toBe(older);
    expect(listsAsOf(view({}, { revocationListsAsOf: null }))).toBeNull();
    expect(listsAsOf(view())).toBeNull();
  });
});

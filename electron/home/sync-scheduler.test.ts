import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunningSync } from '../adapters/platform-sync/sync-operations.ts';
import { memoryPlatformStore } from '../services/platform/fixtures/memory-platform-store.ts';
import { memoryRecords } from '../services/records/fixtures/memory-records.ts';
import type { SyncState } from '../services/platform/platform-store.ts';
import type { PlatformSettings } from '../shared/model/platform.ts';
import { type Result, success } from '../shared/result.ts';
import { SyncScheduler } from './sync-scheduler.ts';

const settingsOf = (id: string): PlatformSettings => ({
  ...{ id, name: id, url: 'https://127.0.0.1', profile: 'guangdong', root: '' },
});
const stateOf = (platform: string, problem: object | null = null): SyncState => ({
  ...{ platform, lastAttemptAt: null, lastSyncAt: null, platformTime: null, registerSize: null },
  problem: problem === null ? null : JSON.stringify(problem),
  failures: problem === null ? 0 : 1,
});

describe('SyncScheduler', () => {
  let started: string[];
  let ends: Map<string, (outcome: Result<SyncState>) => void>;
  let followed: string[];
  let told: number;
  let cancelled: string[];
  let platforms: readonly PlatformSettings[];
  let addresses: string[];

  const open = (): SyncScheduler =>
    new SyncScheduler({
      settings: () => success(platforms),
      world: {
        platformStore: memoryPlatformStore(),
        records: memoryRecords(),
        clock: { now: () => new Date() },
      },
      isListening: (id) => id === 'gd',
      start: ({ id, url }): RunningSync => {
        started.push(id);
        addresses.push(url);
        const outcome = new Promise<Result<SyncState>>((resolve) => ends.set(id, resolve));
        return { outcome, cancel: () => void cancelled.push(id) };
      },
      tell: { changed: () => void (told += 1), progress: () => undefined },
      afterSync: [async (id) => void followed.push(id)],
      report: () => undefined,
      random: () => 0,
    });
  const end = async (id: string, problem: object | null = null): Promise<void> => {
    ends.get(id)?.(success(stateOf(id, problem)));
    await vi.advanceTimersByTimeAsync(0);
  };

  beforeEach(() => {
    vi.useFakeTimers();
    ends = new Map();
    [started, followed, told, cancelled, addresses] = [[], [], 0, [], []];
    platforms = [settingsOf('gd'), settingsOf('gx')];
  });
  afterEach(() => void vi.useRealTimers());

  it('synchronises once more for news that came during a synchronisation', async () => {
    const scheduler = open();
    scheduler.syncForNews('gd');
    scheduler.syncForNews('gd');
    scheduler.syncForNews('gd');
    expect(started).toEqual(['gd']);
    await end('gd');
    expect(started).toEqual(['gd', 'gd']);
    await end('gd');
    expect(started).toHaveLength(2);
    const view = await scheduler.view();
    expect(view.ok && view.value.platforms.map(({ isListening }) => isListening)).toEqual([true, false]);
  });

  it('synchronises with every platform at once, and with none twice at a time', async () => {
    const scheduler = open();
    scheduler.syncNow(null);
    scheduler.syncNow('gd');
    expect(started).toEqual(['gd', 'gx']);
    expect(told).toBe(0);
    await end('gd');
    expect([followed, told]).toEqual([['gd'], 1]);
    scheduler.syncNow('gd');
    expect(started).toEqual(['gd', 'gx', 'gd']);
    scheduler.stop();
  });

  it('repeats soon after a failure, or when the platform wishes, and later after a success', async () => {
    const scheduler = open();
    scheduler.syncNow(null);
    await end('gd', { code: 'PLATFORM_UNREACHABLE' });
    await end('gx', { code: 'PLATFORM_BUSY', details: { retryAfterMs: 45_000 } });
    expect(followed).toEqual(['gx']);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(started.slice(2)).toEqual(['gd']);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(started.slice(2)).toEqual(['gd', 'gx']);
    await end('gd');
    await vi.advanceTimersByTimeAsync(899_000);
    expect(started.length).toBe(4);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(started.length).toBe(5);
    scheduler.stop();
  });

  it('cancels a platform that was removed, and goes on by the settings under which it was added anew', async () => {
    const scheduler = open();
    scheduler.syncNow('gd');
    platforms = [];
    scheduler.cancel('gd');
    expect(cancelled).toEqual(['gd']);
    platforms = [{ ...settingsOf('gd'), url: 'https://127.0.0.2' }];
    await end('gd', { code: 'CANCELLED' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(addresses).toEqual(['https://127.0.0.1', 'https://127.0.0.2']);
    scheduler.stop();
  });

  it('reports its progress, and refuses a platform that is not configured', async () => {
    const scheduler = open();
    expect(scheduler.syncNow('zs')).toEqual({ ok: false, error: { code: 'PLATFORM_NOT_CONFIGURED' } });
    scheduler.syncNow('gx');
    const view = await scheduler.view();
    expect(view.ok && view.value.platforms.map(({ progress }) => progress?.step ?? null)).toEqual([
      null,
      'trustList',
    ]);
    scheduler.stop();
  });

  it('cancels running synchronisations and starts no more when it is stopped', async () => {
    const scheduler = open();
    scheduler.syncNow('gd');
    scheduler.stop();
    scheduler.syncNow('gx');
    await end('gd');
    await vi.advanceTimersByTimeAsync(10_000_000);
    expect([started, cancelled, followed]).toEqual([['gd'], ['gd'], []]);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunningSync } from '../../adapters/platform-sync/sync-operations.ts';
import { memoryPlatformStore } from '../../services/platform/fixtures/memory-platform-store.ts';
import type { SyncState } from '../../services/platform/platform-store.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { success, type Result } from '../../shared/result.ts';
import { PlatformDesk } from './platform-desk.ts';

const settingsOf = (id: string): PlatformSettings => ({
  ...{ id, name: id, url: 'https://127.0.0.1', profile: 'guangdong', root: '' },
});
const stateOf = (platform: string, problem: object | null = null): SyncState => ({
  ...{ platform, lastAttemptAt: null, lastSyncAt: null, platformTime: null, registerSize: null },
  problem: problem === null ? null : JSON.stringify(problem),
  failures: problem === null ? 0 : 1,
});

describe('keeping in step', () => {
  let started: string[];
  let ends: Map<string, (outcome: Result<SyncState>) => void>;
  let followed: string[];
  let told: number;
  let cancelled: string[];

  const open = (): PlatformDesk =>
    new PlatformDesk({
      settings: success([settingsOf('gd'), settingsOf('gx')]),
      store: memoryPlatformStore(),
      start: ({ id }): RunningSync => {
        started.push(id);
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
    [started, ends, followed, told, cancelled] = [[], new Map(), [], 0, []];
  });
  afterEach(() => void vi.useRealTimers());

  it('goes to every platform at once, and to none twice at a time', async () => {
    const desk = open();
    desk.syncNow(null);
    desk.syncNow('gd');
    expect(started).toEqual(['gd', 'gx']);
    expect(told).toBe(0);
    await end('gd');
    expect([followed, told]).toEqual([['gd'], 1]);
    desk.syncNow('gd');
    expect(started).toEqual(['gd', 'gx', 'gd']);
    desk.stop();
  });

  it('comes again by itself: soon after a failure, as late as the platform wishes, later after a success', async () => {
    const desk = open();
    desk.syncNow(null);
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
    desk.stop();
  });

  it('says how far it is, and of a platform that is not set up', async () => {
    const desk = open();
    expect(desk.syncNow('zs')).toEqual({ ok: false, error: { code: 'PLATFORM_NOT_CONFIGURED' } });
    desk.syncNow('gx');
    const view = await desk.view();
    expect(view.ok && view.value.platforms.map(({ progress }) => progress?.step ?? null)).toEqual([
      null,
      'trustList',
    ]);
    desk.stop();
  });

  it('cancels what is under way and begins nothing more when it is stopped', async () => {
    const desk = open();
    desk.syncNow('gd');
    desk.stop();
    desk.syncNow('gx');
    await end('gd');
    await vi.advanceTimersByTimeAsync(10_000_000);
    expect([started, cancelled, followed]).toEqual([['gd'], ['gd'], []]);
  });
});

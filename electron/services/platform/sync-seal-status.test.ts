import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publishedEvent } from '../../core/seal-life/fixtures/status-event.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import {
  memoryPlatformStore,
  type MemoryPlatformStore,
  memoryTrustFiles,
} from './fixtures/memory-platform-store.ts';
import { miniPlatform, NOW, type MiniPlatform } from './fixtures/mini-platform.ts';
import { syncPlatform } from './sync-platform.ts';

const HOUR_MS = 3_600_000;
const later = (hours: number): string => new Date(Date.parse(NOW) + hours * HOUR_MS).toISOString();

const published = (number: number, changes: Parameters<typeof publishedEvent>[0] = {}) =>
  publishedEvent({ esId: 'A', state: 'active', since: NOW, ...changes, number });

describe('The events of a synchronisation', () => {
  let engine: SmEngine;
  let platform: MiniPlatform;
  let store: MemoryPlatformStore;
  let now: string;

  const sync = async (): Promise<unknown> => {
    const { problem } = await syncPlatform(platform.settings, {
      api: platform.api,
      files: memoryTrustFiles(),
      store,
      engine,
      clock: { now: () => new Date(now) },
      records: memoryRecords(),
      registerSize: () => Promise.resolve(0),
      pause: () => Promise.resolve(),
      progress: () => undefined,
    });
    return problem === null ? null : JSON.parse(problem);
  };
  /** Lets hours pass and has the platform publish further events. */
  const publish = (hours: number, ...events: ReturnType<typeof published>[]): void => {
    now = later(hours);
    platform.state.issuedAt = now;
    platform.state.events.push(...events);
  };
  const times = () =>
    store.events.map(({ publishedAt, absentAt, broughtAt }) => [publishedAt, absentAt, broughtAt]);

  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  beforeEach(async () => {
    platform = await miniPlatform(engine);
    store = memoryPlatformStore();
    now = NOW;
    platform.state.events = [published(1)];
  });

  it('keep the time of publication that the platform states', async () => {
    await sync();
    publish(2, published(2, { state: 'suspended', since: later(1) }));
    expect(await sync()).toBeNull();
    expect(times()).toEqual([
      [NOW, null, null],
      [later(1), null, null],
    ]);
  });

  it('were published after every page that did not have them, whatever the platform states', async () => {
    await sync();
    publish(10);
    await sync();
    publish(20, published(2, { state: 'suspended', since: later(-40) }), published(3, { since: later(15) }));
    expect(await sync()).toBeNull();
    expect(times()).toEqual([
      [NOW, null, null],
      [later(-40), later(10), later(20)],
      [later(15), null, null],
    ]);
  });

  it('are bounded by a page of the same synchronisation too', async () => {
    platform.state.events = [published(1), published(2), published(3)];
    const api = { ...platform.api };
    platform = {
      ...platform,
      api: {
        ...api,
        sealStatus: async (after) => {
          const page = await api.sealStatus(after);
          if (after === 0) publish(0.01, published(4, { since: later(-1) }));
          return page;
        },
      },
    };
    expect(await sync()).toBeNull();
    expect(times().at(-1)).toEqual([later(-1), NOW, later(0.01)]);
  });

  it('were published at the latest by the page that brings them', async () => {
    platform.state.events = [published(1, { publishedAt: later(1) })];
    expect(await sync()).toBeNull();
    expect(times()).toEqual([[NOW, null, null]]);
  });

  it.each([
    ['that is decided at no time', { decidedAt: null }],
    ['that is a claim and decided', { kind: 'claim' as const }],
  ])('make a page contradictory with one %s', async (_, changes) => {
    platform.state.events = [published(1, changes)];
    expect(await sync()).toEqual({
      code: 'LIST_DAMAGED',
      details: { list: 'seal-status', rule: 'decidedAt' },
    });
    expect(store.events).toEqual([]);
  });

  it('of an earlier version are bounded by its last page, once', async () => {
    await sync();
    const [event] = store.events;
    if (event === undefined) throw new Error('one event');
    store.events[0] = { ...event, publishedAt: null, decidedAt: null };
    publish(5);
    await sync();
    publish(9);
    await sync();
    expect(times()).toEqual([[null, null, NOW]]);
  });
});

import { describe, expect, it } from 'vitest';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { SHIPPED_PROFILES } from '../../core/policy/policies.ts';
import { statusEvent } from '../../core/seal-life/fixtures/status-event.ts';
import { CodedError } from '../../shared/errors.ts';
import type { BindingStanding } from '../../shared/model/platform-binding.ts';
import type { KnownPlatform, KnownWorld } from './known-platforms.ts';
import { platformKnowledge } from './platform-knowledge.ts';
import type { ListState, PlatformSealStatus, SyncState } from './platform-store.ts';

const settings = (id: string, profile: string): PlatformSettings => ({
  id,
  name: `${id} 平台`,
  url: 'https://127.0.0.1',
  profile,
  root: 'PEM',
});

const policyOf = (id: string): KnownPlatform['policy'] => {
  const profile = SHIPPED_PROFILES.find((each) => each.id === id);
  return profile === undefined ? null : { profile, source: 'shipped', lapsed: null };
};
const platform = (id: string, profile: string, standing: BindingStanding = 'bound'): KnownPlatform => ({
  settings: settings(id, profile),
  standing,
  policy: policyOf(profile),
});
const worldOf = (...platforms: readonly KnownPlatform[]): KnownWorld => ({ platforms, changes: [] });
const MISSING = { code: 'BOUND_PLATFORM_MISSING', details: { platform: 'a' } } as const;

const list = (platform: string, name: string, changed: Partial<ListState> = {}): ListState => ({
  platform,
  list: name,
  number: 1,
  issuedAt: '2026-11-20T00:00:00.000Z',
  nextUpdate: '2026-11-27T00:00:00.000Z',
  etag: null,
  sm3: null,
  confirmedAt: '2026-11-22T00:00:00.000Z',
  ...changed,
});

const event = (platform: string, changed: Partial<PlatformSealStatus> = {}): PlatformSealStatus => ({
  platform,
  ...statusEvent({ esId: 'seal-1', state: 'active', since: '2026-11-01T00:00:00.000Z', ...changed }),
});

const SYNCED: SyncState = {
  platform: 'a',
  lastAttemptAt: '2026-11-22T00:00:00.000Z',
  lastSyncAt: '2026-11-22T00:00:00.000Z',
  platformTime: '2026-11-22T00:00:01.000Z',
  registerSize: 4,
  problem: null,
  failures: 0,
};

const NAMED = { esId: 'seal-1', name: '公章', tokenSerial: 'T1' };

function ask(stored: {
  readonly lists?: readonly ListState[];
  readonly syncs?: readonly SyncState[];
  readonly events?: readonly PlatformSealStatus[];
  readonly lastStatusNumber?: number;
  readonly world?: () => Promise<KnownWorld>;
}) {
  return platformKnowledge({
    world:
      stored.world ?? (() => Promise.resolve(worldOf(platform('a', 'suqian'), platform('b', 'guangxi')))),
    store: {
      lists: () => Promise.resolve(stored.lists ?? []),
      syncStates: () => Promise.resolve(stored.syncs ?? []),
      sealEvents: () => Promise.resolve(stored.events ?? []),
      lastStatusNumber: () => Promise.resolve(stored.lastStatusNumber ?? 1),
    },
  }).of(NAMED);
}

describe('The knowledge about a platform', () => {
  it('is null in a world without platforms', async () => {
    expect(await ask({ world: () => Promise.resolve(worldOf()) })).toBeNull();
  });

  it('cannot be had when the settings are damaged', async () => {
    const damaged = ask({ world: () => Promise.reject(new CodedError('PLATFORM_SETTINGS_DAMAGED')) });
    await expect(damaged).rejects.toMatchObject({ code: 'PLATFORM_SETTINGS_DAMAGED' });
  });

  it('contains no list before the first synchronisation', async () => {
    expect(await ask({})).toEqual({
      platformId: 'a',
      platformName: 'a 平台',
      claim: null,
      profileId: 'suqian',
      policy: policyOf('suqian')?.profile,
      barred: null,
      status: null,
      revocationListsAsOf: null,
      statusAsOf: null,
      policyAsOf: null,
      lastSync: null,
      renewedHere: false,
      atUse: null,
      enterprise: null,
    });
  });

  it('is as old as the oldest revocation list, which counts no longer than it promised', async () => {
    const lists = [
      list('a', 'seal-status'),
      list('a', 'crl/one'),
      list('a', 'crl/two', { nextUpdate: '2026-11-21T00:00:00.000Z' }),
      list('b', 'crl/three', { confirmedAt: '2026-01-01T00:00:00.000Z' }),
    ];
    expect(await ask({ lists, syncs: [SYNCED] })).toMatchObject({
      revocationListsAsOf: '2026-11-21T00:00:00.000Z',
      statusAsOf: '2026-11-20T00:00:00.000Z',
      lastSync: { platformTime: '2026-11-22T00:00:01.000Z', registerSize: 4 },
    });
  });

  it('has the time of the statement of the rules, which counts no longer than it promised', async () => {
    const lists = [list('a', 'platform-policy', { nextUpdate: '2026-11-21T00:00:00.000Z' })];
    expect(await ask({ lists })).toMatchObject({ policyAsOf: '2026-11-21T00:00:00.000Z' });
  });

  it('has no time of the seal states when they have been lost', async () => {
    const lists = [list('a', 'seal-status')];
    expect(await ask({ lists, lastStatusNumber: 0 })).toMatchObject({ statusAsOf: null });
  });

  it('comes from the platform whose feed names the seal, and from its latest event', async () => {
    const events = [event('b'), event('b', { state: 'suspended', number: 2, reason: '核查' })];
    expect(await ask({ events })).toMatchObject({
      platformId: 'b',
      profileId: 'guangxi',
      status: { esId: 'seal-1', state: 'suspended', number: 2, reason: '核查' },
    });
  });

  it('does not let a later platform bar the seals of an earlier one', async () => {
    const events = [event('b', { state: 'cancelled', number: 9 }), event('a')];
    expect(await ask({ events })).toMatchObject({ platformId: 'a', status: { state: 'active' } });
  });

  it('bars every seal when anything of the bound world is missing or changed', async () => {
    const world = { ...worldOf(platform('a', 'suqian'), platform('b', 'guangxi')), changes: [MISSING] };
    const known = await ask({ world: () => Promise.resolve(world), events: [event('b')] });
    expect(known).toMatchObject({ platformId: 'b', barred: MISSING });
  });

  it('bars the seals of a platform that nobody has bound', async () => {
    const world = () => Promise.resolve(worldOf(platform('a', 'suqian', 'toBind')));
    expect(await ask({ world })).toMatchObject({
      barred: { code: 'PLATFORM_NOT_BOUND', details: { platform: 'a', profile: 'suqian' } },
    });
  });

  it('keeps what a former platform has said of a seal that it has ended, and nothing else', async () => {
    const world = () => Promise.resolve(worldOf(platform('a', 'suqian', 'former')));
    const cancelled = event('a', { state: 'cancelled', number: 2 });
    expect(await ask({ world, events: [event('a'), cancelled] })).toMatchObject({
      platformId: 'a',
      status: { state: 'cancelled' },
    });
    expect(await ask({ world, events: [event('a')] })).toBeNull();
  });
});

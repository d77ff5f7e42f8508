import { base64 } from '@scure/base';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { makeParty } from '../../core/verification/fixtures/mini-authority.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { RecordStore } from '../records/records.ts';
import type { AppError } from '../../shared/errors.ts';
import type { SyncProgress } from '../../shared/model/platform.ts';
import { publishedEvent } from '../../core/seal-life/fixtures/status-event.ts';
import type { SealState } from '../../shared/model/seal-standing.ts';
import {
  memoryPlatformStore,
  type MemoryPlatformStore,
  memoryTrustFiles,
  type MemoryTrustFiles,
} from './fixtures/memory-platform-store.ts';
import { miniPlatform, NOW, type MiniPlatform } from './fixtures/mini-platform.ts';
import { syncPlatform } from './sync-platform.ts';

const DAY_MS = 86_400_000;
const later = (days: number): string => new Date(Date.parse(NOW) + days * DAY_MS).toISOString();

const eventAt = (number: number, esId: string, state: SealState = 'active') =>
  publishedEvent({ number, esId, state, since: NOW });

describe('A synchronisation', () => {
  let engine: SmEngine;
  let platform: MiniPlatform;
  let store: MemoryPlatformStore;
  let records: RecordStore;
  let files: MemoryTrustFiles;
  let progress: SyncProgress[];
  let pauses: number[];
  let now: string;

  const sync = () =>
    syncPlatform(platform.settings, {
      api: platform.api,
      files,
      store,
      records,
      engine,
      clock: { now: () => new Date(now) },
      registerSize: () => Promise.resolve(4),
      pause: (ms) => {
        pauses.push(ms);
        return Promise.resolve();
      },
      progress: (report) => progress.push(report),
    });
  const problemOf = async (): Promise<AppError | null> =>
    JSON.parse((await sync()).problem ?? 'null') as AppError | null;
  const numbers = async (): Promise<unknown> =>
    Object.fromEntries((await store.lists()).map(({ list, number }) => [list, number]));

  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  beforeEach(async () => {
    platform = await miniPlatform(engine);
    platform.state.events = [eventAt(1, 'A'), eventAt(2, 'B'), eventAt(3, 'A', 'suspended')];
    [store, records] = [memoryPlatformStore(), memoryRecords()];
    files = memoryTrustFiles();
    [progress, pauses, now] = [[], [], NOW];
  });

  it('brings the trust list, the revocation list and all events', async () => {
    expect(await sync()).toEqual({
      platform: 'gd',
      lastAttemptAt: NOW,
      lastSyncAt: NOW,
      platformTime: NOW,
      registerSize: 4,
      problem: null,
      failures: 0,
    });
    expect(await numbers()).toEqual({
      ...{ 'trust-list': 7, 'crl/issuing': 3, 'platform-policy': 5, 'seal-status': 3 },
    });
    expect((await store.sealEvents('A')).map(({ state }) => state)).toEqual(['active', 'suspended']);
    const { certificates, makers, lists, former } = files.material();
    expect([certificates.length, makers.length, lists.map(({ file }) => file), former]).toEqual([
      2,
      1,
      ['issuing-3.crl'],
      [],
    ]);
    expect(files.list('issuing-3.crl')).toEqual(platform.state.list);
    expect(files.parts.size).toBe(0);
  });

  it('reports its progress in octets and events', async () => {
    await sync();
    const size = platform.state.list.length;
    const octets = progress.filter(({ unit }) => unit === 'octets').map(({ done, total }) => [done, total]);
    expect([octets[0], octets.at(-1)]).toEqual([
      [0, size],
      [size, size],
    ]);
    expect(progress.filter(({ unit }) => unit === 'events').map(({ done, total }) => [done, total])).toEqual([
      [2, 3],
      [3, 3],
    ]);
  });

  it('fetches nothing twice', async () => {
    await sync();
    platform.calls.length = 0;
    expect(await problemOf()).toBeNull();
    expect(platform.calls).toEqual([
      ...['describe', 'trustList "7"', 'revocationLists', 'policy "5"', 'status 3'],
    ]);
  });

  it('fetches a list again when its file is missing', async () => {
    await sync();
    files = memoryTrustFiles();
    expect(await problemOf()).toBeNull();
    expect(files.material().lists.map(({ number }) => number)).toEqual([3]);
  });

  it('resumes an interrupted transfer', async () => {
    const cut = { code: 'PLATFORM_UNREACHABLE' } as const;
    const { api } = platform;
    let parts = 0;
    const interrupted: MiniPlatform['api'] = {
      ...api,
      revocationListPart: (...call) => {
        parts += 1;
        if (parts > 2) platform.failures.set('revocationListPart', [cut]);
        return api.revocationListPart(...call);
      },
    };
    platform = { ...platform, api: interrupted };
    expect(await problemOf()).toMatchObject(cut);
    expect(files.material().lists).toEqual([]);
    platform.failures.clear();
    platform = { ...platform, api };
    platform.calls.length = 0;
    expect(await problemOf()).toBeNull();
    expect(platform.calls.find((call) => call.startsWith('part'))).toBe('part issuing 200');
    expect(files.list('issuing-3.crl')).toEqual(platform.state.list);
  });

  it('ends when a platform sends the beginning of a list again and again', async () => {
    const { api } = platform;
    const asked: number[] = [];
    platform = {
      ...platform,
      api: {
        ...api,
        revocationListPart: (id, range, etag) => {
          asked.push(range.from);
          if (asked.length > 5) throw new Error('asked without end');
          return api.revocationListPart(id, { ...range, from: 0 }, etag);
        },
      },
    };
    expect(await problemOf()).toEqual({
      code: 'LIST_DAMAGED',
      details: { list: 'crl/issuing', rule: 'size' },
    });
    expect(asked).toEqual([0, 100]);
  });

  it('drops the parts of a list that is no longer the newest', async () => {
    files.addToPart('issuing-of-yesterday', new Uint8Array(9));
    expect(await problemOf()).toBeNull();
    expect(files.parts.size).toBe(0);
  });

  it('tries again when a failure may pass, with growing pauses and with the pause that the platform wants', async () => {
    platform.failures.set('trustList', [{ code: 'PLATFORM_TIMEOUT' }, { code: 'PLATFORM_UNREACHABLE' }]);
    platform.failures.set('sealStatus', [
      { code: 'PLATFORM_BUSY', details: { status: 503, retryAfterMs: 3000 } },
    ]);
    expect(await problemOf()).toBeNull();
    expect(pauses).toEqual([500, 1000, 3000]);
  });

  it.each<AppError>([
    { code: 'PLATFORM_BUSY', details: { retryAfterMs: 60_000 } },
    { code: 'PLATFORM_BUSY', details: { status: 429, retryAfterMs: 1000 } },
    { code: 'PLATFORM_TLS_REFUSED' },
    { code: 'CANCELLED' },
  ])('ends at once with $code', async (error) => {
    platform.failures.set('trustList', [error]);
    expect(await problemOf()).toEqual(error);
    expect(platform.calls).toEqual(['describe', 'trustList null']);
    expect(pauses).toEqual([]);
  });

  it('counts failures, keeps the last success, and tries an absent platform once', async () => {
    await sync();
    now = later(0.5);
    platform.calls.length = 0;
    const gone = { code: 'PLATFORM_UNREACHABLE' } as const;
    platform.failures.set('describe', [gone, gone]);
    await sync();
    expect(await sync()).toMatchObject({ failures: 2, lastSyncAt: NOW, lastAttemptAt: now });
    expect(platform.calls).toEqual(['describe', 'describe']);
    expect(await sync()).toMatchObject({ failures: 0, lastSyncAt: now });
  });

  it('brings the other lists when one is refused, and reports the reason', async () => {
    platform.state.list = platform.state.list.map((byte, index) => (index === 150 ? byte ^ 1 : byte));
    expect(await problemOf()).toEqual({
      code: 'LIST_DAMAGED',
      details: { list: 'crl/issuing', rule: 'sm3' },
    });
    expect(await numbers()).toEqual({ 'trust-list': 7, 'platform-policy': 5, 'seal-status': 3 });
    expect([files.material().lists, files.parts.size]).toEqual([[], 0]);
  });

  it('refuses another platform at the address', async () => {
    platform.state.id = 'gx';
    expect(await problemOf()).toMatchObject({ code: 'PLATFORM_ANSWER_INVALID' });
    expect(await numbers()).toEqual({});
  });

  it('withdraws trust from certificates that the trust list no longer names', async () => {
    await sync();
    const { trustList } = platform.state;
    const [root = '', authority] = trustList.certificates;
    const makers = [base64.encode(platform.authority.certificate)];
    platform.state.trustList = { ...trustList, number: 8, certificates: [root], makers: [] };
    expect(await problemOf()).toBeNull();
    expect(files.material()).toMatchObject({ certificates: [root], makers: [] });
    expect(files.material().withdrawn).toEqual([authority, base64.encode(platform.maker.certificate)]);
    platform.state.trustList = { ...trustList, number: 9, makers };
    await sync();
    expect(files.material().withdrawn).toEqual([base64.encode(platform.maker.certificate)]);
  });

  it('keeps superseded revocation lists', async () => {
    await sync();
    await platform.publish(4, [0x1234, 0x1235]);
    expect(await problemOf()).toBeNull();
    const { lists, former } = files.material();
    expect([lists.map(({ number }) => number), former.map(({ number }) => number)]).toEqual([[4], [3]]);
    expect(files.list('issuing-3.crl')).not.toBeNull();
  });

  it('takes a delta list to the list that is here, and the full list when the delta is to another', async () => {
    await sync();
    platform.calls.length = 0;
    await platform.publish(4, [0x1234, 0x1235]);
    await platform.deltaTo(3, 4, [0x1235]);
    expect(await problemOf()).toBeNull();
    const kept = (): unknown => files.material().lists.map(({ file }) => file);
    expect(kept()).toEqual(['issuing-3.crl', 'issuing-4-delta.crl']);
    expect(platform.calls.filter((call) => call.startsWith('part'))).toEqual([]);
    await platform.publish(5, [0x1235]);
    await platform.deltaTo(4, 5, []);
    expect(await problemOf()).toBeNull();
    expect(kept()).toEqual(['issuing-5.crl']);
    expect(files.material().former.map(({ file }) => file)).toEqual(['issuing-3.crl', 'issuing-4-delta.crl']);
  });

  it.each<[string, () => Promise<void> | void, string, string]>([
    [
      'a trust list of a lower number',
      () => void (platform.state.trustList.number = 6),
      'trust-list',
      'BACK',
    ],
    [
      'a trust list of the same number issued before',
      () => {
        Object.assign(platform.state.trustList, { issuedAt: later(-1) });
        files = memoryTrustFiles();
      },
      'trust-list',
      'BACK',
    ],
    ['a revocation list of a lower number', () => platform.publish(2), 'crl/issuing', 'BACK'],
    ['a feed with fewer events', () => void platform.state.events.pop(), 'seal-status', 'BACK'],
    [
      'a page from before the last one',
      () => void (platform.state.issuedAt = later(-0.1)),
      'seal-status',
      'BACK',
    ],
  ])('refuses %s, and keeps the lists that are here', async (_, change, list, code) => {
    await sync();
    const before = [await numbers(), store.events.length];
    await change();
    expect(await problemOf()).toMatchObject({ code: `LIST_ROLLED_${code}`, details: { list } });
    expect([await numbers(), store.events.length]).toEqual(before);
  });

  it('reports the first list that is overdue', async () => {
    await sync();
    now = later(9);
    expect(await problemOf()).toMatchObject({ code: 'LIST_FROZEN', details: { list: 'trust-list' } });
    const renewed = { number: 8, issuedAt: later(9), nextUpdate: later(10) };
    Object.assign(platform.state.trustList, renewed);
    expect(await problemOf()).toMatchObject({ code: 'LIST_FROZEN', details: { list: 'crl/issuing' } });
    expect(await numbers()).toMatchObject({ 'trust-list': 8, 'crl/issuing': 3 });
  });

  it('refuses an overdue page of events, because somebody has kept it back', async () => {
    await sync();
    platform.state.events.push(eventAt(4, 'B', 'void'));
    now = later(1.5);
    await sync();
    expect((await store.sealEvents('B')).map(({ state }) => state)).toEqual(['active']);
  });

  it.each<[string, () => Promise<void>, AppError]>([
    [
      'a signer of another root',
      async () => {
        const root = await makeParty(engine, { commonName: '平台根', serial: 1001, isAuthority: true }, null);
        platform.state.signer = await makeParty(engine, { commonName: '平台', serial: 2 }, root);
      },
      { code: 'LIST_FORGED', details: { list: 'trust-list', rule: 'root' } },
    ],
    [
      'times ahead of this computer',
      () => {
        Object.assign(platform.state.trustList, { issuedAt: later(0.1), nextUpdate: later(1) });
        return Promise.resolve();
      },
      { code: 'LIST_FROM_FUTURE', details: { list: 'trust-list', issuedAt: later(0.1) } },
    ],
    [
      'a certificate that is none',
      () => {
        platform.state.trustList.certificates.push('AAAA');
        return Promise.resolve();
      },
      { code: 'LIST_DAMAGED', details: { list: 'trust-list', rule: 'certificates' } },
    ],
  ])('refuses a trust list with %s', async (_, change, error) => {
    await change();
    expect(await problemOf()).toEqual(error);
    expect(files.material().certificates).toEqual([]);
  });

  it('accepts nothing more from a signer that the root has revoked', async () => {
    await platform.publish(3, [2], 'root');
    expect(await problemOf()).toEqual({
      code: 'LIST_FORGED',
      details: { list: 'platform-policy', rule: 'revoked' },
    });
    // The trust list came before the revocation: the platform has to state it anew.
    expect(await problemOf()).toEqual({
      code: 'LIST_FORGED',
      details: { list: 'trust-list', rule: 'revoked' },
    });
    expect(await numbers()).toEqual({ 'trust-list': 7, 'crl/issuing': 3 });
  });

  it('refuses a genuine revocation list under the id of another authority, whose list it would hide', async () => {
    await sync();
    await platform.publish(4, [], 'root');
    expect(await problemOf()).toEqual({
      code: 'LIST_FORGED',
      details: { list: 'crl/issuing', rule: 'issuer' },
    });
    expect(files.material().lists.map(({ file }) => file)).toEqual(['issuing-3.crl']);
  });

  it('refuses a revocation list that no authority of the trust list has signed', async () => {
    const { trustList } = platform.state;
    platform.state.trustList = { ...trustList, certificates: trustList.certificates.slice(0, 1) };
    expect(await problemOf()).toEqual({
      code: 'LIST_FORGED',
      details: { list: 'crl/issuing', rule: 'signature' },
    });
    expect(files.material().lists).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['with a gap', () => void platform.state.events.splice(1, 1, eventAt(5, 'B'))],
    ['in another order', () => void platform.state.events.reverse()],
    ['that never come', () => void (platform.state.pageLength = 0)],
  ])('accepts no events %s', async (_, change) => {
    change();
    expect(await problemOf()).toEqual({
      code: 'LIST_DAMAGED',
      details: { list: 'seal-status', rule: 'sequence' },
    });
    expect(store.events).toEqual([]);
    expect(await numbers()).toEqual({ 'trust-list': 7, 'crl/issuing': 3, 'platform-policy': 5 });
  });
});

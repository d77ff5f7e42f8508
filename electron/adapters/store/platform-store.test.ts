import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ListState } from '../../services/platform/platform-store.ts';
import type { SealState, SealStatus } from '../../shared/model/seal-status.ts';
import { StoreClient } from './store-client.ts';
import { platformStore } from './platform-store.ts';
import { recordStore } from './record-store.ts';

const script = new URL('./store-worker.ts', import.meta.url);

const eventAt = (number: number, esId: string, state: SealState = 'active'): SealStatus => ({
  esId,
  state,
  since: '2026-11-22T00:00:00.000Z',
  reason: state === 'active' ? null : '挂失',
  replacedBy: null,
  number,
});
const list: ListState = {
  platform: 'gd',
  list: 'trust-list',
  number: 7,
  issuedAt: '2026-11-22T00:00:00.000Z',
  nextUpdate: '2026-11-23T00:00:00.000Z',
  etag: '"7"',
  sm3: 'ab'.repeat(32),
  confirmedAt: '2026-11-22T01:00:00.000Z',
};

describe('what synchronisation and features keep in the store', () => {
  let folder = '';
  let clients: StoreClient[] = [];
  let told: unknown[] = [];
  const open = (): StoreClient => {
    const client = new StoreClient(script, { folder, olderBinding: 'absent.node' }, (damage) =>
      told.push(damage),
    );
    clients.push(client);
    return client;
  };

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'platform-store-')), 'store');
    clients = [];
    told = [];
  });
  afterEach(async () => {
    for (const client of clients) await client.close();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  it('keeps records by kind and id, for the next process too', async () => {
    const records = recordStore(open());
    await records.put('loss', '1', '{"a":1}');
    await records.put('loss', '1', '{"a":2}');
    expect(await records.add('loss', '1', '{"a":3}')).toBe(false);
    expect(await records.add('loss', '0', '{}')).toBe(true);
    await records.put('approval', '1', '{}');
    await records.remove('approval', '1');
    const again = recordStore(open());
    expect([await again.get('loss', '1'), await again.get('approval', '1')]).toEqual(['{"a":2}', null]);
    expect(await again.list('loss')).toEqual([
      { id: '0', json: '{}' },
      { id: '1', json: '{"a":2}' },
    ]);
  });

  it('keeps lists and refuses a lower number', async () => {
    const store = platformStore(open());
    await store.putList(list);
    await store.putList({ ...list, number: 8, etag: null });
    await expect(store.putList(list)).rejects.toThrow('only go up');
    expect(await store.lists()).toEqual([{ ...list, number: 8, etag: null }]);
  });

  it('keeps how synchronisations went', async () => {
    const store = platformStore(open());
    const state = {
      platform: 'gd',
      lastAttemptAt: '2026-11-22T01:00:00.000Z',
      lastSyncAt: null,
      platformTime: null,
    };
    await store.putSyncState({
      ...state,
      registerSize: 2,
      problem: '{"code":"PLATFORM_UNREACHABLE"}',
      failures: 3,
    });
    await store.putSyncState({ ...state, registerSize: null, problem: null, failures: 0 });
    expect(await store.syncStates()).toEqual([{ ...state, registerSize: null, problem: null, failures: 0 }]);
  });

  it('keeps the history of each seal, and a page of events whole or not at all', async () => {
    const store = platformStore(open());
    await store.addStatusEvents('gd', [eventAt(1, 'A'), eventAt(2, 'B'), eventAt(3, 'A', 'suspended')]);
    await expect(store.addStatusEvents('gd', [eventAt(4, 'B', 'void'), eventAt(6, 'B')])).rejects.toThrow(
      'not the next number',
    );
    expect(await store.lastStatusNumber('gd')).toBe(3);
    expect(await store.sealEvents('A')).toEqual([
      { platform: 'gd', ...eventAt(1, 'A') },
      { platform: 'gd', ...eventAt(3, 'A', 'suspended') },
    ]);
    expect(await store.sealEvents('C')).toEqual([]);
  });

  it('sets a damaged file of events aside and goes on with an empty one; the numbers stay', async () => {
    const first = open();
    const store = platformStore(first);
    await store.putList({ ...list, list: 'seal-status', number: 1 });
    await store.addStatusEvents('gd', [eventAt(1, 'A')]);
    await first.close();
    const file = join(folder, 'seal-status.db');
    truncateSync(file, 0);
    writeFileSync(file, Buffer.alloc(8192, 0x5a));
    expect(await store.lastStatusNumber('gd')).toBe(0);
    expect((await store.lists()).map(({ number }) => number)).toEqual([1]);
    expect(told).toEqual([{ part: 'sealStatus', setAside: expect.any(String), restoredFrom: null }]);
    expect(readdirSync(join(folder, 'set-aside'))).toEqual([expect.stringMatching(/^seal-status-damaged-/)]);
  });
});

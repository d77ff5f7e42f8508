import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListState } from '../../services/platform/platform-store.ts';
import type { RegisterStore, StoredEntry } from '../../services/register/register-store.ts';
import type { StoredRecord } from '../../services/records/records.ts';
import { CodedError } from '../../shared/errors.ts';
import { statusEvent } from '../../core/seal-life/fixtures/status-event.ts';
import type { SealState, StatusEvent } from '../../shared/model/seal-standing.ts';
import { openStore, type StoreClient } from './store-operations.ts';

const script = new URL('./store-worker.ts', import.meta.url);

const entryAt = (index: number): StoredEntry => ({
  index,
  bytes: Buffer.from(`entry ${index}`),
  leafHash: new Uint8Array(32).fill(index + 1),
});
const checkpoint = {
  size: 2,
  root: 'ab'.repeat(32),
  time: '2026-11-22T03:00:00.000Z',
  certificate: null,
  signature: null,
};

describe('the register in a store', () => {
  let folder = '';
  let clients: StoreClient[] = [];
  let told: unknown[] = [];
  const open = (): StoreClient => {
    const settings = { folder: join(folder, 'store'), olderBinding: 'absent.node' };
    const client = openStore(script, settings, (damage) => told.push(damage));
    clients.push(client);
    return client;
  };
  const openRegister = (): RegisterStore => open();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'store-'));
    clients = [];
    told = [];
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const client of clients) await client.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is empty at first', async () => {
    const register = openRegister();
    expect([await register.size(), await register.entries({ from: 0, count: 9 })]).toEqual([0, []]);
    expect(await register.leafHashes(0)).toEqual(new Uint8Array());
    expect(await register.checkpoints()).toEqual([]);
  });

  it('keeps entries and checkpoints as they were given, also for the next process', async () => {
    const register = openRegister();
    for (const index of [0, 1, 2]) await register.append(entryAt(index));
    await register.addCheckpoint(checkpoint);
    const again = openRegister();
    const kept = await again.entries({ from: 1, count: 9 });
    expect(kept.map(({ index, bytes }) => [index, Buffer.from(bytes).toString()])).toEqual([
      [1, 'entry 1'],
      [2, 'entry 2'],
    ]);
    expect(await again.leafHashes(1)).toEqual(
      Uint8Array.from([...Array<number>(32).fill(2), ...Array<number>(32).fill(3)]),
    );
    expect(await again.checkpoints()).toEqual([checkpoint]);
  });

  it('refuses an entry whose place another process has taken', async () => {
    const [mine, other] = [openRegister(), openRegister()];
    await mine.append(entryAt(0));
    await other.append(entryAt(1));
    await expect(mine.append(entryAt(1))).rejects.toMatchObject({
      code: 'STORE_BUSY',
      details: { index: 1, size: 2 },
    });
    expect(await mine.size()).toBe(2);
  });

  it('lets two processes append at the same time, each entry once', async () => {
    const append = async (register: RegisterStore, count: number): Promise<void> => {
      for (let done = 0; done < count;) {
        const size = await register.size();
        const outcome = await register.append(entryAt(size)).then(
          () => 1,
          (error: unknown) => {
            if (error instanceof CodedError && error.code === 'STORE_BUSY') return 0;
            throw error;
          },
        );
        done += outcome;
      }
    };
    await Promise.all([append(openRegister(), 40), append(openRegister(), 40)]);
    const kept = await openRegister().entries({ from: 0, count: 100 });
    expect(kept.map(({ index }) => index)).toEqual(Array.from({ length: 80 }, (_, index) => index));
  });

  it('reports damage, whatever it is asked for', async () => {
    mkdirSync(join(folder, 'store'));
    writeFileSync(join(folder, 'store', 'register.db'), 'no database');
    expect(await openRegister().size()).toBe(0);
    expect(told).toEqual([
      {
        part: 'register',
        setAside: expect.stringContaining('damaged') as unknown,
        restoredFrom: null,
        entries: 0,
        knownEntries: 0,
      },
    ]);
  });

  it('rejects with STORE_UNAVAILABLE if its worker dies', async () => {
    const client = openStore(
      new URL('data:text/javascript,process.exit(3)'),
      { folder, olderBinding: '' },
      () => undefined,
    );
    await expect(client.size()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('asks a read once more if its worker dies, and a write not again', async () => {
    const mark = join(folder, 'started');
    const dying = `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(mark)}, '.'); process.exit(3)`;
    const client = openStore(
      new URL(`data:text/javascript,${encodeURIComponent(dying)}`),
      { folder, olderBinding: '' },
      () => undefined,
    );
    await expect(client.size()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(readFileSync(mark, 'utf8')).toBe('..');
    await expect(client.remove('kind', 'id')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(readFileSync(mark, 'utf8')).toBe('...');
  });

  it('gives up a worker that does not answer, with STORE_BUSY', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const silent = new URL("data:text/javascript,import 'node:worker_threads';setInterval(() => 0, 1e6)");
    const client = openStore(silent, { folder, olderBinding: '' }, () => undefined);
    const answer = expect(client.size()).rejects.toMatchObject({ code: 'STORE_BUSY' });
    vi.advanceTimersByTime(30_000);
    await answer;
  });

  it('answers nothing more once it was closed, and starts no worker for it', async () => {
    const client = open();
    await client.append(entryAt(0));
    await client.close();
    await expect(client.size()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await open().size()).toBe(1);
  });

  it('rejects with STORE_UNWRITABLE if its folder cannot be made', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const client = openStore(script, { folder: join(file, 'store'), olderBinding: '' }, () => undefined);
    clients.push(client);
    await expect(client.size()).rejects.toMatchObject({ code: 'STORE_UNWRITABLE' });
  });
});

const eventAt = (number: number, esId: string, state: SealState = 'active'): StatusEvent =>
  statusEvent({ number, esId, state, reason: state === 'active' ? null : '挂失' });
const trustList: ListState = {
  platform: 'gd',
  list: 'trust-list',
  number: 7,
  issuedAt: '2026-11-22T00:00:00.000Z',
  nextUpdate: '2026-11-23T00:00:00.000Z',
  etag: '"7"',
  sm3: 'ab'.repeat(32),
  confirmedAt: '2026-11-22T01:00:00.000Z',
};

describe('the records and lists in a store', () => {
  let folder = '';
  let clients: StoreClient[] = [];
  let told: unknown[] = [];
  const open = (): StoreClient => {
    const client = openStore(
      new URL('./store-worker.ts', import.meta.url),
      { folder, olderBinding: 'absent.node' },
      (damage) => told.push(damage),
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

  it('keeps records by kind and id, also for the next process', async () => {
    const records = open();
    await records.put('loss', '1', '{"a":1}');
    await records.put('loss', '1', '{"a":2}');
    expect(await records.add('loss', '1', '{"a":3}')).toBe(false);
    expect(await records.add('loss', '0', '{}')).toBe(true);
    await records.put('approval', '1', '{}');
    await records.remove('approval', '1');
    const again = open();
    expect([await again.get('loss', '1'), await again.get('approval', '1')]).toEqual(['{"a":2}', null]);
    expect(await again.list('loss')).toEqual([
      { id: '0', json: '{}' },
      { id: '1', json: '{"a":2}' },
    ]);
  });

  it('keeps and removes several records at once, or none of them', async () => {
    const records = open();
    const several = [
      { id: '1', json: '{"a":1}' },
      { id: '2', json: '{"a":2}' },
    ];
    await records.putAll('batch', [{ id: '1', json: '{}' }, ...several]);
    // The database takes no record without its text, which the type rules out.
    const faulty = [{ id: '3', json: '{}' }, { id: '4' }] as StoredRecord[];
    await expect(records.putAll('batch', faulty)).rejects.toThrow();
    expect(await open().list('batch')).toEqual(several);
    await records.removeAll('batch', ['1', '7']);
    expect(await open().list('batch')).toEqual([{ id: '2', json: '{"a":2}' }]);
  });

  it('keeps lists and refuses a lower number', async () => {
    const store = open();
    await store.putList(trustList);
    await store.putList({ ...trustList, number: 8, etag: null });
    await expect(store.putList(trustList)).rejects.toThrow('only go up');
    expect(await store.lists()).toEqual([{ ...trustList, number: 8, etag: null }]);
  });

  it('keeps the state of synchronisations', async () => {
    const store = open();
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
    const store = open();
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

  it('bounds events without a time of publication once, and keeps late revocations', async () => {
    const store = open();
    await store.addStatusEvents('gd', [{ ...eventAt(1, 'A'), publishedAt: null }, eventAt(2, 'A')]);
    await store.boundStatusEvents('gd', '2026-11-23T00:00:00.000Z');
    await store.boundStatusEvents('gd', '2026-11-24T00:00:00.000Z');
    expect((await store.sealEvents('A')).map(({ broughtAt }) => broughtAt)).toEqual([
      '2026-11-23T00:00:00.000Z',
      null,
    ]);
    const late = {
      issuer: 'MA==',
      serial: '0a',
      revokedAt: '2026-11-01',
      lackedAt: '2026-11-04',
      knownFrom: '2026-11-05',
    };
    await store.addLateRevocations([late, { ...late, knownFrom: '2026-11-09' }]);
    expect([await store.lateRevocations('MA==', '0a'), await store.lateRevocations('MA==', '0b')]).toEqual([
      [late],
      [],
    ]);
  });

  it('sets a damaged file of events aside and goes on with an empty one; the numbers stay', async () => {
    const first = open();
    await first.putList({ ...trustList, list: 'seal-status', number: 1 });
    await first.addStatusEvents('gd', [eventAt(1, 'A')]);
    await first.close();
    const store = open();
    const file = join(folder, 'seal-status.db');
    truncateSync(file, 0);
    writeFileSync(file, Buffer.alloc(8192, 0x5a));
    expect(await store.lastStatusNumber('gd')).toBe(0);
    expect((await store.lists()).map(({ number }) => number)).toEqual([1]);
    expect(told).toEqual([{ part: 'sealStatus', setAside: expect.any(String) as unknown }]);
    expect(readdirSync(join(folder, 'set-aside'))).toEqual([expect.stringMatching(/^seal-status-damaged-/)]);
  });
});

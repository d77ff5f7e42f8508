import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RegisterStore, StoredEntry } from '../../services/register/ports.ts';
import { StoreClient } from './store-client.ts';
import { registerStore } from './register-store.ts';

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
    const client = new StoreClient(script, settings, (damage) => told.push(damage));
    clients.push(client);
    return client;
  };
  const openRegister = (): RegisterStore => registerStore(open());

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
    expect(await again.leafHashes(1)).toEqual(Uint8Array.from([...Array(32).fill(2), ...Array(32).fill(3)]));
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
          (error: { code: string }) => (error.code === 'STORE_BUSY' ? 0 : Promise.reject(error)),
        );
        done += outcome;
      }
    };
    await Promise.all([append(openRegister(), 40), append(openRegister(), 40)]);
    const kept = await openRegister().entries({ from: 0, count: 100 });
    expect(kept.map(({ index }) => index)).toEqual(Array.from({ length: 80 }, (_, index) => index));
  });

  it('says that it was damaged, whatever it is asked for', async () => {
    mkdirSync(join(folder, 'store'));
    writeFileSync(join(folder, 'store', 'register.db'), 'no database');
    expect(await openRegister().size()).toBe(0);
    expect(told).toEqual([
      { part: 'register', setAside: expect.stringContaining('damaged'), restoredFrom: null },
    ]);
  });

  it('answers STORE_UNAVAILABLE where its worker dies', async () => {
    const client = new StoreClient(
      new URL('data:text/javascript,process.exit(3)'),
      { folder, olderBinding: '' },
      () => undefined,
    );
    await expect(client.call('size')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('gives up a worker that does not answer, with STORE_BUSY', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const silent = new URL("data:text/javascript,import 'node:worker_threads';setInterval(() => 0, 1e6)");
    const client = new StoreClient(silent, { folder, olderBinding: '' }, () => undefined);
    const answer = expect(client.call('size')).rejects.toMatchObject({ code: 'STORE_BUSY' });
    vi.advanceTimersByTime(30_000);
    await answer;
  });

  it('is opened again after it was closed', async () => {
    const client = open();
    await registerStore(client).append(entryAt(0));
    await client.close();
    expect(await client.call('size')).toBe(1);
  });

  it('answers STORE_UNWRITABLE where its folder cannot be made', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const client = new StoreClient(
      script,
      { folder: join(file, 'store'), olderBinding: '' },
      () => undefined,
    );
    clients.push(client);
    await expect(client.call('size')).rejects.toMatchObject({ code: 'STORE_UNWRITABLE' });
  });
});

import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import { leafHash } from '../../core/register/merkle-tree.ts';
import { loadSm3 } from '../../core/sm/load-primitives.ts';
import type { StoredEntry } from '../../services/register/register-store.ts';
import { openStoreFolder, type Store } from './store.ts';

/** Nobody looks how far a copy is. */
const nobody = (): void => undefined;
const sm3 = await loadSm3();

describe('what a restored register keeps', () => {
  let home = '';
  let store: Store;
  const folder = (): string => join(home, 'store');
  const file = (): string => join(folder(), 'register.db');
  const backup = (): string => join(home, 'copy.db');
  const open = (): Store =>
    openStoreFolder({ folder: folder(), olderBinding: 'absent.node' }, sm3, () => undefined);
  const entryOf = (index: number, purpose = '采购'): StoredEntry => {
    const bytes = encodeEntry(sealedEntry(index, { purpose }));
    return { index, bytes, leafHash: leafHash(sm3, bytes) };
  };
  const add = (count: number, purpose?: string): void => {
    for (let added = 0; added < count; added += 1) store.append(entryOf(store.size(), purpose));
  };
  const purposes = (): string[] =>
    store
      .entries({ from: 0, count: 1000 })
      .map(({ bytes }) => /"purpose":"([^"]*)"/.exec(Buffer.from(bytes).toString('utf8'))?.[1] ?? '');
  const reopened = async (spoil: () => void): Promise<void> => {
    await store.close();
    spoil();
    store = open();
  };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'carry-'));
    store = open();
  });
  afterEach(async () => {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('has the entries, checkpoints and newer records of the register that it replaces', async () => {
    add(2);
    store.put('lossReport', 'old', '{"state":"queued"}');
    store.put('register', 'identity', '{"registerId":"a"}');
    await store.backup(backup(), nobody);
    add(3);
    store.addCheckpoint({ size: 5, root: 'r', time: 't', certificate: null, signature: null });
    await new Promise((resolve) => setTimeout(resolve, 5));
    store.put('lossReport', 'old', '{"state":"received"}');
    store.put('lossReport', 'unsent', '{"state":"queued"}');
    store.put('approvalUse', 'a/0', '{"state":"used"}');
    const restored = store.restore(backup(), { shorten: false });
    expect(restored).toMatchObject({
      entries: 5,
      backup: 2,
      carried: { entries: 3, records: 3, former: 5, differsAt: null, whole: true },
    });
    expect(store.size()).toBe(5);
    expect(store.list('lossReport').map(({ json }) => json)).toEqual([
      '{"state":"received"}',
      '{"state":"queued"}',
    ]);
    expect(store.get('approvalUse', 'a/0')).toBe('{"state":"used"}');
    expect(store.checkpoints()).toHaveLength(1);
  });

  it('is shorter on a person’s word alone, and keeps the records even then', async () => {
    add(1);
    await store.backup(backup(), nobody);
    add(3);
    store.put('approvalUse', 'a/0', '{"state":"used"}');
    expect(store.restore(backup(), { shorten: true })).toMatchObject({
      entries: 1,
      carried: { entries: 0, former: 4 },
    });
    expect(store.get('approvalUse', 'a/0')).toBe('{"state":"used"}');
    // Further backups carry over nothing that was dropped, since the register has grown otherwise.
    add(1, '新');
    expect(store.restore(backup(), { shorten: false })).toMatchObject({ entries: 2 });
    expect(purposes()).toEqual(['采购', '新']);
  });

  it('takes no entries from a register that is another one, and says where they differ', async () => {
    add(3);
    store.put('register', 'identity', '{"registerId":"a"}');
    await store.backup(backup(), nobody);
    await reopened(() => rmSync(folder(), { recursive: true }));
    add(2);
    add(3, '另一台账');
    store.put('register', 'identity', '{"registerId":"b"}');
    store.put('lossReport', 'unsent', '{}');
    expect(store.restore(backup(), { shorten: false })).toMatchObject({
      entries: 3,
      carried: { entries: 0, differsAt: 2 },
    });
    expect(store.get('register', 'identity')).toBe('{"registerId":"a"}');
    expect(store.get('lossReport', 'unsent')).toBe('{}');
  });

  it('is completed from a damaged file as far as its entries fit their hashes', async () => {
    add(1);
    await store.close();
    store = open();
    add(60);
    store.put('approvalUse', 'unsent', '{}');
    // The page of the last entries is overwritten.
    await reopened(() => spoilPageOf(file(), '合同-60.pdf'));
    const { damage } = store.opening();
    expect(damage).toMatchObject({
      part: 'register',
      setAside: expect.stringContaining('damaged') as unknown,
    });
    const size = store.size();
    expect(size).toBeGreaterThan(40);
    expect(size).toBeLessThan(61);
    expect(store.get('approvalUse', 'unsent')).toBe('{}');
  });

  it('is completed from a damaged file even without a backup, and is not from altered entries', async () => {
    add(4);
    await store.close();
    const database = new SqliteDatabase(file());
    database.exec(`DROP TRIGGER register_entry_unchanged;
      UPDATE register_entry SET bytes = x'00' WHERE entry_index = 2;`);
    database.close();
    await reopened(() => {
      rmSync(join(folder(), 'backups'), { recursive: true });
      spoilPageOf(file(), 'register_checkpoint (');
    });
    expect([store.opening().damage?.part, store.size() <= 2]).toEqual(['register', true]);
  });

  it('is completed from the database that was set aside, when a restore dies half way', async () => {
    add(1);
    await store.close();
    store = open();
    add(5);
    await store.backup(backup(), nobody);
    store.restore(backup(), { shorten: false });
    await reopened(() => rmSync(file()));
    expect(store.opening().damage).toMatchObject({ setAside: null, entries: 6, knownEntries: 6 });
    expect(readdirSync(folder()).filter((name) => /draft|copy/.test(name))).toEqual([]);
  });

  it('has a backup as soon as a record bars a seal, so that losing the whole database forgets none', async () => {
    add(1);
    await store.close();
    store = open();
    store.put('lossReport', 'unsent', '{}');
    await reopened(() => rmSync(file()));
    expect(store.get('lossReport', 'unsent')).toBe('{}');
  });

  it('has recovered entries in the place of those from an index on', () => {
    add(2);
    add(2, '其后');
    store.addCheckpoint({ size: 4, root: 'r', time: 't', certificate: null, signature: null });
    store.put('lossReport', 'unsent', '{}');
    const { setAside } = store.rebuild([entryOf(2, '找回'), entryOf(3, '找回'), { ...entryOf(4, '其后') }]);
    expect(purposes()).toEqual(['采购', '采购', '找回', '找回', '其后']);
    expect([store.checkpoints(), store.get('lossReport', 'unsent')]).toEqual([[], '{}']);
    expect(setAside).toContain('replaced');
    expect(store.lookupsAgree()).toBe(true);
    const database = new SqliteDatabase(file());
    expect(() => database.exec('DELETE FROM register_entry')).toThrow('not deleted');
    database.close();
  });
});

/** Overwrites the page that holds a text. */
function spoilPageOf(path: string, text: string): void {
  const database = new SqliteDatabase(path, { readonly: true });
  const bytes = database.serialize();
  database.close();
  const at = Math.floor(bytes.lastIndexOf(text) / 4096) * 4096;
  const handle = openSync(path, 'r+');
  writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, at);
  closeSync(handle);
}

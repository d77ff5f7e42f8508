import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openToOthers } from '../files/fixtures/open-to-others.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { thisSystem } from '../systems/this-system.ts';
import { newestBackup, type StoreDamage } from './backups.ts';
import { setAside } from './store-files.ts';
import { openStoreFolder, type Store } from './store.ts';

/** Nobody looks how far a copy is. */
const nobody = (): void => undefined;
const KEEPING = { shorten: false };
const code = (expected: string): unknown => expect.objectContaining({ code: expected });

describe('a store', () => {
  let home = '';
  let folder = '';
  let file = '';
  let stores: Store[] = [];
  let engine: SmEngine;
  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  let told: StoreDamage[] = [];
  const open = (): Store => {
    const store = openStoreFolder({ folder, olderBinding: 'absent.node' }, engine, (damage) =>
      told.push(damage),
    );
    stores.push(store);
    return store;
  };
  /** Every entry is as large as a page, so that damage in the middle hits one. */
  const fill = (store: Store, count: number): void => {
    for (let index = store.size(), end = index + count; index < end; index += 1) {
      store.append({ index, bytes: Buffer.alloc(4096, index), leafHash: new Uint8Array(32).fill(index) });
    }
  };
  const backups = (): string[] => readdirSync(join(folder, 'backups')).sort();
  const damage = (path: string): void => {
    const handle = openSync(path, 'r+');
    writeSync(handle, Buffer.alloc(3 * 4096, 0x5a), 0, 3 * 4096, 4096);
    closeSync(handle);
  };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'store-'));
    folder = join(home, 'store');
    file = join(folder, 'register.db');
    stores = [];
    told = [];
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('writes with a log and flushes it to the disk', () => {
    fill(open(), 1);
    const found = readFileSync(file);
    // SQLite file format 1.3.3: 2 is WAL.
    expect([found[18], found[19], statSync(`${file}-wal`).size > 0]).toEqual([2, 2, true]);
  });

  it('makes a backup at the first entry, and then as it grows', async () => {
    const store = open();
    fill(store, 1);
    await store.close();
    expect(backups()).toEqual([expect.stringMatching(/-1\.db$/)]);
    fill(store, 63);
    await store.close();
    expect(backups()).toHaveLength(1);
    fill(store, 1);
    await store.close();
    expect(backups().at(-1)).toMatch(/-65\.db$/);
  });

  it.each([
    ['pages are overwritten', (path: string) => damage(path)],
    ['it is cut', (path: string) => truncateSync(path, 3 * 4096 + 100)],
    ['it is not a database at all', (path: string) => writeFileSync(path, 'x'.repeat(9000))],
  ])('is set aside when %s, and its newest backup takes its place', async (_, spoil) => {
    const store = open();
    fill(store, 1);
    await store.close();
    fill(store, 70);
    await store.close();
    spoil(file);
    const spoilt = readFileSync(file);
    const again = open();
    const { damage: found } = again.opening();
    expect(told).toEqual([found]);
    expect(found?.restoredFrom).toMatch(/-(6[5-9]|7[01])\.db$/);
    expect(readFileSync(found?.setAside ?? '').equals(spoilt)).toBe(true);
    expect(again.size()).toBe(Number(/-(\d+)\.db$/.exec(found?.restoredFrom ?? '')?.[1]));
    fill(again, 1);
    await again.close();
    expect(open().opening()).toEqual({ damage: null });
  });

  it('takes an older backup if the newest is damaged too', async () => {
    const store = open();
    fill(store, 1);
    await store.close();
    fill(store, 70);
    await store.close();
    damage(file);
    damage(join(folder, 'backups', backups().at(-1) ?? ''));
    expect(open().opening().damage?.restoredFrom).toMatch(/-1\.db$/);
  });

  it('starts empty if there is no backup, and keeps the damaged file', () => {
    mkdirSync(folder);
    writeFileSync(file, 'no database');
    const again = open();
    expect(again.opening().damage).toEqual({
      setAside: expect.stringContaining('register-damaged-') as unknown,
      part: 'register',
      restoredFrom: null,
      entries: 0,
      knownEntries: 0,
    });
    expect(again.size()).toBe(0);
  });

  it('is set aside at its next use if damage shows while it is open', async () => {
    const [store, other] = [open(), open()];
    fill(store, 64);
    await store.close();
    expect([store.size(), other.size()]).toEqual([64, 64]);
    damage(file);
    // A write elsewhere makes the store read the file again instead of what it remembers.
    other.append({ index: 64, bytes: Buffer.alloc(9), leafHash: new Uint8Array(32) });
    expect(() => store.entries({ from: 0, count: 64 })).toThrow(code('STORE_DAMAGED'));
    expect(told).toEqual([]);
    // Windows moves no file that another one has open, who lets go of it when asked.
    await other.close();
    fill(store, 1);
    expect(told).toEqual([
      {
        part: 'register',
        setAside: expect.any(String) as unknown,
        restoredFrom: expect.stringContaining('register-') as unknown,
        entries: expect.any(Number) as unknown,
        knownEntries: expect.any(Number) as unknown,
      },
    ]);
  });

  it('is restored from its backup if the file is gone', async () => {
    const store = open();
    fill(store, 1);
    await store.close();
    rmSync(file);
    const again = open();
    expect(again.opening().damage).toEqual({
      setAside: null,
      part: 'register',
      restoredFrom: expect.stringMatching(/-1\.db$/) as unknown,
      entries: 1,
      knownEntries: 1,
    });
    expect(again.size()).toBe(1);
  });

  it('is copied whole while it is open, and restored from the copy', async () => {
    const store = open();
    fill(store, 3);
    const copy = join(home, 'copy.db');
    expect(await store.backup(copy, nobody)).toEqual({ entries: 3 });
    expect(readdirSync(home).sort()).toEqual(['copy.db', 'store']);
    fill(store, 2);
    const { entries, setAside } = store.restore(copy, KEEPING);
    expect([entries, store.size()]).toEqual([3, 3]);
    const former = new SqliteDatabase(setAside, { readonly: true });
    expect(former.prepare('SELECT count(*) FROM register_entry').pluck().get()).toBe(5);
    former.close();
  });

  it('is unreadable to other users of the computer, and so are its copies', async () => {
    const copy = join(home, 'copy.db');
    await open().backup(copy, nobody);
    expect(openToOthers(folder, copy)).toBe(0);
  });

  it('never writes a backup over a file', async () => {
    const target = join(home, 'letter.pdf');
    writeFileSync(target, 'a letter');
    await expect(open().backup(target, nobody)).rejects.toEqual(code('OUTPUT_EXISTS'));
    await expect(open().backup(join(home, 'nowhere', 'copy.db'), nobody)).rejects.toEqual(
      code('OUTPUT_UNWRITABLE'),
    );
    expect(readFileSync(target, 'utf8')).toBe('a letter');
  });

  it.each([
    ['is damaged', (path: string) => damage(path)],
    ['is cut', (path: string) => truncateSync(path, 4096 + 100)],
    ['is empty', (path: string) => truncateSync(path, 0)],
    ['is something else', (path: string) => writeFileSync(path, '%PDF-1.7')],
  ])('refuses to restore from a file that %s, and stays as it is', async (_, spoil) => {
    const store = open();
    fill(store, 5);
    const copy = join(home, 'copy.db');
    await store.backup(copy, nobody);
    spoil(copy);
    expect(() => store.restore(copy, KEEPING)).toThrow(code('BACKUP_DAMAGED'));
    expect(store.size()).toBe(5);
    await store.close();
    expect(readdirSync(folder).sort()).toEqual(['backups', 'register.db']);
  });

  it('makes no folder for backups before there is one', async () => {
    expect(newestBackup(folder)).toBeNull();
    const store = open();
    expect(store.size()).toBe(0);
    await store.close();
    expect(readdirSync(folder)).toEqual(['register.db']);
  });

  it('fails with FILE_NOT_FOUND for a missing backup', () => {
    expect(() => open().restore(join(home, 'nowhere.db'), KEEPING)).toThrow(code('FILE_NOT_FOUND'));
  });

  it('is not restored under another process that has it open', async () => {
    const store = open();
    fill(store, 1);
    const copy = join(home, 'copy.db');
    await store.backup(copy, nobody);
    const other = open();
    other.size();
    expect(() => store.restore(copy, KEEPING)).toThrow(code('STORE_BUSY'));
    expect([store.size(), other.size()]).toEqual([1, 1]);
  });

  it('uses the file that another process has put in its place', async () => {
    const store = open();
    fill(store, 2);
    const copy = join(home, 'copy.db');
    await store.backup(copy, nobody);
    fill(store, 2);
    if (!thisSystem.movesOpenFiles) await store.close();
    setAside(file, 'damaged');
    copyFileSync(copy, file);
    expect(store.size()).toBe(2);
    fill(store, 1);
    expect(open().size()).toBe(3);
  });
});

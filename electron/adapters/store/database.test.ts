import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeAlone, openDatabase } from './database.ts';

describe('an opened database', () => {
  let folder = '';
  let opened: Database[] = [];
  const open = (): Database => {
    const database = openDatabase(join(folder, 'a.db'), { olderBinding: join(folder, 'absent.node') });
    opened.push(database);
    return database;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'database-'));
    opened = [];
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    for (const database of opened) database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('writes with FULL durability and checks foreign keys', () => {
    const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema'];
    const database = open();
    const values = settings.map((name) => database.pragma(name, { simple: true }));
    // https://sqlite.org/pragma.html#pragma_synchronous: 2 is FULL.
    expect(values).toEqual(['wal', 2, 1, 0]);
  });

  it('is of a version of SQLite without the WAL-reset corruption bug', () => {
    const version = open().prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
    const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
    expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(3_051_003);
  });

  it('is one file after closeAlone', () => {
    closeAlone(open());
    expect(readdirSync(folder)).toEqual(['a.db']);
    expect(open().pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('cannot be closed alone while it is open elsewhere', () => {
    const [first] = [open(), open()];
    expect(() => closeAlone(first)).toThrow(expect.objectContaining({ code: 'STORE_BUSY' }));
  });

  it('fails with STORE_UNAVAILABLE in an older runtime without a binding', () => {
    vi.stubGlobal('process', {
      ...process,
      platform: process.platform,
      versions: { napi: '9' },
      version: 'v20',
    });
    const details = {
      component: 'better-sqlite3',
      reason: 'MODULE_NOT_FOUND',
      runtime: `v20 ${process.platform} ${process.arch}`,
    };
    expect(open).toThrow(expect.objectContaining({ code: 'STORE_UNAVAILABLE', details }));
  });
});

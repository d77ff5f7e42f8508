import SqliteDatabase, { type Database } from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { register } from './0001-register.ts';

const HASH = Buffer.alloc(32, 7);

describe('migration 1, the register', () => {
  let database: Database;
  const insert = (index: number, hash = HASH): unknown =>
    database.prepare('INSERT INTO register_entry VALUES (?, ?, ?)').run(index, Buffer.from('entry'), hash);

  beforeEach(() => {
    database = new SqliteDatabase(':memory:');
    database.exec(register.sql);
    insert(0);
  });

  it('creates strict tables', () => {
    const tables = database.pragma('table_list') as { name: string; strict: number }[];
    const own = tables.filter(({ name }) => name.startsWith('register_'));
    expect(own.map(({ name, strict }) => [name, strict]).sort()).toEqual([
      ['register_checkpoint', 1],
      ['register_entry', 1],
    ]);
  });

  it.each([
    ['a gap', () => insert(2), 'not at the end'],
    ['an index that is taken', () => insert(0), 'not at the end'],
    ['a hash of another length', () => insert(1, Buffer.alloc(31)), 'CHECK constraint failed'],
    [
      'another content of an entry',
      () => database.exec("UPDATE register_entry SET bytes = x'00'"),
      'not changed',
    ],
    ['a deleted entry', () => database.exec('DELETE FROM register_entry'), 'not deleted'],
    [
      'an entry over another',
      () => database.exec("INSERT OR REPLACE INTO register_entry VALUES (0, x'00', zeroblob(32))"),
      'not at the end',
    ],
    [
      'a text for a size',
      () => database.exec("INSERT INTO register_checkpoint (size, root, time) VALUES ('x', '', '')"),
      'cannot store TEXT',
    ],
  ])('refuses %s', (_, work, message) => {
    expect(work).toThrow(message);
    expect(database.prepare('SELECT count(*) FROM register_entry').pluck().get()).toBe(1);
  });

  it('accepts the next entry', () => {
    insert(1);
    expect(database.prepare('SELECT max(entry_index) FROM register_entry').pluck().get()).toBe(1);
  });
});

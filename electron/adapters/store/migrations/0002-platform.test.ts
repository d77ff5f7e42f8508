import SqliteDatabase, { type Database } from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { register } from './0001-register.ts';
import { platform } from './0002-platform.ts';

const LIST = `INSERT INTO platform_list VALUES ('gd', 'trust-list', 7, '2026-11-22T00:00:00Z',
  '2026-11-23T00:00:00Z', NULL, NULL, '2026-11-22T01:00:00Z')`;

describe('migration 2, the platforms', () => {
  let database: Database;

  beforeEach(() => {
    database = new SqliteDatabase(':memory:');
    database.exec(register.sql);
    database
      .prepare('INSERT INTO register_entry VALUES (0, ?, ?)')
      .run(Buffer.from('entry'), Buffer.alloc(32));
    database.exec(platform.sql);
    database.exec(LIST);
  });

  it('creates strict tables and keeps the entries of the register', () => {
    const tables = database.pragma('table_list') as { name: string; strict: number }[];
    const own = tables.filter(({ name }) => /^(record|platform_list|sync_state)$/.test(name));
    expect(own.map(({ name, strict }) => [name, strict]).sort()).toEqual([
      ['platform_list', 1],
      ['record', 1],
      ['sync_state', 1],
    ]);
    expect(database.prepare('SELECT count(*) FROM register_entry').pluck().get()).toBe(1);
  });

  it.each([
    ['a lower number of a list', 'UPDATE platform_list SET number = 6', 'only go up'],
    [
      'a record that is no JSON',
      "INSERT INTO record VALUES ('loss', '1', '{', '2026-11-22T00:00:00Z')",
      'CHECK constraint failed',
    ],
    [
      'a negative count',
      "INSERT INTO sync_state VALUES ('gd', NULL, NULL, NULL, NULL, NULL, -1)",
      'CHECK constraint failed',
    ],
    ['a second list of a name', LIST, 'UNIQUE constraint failed'],
  ])('refuses %s', (_, sql, message) => {
    expect(() => database.exec(sql)).toThrow(message);
    expect(database.prepare('SELECT number FROM platform_list').pluck().get()).toBe(7);
  });

  it('accepts a higher number', () => {
    database.exec('UPDATE platform_list SET number = 8');
    expect(database.prepare('SELECT number FROM platform_list').pluck().get()).toBe(8);
  });
});

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { sealStatusEvents } from './0001-events.ts';

describe('migration 1 of seal status', () => {
  let database: Database;
  const insert = (number: number, state = 'suspended', platform = 'gd'): unknown =>
    database
      .prepare('INSERT INTO seal_status_event VALUES (?, ?, ?, ?, ?, NULL, NULL)')
      .run(platform, number, '4400', state, '2026-11-22T00:00:00Z');

  beforeEach(() => {
    database = new SqliteDatabase(':memory:');
    database.exec(sealStatusEvents.sql);
    insert(1);
  });

  it('creates a strict table with an index over seals', () => {
    const tables = database.pragma('table_list') as { name: string; strict: number }[];
    expect(tables.find(({ name }) => name === 'seal_status_event')?.strict).toBe(1);
    const plan = database
      .prepare(
        "EXPLAIN QUERY PLAN SELECT * FROM seal_status_event WHERE es_id = '4400' ORDER BY platform, number",
      )
      .all() as { detail: string }[];
    expect(plan.map(({ detail }) => detail)).toEqual([
      'SEARCH seal_status_event USING INDEX seal_status_event_of_seal (es_id=?)',
    ]);
  });

  it.each([
    ['a gap', () => insert(3), 'not the next number'],
    ['a number that is taken', () => insert(1), 'not the next number'],
    ['a feed that does not begin at 1', () => insert(2, 'active', 'gx'), 'not the next number'],
    ['a state that regulations do not know', () => insert(2, 'revoked'), 'CHECK constraint failed'],
    ['another content', () => database.exec("UPDATE seal_status_event SET state = 'active'"), 'not changed'],
  ])('refuses %s', (_, work, message) => {
    expect(work).toThrow(message);
    expect(database.prepare('SELECT count(*) FROM seal_status_event').pluck().get()).toBe(1);
  });

  it('accepts the next event of each feed', () => {
    insert(2, 'active');
    insert(1, 'void', 'gx');
    expect(database.prepare('SELECT count(*) FROM seal_status_event').pluck().get()).toBe(3);
  });
});

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { sealStatusEvents } from './0001-events.ts';
import { sealStatusTimes } from './0002-times.ts';

describe('migration 2 of seal status', () => {
  let database: Database;

  beforeEach(() => {
    database = new SqliteDatabase(':memory:');
    database.exec(sealStatusEvents.sql);
    database.exec(
      "INSERT INTO seal_status_event VALUES ('gd', 1, 'A', 'suspended', '2026-11-22', '挂失', NULL)",
    );
    database.exec(sealStatusTimes.sql);
  });

  const first = (): unknown => database.prepare('SELECT * FROM seal_status_event WHERE number = 1').get();

  it('keeps earlier events as decisions whose other times nobody recorded', () => {
    expect(first()).toEqual({
      ...{ platform: 'gd', number: 1, es_id: 'A', state: 'suspended', since: '2026-11-22', reason: '挂失' },
      ...{ replaced_by: null, kind: 'decision', lost_since: null, received_at: null, decided_at: null },
      ...{ published_at: null, absent_at: null, brought_at: null },
    });
  });

  it('lets the latest time of their publication be set once', () => {
    const bound = "UPDATE seal_status_event SET brought_at = '2026-11-24' WHERE number = 1";
    database.exec(bound);
    expect(first()).toMatchObject({ brought_at: '2026-11-24' });
    expect(() => database.exec(bound)).toThrow('not changed');
  });

  it.each(['since', 'published_at', 'absent_at', 'received_at', 'kind'])('changes no %s', (column) => {
    expect(() => database.exec(`UPDATE seal_status_event SET ${column} = 'claim'`)).toThrow('not changed');
  });

  it('bounds no event whose publication was stated', () => {
    const add = `INSERT INTO seal_status_event (platform, number, es_id, state, since, published_at)
      VALUES ('gd', 2, 'A', 'active', '2026-11-25', '2026-11-25')`;
    database.exec(add);
    const bound = "UPDATE seal_status_event SET brought_at = '2026-11-26' WHERE number = 2";
    expect(() => database.exec(bound)).toThrow('not changed');
  });

  it('keeps late revocations in a strict table', () => {
    const tables = database.pragma('table_list') as { name: string; strict: number }[];
    expect(tables.find(({ name }) => name === 'late_revocation')?.strict).toBe(1);
  });
});

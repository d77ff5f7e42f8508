import SqliteDatabase, { type Database } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate as migrateSeries, REGISTER_SERIES, SEAL_STATUS_SERIES } from './migrate.ts';

const STORE_VERSION = REGISTER_SERIES.migrations.length;
const migrate = (database: Database): void => migrateSeries(database, REGISTER_SERIES);

const versionOf = (database: Database): unknown => database.pragma('user_version', { simple: true });
const schemaOf = (database: Database): unknown[] =>
  database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();

describe('the migration of a database', () => {
  it('brings an empty file to the version of this program, and then leaves it alone', () => {
    const database = new SqliteDatabase(':memory:');
    migrate(database);
    const schema = schemaOf(database);
    migrate(database);
    expect([versionOf(database), schemaOf(database)]).toEqual([STORE_VERSION, schema]);
  });

  it('treats another program’s database as damaged and does not touch it', () => {
    const database = new SqliteDatabase(':memory:');
    database.exec('CREATE TABLE theirs (x); PRAGMA user_version = 1');
    const schema = schemaOf(database);
    expect(() => migrate(database)).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }));
    expect([versionOf(database), schemaOf(database)]).toEqual([1, schema]);
  });

  it('does not write to a database of a later version', () => {
    const database = new SqliteDatabase(':memory:');
    migrate(database);
    database.pragma(`user_version = ${STORE_VERSION + 1}`);
    expect(() => migrate(database)).toThrow(expect.objectContaining({ code: 'STORE_UNWRITABLE' }));
    expect(versionOf(database)).toBe(STORE_VERSION + 1);
  });

  it('keeps the files of the register and of seal status apart', () => {
    const database = new SqliteDatabase(':memory:');
    migrateSeries(database, SEAL_STATUS_SERIES);
    expect(() => migrate(database)).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }));
  });

  it('leaves nothing behind if it fails half way', () => {
    const database = new SqliteDatabase(':memory:');
    database.exec('CREATE TABLE register_checkpoint (theirs)');
    const schema = schemaOf(database);
    expect(() => migrate(database)).toThrow('already exists');
    expect([versionOf(database), schemaOf(database)]).toEqual([0, schema]);
  });
});

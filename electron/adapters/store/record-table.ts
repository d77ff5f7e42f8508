import type { Database } from 'better-sqlite3';
import type { StoredRecord } from '../../services/records/records.ts';

/** The features' records in an open database; every method is one transaction. */
export interface RecordTable {
  getRecord(kind: string, id: string): string | null;
  putRecord(kind: string, id: string, json: string): void;
  addRecord(kind: string, id: string, json: string): boolean;
  listRecords(kind: string): StoredRecord[];
  removeRecord(kind: string, id: string): void;
}

const GET = 'SELECT value FROM record WHERE kind = ? AND id = ?';
const PUT = `INSERT INTO record (kind, id, value, changed_at) VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ'))
  ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`;
const ADD = `INSERT OR IGNORE INTO record (kind, id, value, changed_at)
  VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ'))`;
const LIST = 'SELECT id, value AS json FROM record WHERE kind = ? ORDER BY id';
const REMOVE = 'DELETE FROM record WHERE kind = ? AND id = ?';

export function recordTable(database: Database): RecordTable {
  const get = database.prepare<[string, string], string>(GET).pluck();
  const put = database.prepare<[string, string, string]>(PUT);
  const add = database.prepare<[string, string, string]>(ADD);
  const list = database.prepare<[string], StoredRecord>(LIST);
  const remove = database.prepare<[string, string]>(REMOVE);
  return {
    getRecord: (kind, id) => get.get(kind, id) ?? null,
    putRecord: (kind, id, json) => {
      put.run(kind, id, json);
    },
    addRecord: (kind, id, json) => add.run(kind, id, json).changes === 1,
    listRecords: (kind) => list.all(kind),
    removeRecord: (kind, id) => {
      remove.run(kind, id);
    },
  };
}

import type { Database } from 'better-sqlite3';
import type { PlatformSealStatus } from '../../services/platform/platform-store.ts';
import type { SealStatus } from '../../shared/model/seal-standing.ts';

/** The events of the seal status feeds in an open database; every method is one transaction. */
export interface SealStatusTable {
  lastStatusNumber(platform: string): number;
  addStatusEvents(platform: string, events: readonly SealStatus[]): void;
  sealEvents(esId: string): PlatformSealStatus[];
}

const LAST = 'SELECT coalesce(max(number), 0) FROM seal_status_event WHERE platform = ?';
const ADD = 'INSERT INTO seal_status_event VALUES (?, ?, ?, ?, ?, ?, ?)';
const OF_SEAL = `SELECT platform, number, es_id AS esId, state, since, reason, replaced_by AS replacedBy
  FROM seal_status_event WHERE es_id = ? ORDER BY platform, number`;

type Row = [string, number, string, string, string, string | null, string | null];

export function sealStatusTable(database: Database): SealStatusTable {
  const last = database.prepare<[string], number>(LAST).pluck();
  const insert = database.prepare<Row>(ADD);
  const ofSeal = database.prepare<[string], PlatformSealStatus>(OF_SEAL);
  const add = database.transaction((platform: string, events: readonly SealStatus[]) => {
    for (const { number, esId, state, since, reason, replacedBy } of events) {
      insert.run(platform, number, esId, state, since, reason, replacedBy);
    }
  });
  return {
    lastStatusNumber: (platform) => last.get(platform) ?? 0,
    addStatusEvents: (platform, events) => add.immediate(platform, events),
    sealEvents: (esId) => ofSeal.all(esId),
  };
}

import type { Database } from 'better-sqlite3';
import type { ListState, SyncState } from '../../services/platform/platform-store.ts';

/** What is known of the platforms' lists, in an open database; every method is one transaction. */
export interface ListTable {
  platformLists(): ListState[];
  putPlatformList(state: ListState): void;
  syncStates(): SyncState[];
  putSyncState(state: SyncState): void;
}

const LISTS = `SELECT platform, list, number, issued_at AS issuedAt, next_update AS nextUpdate, etag, sm3,
  confirmed_at AS confirmedAt FROM platform_list ORDER BY platform, list`;
const PUT_LIST = `INSERT INTO platform_list
  VALUES (:platform, :list, :number, :issuedAt, :nextUpdate, :etag, :sm3, :confirmedAt)
  ON CONFLICT (platform, list) DO UPDATE SET number = excluded.number, issued_at = excluded.issued_at,
    next_update = excluded.next_update, etag = excluded.etag, sm3 = excluded.sm3,
    confirmed_at = excluded.confirmed_at`;
const SYNC_STATES = `SELECT platform, last_attempt_at AS lastAttemptAt, last_sync_at AS lastSyncAt,
  platform_time AS platformTime, register_size AS registerSize, problem, failures FROM sync_state ORDER BY platform`;
const PUT_SYNC_STATE = `INSERT OR REPLACE INTO sync_state
  VALUES (:platform, :lastAttemptAt, :lastSyncAt, :platformTime, :registerSize, :problem, :failures)`;

export function listTable(database: Database): ListTable {
  const lists = database.prepare<[], ListState>(LISTS);
  const putList = database.prepare<[ListState]>(PUT_LIST);
  const states = database.prepare<[], SyncState>(SYNC_STATES);
  const putState = database.prepare<[SyncState]>(PUT_SYNC_STATE);
  return {
    platformLists: () => lists.all(),
    putPlatformList: (state) => {
      putList.run(state);
    },
    syncStates: () => states.all(),
    putSyncState: (state) => {
      putState.run(state);
    },
  };
}

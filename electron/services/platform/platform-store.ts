import type { SealStatus } from '../../shared/model/seal-status.ts';

/** What is known of the newest version of one of a platform's lists that was accepted. */
export interface ListState {
  readonly platform: string;
  /** `trust-list`, `seal-status`, or `crl/` and the list's id */
  readonly list: string;
  /** Of a feed the number of its newest event. Never goes down. */
  readonly number: number;
  /** ISO 8601 */
  readonly issuedAt: string;
  /** ISO 8601; by when the platform promised a newer one. */
  readonly nextUpdate: string;
  /** For conditional requests; null when the platform gave none. */
  readonly etag: string | null;
  /** Of the accepted octets, hexadecimal; null for a feed. */
  readonly sm3: string | null;
  /** ISO 8601; when the platform last said that this is its newest. */
  readonly confirmedAt: string;
}

/** How the synchronisations with a platform went. */
export interface SyncState {
  readonly platform: string;
  /** ISO 8601; null before the first */
  readonly lastAttemptAt: string | null;
  /** ISO 8601; the last that brought everything. */
  readonly lastSyncAt: string | null;
  /** The platform's own time at that synchronisation, ISO 8601. */
  readonly platformTime: string | null;
  /** How many entries the register of seal uses had then. */
  readonly registerSize: number | null;
  /** AppError as JSON, of the last attempt; null when it brought everything. */
  readonly problem: string | null;
  /** Failed attempts since the last success. */
  readonly failures: number;
}

/** A seal's event, and whose feed it stands in. */
export interface PlatformSealStatus extends SealStatus {
  readonly platform: string;
}

/** What synchronisation remembers. Calls reject with a CodedError of the STORE_ group. */
export interface PlatformStore {
  lists(): Promise<readonly ListState[]>;
  /** Refuses a lower number than it has. */
  putList(state: ListState): Promise<void>;
  syncStates(): Promise<readonly SyncState[]>;
  putSyncState(state: SyncState): Promise<void>;
  /** Number of the last event of a platform's feed that is stored; 0 for none. */
  lastStatusNumber(platform: string): Promise<number>;
  /** Adds events at the end, all or none. */
  addStatusEvents(platform: string, events: readonly SealStatus[]): Promise<void>;
  /** All events of a seal, the oldest first; empty when no feed names it. */
  sealEvents(esId: string): Promise<readonly PlatformSealStatus[]>;
}

/**
 * As of when the seal states of a platform are at hand. Null when they never were, and where the file that holds
 * them has been lost since: its absence must not pass for "no seal is suspended".
 */
export async function statusAtHand(
  platform: string,
  lists: readonly ListState[],
  store: Pick<PlatformStore, 'lastStatusNumber'>,
): Promise<ListState | null> {
  const state = lists.find((each) => each.platform === platform && each.list === 'seal-status');
  if (state === undefined) return null;
  return (await store.lastStatusNumber(platform)) >= state.number ? state : null;
}

import type { StatusEvent } from '../../shared/model/seal-standing.ts';

/** The newest accepted version of one of a platform's lists. */
export interface ListState {
  readonly platform: string;
  /** `trust-list`, `seal-status`, or `crl/` and the list's id */
  readonly list: string;
  /** For a feed the number of its newest event. Never goes down. */
  readonly number: number;
  /** ISO 8601 */
  readonly issuedAt: string;
  /** The time by which the platform promised a newer version, ISO 8601. */
  readonly nextUpdate: string;
  /** For conditional requests; null when the platform sent none. */
  readonly etag: string | null;
  /** The SM3 of the accepted octets, hexadecimal; null for a feed. */
  readonly sm3: string | null;
  /** The time when the platform last confirmed that this version is its newest, ISO 8601. */
  readonly confirmedAt: string;
}

/** The outcome of the synchronisations with a platform. */
export interface SyncState {
  readonly platform: string;
  /** ISO 8601; null before the first attempt. */
  readonly lastAttemptAt: string | null;
  /** The time of the last attempt that brought everything, ISO 8601. */
  readonly lastSyncAt: string | null;
  /** The platform's own time at that synchronisation, ISO 8601. */
  readonly platformTime: string | null;
  /** The number of entries in the register of seal uses at that time. */
  readonly registerSize: number | null;
  /** The AppError of the last attempt as JSON; null when it brought everything. */
  readonly problem: string | null;
  /** Failed attempts since the last success. */
  readonly failures: number;
}

/** An event of a seal and the platform whose feed contains it. */
export interface PlatformSealStatus extends StatusEvent {
  readonly platform: string;
}

/** The memory of synchronisations. Calls reject with a CodedError of the STORE_ group. */
export interface PlatformStore {
  lists(): Promise<readonly ListState[]>;
  /** Refuses a number below the stored one. */
  putList(state: ListState): Promise<void>;
  syncStates(): Promise<readonly SyncState[]>;
  putSyncState(state: SyncState): Promise<void>;
  /** Returns the number of the last stored event of a platform's feed; 0 when there is none. */
  lastStatusNumber(platform: string): Promise<number>;
  /** Adds all events at the end, or none of them. */
  addStatusEvents(platform: string, events: readonly StatusEvent[]): Promise<void>;
  /**
   * Sets the time of the page by which events without a time of publication were published at the latest. It is set
   * once and stays.
   * @param broughtAt ISO 8601
   */
  boundStatusEvents(platform: string, broughtAt: string): Promise<void>;
  /** Returns all events of a seal, the oldest first. */
  sealEvents(esId: string): Promise<readonly PlatformSealStatus[]>;
  /** Adds revocations that were published late; one that is known stays as it is. */
  addLateRevocations(revocations: readonly LateRevocation[]): Promise<void>;
  /** Returns the late revocations of one certificate. */
  lateRevocations(issuer: string, serial: string): Promise<readonly LateRevocation[]>;
}

/** A revocation whose date is before a list that did not have it. */
export interface LateRevocation {
  /** The Name of the authority, DER in base64. */
  readonly issuer: string;
  /** As in `Certificate.serial`. */
  readonly serial: string;
  /** The date that the entry gives, ISO 8601. */
  readonly revokedAt: string;
  /** The issue time of the newest list that did not have it, ISO 8601. */
  readonly lackedAt: string;
  /** The time since which it counts in any case: the issue time of the first list that had it, ISO 8601. */
  readonly knownFrom: string;
}

/**
 * Returns the state of a platform's feed of seal states. Returns null when there never was one, and when the stored
 * events have been lost since: their absence must not pass for "no seal is suspended".
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

import type { AppError } from '../errors.ts';

/** What a platform publishes and this computer keeps. */
export type PlatformListKind = 'trustList' | 'revocationList' | 'sealStatus';

/** One of a platform's lists as this computer has it. */
export interface PlatformListView {
  readonly kind: PlatformListKind;
  /** The platform's name for one of several revocation lists; '' for the other kinds. */
  readonly id: string;
  /** Of a feed the number of its newest event. */
  readonly number: number;
  /** ISO 8601 */
  readonly issuedAt: string;
  /** ISO 8601; by when a newer one was promised. */
  readonly nextUpdate: string;
}

/** What a synchronisation is at. */
export interface SyncProgress {
  readonly platform: string;
  readonly step: PlatformListKind;
  readonly done: number;
  readonly total: number;
  readonly unit: 'octets' | 'events' | 'lists';
}

/** One platform, as the window and the command line show it. */
export interface PlatformView {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Id of the policy profile. */
  readonly profile: string;
  /** ISO 8601; the last synchronisation that brought everything; null for none. */
  readonly lastSyncAt: string | null;
  /** ISO 8601 */
  readonly lastAttemptAt: string | null;
  /** Why the last attempt did not bring everything; null where it did. */
  readonly problem: AppError | null;
  /** Whether the last attempt reached the platform; null before the first. */
  readonly online: boolean | null;
  readonly lists: readonly PlatformListView[];
  /** Issue time of the oldest revocation list, ISO 8601; null where there is none. */
  readonly revocationListsAsOf: string | null;
  /** Null where nothing is under way. */
  readonly progress: SyncProgress | null;
}

/** All platforms of this computer. */
export interface PlatformsView {
  readonly platforms: readonly PlatformView[];
  /** Why platforms.json was not used; null where it was, or where there is none. */
  readonly settingsProblem: AppError | null;
}

/** A platform as `platforms.json` in the home names it. */
export interface PlatformSettings {
  /** As the platform calls itself; letters, digits, '.', '_' and '-'. */
  readonly id: string;
  readonly name: string;
  /** https alone */
  readonly url: string;
  /** Id of the policy profile that it works under. */
  readonly profile: string;
  /** PEM of the root that its signed statements end at. */
  readonly root: string;
  readonly tls?: {
    /** PEM; takes the place of the system's authorities. */
    readonly ca?: string | undefined;
    /** Any one must fit a certificate of the server's chain: "sha256/" and base64 of SHA-256 of its SPKI. */
    readonly pins?: readonly string[] | undefined;
  };
  /** URL of a proxy for this platform alone. */
  readonly proxy?: string | undefined;
}

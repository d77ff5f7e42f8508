import type { AppError } from '../errors.ts';
import type { OfflineBundleFacts } from './offline-bundle.ts';

/** The lists that a platform publishes and this computer keeps. */
export type PlatformListKind = 'trustList' | 'revocationList' | 'sealStatus' | 'policy' | 'signers';

/** One of a platform's lists as this computer keeps it. */
export interface PlatformListView {
  readonly kind: PlatformListKind;
  /** The platform's name for one of several revocation lists; '' for the other kinds. */
  readonly id: string;
  /** The number of the list; of a feed the number of its newest event. */
  readonly number: number;
  /** ISO 8601 */
  readonly issuedAt: string;
  /** ISO 8601; the time by which the platform promised a newer list. */
  readonly nextUpdate: string;
}

/** The progress of a synchronisation. */
export interface SyncProgress {
  readonly platform: string;
  readonly step: PlatformListKind;
  readonly done: number;
  readonly total: number;
  readonly unit: 'octets' | 'events' | 'lists';
}

/** The end of an operation that a platform has announced. */
export interface OperationEnding {
  /** Method and subject, such as "GET /v1/seal-status". */
  readonly operation: string;
  /** Since when it is no longer to be relied on, ISO 8601; null if that was not said. */
  readonly since: string | null;
  /** From when it is no longer answered, ISO 8601; null if that was not said. */
  readonly sunset: string | null;
}

/** What a platform says of its interface. Members that it leaves out are null. */
export interface OfferedInterface {
  /** The version of the contract that it serves. */
  readonly contract: string | null;
  /** The optional parts of the contract that it offers. */
  readonly capabilities: readonly string[] | null;
  readonly endings: readonly OperationEnding[];
}

/** One platform, as the window and the command line show it. */
export interface PlatformView {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Id of the policy profile. */
  readonly profile: string;
  /** ISO 8601; the last synchronisation that brought everything; null if there was none. */
  readonly lastSyncAt: string | null;
  /** ISO 8601 */
  readonly lastAttemptAt: string | null;
  /** The reason why the last attempt did not bring everything; null if it did. */
  readonly problem: AppError | null;
  /** True if the last attempt reached the platform; null before the first. */
  readonly online: boolean | null;
  readonly lists: readonly PlatformListView[];
  /** The offline bundle (离线更新包) by which the lists are as they are; null after a synchronisation. */
  readonly bundle: OfflineBundleFacts | null;
  /** Issue time of the oldest revocation list, ISO 8601; null if there is none. */
  readonly revocationListsAsOf: string | null;
  /** Null before the platform has said anything of it. */
  readonly offers: OfferedInterface | null;
  /** True while the platform would tell of news at once (即时通知). */
  readonly isListening: boolean;
  /** Null if no synchronisation is under way. */
  readonly progress: SyncProgress | null;
}

/** All platforms of this computer. */
export interface PlatformsView {
  readonly platforms: readonly PlatformView[];
  /** The reason why platforms.json was not used; null if it was used or does not exist. */
  readonly settingsProblem: AppError | null;
}

/** A platform as `platforms.json` in the data folder names it. */
export interface PlatformSettings {
  /** The id that the platform uses for itself; letters, digits, '.', '_' and '-'. */
  readonly id: string;
  readonly name: string;
  /** Only https. */
  readonly url: string;
  /** Id of the policy profile that it works under. */
  readonly profile: string;
  /** PEM of the root certificate behind its signed statements. */
  readonly root: string;
  readonly tls?: {
    /** PEM; replaces the system's authorities. */
    readonly ca?: string | undefined;
    /**
     * One of these must match a certificate of the server's chain: "sha256/" and base64 of SHA-256 of its
     * SPKI.
     */
    readonly pins?: readonly string[] | undefined;
  };
  /** URL of a proxy for this platform alone. */
  readonly proxy?: string | undefined;
  /** How it words the contract, if it speaks otherwise. */
  readonly dialect?: DialectSettings | undefined;
}

/** The settings of a dialect; its own schema says which they are. They hold no secret. */
export type DialectSettings = Readonly<Record<string, unknown>> & { readonly name: string };

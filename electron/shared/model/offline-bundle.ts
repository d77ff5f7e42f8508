/** Names of files with an offline bundle (离线更新包) end so. */
export const BUNDLE_SUFFIX = '.offline.zip';

/** What is known of an offline bundle (离线更新包) by which a platform was brought up to date. */
export interface OfflineBundleFacts {
  readonly platform: string;
  /** The time at which the platform made it, ISO 8601. Everything in it is as of then. */
  readonly issuedAt: string;
  /** The time by which the platform promised the next one, ISO 8601. */
  readonly nextUpdate: string;
  /** The time at which it was imported here, ISO 8601. */
  readonly importedAt: string;
}

/** The outcome of an import. */
export interface ImportedBundle extends OfflineBundleFacts {
  /** The platform's name in the settings. */
  readonly name: string;
  /** True if this very bundle was imported before. */
  readonly isKnown: boolean;
  /** Events of seal states that were not here before. */
  readonly newEvents: number;
}

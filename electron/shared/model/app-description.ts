import type { Preferences } from './app-info.ts';
import type { SettingsView } from './settings.ts';

/**
 * The Electron that runs the program: the pinned official release, or the stand-in for development and tests.
 */
export interface RuntimeInfo {
  readonly kind: 'official' | 'fallback';
  readonly electron: string;
  readonly chrome: string;
  readonly node: string;
}

/** A part that is missing, so that some of the program does not work. Opening and verifying always work. */
export const MISSING_PIECES = [
  'softTokenModule',
  'tokenHost',
  'trustFolder',
  'demoWorld',
  'register',
  'registerEntries',
] as const;
export type MissingPiece = (typeof MISSING_PIECES)[number];

/** The demonstration world that the home is. */
export interface DemoInfo {
  /** Path of the sample contract. */
  readonly contract: string | null;
}

export interface TrustInfo {
  readonly folder: string;
  readonly certificates: number;
  /** The oldest issue date among the revocation lists of the folder, ISO 8601; null if there is none. */
  readonly revocationListsAsOf: string | null;
}

export interface AppInfo {
  readonly version: string;
  readonly runtime: RuntimeInfo;
  readonly home: string;
  /** Null in a home without a demonstration world. */
  readonly demo: DemoInfo | null;
  /** Whether the person may begin the demonstration from here: a package for customers has none. */
  readonly offersDemo: boolean;
  /** As far as it is known. */
  readonly missing: readonly MissingPiece[];
  /** Null until the trust folder has been read, which the first screen does not wait for. */
  readonly trust: TrustInfo | null;
  readonly preferences: Preferences;
  readonly settings: SettingsView;
}

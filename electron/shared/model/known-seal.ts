import type { NamedSeal } from './loss-report.ts';

/** From where this computer knows a seal; the surest first. */
export const SEAL_SOURCES = ['token', 'seen', 'platform', 'register', 'file'] as const;

export type SealSource = (typeof SEAL_SOURCES)[number];

/** A seal that somebody may report as lost without having its key at hand. */
export interface KnownSeal extends NamedSeal {
  readonly source: SealSource;
}

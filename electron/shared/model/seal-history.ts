import type { SealStatus } from './seal-status.ts';

/** All that one platform has published of a seal. */
export interface SealHistory {
  readonly platform: string;
  /** ISO 8601; when the platform issued the newest part of its feed that is at hand. */
  readonly asOf: string;
  /** In the order of the feed. */
  readonly events: readonly SealStatus[];
}

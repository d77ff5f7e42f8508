/**
 * The states that a platform publishes of a seal: 可用, 停用, 注销, 已换领, 失效. Only 停用 may end again (恢复);
 * a seal is never called revoked, that is a word of certificates.
 */
export const SEAL_STATES = ['active', 'suspended', 'cancelled', 'replaced', 'void'] as const;

export type SealState = (typeof SEAL_STATES)[number];

/** One entry of a platform's status feed. */
export interface SealStatus {
  readonly esId: string;
  readonly state: SealState;
  /** ISO 8601; from when the state holds, which may be before it was published. */
  readonly since: string;
  /** In the platform's words; null where it gives none. */
  readonly reason: string | null;
  /** The esID of the seal that took its place; null where there is none. */
  readonly replacedBy: string | null;
  /** The entry's number in the feed, which only goes up. */
  readonly number: number;
}

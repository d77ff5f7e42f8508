/**
 * Whether a list says too little of the present. Its own nextUpdate is its issuer's promise; this is the policy
 * of whoever relies on it.
 * @param limitMs null where the policy sets none
 */
export function isTooOld(issuedAt: Date, now: Date, limitMs: number | null): boolean {
  return limitMs !== null && now.getTime() - issuedAt.getTime() > limitMs;
}

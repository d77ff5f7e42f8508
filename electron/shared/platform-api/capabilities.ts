/** Generated from openapi.yaml and its parts by build/scripts/generate-platform-types.mjs; a test compares the two. */

const CAPABILITIES: readonly (readonly [RegExp, string])[] = [
  [/^\/v1\/signers$/, 'signer-list'],
  [/^\/v1\/events$/, 'event-stream'],
  [/^\/v1\/offline-bundle$/, 'offline-bundle'],
  [/^\/v1\/seals\/[^/]+\/use-state$/, 'use-state'],
  [/^\/v1\/seal-applications$/, 'seal-applications'],
  [/^\/v1\/renewals$/, 'seal-applications'],
  [/^\/v1\/replacements$/, 'seal-applications'],
  [/^\/v1\/cancellations$/, 'seal-applications'],
  [/^\/v1\/seal-applications\/[^/]+$/, 'seal-applications'],
  [/^\/v1\/first-seals$/, 'first-seals'],
  [/^\/v1\/seal-applications\/[^/]+\/papers\/[^/]+$/, 'seal-applications'],
  [/^\/v1\/seal-applications\/[^/]+\/submission$/, 'seal-applications'],
  [/^\/v1\/seal-applications\/[^/]+\/withdrawal$/, 'seal-applications'],
  [/^\/v1\/loss-reports$/, 'loss-reports'],
  [/^\/v1\/loss-reports\/[^/]+$/, 'loss-reports'],
  [/^\/v1\/loss-reports\/[^/]+\/codes$/, 'loss-reports'],
  [/^\/v1\/loss-reports\/[^/]+\/authorisation$/, 'loss-reports'],
  [/^\/v1\/loss-reports\/[^/]+\/withdrawal$/, 'loss-reports'],
  [/^\/v1\/pin-resets$/, 'pin-resets'],
  [/^\/v1\/pin-resets\/[^/]+$/, 'pin-resets'],
  [/^\/v1\/pin-resets\/[^/]+\/papers\/[^/]+$/, 'pin-resets'],
  [/^\/v1\/pin-resets\/[^/]+\/submission$/, 'pin-resets'],
  [/^\/v1\/pin-resets\/[^/]+\/credential$/, 'pin-resets'],
  [/^\/v1\/pin-resets\/[^/]+\/completion$/, 'pin-resets'],
  [/^\/v1\/delegations$/, 'delegations'],
  [/^\/v1\/delegations\/[^/]+\/access$/, 'delegations'],
  [/^\/v1\/delegations\/[^/]+\/uses$/, 'delegations'],
  [/^\/v1\/delegations\/[^/]+\/end$/, 'delegations'],
  [/^\/v1\/approvals$/, 'approvals'],
  [/^\/v1\/approvals\/[^/]+$/, 'approvals'],
  [/^\/v1\/approvals\/[^/]+\/decision$/, 'approvals'],
  [/^\/v1\/approvals\/[^/]+\/claims\/[^/]+$/, 'approval-claims'],
  [/^\/v1\/approval-double-uses$/, 'approval-claims'],
  [/^\/v1\/registers$/, 'registers'],
  [/^\/v1\/registers\/[^/]+\/entries$/, 'registers'],
  [/^\/v1\/registers\/[^/]+\/countersignatures$/, 'registers'],
  [/^\/v1\/usage-records$/, 'registers'],
  [/^\/v1\/checkpoints$/, 'registers'],
  [/^\/v1\/checkpoints\/[^/]+$/, 'registers'],
  [/^\/v1\/time-stamps$/, 'time-stamps'],
];

/** Returns the optional part of the contract that a path belongs to; null for what every platform offers. */
export function capabilityOf(path: string): string | null {
  return CAPABILITIES.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

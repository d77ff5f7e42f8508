import { jsonOrNull, utf8Bytes } from '../../core/bytes/encodings.ts';
import { policyAt, policyByStatement, SHIPPED_PROFILES } from '../../core/policy/policies.ts';
import { policySchema } from '../../core/policy/policy-schema.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { PolicyInForce } from '../platform/known-platforms.ts';
import type { ListState } from '../platform/platform-store.ts';
import { POLICY_LIST } from '../platform/policy-statement.ts';
import type { PlatformBinding } from './bindings.ts';
import type { PolicyFile } from './world-changes.ts';

/** The statement of a platform in the store; `damaged` when its bytes are no longer those that were accepted. */
export type StatedPolicy = PolicyProfile | 'damaged' | null;

/**
 * Returns the rules for the seals of a bound platform. Those of its own signed statement come first. Before the first
 * one, those that the program ships under the bound id count, with their successors, or those of the file that was seen
 * at binding, as it was then. Files of today never count. A statement whose rules have ended leaves the national measure.
 */
export function boundPolicy(
  { profile, policyFile }: Pick<PlatformBinding, 'profile' | 'policyFile'>,
  stated: StatedPolicy,
  now: Date,
): PolicyInForce | null {
  if (stated !== null && stated !== 'damaged') return byStatement(stated, now);
  if (policyFile === null) return inForce(policyAt(SHIPPED_PROFILES, profile, now), 'shipped');
  const parsed = policySchema.safeParse(jsonOrNull(utf8Bytes(policyFile.text)));
  return inForce(parsed.data ?? null, 'file');
}

/**
 * Tells whether a statement must be in the store: one was accepted, or a synchronisation since the binding has gone on to
 * the status feed, which comes after it.
 * @param lists what was accepted from all platforms
 */
export function isStatementDue(
  { platform, boundAt }: Pick<PlatformBinding, 'platform' | 'boundAt'>,
  lists: readonly ListState[],
): boolean {
  const own = lists.filter((each) => each.platform === platform);
  return own.some(
    ({ list, confirmedAt }) =>
      list === POLICY_LIST || (list === 'seal-status' && Date.parse(confirmedAt) > Date.parse(boundAt)),
  );
}

/** Returns the rules for a platform that nobody has bound yet, which the settings and files alone decide. */
export function unboundPolicy(id: string, files: readonly PolicyFile[], now: Date): PolicyInForce | null {
  const profile = policyAt([...SHIPPED_PROFILES, ...files.map((file) => file.profile)], id, now);
  return inForce(profile, SHIPPED_PROFILES.some((each) => each === profile) ? 'shipped' : 'file');
}

function byStatement(stated: PolicyProfile, now: Date): PolicyInForce {
  const profile = policyByStatement(stated, now);
  return { profile, source: 'statement', lapsed: profile === stated ? null : stated };
}

function inForce(
  profile: PolicyInForce['profile'] | null,
  source: PolicyInForce['source'],
): PolicyInForce | null {
  return profile === null ? null : { profile, source, lapsed: null };
}

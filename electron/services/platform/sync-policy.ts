import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { isFromRevoked } from '../../core/platform/signed-statement.ts';
import { unwrap } from '../../shared/result.ts';
import { checkGoesOn, checkNotFromFuture, checkNotFrozen } from './check-list.ts';
import { keptProfile, openPolicyStatement, POLICY_LIST, policyStatementRecords } from './policy-statement.ts';
import { confirmedAt, keepUnchanged, knownList, retrying, type SyncContext } from './sync-context.ts';

/**
 * Fetches the statement that names the policy profile in force. From then on its rules count for the platform's seals.
 * @throws CodedError of the PLATFORM_, LIST_ or STORE_ group
 */
export async function syncPolicy(context: SyncContext): Promise<void> {
  const { api, store, records, engine, platform, trust, pause, now, asOf } = context;
  const known = await knownList(context, POLICY_LIST);
  const kept = await policyStatementRecords(records).find(platform);
  const stands = kept !== null && keptProfile(kept, trust) !== null && !isFromRevoked(kept.statement, trust);
  const answer = unwrap(await retrying(() => api.policy(stands ? (known?.etag ?? null) : null), pause));
  if (answer === null) return keepUnchanged(context, POLICY_LIST, known);
  const { statement, etag } = answer;
  const { number, issuedAt, nextUpdate } = openPolicyStatement(statement, platform, trust);
  checkGoesOn(POLICY_LIST, { number, issuedAt }, known);
  checkNotFromFuture(POLICY_LIST, { issuedAt, nextUpdate }, now);
  const sm3 = toHex(engine.sm3(utf8Bytes(statement.payload)));
  await policyStatementRecords(records).keep({ platform, statement, acceptedAt: now.toISOString() });
  const times = { issuedAt, nextUpdate, confirmedAt: confirmedAt(context) };
  await store.putList({ platform, list: POLICY_LIST, number, etag, sm3, ...times });
  checkNotFrozen(POLICY_LIST, { issuedAt, nextUpdate }, asOf);
}

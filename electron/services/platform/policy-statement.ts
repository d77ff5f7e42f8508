import { z } from 'zod';
import { keptStatement, type PlatformTrust, type Statement } from '../../core/platform/signed-statement.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import { type Records, type RecordStore, recordsOfKind } from '../records/records.ts';
import { openPayload, policyStatementSchema } from './published-lists.ts';

/** The name of the statement among the lists of a platform. */
export const POLICY_LIST = 'platform-policy';

const keptSchema = z.strictObject({
  platform: z.string(),
  statement: keptStatement,
  acceptedAt: z.iso.datetime(),
});

/** The statement of a platform that names its policy profile, as it was accepted. */
type KeptPolicyStatement = z.infer<typeof keptSchema>;

/** The accepted statements in the store, one for each platform. */
export function policyStatementRecords(records: RecordStore): Records<KeptPolicyStatement> {
  return recordsOfKind(POLICY_LIST, keptSchema, ({ platform }) => platform, records);
}

/**
 * Checks a statement under the pinned root and returns its payload.
 * @throws CodedError LIST_FORGED or LIST_DAMAGED with the broken rule
 */
export function openPolicyStatement(
  statement: Statement,
  platform: string,
  trust: PlatformTrust,
): z.infer<typeof policyStatementSchema> {
  const expected = { type: POLICY_LIST, schema: policyStatementSchema, platform, list: POLICY_LIST } as const;
  return openPayload(statement, expected, trust);
}

/**
 * Opens a kept statement again, as of the time when it was accepted. Returns null when its bytes are no longer those
 * that were accepted.
 */
export function keptProfile(
  { statement, platform, acceptedAt }: KeptPolicyStatement,
  { engine, root }: Pick<PlatformTrust, 'engine' | 'root'>,
): PolicyProfile | null {
  try {
    return openPolicyStatement(statement, platform, { engine, root, at: new Date(acceptedAt) }).profile;
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

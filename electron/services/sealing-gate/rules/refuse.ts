import type { AppError, ErrorCode, ErrorDetails } from '../../../shared/errors.ts';
import { type Clauses, citationDetails } from '../../../shared/model/policy-profile.ts';
import type { SealingSituation } from '../situation.ts';

/** A refusal with its ground. @param rule where it stands; null where the regulation says nothing of it */
export function refuse(
  code: ErrorCode,
  { policy }: Pick<SealingSituation, 'policy'>,
  rule: Clauses | null | undefined,
  facts: ErrorDetails = {},
): AppError {
  const ground = policy === null ? { clause: null, clauseEn: null } : citationDetails(policy, rule ?? null);
  return { code, details: { ...ground, ...facts } };
}

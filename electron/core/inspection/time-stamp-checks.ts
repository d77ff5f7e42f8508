import type { InspectionCheck } from '../../shared/model/inspection.ts';
import type { CheckResult } from '../../shared/model/verification-report.ts';
import type { TokenDigests } from '../timestamp/digests.ts';
import { authorityFault } from '../timestamp/time-stamp-authority.ts';
import type { TimeStampToken } from '../timestamp/time-stamp-token.ts';
import { tokenFault } from '../timestamp/verify-token.ts';
import type { TrustInputs } from '../verification/context.ts';
import { fail, pass, unknown } from '../verification/outcome.ts';
import type { Certificate } from '../x509/certificate.ts';

/**
 * What holds of a token by itself; what it is over is not at hand.
 * @param authority null where its certificate is neither in the token nor in the trust folder
 * @throws DER_INVALID for damaged attributes
 */
export function timeStampChecks(
  token: TimeStampToken,
  authority: Certificate | null,
  inputs: TrustInputs,
  digests: TokenDigests,
): InspectionCheck[] {
  if (authority === null) return [{ name: 'stampAuthority', ...unproven('certificate') }];
  const fault = tokenFault(inputs.engine, digests, token, authority);
  const mistrust = authorityFault(token, authority, inputs);
  const wrong = fault?.kind === 'wrong' ? fail('TIME_STAMP_INVALID', { rule: fault.rule }) : null;
  const open = fault?.kind === 'unproven' ? unproven(fault.rule) : pass();
  return [
    { name: 'stampSignature', ...(wrong ?? open) },
    { name: 'stampAuthority', ...(mistrust === null ? pass() : unproven(mistrust)) },
  ];
}

function unproven(rule: string): CheckResult {
  return unknown('TIME_STAMP_UNPROVEN', { rule });
}

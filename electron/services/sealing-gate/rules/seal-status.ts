import type { ErrorCode } from '../../../shared/errors.ts';
import type { Clauses, PolicyRules } from '../../../shared/model/policy-profile.ts';
import type { SealState } from '../../../shared/model/seal-standing.ts';
import type { SealingRule } from '../situation.ts';
import { refuse } from './refuse.ts';

interface Ending {
  readonly code: ErrorCode;
  readonly rule: (rules: PolicyRules) => Clauses | null;
}

const ENDINGS: Readonly<Record<Exclude<SealState, 'active'>, Ending>> = {
  suspended: { code: 'SEALING_SUSPENDED', rule: ({ suspension }) => suspension },
  cancelled: { code: 'SEALING_CANCELLED', rule: ({ cancellation }) => cancellation },
  replaced: { code: 'SEALING_REPLACED', rule: ({ replacement }) => replacement },
  void: { code: 'SEALING_VOID', rule: ({ afterEnd, validity }) => afterEnd ?? validity },
};

/**
 * What the platform publishes of the seal. A state is heeded from when it is known, whatever day it names: a clock
 * that is behind must not keep a cancelled seal in use.
 */
export const sealStatus: SealingRule = (situation) => {
  const { knowledge, policy } = situation;
  const status = knowledge?.status ?? null;
  if (status === null || status.state === 'active') return null;
  const { code, rule } = ENDINGS[status.state];
  const { since, reason, replacedBy } = status;
  return refuse(code, situation, policy === null ? null : rule(policy.rules), { since, reason, replacedBy });
};

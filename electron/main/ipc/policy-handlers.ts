import { systemClock } from '../../adapters/document-engine.ts';
import { readPlatforms } from '../../adapters/platform-api/platforms-file.ts';
import { describePolicies } from '../../services/sealing-gate/describe-policies.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import { success } from '../../shared/result.ts';
import type { SealingDesk } from '../rules/sealing-desk.ts';

/** What the window may know of rules. */
export function policyHandlers({
  home,
  sealing,
}: {
  readonly home: string;
  readonly sealing: SealingDesk;
}): ContractHandlers['policy'] {
  return {
    view: () => success(describePolicies(sealing.policies, readPlatforms(home), systemClock.now())),
  };
}

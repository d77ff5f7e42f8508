import { readPlatforms } from '../../adapters/platform-api/platforms-file.ts';
import type { Home } from '../../home/home.ts';
import { describePolicies } from '../../services/sealing-gate/policies.ts';
import type { Contract } from '../../wire/window/contract.ts';
import type { Handlers } from '../../shared/ipc/define.ts';
import { success } from '../../shared/result.ts';

/** Answers what the window may know of rules. */
export function policyHandlers(
  home: Pick<Home, 'folder' | 'policies' | 'clock'>,
): Handlers<Contract>['policy'] {
  return {
    view: () => success(describePolicies(home.policies, readPlatforms(home.folder), home.clock.now())),
  };
}

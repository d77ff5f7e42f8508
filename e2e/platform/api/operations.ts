import type { RevocationLists } from '../lists/revocation-lists.ts';
import type { PlatformContext } from '../platform-context.ts';
import { applicantOperations } from './applicant.ts';
import type { Operations } from './call.ts';
import { evidenceOperations } from './evidence.ts';
import { holderOperations } from './holder.ts';
import { listOperations } from './lists.ts';

/** Every operation of the contract, by its operationId. */
export function operationsOf(context: PlatformContext, lists: RevocationLists): Operations {
  return {
    ...listOperations(context, lists),
    ...holderOperations(context, lists),
    ...applicantOperations(context),
    ...evidenceOperations(context),
  };
}

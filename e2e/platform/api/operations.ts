import type { PublishedLists } from '../lists/offline-bundle.ts';
import type { PlatformContext } from '../platform-context.ts';
import { applicantOperations } from './applicant.ts';
import type { Operations } from './call.ts';
import { evidenceOperations } from './evidence.ts';
import { holderOperations } from './holder.ts';
import { listOperations } from './lists.ts';

/** Every operation of the contract, by its operationId. */
export function operationsOf(context: PlatformContext, published: PublishedLists): Operations {
  return {
    ...listOperations(context, published),
    ...holderOperations(context, published.lists),
    ...applicantOperations(context),
    ...evidenceOperations(context),
  };
}

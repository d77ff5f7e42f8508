import type { RevocationLists } from '../lists/revocation-lists.ts';
import type { Office } from '../office.ts';
import { applicantOperations } from './applicant.ts';
import type { Operations } from './call.ts';
import { evidenceOperations } from './evidence.ts';
import { holderOperations } from './holder.ts';
import { listOperations } from './lists.ts';

/** Every operation of the contract, by its operationId. */
export function operationsOf(office: Office, lists: RevocationLists): Operations {
  return {
    ...listOperations(office, lists),
    ...holderOperations(office, lists),
    ...applicantOperations(office),
    ...evidenceOperations(office),
  };
}

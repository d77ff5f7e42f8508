import { CodedError } from '../../shared/errors.ts';
import type { ApprovalView } from '../../shared/model/approval.ts';
import { type Result, resultOf, success } from '../../shared/result.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import { claimKey, claimRecords, giveBackClaim } from './approval-claims.ts';
import { type ApprovalPorts, findApproval, freeItem, stateOfUse, usesOf } from './approval-record.ts';
import { factsOf } from './make-request.ts';
import { viewApproval } from './view-approval.ts';

/**
 * Opens an item again on the word of somebody who has looked for a sealed file and found none. An item whose sealing was
 * cut off is open on this computer again, and its claim serves the retry. For an item that is open here the claim is
 * given back to the platform, so that another computer may seal it. The register keeps that word. Fails with
 * APPROVAL_NOT_FOUND, with USAGE when there is nothing to open, or with the PLATFORM_ codes.
 * @param reason the places where somebody has looked
 */
export function releaseItem(
  id: string,
  index: number,
  reason: string,
  ports: ApprovalPorts,
): Promise<Result<ApprovalView>> {
  return resultOf(async () => {
    const record = await findApproval(id, ports.records);
    const state = stateOfUse((await usesOf(record, ports.records))[index] ?? null);
    const claim = await claimRecords(ports.records).find(claimKey(id, index));
    const holdsClaim = state === 'open' && claim !== null && claim.state !== 'taken';
    if (state !== 'unsettled' && !holdsClaim) {
      throw new CodedError('USAGE', `item ${index + 1} is ${state}`, { state });
    }
    if (holdsClaim) await giveBackClaim(id, index, ports);
    const item = record.request.items[index];
    const facts = {
      ...factsOf({ ...record.request, items: item === undefined ? [] : [item] }),
      purpose: reason,
      approval: id,
      reference: holdsClaim ? 'claim given back' : 'released',
    };
    await actOnRecord('approvalDecided', facts, () => Promise.resolve(success(null)), ports.recorder);
    if (state === 'unsettled') await freeItem(id, index, ports.records);
    return viewApproval(record, ports);
  });
}

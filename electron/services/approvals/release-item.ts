import { CodedError } from '../../shared/errors.ts';
import type { ApprovalView } from '../../shared/model/approval.ts';
import { resultOf, success, type Result } from '../../shared/result.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import { findApproval, freeItem, stateOfUse, usesOf } from './approval-record.ts';
import { factsOf } from './make-request.ts';
import type { ApprovalPorts } from './ports.ts';
import { viewApproval } from './view-approval.ts';

/**
 * Opens an item again whose sealing was cut off, on the word of somebody who has looked for a sealed file and found
 * none; the register keeps that word. Fails with APPROVAL_NOT_FOUND, or USAGE where the item is not unsettled.
 * @param reason what was looked at
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
    if (state !== 'unsettled') throw new CodedError('USAGE', `item ${index + 1} is ${state}`, { state });
    const item = record.request.items[index];
    const facts = {
      ...factsOf({ ...record.request, items: item === undefined ? [] : [item] }),
      purpose: reason,
      approval: id,
      reference: 'released',
    };
    await actOnRecord('approvalDecided', facts, async () => success(null), ports.recorder);
    await freeItem(id, index, ports.records);
    return viewApproval(record, ports);
  });
}

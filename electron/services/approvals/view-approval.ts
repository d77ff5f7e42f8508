import { approvalState, requestDigest } from '../../core/approval/index.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ApprovalView, DecisionView } from '../../shared/model/approval.ts';
import { type Result, resultOf, success } from '../../shared/result.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import {
  approvalBook,
  type ApprovalPorts,
  type ApprovalRecord,
  findApproval,
  freeItem,
  stateOfUse,
  usesOf,
} from './approval-record.ts';
import { factsOf } from './make-request.ts';

type ViewPorts = Pick<ApprovalPorts, 'records' | 'engine' | 'clock'>;

/** Every request on this computer, the latest first. Rejects with a CodedError of the store. */
export async function listApprovals(ports: ViewPorts): Promise<ApprovalView[]> {
  const records = await approvalBook(ports.records).all();
  const views = await Promise.all(records.map((record) => viewApproval(record, ports)));
  return views.sort((one, other) => other.request.requestedAt.localeCompare(one.request.requestedAt));
}

export async function viewApproval(record: ApprovalRecord, ports: ViewPorts): Promise<ApprovalView> {
  const { request, origin, onPlatform, withdrawn, problem, delivered, decided } = record;
  const uses = await usesOf(record, ports.records);
  const items = uses.map(stateOfUse);
  const decision = decisionOf(record);
  return {
    request,
    digest: requestDigest(request, ports.engine),
    origin,
    onPlatform,
    undelivered: onPlatform && decided?.kind === 'signed' && !delivered,
    state: approvalState({ request, withdrawn, outcome: outcomeOf(decision), items }, ports.clock.now()),
    decision,
    items: request.items.map((item, index) => ({
      item,
      state: items[index] ?? 'open',
      sm3After: uses[index]?.sm3After ?? null,
    })),
    problem: problem === null ? null : { code: 'APPROVAL_DECISION_INVALID', details: { rule: problem } },
  };
}

function decisionOf({ decided }: ApprovalRecord): DecisionView | null {
  if (decided?.kind !== 'signed') return decided;
  const { decision, certificate } = decided;
  return { kind: 'signed', decision, certificate };
}

function outcomeOf(decision: DecisionView | null): 'approved' | 'rejected' | null {
  if (decision === null) return null;
  return decision.kind === 'paper' ? 'approved' : decision.decision.outcome;
}

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

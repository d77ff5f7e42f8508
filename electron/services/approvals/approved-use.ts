import { approvalState } from '../../core/approval/approval-request.ts';
import { approvedOriginal, type FileIdentity, findItem } from '../../core/approval/find-item.ts';
import { demandsApproval } from '../../core/policy/policies.ts';
import { enterpriseOf } from '../../core/approval/decision.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { detailsOfDifferences, type ApprovalView } from '../../shared/model/approval.ts';
import { type AppError, CodedError } from '../../shared/errors.ts';
import { type Result, resultOf, success } from '../../shared/result.ts';
import type { SealedFile } from '../documents/document-engine.ts';
import type { FileFacts } from '../documents/file-facts.ts';
import type { GateRules, PreparedDocument } from '../sealing-gate/create-gate.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import { refuse } from '../sealing-gate/rules.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import {
  approvalRecords,
  type ApprovalPorts,
  type ApprovalRecord,
  findApproval,
  freeItem,
  outcomeOf,
  settleItem,
  stateOfUse,
  takeItem,
  usesOf,
} from './approval-record.ts';
import { acceptedDecision, type DecisionPorts } from './decide-request.ts';
import { factsOf } from './make-request.ts';
import { viewApproval } from './view-approval.ts';

/** One use of a seal under an approval: the rule that the gate asks, and the end of the use. */
export interface ApprovedUse {
  readonly rule: GateRules;
  /**
   * Marks the item as used when a sealed file came out, and opens it again when none did.
   * @param outputIsThere returns true when a file lies at the place of the sealed one: a failure then proves nothing
   */
  settle(outcome: Result<SealedFile>, outputIsThere: () => boolean): Promise<void>;
}

interface Taken {
  readonly index: number;
  readonly beganAt: string;
}

type UsePorts = DecisionPorts & Pick<ApprovalPorts, 'records'>;

/**
 * Begins one use of a seal under an approval. The rule takes the item before the key is used, in one step that only one
 * writer can win and that survives the death of the process: a second use never passes silently. When sealing is cut off
 * in between, the item stays `unsettled` until a person has looked.
 */
export function approvedUse(approvalId: string, file: FileFacts, ports: UsePorts): ApprovedUse {
  let taken: Taken | null = null;
  const take = async (chosen: ChosenSeal, document: PreparedDocument): Promise<void> => {
    const record = await expectApproved(approvalId, ports);
    expectEnterprise(record, chosen);
    const index = await itemFor(record, chosen, { ...file, sm3: document.sm3Before }, document.target, ports);
    const beganAt = ports.clock.now().toISOString();
    if (!(await takeItem(approvalId, index, beganAt, ports.records))) throw spent(approvalId, 'unsettled');
    taken = { index, beganAt };
  };
  return {
    rule: {
      before: () => errorOf(() => expectApproved(approvalId, ports)),
      prepared: (chosen, document) => errorOf(() => take(chosen, document)),
    },
    settle: async (outcome, outputIsThere) => {
      if (taken === null) return;
      const { index, beganAt } = taken;
      if (outcome.ok) {
        await settleItem(approvalId, index, beganAt, outcome.value.sm3After, ports.records);
        await offerForFurtherSeals(approvalId, index, outcome.value.path, ports.records);
      } else if (provesNothingSealed(outcome.error, outputIsThere)) {
        await freeItem(approvalId, index, ports.records);
      }
    },
  };
}

/** Keeps the sealed file's path for the items of the same file: their seals go on it. */
async function offerForFurtherSeals(
  id: string,
  index: number,
  path: string,
  records: ApprovalPorts['records'],
): Promise<void> {
  const record = await findApproval(id, records);
  const sealed = record.request.items[index];
  const paths = record.request.items.map(({ sm3 }, place) =>
    sm3 === sealed?.sm3 ? path : (record.paths[place] ?? null),
  );
  await approvalRecords(records).keep({ ...record, paths });
}

/** A name that was taken before is no trace of this use. An unexpected failure may have left a file. */
function provesNothingSealed({ code }: AppError, outputIsThere: () => boolean): boolean {
  return code === 'OUTPUT_EXISTS' || (code !== 'INTERNAL' && !outputIsThere());
}

/** Judges the decision anew: the approver's certificate may have been revoked since. */
async function expectApproved(id: string, ports: UsePorts): Promise<ApprovalRecord> {
  const record = await findApproval(id, ports.records);
  const { request, decided, withdrawn } = record;
  const items = (await usesOf(record, ports.records)).map(stateOfUse);
  const outcome = decided === null || decided.kind === 'paper' ? 'approved' : decided.decision.outcome;
  const standing = { request, withdrawn, items, outcome: decided === null ? null : outcome };
  const state = approvalState(standing, ports.clock.now());
  const facts = { approval: id, state };
  if (state === 'expired') {
    throw new CodedError('APPROVAL_EXPIRED', id, { ...facts, validUntil: request.validUntil });
  }
  if (state === 'used') throw spent(id, 'used');
  if (state !== 'approved') throw new CodedError('APPROVAL_NOT_APPROVED', state, facts);
  if (decided?.kind === 'signed') await acceptedDecision(decided.statement, request, ports);
  return record;
}

/** Refuses the seal of another enterprise than the one that approved. */
function expectEnterprise({ request }: ApprovalRecord, { certificate }: ChosenSeal): void {
  const holder = certificateOrNull(certificate);
  if (holder !== null && enterpriseOf(holder) === request.enterprise) return;
  throw new CodedError('APPROVAL_DECISION_INVALID', 'enterprise', { rule: 'enterprise' });
}

async function itemFor(
  record: ApprovalRecord,
  { info }: ChosenSeal,
  file: FileIdentity,
  target: PreparedDocument['target'],
  { records }: Pick<ApprovalPorts, 'records'>,
): Promise<number> {
  const { id, items } = record.request;
  const uses = await usesOf(record, records);
  const original = approvedOriginal(items, uses.map(outcomeOf), file);
  const use = { ...original, esId: info.esId, sealName: info.name, target };
  const found = findItem(items, uses.map(stateOfUse), use);
  if (found.kind === 'open') return found.index;
  if (found.kind === 'spent') throw spent(id, found.state);
  throw new CodedError('APPROVAL_MISMATCH', id, {
    approval: id,
    item: found.index + 1,
    ...detailsOfDifferences(found.differences),
  });
}

function spent(approval: string, state: 'unsettled' | 'used'): CodedError {
  const code = state === 'used' ? 'APPROVAL_USED' : 'APPROVAL_UNSETTLED';
  return new CodedError(code, approval, { approval });
}

async function errorOf(work: () => Promise<unknown>): Promise<AppError | null> {
  const outcome = await resultOf(work);
  return outcome.ok ? null : outcome.error;
}

/**
 * Opens an item again whose sealing was cut off, on the word of somebody who has looked for a sealed file and found
 * none. The register keeps that word. Fails with APPROVAL_NOT_FOUND, or with USAGE when the item is not unsettled.
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
    if (state !== 'unsettled') throw new CodedError('USAGE', `item ${index + 1} is ${state}`, { state });
    const item = record.request.items[index];
    const facts = {
      ...factsOf({ ...record.request, items: item === undefined ? [] : [item] }),
      purpose: reason,
      approval: id,
      reference: 'released',
    };
    await actOnRecord('approvalDecided', facts, () => Promise.resolve(success(null)), ports.recorder);
    await freeItem(id, index, ports.records);
    return viewApproval(record, ports);
  });
}

/** The gate's rule when no approval was named: refuses before anything is done when the policy demands one. */
export const approvalRequired: GateRules = {
  before: async (_, situation) =>
    demandsApproval(situation.policy)
      ? refuse('APPROVAL_REQUIRED', situation, situation.policy?.rules.approval)
      : null,
};

import type { UseParticulars } from '../../shared/model/register.ts';
import { CodedError } from '../../shared/errors.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import type { FilePort } from '../ports/files.ts';
import { sealOnRecord } from '../register/acts-on-record.ts';
import type { SealingGate, SealPorts, SealRequest, StampedFile } from '../documents/seal-document.ts';
import type { GateRules } from '../sealing-gate/create-gate.ts';
import { findApproval, type ApprovalRecord } from './approval-record.ts';
import { approvalRequired } from './approval-required.ts';
import { approvedUse } from './approved-use.ts';
import { fileFacts } from './file-facts.ts';
import type { ApprovalPorts } from './ports.ts';

/** What sealing under the rules takes, with or without an approval. */
export interface ApprovedSealPorts extends Omit<SealPorts, 'gate'> {
  /** The gate of the jurisdiction with further rules at its end. */
  readonly gate: (rules: readonly GateRules[]) => SealingGate;
  readonly approvals: ApprovalPorts;
  readonly files: FilePort;
  /** Whether a file lies there. */
  readonly exists: (path: string) => boolean;
}

/**
 * Seals and writes that down, under an approval where one is named. The register then says what the approval says,
 * and the keeper's word of it counts only where the approval has none.
 * @param approvalId null where none is named: refused where the policy demands one
 * @param pin the caller zeroes it; null seals in a login that stands
 */
export async function sealApproved(
  request: SealRequest,
  approvalId: string | null,
  particulars: UseParticulars,
  pin: Uint8Array | null,
  ports: ApprovedSealPorts,
): Promise<Result<StampedFile>> {
  const { gate, approvals, files, exists, ...sealing } = ports;
  const { recorder } = approvals;
  if (approvalId === null) {
    return sealOnRecord(request, particulars, pin, { ...sealing, gate: gate([approvalRequired]) }, recorder);
  }
  const known = await resultOf(async () => ({
    record: await findApproval(approvalId, approvals.records),
    facts: await fileFacts(request.inputPath, { documents: sealing.documents, files }),
  }));
  if (!known.ok) return known;
  const { record, facts } = known.value;
  const use = approvedUse(approvalId, facts, approvals);
  const said = particularsUnder(record, particulars);
  const sealed = await sealOnRecord(request, said, pin, { ...sealing, gate: gate([use.rule]) }, recorder);
  await settleQuietly(() => use.settle(sealed, () => exists(request.outputPath)));
  return sealed;
}

function particularsUnder({ request, decided }: ApprovalRecord, own: UseParticulars): UseParticulars {
  const approver = decided?.kind === 'paper' ? decided.paper.approver : (decided?.decision.approver ?? '');
  return {
    purpose: request.purpose,
    counterpart: request.counterpart,
    applicant: request.applicant,
    approver,
    keeper: own.keeper,
    approval: request.id,
  };
}

/** A store that fails now leaves the item unsettled, which is seen; a seal that was made is never hidden by it. */
async function settleQuietly(settle: () => Promise<void>): Promise<void> {
  try {
    await settle();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
  }
}

import { openDecision, signDecision } from '../../core/approval/decision.ts';
import { requestDigest } from '../../core/approval/approval-request.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import type { MessageSigner } from '../../core/sm/message-signature.ts';
import { CodedError } from '../../shared/errors.ts';
import type {
  ApprovalDecision,
  ApprovalRequest,
  ApprovalView,
  PaperApproval,
} from '../../shared/model/approval.ts';
import { type Result, resultOf, success, unwrap } from '../../shared/result.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import {
  approvalRecords,
  type ApprovalPorts,
  type ApprovalRecord,
  findApproval,
  type KeptDecision,
} from './approval-record.ts';
import { expectFourEyes, personOf } from './four-eyes.ts';
import { factsOf } from './make-request.ts';
import { viewApproval } from './view-approval.ts';

/** The approver's own words. */
type SaidDecision = Pick<ApprovalDecision, 'outcome' | 'approver' | 'comment'>;

export interface DecisionSigner {
  /** DER */
  readonly certificate: Uint8Array;
  readonly sign: MessageSigner;
  /** Numbers of the seals that this key signs with. */
  readonly seals: readonly string[];
}

/**
 * Decides a request and signs the decision with the approver's key, which covers every hash of the request. Fails with
 * APPROVAL_NOT_FOUND, APPROVAL_DECIDED, APPROVAL_EXPIRED, APPROVAL_DECISION_INVALID when others would not accept the
 * certificate, APPROVAL_SAME_PERSON when the rules want somebody else to agree, or as the signer does.
 */
export function decideRequest(
  id: string,
  said: SaidDecision,
  signer: DecisionSigner,
  ports: ApprovalPorts,
): Promise<Result<ApprovalView>> {
  return resultOf(async () => {
    const record = await findApproval(id, ports.records);
    expectUndecided(record, ports.clock.now());
    const { request } = record;
    if (said.outcome === 'approved') await expectOtherApprover(request, said.approver, signer, ports);
    const statement = await signDecision(
      {
        requestId: request.id,
        requestSm3: requestDigest(request, ports.engine),
        outcome: said.outcome,
        approver: said.approver,
        decidedAt: ports.clock.now().toISOString(),
        comment: said.comment,
      },
      signer.certificate,
      signer.sign,
    );
    const decided = await acceptedDecision(statement, request, ports);
    const next = { ...record, decided, problem: null };
    await approvalRecords(ports.records).keep(next);
    await noteDecision(request, decided, ports);
    return viewApproval(next, ports);
  });
}

/**
 * Refuses the agreement of somebody who also applies or seals, where the rules want different people. Whose key holds
 * one of the seals would seal with it.
 * @param signer null for an approval on paper
 * @throws CodedError APPROVAL_SAME_PERSON, APPROVAL_PERSON_UNNAMED
 */
async function expectOtherApprover(
  { applicant, items }: ApprovalRequest,
  approver: string,
  signer: DecisionSigner | null,
  { rulesOf }: Pick<ApprovalPorts, 'rulesOf'>,
): Promise<void> {
  const certificate = signer?.certificate ?? null;
  const people = [personOf('applicant', applicant), personOf('approver', approver, certificate)];
  for (const { esId } of items) {
    const seals = signer?.seals.includes(esId) === true ? [personOf('keeper', approver, certificate)] : [];
    expectFourEyes([...people, ...seals], await rulesOf(esId));
  }
}

/** @throws CodedError APPROVAL_DECIDED, APPROVAL_EXPIRED, or APPROVAL_NOT_APPROVED when it was withdrawn */
function expectUndecided({ decided, withdrawn, request }: ApprovalRecord, now: Date): void {
  const facts = { approval: request.id };
  if (decided !== null) throw new CodedError('APPROVAL_DECIDED', request.id, facts);
  if (withdrawn) throw new CodedError('APPROVAL_NOT_APPROVED', 'withdrawn', { ...facts, state: 'withdrawn' });
  if (Date.parse(request.validUntil) < now.getTime()) {
    throw new CodedError('APPROVAL_EXPIRED', request.id, { ...facts, validUntil: request.validUntil });
  }
}

export type DecisionPorts = Pick<ApprovalPorts, 'engine' | 'clock' | 'trust' | 'revokedSince'>;

/**
 * Judges a decision and returns it as it is kept.
 * @throws CodedError APPROVAL_DECISION_INVALID with the broken `rule`
 */
export async function acceptedDecision(
  statement: Statement,
  request: ApprovalRequest,
  ports: DecisionPorts,
): Promise<KeptDecision> {
  return (await judgedDecision(statement, request, ports)).kept;
}

/** The same, with the certificate (DER) of the signer. */
export async function judgedDecision(
  statement: Statement,
  request: ApprovalRequest,
  { engine, clock, trust, revokedSince }: DecisionPorts,
): Promise<{ readonly kept: KeptDecision; readonly certificate: Uint8Array }> {
  const world = { engine, now: clock.now(), trust: await trust() };
  const { decision, signer } = openDecision(statement, request, world);
  const revoked = await revokedSince(signer.raw);
  if (revoked !== null) {
    throw new CodedError('APPROVAL_DECISION_INVALID', 'revoked', { rule: 'revoked', since: revoked });
  }
  const { subject, serial } = signer;
  const certificate = { subject: subject.text, serial };
  return { kept: { kind: 'signed', statement, decision, certificate }, certificate: signer.raw };
}

/** Writes a decision into the register. A rejection is there as a use that was not allowed. */
export async function noteDecision(
  request: ApprovalRequest,
  { decision, certificate }: KeptDecision,
  { recorder }: Pick<ApprovalPorts, 'recorder'>,
): Promise<void> {
  const facts = {
    ...factsOf(request, decision.approver),
    certificate,
    approval: request.id,
    reference: decision.requestSm3,
  };
  const outcome: Result<null> =
    decision.outcome === 'approved'
      ? { ok: true, value: null }
      : { ok: false, error: { code: 'APPROVAL_NOT_APPROVED' } };
  await actOnRecord('approvalDecided', facts, () => Promise.resolve(outcome), recorder);
}

/** The facts of an approval on paper, beside its scan. */
type SaidPaper = Pick<PaperApproval, 'number' | 'date' | 'approver'>;

/** Keeps scans of paper approvals with the store. */
export interface ScanFolder {
  /**
   * Copies a scan. It may be copied again. Fails with APPROVAL_SCAN_UNSUPPORTED, FILE_NOT_FOUND,
   * FILE_UNREADABLE, OUTPUT_UNWRITABLE or DISK_FULL.
   */
  keep(path: string): Promise<Result<PaperApproval['scan']>>;
}

/**
 * Puts an approval on paper on record: its number, day and approver, and its scan, which is kept with the store and
 * whose SM3 the register names. It covers every file of the request. Fails with APPROVAL_NOT_FOUND,
 * APPROVAL_DECIDED, APPROVAL_EXPIRED, APPROVAL_SAME_PERSON, or as {@link ScanFolder} says.
 */
export function recordPaper(
  id: string,
  said: SaidPaper,
  scanPath: string,
  scans: ScanFolder,
  ports: ApprovalPorts,
): Promise<Result<ApprovalView>> {
  return resultOf(async () => {
    const record = await findApproval(id, ports.records);
    const now = ports.clock.now();
    expectUndecided(record, now);
    await expectOtherApprover(record.request, said.approver, null, ports);
    const scan = unwrap(await scans.keep(scanPath));
    const paper: PaperApproval = { ...said, scan, recordedAt: now.toISOString() };
    const next = { ...record, decided: { kind: 'paper' as const, paper }, problem: null };
    await approvalRecords(ports.records).keep(next);
    const facts = {
      ...factsOf(record.request, said.approver),
      approval: id,
      reference: `${said.number} (${said.date}) SM3 ${scan.sm3}`,
    };
    await actOnRecord('approvalDecided', facts, () => Promise.resolve(success(null)), ports.recorder);
    return viewApproval(next, ports);
  });
}

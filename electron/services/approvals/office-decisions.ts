import {
  expectPowers,
  reachSeal,
  type OpenedDecision,
  openOfficeDecision,
  requestOfDecision,
} from '../../core/approval/office-decision.ts';
import { requestDigest } from '../../core/approval/approval-request.ts';
import type { UsePerson } from '../../core/approval/four-eyes.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ApprovalItem, ApprovalRequest, ApprovalView } from '../../shared/model/approval.ts';
import type { OfficeSystem, OfficeWay } from '../../shared/model/office-system.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import {
  approvalRecords,
  type ApprovalPorts,
  type ApprovalRecord,
  freshRecord,
  type KeptOfficeDecision,
} from './approval-record.ts';
import { personOf } from './four-eyes.ts';
import { factsOf } from './make-request.ts';
import { type OfficePorts, systemOf } from './office-systems.ts';
import { viewApproval } from './view-approval.ts';

export interface ArrivedDecision {
  readonly statement: Statement;
  readonly way: OfficeWay;
  /** Returns possible paths of the documents, in the order of the items. */
  readonly paths: (request: ApprovalRequest) => readonly (string | null)[];
}

/**
 * Takes in a decision of an office system. The system must be registered here with powers that reach. The same decision may
 * come again and changes nothing. Fails with the OA_ codes: see {@link judgeOfficeDecision}; with
 * OA_DECISION_REPEATED for a second decision under one office number, and with the codes of the store.
 */
export function takeOfficeDecision(
  { statement, way, paths }: ArrivedDecision,
  ports: ApprovalPorts,
): Promise<Result<ApprovalView>> {
  return resultOf(async () => {
    const judged = await judgeOfficeDecision(statement, ports);
    const request = requestOfDecision(judged, ports.engine);
    const known = await approvalRecords(ports.records).find(request.id);
    const decided = keptOf(judged, statement, way);
    if (known !== null) {
      const isOtherRequest =
        requestDigest(known.request, ports.engine) !== requestDigest(request, ports.engine);
      const isOtherDecision =
        known.decided?.kind === 'office' && known.decided.decisionSm3 !== decided.decisionSm3;
      if (isOtherRequest || isOtherDecision) {
        const { number } = judged.decision;
        throw new CodedError('OA_DECISION_REPEATED', number, { number, approval: request.id });
      }
      const placed = located(known, paths(request));
      // A colleague's file may have brought the request here before its decision.
      const isUndecided = known.decided === null && !known.withdrawn;
      const kept: ApprovalRecord = isUndecided ? { ...placed, origin: 'office', decided } : placed;
      await approvalRecords(ports.records).keep(kept);
      if (isUndecided) await noteOfficeDecision(request, decided, ports);
      return viewApproval(kept, ports);
    }
    const record: ApprovalRecord = { ...freshRecord(request, 'office', paths(request)), decided };
    await approvalRecords(ports.records).keep(record);
    await noteOfficeDecision(request, decided, ports);
    return viewApproval(record, ports);
  });
}

/**
 * Notes where the documents of a decision lie that was taken in and judged before. Fails with APPROVAL_NOT_FOUND and the codes of
 * the store.
 * @param paths in the order of the items; null for a document that is not here
 */
export function placeDocuments(
  approval: string,
  paths: readonly (string | null)[],
  ports: ApprovalPorts,
): Promise<Result<ApprovalView>> {
  return resultOf(async () => {
    const known = await approvalRecords(ports.records).find(approval);
    if (known === null) throw new CodedError('APPROVAL_NOT_FOUND', approval);
    const kept = located(known, paths);
    await approvalRecords(ports.records).keep(kept);
    return viewApproval(kept, ports);
  });
}

const located = (record: ApprovalRecord, paths: readonly (string | null)[]): ApprovalRecord => ({
  ...record,
  paths: record.paths.map((path, index) => paths[index] ?? path),
});

/** A decision that counts now, with its system as it stands now. */
export type JudgedDecision = OpenedDecision & { readonly system: OfficeSystem };

/**
 * Judges a decision by what is registered now.
 * @throws CodedError OA_DECISION_INVALID, OA_DECISION_ALTERED, OA_DECISION_LATE, OA_SYSTEM_UNKNOWN,
 *   OA_SYSTEM_WITHDRAWN, OA_POWERS_EXCEEDED
 */
async function judgeOfficeDecision(statement: Statement, ports: OfficePorts): Promise<JudgedDecision> {
  const opened = openOfficeDecision(statement, ports.engine);
  const system = await systemOf(opened.fingerprint, ports);
  expectPowers(opened, system, ports.clock.now());
  const revoked = await ports.revokedSince(opened.signer.raw);
  if (revoked !== null) {
    throw new CodedError('OA_SYSTEM_WITHDRAWN', 'revoked', { system: system.name, since: revoked });
  }
  return { ...opened, system };
}

/**
 * Judges the decision of a request anew, before a use.
 * @throws CodedError as {@link judgeOfficeDecision}, and APPROVAL_DECISION_INVALID when the request is not what was decided
 */
export async function judgedAnew(
  { request, decided }: ApprovalRecord & { readonly decided: KeptOfficeDecision },
  ports: OfficePorts,
): Promise<JudgedDecision> {
  const judged = await judgeOfficeDecision(decided.statement, ports);
  if (
    requestDigest(requestOfDecision(judged, ports.engine), ports.engine) !==
    requestDigest(request, ports.engine)
  ) {
    throw new CodedError('APPROVAL_DECISION_INVALID', 'requestChanged', { rule: 'requestChanged' });
  }
  return judged;
}

/** Returns who has approved in an office system. */
export function officeApprover({ decision: { applicant, approver } }: JudgedDecision): UsePerson {
  // One id in the office system is one person, whatever the names say.
  return personOf('approver', applicant.id === approver.id ? applicant.name : approver.name);
}

/**
 * Refuses a seal that the powers of the system do not reach by what its maker has signed: a decision may call a seal what it
 * likes.
 * @throws CodedError OA_POWERS_EXCEEDED
 */
export function expectSealInPowers(
  { decision: { number }, system: { name: system, powers } }: JudgedDecision,
  seal: Pick<ApprovalItem, 'esId' | 'sealName'>,
): void {
  if (reachSeal(powers, seal)) return;
  const [power, allowed] = ['seal', (powers.seals ?? []).join(', ')];
  const found = `${seal.sealName} (${seal.esId})`;
  throw new CodedError('OA_POWERS_EXCEEDED', power, { system, number, power, allowed, found });
}

function keptOf(judged: JudgedDecision, statement: Statement, way: OfficeWay): KeptOfficeDecision {
  const { decision, decisionSm3, fingerprint, system, signer } = judged;
  const certificate = { subject: signer.subject.text, serial: signer.serial };
  return {
    kind: 'office',
    statement,
    decision,
    decisionSm3,
    fingerprint,
    system: system.name,
    certificate,
    way,
  };
}

async function noteOfficeDecision(
  request: ApprovalRequest,
  { decision, certificate, decisionSm3 }: KeptOfficeDecision,
  { recorder }: Pick<ApprovalPorts, 'recorder'>,
): Promise<void> {
  const { approver, number, outcome } = decision;
  const facts = {
    ...factsOf(request, `${approver.name} (${approver.id})`),
    certificate,
    approval: request.id,
    reference: decisionSm3,
    office: { contractNumber: null, copies: null, department: null, requestNumber: number },
  };
  const result: Result<null> =
    outcome === 'approved'
      ? { ok: true, value: null }
      : { ok: false, error: { code: 'APPROVAL_NOT_APPROVED' } };
  await actOnRecord('approvalDecided', facts, () => Promise.resolve(result), recorder);
}

import { decodeRequestFile, encodeRequestFile, requestDigest } from '../../core/approval/approval-request.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ApprovalOrigin, ApprovalRequest, ApprovalView } from '../../shared/model/approval.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import { keepPictures, picturesOfRequest } from './approval-pictures.ts';
import {
  approvalRecords,
  findApproval,
  freshRecord,
  type ApprovalRecord,
  type ApprovalPorts,
} from './approval-record.ts';
import { acceptedDecision, noteDecision } from './decide-request.ts';
import { viewApproval } from './view-approval.ts';

/**
 * Returns the octets of a request file (.sealrequest), with the signed decision when there is one, and with the pictures that
 * are here.
 */
export function exportRequest(
  id: string,
  ports: Pick<ApprovalPorts, 'records' | 'engine'>,
): Promise<Result<Uint8Array>> {
  return resultOf(async () => {
    const { request, decided } = await findApproval(id, ports.records);
    const decision = decided?.kind === 'signed' ? decided.statement : null;
    return encodeRequestFile({ request, decision, pictures: await picturesOfRequest(request, ports) });
  });
}

/**
 * Takes in a request file: a new request, or the decision of one that is here. A decision that does not hold is not taken,
 * and the request says why. Fails with APPROVAL_INVALID, APPROVAL_CONFLICT, or APPROVAL_DECISION_INVALID when the request
 * was decided before and the file brings a decision that does not hold.
 * @param paths returns possible paths of the documents, in the order of the items
 */
export function importRequest(
  bytes: Uint8Array,
  paths: (request: ApprovalRequest) => readonly (string | null)[],
  ports: ApprovalPorts,
): Promise<Result<ApprovalView>> {
  return resultOf(async () => {
    const { request, decision, pictures } = decodeRequestFile(bytes);
    await expectNoForgery(request, decision, ports);
    const record = await takeIn({ request, decision, origin: 'file', paths: paths(request) }, ports);
    await keepPictures(request, pictures, ports);
    return viewApproval(record, ports);
  });
}

/**
 * Refuses a file whose decision does not hold although the request has one already: nothing of it is taken.
 * @throws CodedError APPROVAL_DECISION_INVALID, APPROVAL_CONFLICT
 */
async function expectNoForgery(
  request: ApprovalRequest,
  decision: Statement | null,
  ports: ApprovalPorts,
): Promise<void> {
  const known = await approvalRecords(ports.records).find(request.id);
  if (decision === null || known === null || known.decided === null) return;
  expectSame(known.request, request, ports);
  const { problem } = await decidedBy(decision, { ...known, decided: null }, ports);
  if (problem !== null) throw new CodedError('APPROVAL_DECISION_INVALID', problem, { rule: problem });
}

export interface Arrival {
  readonly request: ApprovalRequest;
  readonly decision: Statement | null;
  readonly origin: ApprovalOrigin;
  readonly paths: readonly (string | null)[];
}

/** Keeps a request that arrived by file or from the platform. @throws CodedError APPROVAL_CONFLICT */
export async function takeIn(arrival: Arrival, ports: ApprovalPorts): Promise<ApprovalRecord> {
  const { request, decision, origin, paths } = arrival;
  const known = await approvalRecords(ports.records).find(request.id);
  if (known !== null) expectSame(known.request, request, ports);
  const here = known ?? freshRecord(request, origin, paths);
  const located = { ...here, paths: here.paths.map((path, index) => paths[index] ?? path) };
  const onPlatform = here.onPlatform || origin === 'platform';
  const next = { ...located, onPlatform, ...(await decidedBy(decision, here, ports)) };
  await approvalRecords(ports.records).keep(next);
  if (here.decided === null && next.decided?.kind === 'signed') {
    await noteDecision(request, next.decided, ports);
  }
  return next;
}

/** Keeps the first decision that holds. One that does not hold leaves its reason. */
async function decidedBy(
  decision: Statement | null,
  { request, decided, problem }: ApprovalRecord,
  ports: ApprovalPorts,
): Promise<Pick<ApprovalRecord, 'decided' | 'problem'>> {
  if (decided !== null || decision === null) return { decided, problem };
  try {
    return { decided: await acceptedDecision(decision, request, ports), problem: null };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { decided: null, problem: String(error.details?.['rule'] ?? error.code) };
  }
}

function expectSame(known: ApprovalRequest, arrived: ApprovalRequest, { engine }: ApprovalPorts): void {
  if (requestDigest(known, engine) === requestDigest(arrived, engine)) return;
  throw new CodedError('APPROVAL_CONFLICT', arrived.id, { approval: arrived.id });
}

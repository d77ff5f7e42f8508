import type { Statement } from '../../core/platform/signed-statement.ts';
import type { MessageSigner } from '../../core/sm/message-signature.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ApprovalExchange, ApprovalRequest } from '../../shared/model/approval.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import { approvalRecords, findApproval, type ApprovalPorts, type ApprovalRecord } from './approval-record.ts';
import type { DecisionSigner } from './decide-request.ts';
import { takeIn } from './exchange-file.ts';

/** A request on the platform, with its decision when there is one. */
export interface PlatformApproval {
  readonly request: ApprovalRequest;
  readonly state: 'underReview' | 'approved' | 'rejected' | 'withdrawn';
  readonly decision: Statement | null;
}

/** A session with a platform that a key has opened. Each call fails as the transport does. */
export interface ApprovalPlatform {
  /** The end of the session, ISO 8601. */
  readonly expiresAt: string;
  list(): Promise<Result<readonly PlatformApproval[]>>;
  send(request: ApprovalRequest): Promise<Result<PlatformApproval>>;
  decide(requestId: string, decision: Statement): Promise<Result<PlatformApproval>>;
}

/** The platforms that carry requests. */
export interface ApprovalPlatforms {
  /** Returns the platform that a seal belongs to, else the first one. Fails with PLATFORM_NOT_CONFIGURED. */
  platformOf(esId: string | null): Promise<Result<string>>;
  /** Opens a session with a key of the enterprise. Fails as transport and signer do. */
  open(platformId: string, certificate: Uint8Array, sign: MessageSigner): Promise<Result<ApprovalPlatform>>;
}

/**
 * Opens a session with a key of the enterprise, sends a request if one is named, and then exchanges all changes. Fails with PLATFORM_NOT_CONFIGURED, or as key and platform do.
 * @param id of the request to send; null to look only
 * @param opened is told of the session, which serves until it ends
 */
export function exchangeApprovals(
  id: string | null,
  signer: DecisionSigner,
  platforms: ApprovalPlatforms,
  ports: ApprovalPorts,
  opened: (platformId: string, session: ApprovalPlatform) => void = () => undefined,
): Promise<Result<ApprovalExchange>> {
  return resultOf(async () => {
    const esId = id === null ? null : await firstSealOf(id, ports);
    const platformId = unwrap(await platforms.platformOf(esId));
    const session = unwrap(await platforms.open(platformId, signer.certificate, signer.sign));
    opened(platformId, session);
    if (id !== null) unwrap(await sendApproval(id, session, ports));
    return unwrap(await syncApprovals(session, ports));
  });
}

async function firstSealOf(id: string, { records }: Pick<ApprovalPorts, 'records'>): Promise<string | null> {
  const { request } = await findApproval(id, records);
  return request.items[0]?.esId ?? null;
}

/** Sends a request to the approver through the platform. Sent again, it is the same request there. */
export function sendApproval(
  id: string,
  platform: ApprovalPlatform,
  ports: ApprovalPorts,
): Promise<Result<null>> {
  return resultOf(async () => {
    const { request } = await findApproval(id, ports.records);
    unwrap(await platform.send(request));
    // It may have been decided here while the platform was answering.
    const present = await findApproval(id, ports.records);
    await approvalRecords(ports.records).keep({ ...present, onPlatform: true });
    return null;
  });
}

/**
 * Takes in the enterprise's requests from the platform, and sends it the decisions that were made here. Fails with the
 * platform's codes; requests that were taken in before stay.
 */
export function syncApprovals(
  platform: ApprovalPlatform,
  ports: ApprovalPorts,
): Promise<Result<ApprovalExchange>> {
  return resultOf(async () => {
    const changed: string[] = [];
    const conflicts: string[] = [];
    for (const approval of unwrap(await platform.list())) {
      try {
        if (await follow(approval, platform, ports)) changed.push(approval.request.id);
      } catch (error) {
        if (!(error instanceof CodedError) || error.code !== 'APPROVAL_CONFLICT') throw error;
        conflicts.push(approval.request.id);
      }
    }
    return { changed, conflicts };
  });
}

/** @returns true when the request is new here, or was decided or withdrawn since */
async function follow(
  { request, state, decision }: PlatformApproval,
  platform: ApprovalPlatform,
  ports: ApprovalPorts,
): Promise<boolean> {
  const book = approvalRecords(ports.records);
  const before = await book.find(request.id);
  const paths = request.items.map(() => null);
  const record = await takeIn({ request, decision, origin: 'platform', paths }, ports);
  const withdrawn = record.withdrawn || state === 'withdrawn';
  const delivered = state !== 'underReview' || (await bringDecision(record, platform));
  await book.keep({ ...record, withdrawn, delivered });
  const isDecided = before?.decided === null && record.decided !== null;
  return before === null || isDecided || before.withdrawn !== withdrawn;
}

/** @returns false when there is no signed decision to send */
async function bringDecision(
  { request, decided }: ApprovalRecord,
  platform: ApprovalPlatform,
): Promise<boolean> {
  if (decided?.kind !== 'signed') return false;
  unwrap(await platform.decide(request.id, decided.statement));
  return true;
}

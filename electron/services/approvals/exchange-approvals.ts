import type { ApprovalExchange } from '../../shared/model/approval.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import { findApproval } from './approval-record.ts';
import type { DecisionSigner } from './decide-request.ts';
import type { ApprovalPlatform, ApprovalPlatforms, ApprovalPorts } from './ports.ts';
import { sendApproval, syncApprovals } from './sync-approvals.ts';

/**
 * Opens a session with a key of the enterprise, sends a request where one is named, and then takes in and brings
 * what has changed. Fails with PLATFORM_NOT_CONFIGURED, or as key and platform do.
 * @param id of the request to send; null to look only
 * @param opened told of the session, which serves until it ends
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

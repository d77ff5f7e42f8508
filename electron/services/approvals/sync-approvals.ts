import { CodedError } from '../../shared/errors.ts';
import type { ApprovalView } from '../../shared/model/approval.ts';
import { failure, resultOf, success, unwrap, type Result } from '../../shared/result.ts';
import { approvalBook, findApproval } from './approval-record.ts';
import { takeIn } from './exchange-file.ts';
import type { ApprovalPlatform, ApprovalPorts, PlatformApproval } from './ports.ts';
import { viewApproval } from './view-approval.ts';

/** Puts a request before the approver by way of the platform, and the decision where it was made here. */
export function sendApproval(
  id: string,
  platform: ApprovalPlatform,
  ports: ApprovalPorts,
): Promise<Result<ApprovalView>> {
  return resultOf(async () => {
    const record = await findApproval(id, ports.records);
    if (!record.onPlatform) unwrap(await platform.send(record.request));
    const next = { ...record, onPlatform: true };
    await approvalBook(ports.records).keep(next);
    if (next.decided?.kind === 'signed') unwrap(await platform.decide(id, next.decided.statement));
    return viewApproval(next, ports);
  });
}

/** What a look at the platform brought. */
export interface SyncedApprovals {
  /** Numbers of requests that are new here or were decided since. */
  readonly changed: readonly string[];
  /** Numbers of those that contradict what is here, and were not taken. */
  readonly conflicts: readonly string[];
}

/** Takes in what the platform has of the enterprise's requests. Fails with the platform's codes. */
export async function syncApprovals(
  platform: ApprovalPlatform,
  ports: ApprovalPorts,
): Promise<Result<SyncedApprovals>> {
  const listed = await platform.list();
  if (!listed.ok) return failure(listed.error);
  const changed: string[] = [];
  const conflicts: string[] = [];
  for (const approval of listed.value) {
    try {
      if (await follow(approval, ports)) changed.push(approval.request.id);
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'APPROVAL_CONFLICT') throw error;
      conflicts.push(approval.request.id);
    }
  }
  return success({ changed, conflicts });
}

async function follow(
  { request, state, decision }: PlatformApproval,
  ports: ApprovalPorts,
): Promise<boolean> {
  const book = approvalBook(ports.records);
  const before = await book.find(request.id);
  const paths = request.items.map(() => null);
  const record = await takeIn({ request, decision, origin: 'platform', paths }, ports);
  const withdrawn = record.withdrawn || state === 'withdrawn';
  if (withdrawn !== record.withdrawn) await book.keep({ ...record, withdrawn });
  return (
    before === null ||
    before.withdrawn !== withdrawn ||
    (before.decided === null) !== (record.decided === null)
  );
}

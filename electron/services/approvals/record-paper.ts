import type { ApprovalView, PaperApproval } from '../../shared/model/approval.ts';
import { resultOf, success, unwrap, type Result } from '../../shared/result.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import { approvalBook, findApproval } from './approval-record.ts';
import { expectUndecided } from './decide-request.ts';
import { factsOf } from './make-request.ts';
import type { ApprovalPorts, ScanFolder } from './ports.ts';
import { viewApproval } from './view-approval.ts';

/** What is said of an approval on paper, beside its scan. */
export type SaidPaper = Pick<PaperApproval, 'number' | 'date' | 'approver'>;

/**
 * Puts an approval on paper on record: its number, day and approver, and its scan, which is kept with the store and
 * whose SM3 the register names. It covers every file of the request. Fails with APPROVAL_NOT_FOUND,
 * APPROVAL_DECIDED, APPROVAL_EXPIRED, or as {@link ScanFolder} says.
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
    const scan = unwrap(await scans.keep(scanPath));
    const paper: PaperApproval = { ...said, scan, recordedAt: now.toISOString() };
    const next = { ...record, decided: { kind: 'paper' as const, paper }, problem: null };
    await approvalBook(ports.records).keep(next);
    const facts = {
      ...factsOf(record.request, said.approver),
      approval: id,
      reference: `${said.number} (${said.date}) SM3 ${scan.sm3}`,
    };
    await actOnRecord('approvalDecided', facts, async () => success(null), ports.recorder);
    return viewApproval(next, ports);
  });
}

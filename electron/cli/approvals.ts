import type { ApprovalView } from '../shared/model/approval.ts';
import { printJson, printLine } from './printing.ts';

/** One request as commands print it. */
export function printApproval(view: ApprovalView, json: boolean): void {
  if (json) return printJson({ ok: true, approval: view });
  const { request, state, items, problem } = view;
  const used = items.filter((item) => item.state === 'used').length;
  printLine(
    `${request.id}  ${STATE_WORDS[state]}  ${request.applicant}  ${request.purpose}  ${used}/${items.length}`,
  );
  if (problem !== null) printLine(`  ${problem.code} ${String(problem.details?.['rule'])}`);
}

const STATE_WORDS = {
  underReview: '待审批 under review',
  approved: '已同意 approved',
  rejected: '已驳回 rejected',
  withdrawn: '已撤回 withdrawn',
  expired: '已过期 expired',
  used: '已用完 used',
} as const;

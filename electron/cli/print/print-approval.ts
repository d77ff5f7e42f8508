import type { ApprovalItemView, ApprovalView, SamePerson } from '../../shared/model/approval.ts';
import { printJson, printLine } from './printing.ts';

const STATE_WORDS = {
  underReview: '待审批 under review',
  approved: '已同意 approved',
  rejected: '已驳回 rejected',
  withdrawn: '已撤回 withdrawn',
  expired: '已过期 expired',
  used: '已用完 used',
} as const;

/** Prints one request as commands show it. */
export function printApproval(view: ApprovalView, json?: true): void {
  if (json) return printJson({ ok: true, approval: view });
  const { request, state, items, problem } = view;
  const used = items.filter((item) => item.state === 'used').length;
  printLine(
    `${request.id}  ${STATE_WORDS[state]}  ${request.applicant}  ${request.purpose}  ${used}/${items.length}`,
  );
  if (view.decision?.kind === 'office') {
    const { system, number, approver, returned } = view.decision.office;
    const back = returned ? '  结果已送回 result returned' : '';
    printLine(`  办公系统 office system ${system}  单号 ${number}  ${approver.name} (${approver.id})${back}`);
  }
  const people = [view.samePeople, ...items.map((item) => item.samePeople)].flat();
  if (people.length > 0) printLine(`  一人兼任 one person as ${rolesOf(people)}`);
  items.forEach(({ item: { locks } }, index) => {
    if (locks === true) printLine(`  ${index + 1}: 锁定签章 locks the document`);
  });
  items.forEach(({ besideText, pictures, state: used }, index) => {
    if (besideText === '') return;
    const missing = used !== 'used' && pictures.some(({ isHere }) => !isHere);
    printLine(`  ${index + 1}: ${besideText}${missing ? ' ⚠ 图片不在本机 the picture is not here' : ''}`);
  });
  items.forEach((item, index) => claimLines(item, index + 1).forEach(printLine));
  if (problem !== null) printLine(`  ${problem.code} ${String(problem.details?.['rule'])}`);
}

const ROLE_WORDS = {
  applicant: '申请人 applicant',
  approver: '审批人 approver',
  keeper: '保管人 keeper',
} as const;

function rolesOf(people: readonly SamePerson[]): string {
  return [...new Set(people.flatMap(({ one, other }) => [one, other]))]
    .map((role) => ROLE_WORDS[role])
    .join('、');
}

/** What the platform knows of the use of an item. */
function claimLines({ claim, doubleUse, state }: ApprovalItemView, number: number): string[] {
  const lines: string[] = [];
  if (claim?.state === 'taken' && claim.standing !== null && doubleUse === null) {
    const { claimedAt, registerId } = claim.standing;
    lines.push(`  ${number}: 已在别处登记使用 claimed elsewhere: ${claimedAt}, register ${registerId}`);
  }
  if (claim?.state === 'offline' && state === 'used') {
    lines.push(`  ${number}: 离线使用，待同步核对 used offline, to be checked at the next synchronisation`);
  }
  for (const each of doubleUse?.claims ?? []) {
    const { registerId, used, claimedAt } = each;
    const file = used === null ? '' : `, SM3 ${used.sm3After}`;
    lines.push(
      `  ${number}: 审批被用两次 used twice: ${used?.at ?? claimedAt}, register ${registerId}${file}`,
    );
  }
  return lines;
}

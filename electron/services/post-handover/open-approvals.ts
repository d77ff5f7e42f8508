import { samePeople } from '../../core/approval/four-eyes.ts';
import type { ApprovalView } from '../../shared/model/approval.ts';
import type { HandedApproval } from '../../shared/model/post-handover.ts';
import type { ApprovalPorts } from '../approvals/approval-record.ts';
import { personOf } from '../approvals/four-eyes.ts';
import { approverOf, listApprovals } from '../approvals/view-approval.ts';
import { fourEyesDemand } from '../sealing-gate/use-demands.ts';

export type OpenApprovalPorts = Pick<ApprovalPorts, 'records' | 'engine' | 'clock' | 'rulesOf'>;

/**
 * Lists the requests that wait for a decision or for a seal, and whether the receiver can go on with each. Names alone decide
 * here; at its use the receiver's certificate decides too.
 * @param receiver the name of who takes over as keeper
 */
export async function openApprovals(
  receiver: string,
  ports: OpenApprovalPorts,
): Promise<readonly HandedApproval[]> {
  const open = (await listApprovals(ports)).filter(
    ({ state }) => state === 'underReview' || state === 'approved',
  );
  return Promise.all(
    open.map(async (view): Promise<HandedApproval> => {
      const { request, state, items } = view;
      return {
        ...{ number: request.id, applicant: request.applicant, purpose: request.purpose, state },
        openFiles: items.filter((item) => item.state !== 'used').length,
        standing: await standingOf(view, receiver, ports),
      };
    }),
  );
}

async function standingOf(
  { request, decision, items }: ApprovalView,
  receiver: string,
  { rulesOf }: OpenApprovalPorts,
): Promise<HandedApproval['standing']> {
  if (items.some(({ state }) => state === 'unsettled')) return 'unsettled';
  const people = [
    personOf('applicant', request.applicant),
    personOf('approver', approverOf(decision)),
    personOf('keeper', receiver),
  ];
  for (const esId of new Set(request.items.map((item) => item.esId))) {
    const demand = fourEyesDemand(await rulesOf(esId));
    const concerned = people.filter(({ role }) => demand?.among.includes(role) === true);
    if (samePeople(concerned).length > 0) return 'samePerson';
  }
  return 'free';
}

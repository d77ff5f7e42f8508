import { besideOf, besideText } from '../../core/approval/approved-beside.ts';
import { targetText } from '../../core/approval/approved-places.ts';
import { approvalState, requestDigest } from '../../core/approval/approval-request.ts';
import { samePeople } from '../../core/approval/four-eyes.ts';
import {
  type ApprovalItem,
  type ApprovalItemView,
  type ApprovalView,
  type ClaimView,
  type DecisionView,
  namedPictures,
} from '../../shared/model/approval.ts';
import { pictureHere } from './approval-pictures.ts';
import { officeResults } from './office-results.ts';
import { claimKey, type ClaimRecord, claimRecords, doubleUseRecords } from './approval-claims.ts';
import {
  approvalRecords,
  type ApprovalPorts,
  type ApprovalRecord,
  claimDigest,
  stateOfUse,
  usesOf,
} from './approval-record.ts';

type ViewPorts = Pick<ApprovalPorts, 'records' | 'engine' | 'clock'>;

/** Returns every request on this computer, the latest first. Rejects with a CodedError of the store. */
export async function listApprovals(ports: ViewPorts): Promise<ApprovalView[]> {
  const records = await approvalRecords(ports.records).all();
  const views = await Promise.all(records.map((record) => viewApproval(record, ports)));
  return views.sort((one, other) => other.request.requestedAt.localeCompare(one.request.requestedAt));
}

export async function viewApproval(record: ApprovalRecord, ports: ViewPorts): Promise<ApprovalView> {
  const { request, origin, onPlatform, withdrawn, problem, delivered, decided } = record;
  const uses = await usesOf(record, ports.records);
  const items = uses.map(stateOfUse);
  const decision = await decisionOf(record, ports);
  const digest = requestDigest(request, ports.engine);
  const claims = await Promise.all(
    request.items.map((_, index) => claimRecords(ports.records).find(claimKey(request.id, index))),
  );
  const claimed = claimDigest(record, ports.engine);
  const doubles = (await doubleUseRecords(ports.records).all()).filter(
    (each) => each.approvalSm3 === claimed,
  );
  const pictures = await Promise.all(
    request.items.map((item, index) => viewPictures(item, items[index] === 'used', ports)),
  );
  return {
    request,
    digest,
    origin,
    onPlatform,
    undelivered: onPlatform && decided?.kind === 'signed' && !delivered,
    state: approvalState({ request, withdrawn, outcome: outcomeOf(decision), items }, ports.clock.now()),
    decision,
    items: request.items.map((item, index) => ({
      item,
      placesText: targetText(item.target, item.pages),
      besideText: besideText(besideOf(item.target), item.pages),
      pictures: pictures[index] ?? [],
      state: items[index] ?? 'open',
      sm3After: uses[index]?.sm3After ?? null,
      claim: claimView(claims[index] ?? null),
      doubleUse: doubles.find(({ use }) => use === index + 1) ?? null,
      samePeople: uses[index]?.samePeople ?? [],
    })),
    samePeople: samePeople([
      { role: 'applicant', name: request.applicant, certificate: null },
      { role: 'approver', name: approverOf(decision), certificate: null },
    ]),
    problem: problem === null ? null : { code: 'APPROVAL_DECISION_INVALID', details: { rule: problem } },
  };
}

/** @param isUsed nobody needs the content any more */
function viewPictures(
  item: ApprovalItem,
  isUsed: boolean,
  ports: ViewPorts,
): Promise<ApprovalItemView['pictures']> {
  return Promise.all(
    namedPictures(item).map(async ({ sm3, size }) => ({
      ...{ sm3, size },
      isHere: !isUsed && (await pictureHere(sm3, ports)) !== null,
    })),
  );
}

function claimView(claim: ClaimRecord | null): ClaimView | null {
  return claim && { state: claim.state, standing: claim.standing };
}

/** Returns the name of who decided; null before. */
export function approverOf(decision: DecisionView | null): string | null {
  if (decision === null) return null;
  if (decision.kind === 'paper') return decision.paper.approver;
  return decision.kind === 'office' ? decision.office.approver.name : decision.decision.approver;
}

async function decisionOf(
  { request, decided }: ApprovalRecord,
  { records }: ViewPorts,
): Promise<DecisionView | null> {
  if (decided === null || decided.kind === 'paper') return decided;
  const { certificate } = decided;
  if (decided.kind === 'signed') return { kind: 'signed', decision: decided.decision, certificate };
  const { system, way, decision } = decided;
  const { number, outcome, applicant, approver, comment, decidedAt } = decision;
  const results = (await officeResults(records).all()).filter(({ approval }) => approval === request.id);
  const returned = results.length > 0 && results.every((each) => each.returned);
  const office = { system, number, outcome, applicant, approver, comment, decidedAt, way, returned };
  return { kind: 'office', office };
}

function outcomeOf(decision: DecisionView | null): 'approved' | 'rejected' | null {
  if (decision === null) return null;
  if (decision.kind === 'paper') return 'approved';
  return decision.kind === 'office' ? decision.office.outcome : decision.decision.outcome;
}

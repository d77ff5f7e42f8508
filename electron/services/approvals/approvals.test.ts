import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalItem, approvalRequest, ENTERPRISE } from '../../core/approval/fixtures/requests.ts';
import { encodeRequestFile, requestDigest } from '../../core/approval/approval-request.ts';
import { signDecision } from '../../core/approval/decision.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import type { Party } from '../../core/verification/fixtures/mini-authority.ts';
import type { ApprovalRequest } from '../../shared/model/approval.ts';
import { failure, success, unwrap } from '../../shared/result.ts';
import { decideRequest, recordPaper } from './decide-request.ts';
import { exportRequest, importRequest } from './exchange-file.ts';
import { exchangeApprovals, sendApproval } from './exchange-approvals.ts';
import {
  approvalParties,
  approvalWorld,
  approved,
  requested,
  type ApprovalParties,
  type ApprovalWorld,
} from './fixtures/approval-world.ts';
import { memoryApprovalPlatforms } from './fixtures/memory-approval-platform.ts';
import { listApprovals } from './view-approval.ts';

const NO_PATHS = (): (string | null)[] => [null];
const YES = { outcome: 'approved', approver: '林知远', comment: '同意' } as const;

let parties: ApprovalParties;
let applicant: ApprovalWorld;
let approver: ApprovalWorld;
beforeAll(async () => {
  parties = await approvalParties();
});
beforeEach(() => {
  applicant = approvalWorld(parties);
  approver = approvalWorld(parties);
});

describe('a request', () => {
  it('is on record with its number and the files it is about', async () => {
    const { request, digest } = await requested(applicant);
    expect(request.id).toMatch(/^YY20260601-[0-9A-F]{8}$/u);
    expect(applicant.entries).toMatchObject([
      {
        act: 'approvalRequested',
        result: 'done',
        approval: request.id,
        reference: digest,
        document: { name: '合同1.pdf', sm3Before: approvalItem().sm3 },
        people: { applicant: '王小明', approver: null },
      },
    ]);
  });

  it('is decided once, and the register says by whom', async () => {
    const id = await approved(applicant, parties.approver);
    expect(applicant.entries.at(-1)).toMatchObject({
      act: 'approvalDecided',
      result: 'done',
      approval: id,
      people: { applicant: '王小明', approver: '林知远' },
      certificate: { subject: `CN=${ENTERPRISE},C=CN` },
    });
    expect(await decideRequest(id, YES, parties.approver, applicant)).toMatchObject({
      error: { code: 'APPROVAL_DECIDED' },
    });
  });

  it('is not decided with the key of a stranger, nor after its time', async () => {
    const { request } = await requested(applicant);
    expect(await decideRequest(request.id, YES, parties.stranger, applicant)).toMatchObject({
      error: { code: 'APPROVAL_DECISION_INVALID', details: { rule: 'enterprise' } },
    });
    applicant.at('2026-06-09T00:00:00Z');
    expect(await decideRequest(request.id, YES, parties.approver, applicant)).toMatchObject({
      error: { code: 'APPROVAL_EXPIRED' },
    });
    expect(applicant.entries.map(({ act }) => act)).toEqual(['approvalRequested']);
  });
});

describe('a request that travels by mail', () => {
  const carry = async (id: string, from: ApprovalWorld, to: ApprovalWorld) =>
    importRequest(unwrap(await exportRequest(id, from)), NO_PATHS, to);

  it('comes back with a decision that counts', async () => {
    const { request } = await requested(applicant);
    expect(await carry(request.id, applicant, approver)).toMatchObject({
      value: { origin: 'file', state: 'underReview' },
    });
    unwrap(await decideRequest(request.id, YES, parties.approver, approver));
    expect(await carry(request.id, approver, applicant)).toMatchObject({
      value: { origin: 'here', state: 'approved', decision: { kind: 'signed', decision: YES } },
    });
    expect(applicant.entries.map(({ act }) => act)).toEqual(['approvalRequested', 'approvalDecided']);
  });

  it.each([
    ['a stranger’s signature', 'stranger', {}, 'enterprise'],
    ['a decision about other hashes', 'approver', { requestSm3: 'f'.repeat(64) }, 'requestChanged'],
  ] as const)('stays undecided with %s, and says why', async (_, who, change, rule) => {
    const request = approvalRequest();
    const decision = await decisionOf(request, parties[who], change);
    const view = unwrap(await importRequest(encodeRequestFile({ request, decision }), NO_PATHS, applicant));
    expect(view).toMatchObject({
      state: 'underReview',
      decision: null,
      problem: { code: 'APPROVAL_DECISION_INVALID', details: { rule } },
    });
  });

  it('takes a good decision after a bad one, and keeps it against a later one', async () => {
    const request = approvalRequest();
    const bad = await decisionOf(request, parties.stranger, {});
    await importRequest(encodeRequestFile({ request, decision: bad }), NO_PATHS, applicant);
    const good = await decisionOf(request, parties.approver, {});
    await importRequest(encodeRequestFile({ request, decision: good }), NO_PATHS, applicant);
    const later = await decisionOf(request, parties.approver, { outcome: 'rejected' });
    const view = await importRequest(encodeRequestFile({ request, decision: later }), NO_PATHS, applicant);
    expect(view).toMatchObject({ value: { state: 'approved', problem: null } });
  });

  it('is not taken when its number stands for something else here', async () => {
    const request = approvalRequest();
    await importRequest(encodeRequestFile({ request, decision: null }), NO_PATHS, applicant);
    const other = approvalRequest({ items: [approvalItem(2)] });
    expect(
      await importRequest(encodeRequestFile({ request: other, decision: null }), NO_PATHS, applicant),
    ).toEqual(failure({ code: 'APPROVAL_CONFLICT', details: { approval: request.id } }));
  });
});

describe('an approval on paper', () => {
  const scan = { fileName: '审批单.pdf', kind: 'pdf', size: 9, sm3: 'c'.repeat(64) } as const;
  const PAPER = { number: '用印〔2026〕18号', date: '2026-06-01', approver: '林知远' };

  it('covers every file of the request, and the register names its number and its scan', async () => {
    const { request } = await requested(applicant, [approvalItem(1), approvalItem(2)]);
    const scans = { keep: async () => success(scan) };
    expect(await recordPaper(request.id, PAPER, '/审批单.pdf', scans, applicant)).toMatchObject({
      value: { state: 'approved', decision: { kind: 'paper', paper: { ...PAPER, scan } } },
    });
    expect(applicant.entries.at(-1)).toMatchObject({
      act: 'approvalDecided',
      people: { approver: '林知远' },
      reference: `用印〔2026〕18号 (2026-06-01) SM3 ${scan.sm3}`,
    });
  });

  it('does not count without a scan', async () => {
    const { request } = await requested(applicant);
    const scans = { keep: async () => failure({ code: 'APPROVAL_SCAN_UNSUPPORTED' as const }) };
    expect(await recordPaper(request.id, PAPER, '/x', scans, applicant)).toMatchObject({ ok: false });
    expect((await listApprovals(applicant))[0]?.state).toBe('underReview');
  });
});

describe('a request by way of the platform', () => {
  it('reaches the approver and comes back decided', async () => {
    const platforms = memoryApprovalPlatforms();
    const { request } = await requested(applicant);
    expect(await exchangeApprovals(request.id, parties.keeper, platforms, applicant)).toEqual(
      success({ changed: [], conflicts: [] }),
    );
    expect(await exchangeApprovals(null, parties.approver, platforms, approver)).toEqual(
      success({ changed: [request.id], conflicts: [] }),
    );
    unwrap(await decideRequest(request.id, YES, parties.approver, approver));
    expect(await listApprovals(approver)).toMatchObject([{ undelivered: true }]);
    await exchangeApprovals(null, parties.approver, platforms, approver);
    expect(await listApprovals(approver)).toMatchObject([{ undelivered: false }]);
    expect(await exchangeApprovals(null, parties.keeper, platforms, applicant)).toEqual(
      success({ changed: [request.id], conflicts: [] }),
    );
    expect(await listApprovals(applicant)).toMatchObject([{ state: 'approved', onPlatform: true }]);
  });

  it('is the same request when it is sent again', async () => {
    const platforms = memoryApprovalPlatforms();
    const { request } = await requested(applicant);
    await exchangeApprovals(request.id, parties.keeper, platforms, applicant);
    await exchangeApprovals(request.id, parties.keeper, platforms, applicant);
    expect(platforms.held).toHaveLength(1);
  });

  it('keeps a decision that was made here while it was being sent', async () => {
    const platforms = memoryApprovalPlatforms();
    const session = unwrap(await platforms.open('sandbox', new Uint8Array(), async () => new Uint8Array()));
    const { request } = await requested(applicant);
    const send: typeof session.send = async (sent) => {
      unwrap(await decideRequest(sent.id, YES, parties.approver, applicant));
      return session.send(sent);
    };
    unwrap(await sendApproval(request.id, { ...session, send }, applicant));
    expect(await listApprovals(applicant)).toMatchObject([{ state: 'approved', onPlatform: true }]);
  });

  it('is not believed when the platform shows another content or a decision of its own', async () => {
    const platforms = memoryApprovalPlatforms();
    const { request } = await requested(applicant);
    const forged = await decisionOf(request, parties.stranger, {});
    platforms.held.push({ request, state: 'approved', decision: forged });
    await exchangeApprovals(null, parties.keeper, platforms, applicant);
    expect(await listApprovals(applicant)).toMatchObject([{ state: 'underReview', decision: null }]);
    platforms.held.splice(0, 1, {
      request: { ...request, purpose: '借款' },
      state: 'underReview',
      decision: null,
    });
    expect(await exchangeApprovals(null, parties.keeper, platforms, applicant)).toEqual(
      success({ changed: [], conflicts: [request.id] }),
    );
  });

  it('stays here when the platform cannot be reached', async () => {
    const platforms = {
      ...memoryApprovalPlatforms(),
      open: async () => failure({ code: 'PLATFORM_UNREACHABLE' as const }),
    };
    const { request } = await requested(applicant);
    expect(await exchangeApprovals(request.id, parties.keeper, platforms, applicant)).toMatchObject({
      error: { code: 'PLATFORM_UNREACHABLE' },
    });
    expect(await listApprovals(applicant)).toMatchObject([{ onPlatform: false, state: 'underReview' }]);
  });
});

function decisionOf(request: ApprovalRequest, party: Party, change: object): Promise<Statement> {
  const decision = {
    requestId: request.id,
    requestSm3: requestDigest(request, parties.engine),
    ...YES,
    decidedAt: '2026-06-01T08:00:00.000Z',
    ...change,
  };
  return signDecision(decision, party.certificate, party.sign);
}

import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalItem } from '../../core/approval/fixtures/requests.ts';
import { type EnterpriseRules, NO_ENTERPRISE_RULES } from '../../shared/model/enterprise-rules.ts';
import { profileOf, situation } from '../sealing-gate/fixtures/situation.ts';
import type { UseRules } from '../sealing-gate/use-demands.ts';
import { approvalRequired, approvedUse } from './approved-use.ts';
import { decideRequest, recordPaper } from './decide-request.ts';
import {
  approvalParties,
  approvalWorld,
  approved,
  chosenFor,
  preparedFor,
  requested,
  type ApprovalParties,
  type ApprovalWorld,
  type Person,
} from './fixtures/approval-world.ts';
import { makeRequest } from './make-request.ts';
import { listApprovals } from './view-approval.ts';

const FOUR_EYES: EnterpriseRules = { ...NO_ENTERPRISE_RULES, fourEyes: true };

describe('four eyes', () => {
  let parties: ApprovalParties;
  let world: ApprovalWorld;
  let rules: UseRules;
  beforeAll(async () => {
    parties = await approvalParties();
  });
  beforeEach(() => {
    rules = { policy: null, enterprise: FOUR_EYES };
    world = { ...approvalWorld(parties), rulesOf: () => Promise.resolve(rules) };
  });

  const agreed = (id: string, approver: string, key: Person) =>
    decideRequest(id, { outcome: 'approved', approver, comment: '' }, key, world);
  const seal = async (id: string, keeper: string, key: Person) => {
    const item = approvalItem();
    const use = approvedUse(id, { file: item, keeper }, world);
    const asked = { ...situation('zhongshan'), ...rules };
    const refusal = await use.rule.prepared?.(chosenFor(item, key), preparedFor(item), asked);
    return refusal ?? use.onRecord();
  };

  it('let three people through', async () => {
    const id = await approved(world, parties.approver);
    expect(await seal(id, '陈保管', parties.keeper)).toMatchObject({ claim: 'claimed', samePeople: [] });
  });

  it('refuse the applicant’s own agreement, on a key and on paper, but not their rejection', async () => {
    const { request } = await requested(world);
    const refused = {
      ok: false,
      error: {
        code: 'APPROVAL_SAME_PERSON',
        details: {
          ...{ one: 'applicant', other: 'approver', by: 'name', clause: '本单位的用印规定' },
          clauseEn: 'the enterprise’s own rules',
        },
      },
    };
    expect(await agreed(request.id, '王小明', parties.approver)).toEqual(refused);
    const scans = { keep: () => Promise.reject(new Error('not asked')) };
    const paper = { number: '1', date: '2026-06-01', approver: '王小明' };
    expect(await recordPaper(request.id, paper, '/scan.pdf', scans, world)).toEqual(refused);
    const said = { outcome: 'rejected', approver: '王小明', comment: '' } as const;
    expect(await decideRequest(request.id, said, parties.approver, world)).toMatchObject({ ok: true });
  });

  it('refuse the agreement by a key that holds the seal', async () => {
    const { request } = await requested(world);
    const key = { ...parties.approver, seals: ['SEAL1'] };
    expect(await agreed(request.id, '林知远', key)).toMatchObject({
      error: {
        code: 'APPROVAL_SAME_PERSON',
        details: { one: 'approver', other: 'keeper', by: 'certificate' },
      },
    });
  });

  it.each([
    ['the approver’s key', '陈保管', 'approver', 'APPROVAL_SAME_PERSON'],
    ['the approver’s name', '林知远', 'keeper', 'APPROVAL_SAME_PERSON'],
    ['the applicant’s name', '王小明', 'keeper', 'APPROVAL_SAME_PERSON'],
    ['no name', '', 'keeper', 'APPROVAL_PERSON_UNNAMED'],
  ] as const)('refuse a keeper with %s, and leave the item open', async (_, keeper, key, code) => {
    const id = await approved(world, parties.approver);
    expect(await seal(id, keeper, parties[key])).toMatchObject({ code });
    expect((await listApprovals(world))[0]?.items[0]).toMatchObject({ state: 'open', claim: null });
  });

  it('are only noted where nobody demands them', async () => {
    rules = { policy: profileOf('guangxi'), enterprise: NO_ENTERPRISE_RULES };
    const id = await approved(world, parties.approver);
    expect(await seal(id, '王小明', parties.approver)).toMatchObject({
      samePeople: [
        { one: 'applicant', other: 'keeper', by: 'name' },
        { one: 'approver', other: 'keeper', by: 'certificate' },
      ],
    });
  });

  it('may be demanded by a profile, among the parts that it names', async () => {
    const policy = profileOf('guangxi');
    const fourEyes = { clauses: ['第九条'], among: ['approver', 'keeper'] as const };
    rules = {
      policy: { ...policy, rules: { ...policy.rules, fourEyes } },
      enterprise: NO_ENTERPRISE_RULES,
    };
    const id = await approved(world, parties.approver);
    expect(await seal(id, '林知远', parties.keeper)).toMatchObject({
      code: 'APPROVAL_SAME_PERSON',
      details: { clause: expect.stringContaining('第九条') as string },
    });
    expect(await seal(id, '王小明', parties.keeper)).toMatchObject({ claim: 'claimed' });
  });

  it('refuse a request by the person whom the seal’s certificate names', async () => {
    const own = {
      ...{ enterprise: '样例单位', applicant: '王小明', purpose: '', counterpart: '' },
      ...{ validUntil: '2026-06-08T08:00:00.000Z', items: [approvalItem()], paths: [null], pictures: [] },
    };
    const named = await parties.personal('王小明');
    expect(await makeRequest({ ...own, sealCertificates: [named] }, world)).toMatchObject({
      error: { code: 'APPROVAL_SAME_PERSON', details: { one: 'applicant', other: 'keeper' } },
    });
    expect(
      await makeRequest({ ...own, sealCertificates: [parties.keeper.certificate] }, world),
    ).toMatchObject({
      ok: true,
    });
  });

  it('are not possible without an approval', async () => {
    const chosen = chosenFor(approvalItem(), parties.keeper);
    const ask = (enterprise: EnterpriseRules) =>
      approvalRequired.before?.(chosen, { ...situation('zhongshan'), enterprise });
    expect(await ask(FOUR_EYES)).toMatchObject({
      code: 'APPROVAL_REQUIRED',
      details: { clauseEn: 'the enterprise’s own rules' },
    });
    expect(await ask({ ...NO_ENTERPRISE_RULES, approval: true })).toMatchObject({
      code: 'APPROVAL_REQUIRED',
    });
    expect(await ask(NO_ENTERPRISE_RULES)).toBeNull();
  });
});

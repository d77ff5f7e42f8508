import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalItem } from '../../core/approval/fixtures/requests.ts';
import { NO_ENTERPRISE_RULES } from '../../shared/model/enterprise-rules.ts';
import type { HandedApproval } from '../../shared/model/post-handover.ts';
import { success } from '../../shared/result.ts';
import { approvedUse } from '../approvals/approved-use.ts';
import {
  approvalParties,
  type ApprovalParties,
  type ApprovalWorld,
  approvalWorld,
  approved,
  chosenFor,
  preparedFor,
  requested,
} from '../approvals/fixtures/approval-world.ts';
import { situation } from '../sealing-gate/fixtures/situation.ts';
import { openApprovals } from './open-approvals.ts';

const FOUR_EYES = { ...NO_ENTERPRISE_RULES, fourEyes: true };
const SITUATION = situation('zhongshan');

describe('the open approvals of a post that is handed over', () => {
  let parties: ApprovalParties;
  let world: ApprovalWorld;
  beforeAll(async () => {
    parties = await approvalParties();
  });
  beforeEach(() => {
    world = approvalWorld(parties);
  });

  const handed = async (receiver: string, ports = world) =>
    (await openApprovals(receiver, ports)).map(({ number, standing }) => [number, standing]);
  const use = (id: string, keeper: string) => approvedUse(id, { file: approvalItem(), keeper }, world);
  const ask = (id: string, keeper: string, at = SITUATION) =>
    use(id, keeper).rule.prepared?.(
      chosenFor(approvalItem(), parties.keeper),
      preparedFor(approvalItem()),
      at,
    );

  it('pass to the next keeper, who seals by them', async () => {
    const id = await approved(world, parties.approver);
    expect(await openApprovals('李小强', world)).toEqual<readonly HandedApproval[]>([
      {
        ...{ number: id, applicant: '王小明', purpose: '采购合同' },
        ...{ state: 'approved', openFiles: 1, standing: 'free' },
      },
    ]);
    expect(await ask(id, '李小强')).toBeNull();
  });

  it('do not pass to whoever applied or decided, where the rules want different people', async () => {
    const id = await approved(world, parties.approver);
    const strict = { ...world, rulesOf: async () => ({ policy: null, enterprise: FOUR_EYES }) };
    const people = ['王小明', ' 林 知远', '李小强'];
    const standings = await Promise.all(people.map((name) => handed(name, strict)));
    expect(standings.flat()).toEqual([
      [id, 'samePerson'],
      [id, 'samePerson'],
      [id, 'free'],
    ]);
    // Without the rule it goes on record, and nobody is kept from sealing.
    expect(await handed('林知远')).toEqual([[id, 'free']]);
    const refused = await ask(id, '林知远', { ...SITUATION, enterprise: FOUR_EYES });
    expect(refused).toMatchObject({ code: 'APPROVAL_SAME_PERSON' });
  });

  it('are listed while they wait for a decision or were cut off, and not once they are used', async () => {
    const { request } = await requested(world);
    const cutOff = await approved(world, parties.approver);
    await ask(cutOff, '陈保管');
    const used = await approved(world, parties.approver);
    const last = use(used, '陈保管');
    await last.rule.prepared?.(
      chosenFor(approvalItem(), parties.keeper),
      preparedFor(approvalItem()),
      SITUATION,
    );
    await last.settle(success({ path: '/合同_已盖章.pdf', sm3After: 'a'.repeat(64) }), () => false);
    expect(new Map((await handed('李小强')).map(([id, standing]) => [id, standing]))).toEqual(
      new Map([
        [request.id, 'free'],
        [cutOff, 'unsettled'],
      ]),
    );
  });
});

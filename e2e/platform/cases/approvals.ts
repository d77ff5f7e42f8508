import { describe, expect, it } from 'vitest';

import { requestDigest } from '../../../electron/core/approval/approval-request.ts';
import { signDecision } from '../../../electron/core/approval/decision.ts';
import { HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { once, type ContractWorld } from './contract-world.ts';

export function approvalsCases(world: ContractWorld): void {
  describe('An approval', () => {
    const request = (id: string): PlatformSchema<'ApprovalRequest'> => ({
      id,
      enterprise: HOLDER.name,
      applicant: '王五',
      purpose: '采购合同',
      counterpart: '示例公司',
      requestedAt: new Date().toISOString(),
      validUntil: new Date(Date.now() + 86_400_000).toISOString(),
      items: [
        {
          fileName: '合同.pdf',
          size: 1234,
          sm3: 'ab'.repeat(32),
          pages: 3,
          esId: world.sealOf('财务专用章').esId,
          sealName: '财务专用章',
          target: { kind: 'place', page: 2, xMm: 120, yMm: 200 },
        },
      ],
    });
    const ask = (asked: PlatformSchema<'ApprovalRequest'>) =>
      world.client.call('requestApproval', {
        headers: { ...world.bearer, ...once() },
        json: { request: asked },
      });

    it('is decided once, by a key of the enterprise, for the requested hashes', async () => {
      const asked = request('YY-1');
      expect((await ask(asked)).status).toBe(201);
      expect((await ask({ ...asked, enterprise: '别的公司' })).status).toBe(403);
      const decide = async (about: PlatformSchema<'ApprovalRequest'>, outcome: 'approved' | 'rejected') => {
        const decision = {
          requestId: asked.id,
          requestSm3: requestDigest(about, world.engine),
          outcome,
          approver: '赵六',
          decidedAt: new Date().toISOString(),
          comment: '',
        };
        const json = await signDecision(decision, world.holder.certificate, world.holder.sign);
        return world.client.call('decideApproval', {
          path: { approvalId: asked.id },
          headers: world.bearer,
          json,
        });
      };
      expect((await decide({ ...asked, purpose: '别的用途' }, 'approved')).status).toBe(400);
      expect((await decide(asked, 'approved')).json()).toMatchObject({ state: 'approved' });
      expect((await decide(asked, 'rejected')).status).toBe(409);
      const read = await world.client.call('readApproval', {
        path: { approvalId: asked.id },
        headers: world.bearer,
      });
      const listed = await world.client.call('listApprovals', { headers: world.bearer });
      expect(listed.json()).toEqual({ approvals: [read.json()] });
    });
  });
}

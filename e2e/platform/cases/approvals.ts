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
      expect((await ask({ ...asked, enterprise: '别的公司' })).status).toBe(400);
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

    it('is claimed once among all registers, whether the platform knows it or not', async () => {
      const sm3 = (mark: string) => mark.repeat(64);
      const claim = async (
        claimId: string,
        change: Partial<PlatformSchema<'ApprovalClaimRequest'>> = {},
        approvalSm3 = sm3('a'),
      ) => {
        const wish = { registerId: `R-${claimId}`, attempt: 1, use: 1, uses: 2, documentSm3: sm3('d') };
        const json = { ...wish, esId: world.sealOf('财务专用章').esId, used: null, ...change };
        const answer = await world.client.call('claimApproval', { path: { approvalSm3, claimId }, json });
        const { outcome, claim: standing } = answer.json<{
          readonly outcome?: string;
          readonly claim?: PlatformSchema<'ApprovalClaim'>;
        }>();
        return [answer.status, outcome, standing?.claimId];
      };
      const at = new Date().toISOString();
      expect(await claim('one')).toEqual([200, 'yours', 'one']);
      expect(await claim('two')).toEqual([200, 'taken', 'one']);
      expect(await claim('two', { use: 2 })).toEqual([200, 'yours', 'two']);
      expect(await claim('one', { documentSm3: sm3('e'), attempt: 2 })).toEqual([409, undefined, undefined]);
      // A retry is a further attempt; a computer that was set back makes the same one again.
      expect(await claim('one', { attempt: 2 })).toEqual([200, 'yours', 'one']);
      expect(await claim('one', { attempt: 2 })).toEqual([200, 'taken', 'one']);
      expect(await claim('one', { attempt: 2, used: { at, sm3After: sm3('1') } })).toEqual([
        200,
        'yours',
        'one',
      ]);
      expect(await claim('one', { attempt: 3 })).toEqual([200, 'taken', 'one']);
      const other = { attempt: 2, used: { at, sm3After: sm3('9') } };
      expect(await claim('one', other)).toEqual([409, undefined, undefined]);

      const giveBack = async (claimId: string, registerId: string) => {
        const path = { approvalSm3: sm3('a'), claimId };
        return (await world.client.call('giveBackClaim', { path, query: { registerId } })).status;
      };
      expect(await giveBack('one', 'R-one')).toBe(409);
      expect(await giveBack('two', 'R-one')).toBe(404);
      expect(await giveBack('two', 'R-two')).toBe(200);
      expect(await claim('three', { use: 2 })).toEqual([200, 'yours', 'three']);

      const doubles = async (registerId: string) => {
        const answer = await world.client.call('listDoubleUses', { query: { registerId } });
        return answer.json<{ readonly doubleUses: readonly { readonly use: number }[] }>().doubleUses;
      };
      expect(await doubles('R-one')).toEqual([]);
      expect(await claim('four', { used: { at, sm3After: sm3('4') } })).toEqual([200, 'taken', 'one']);
      for (const registerId of ['R-one', 'R-four']) {
        expect(await doubles(registerId)).toMatchObject([
          { approvalSm3: sm3('a'), use: 1, claims: [{ claimId: 'one' }, { claimId: 'four' }] },
        ]);
      }
      expect(await doubles('R-three')).toEqual([]);
    });
  });
}

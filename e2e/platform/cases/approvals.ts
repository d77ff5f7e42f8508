import { describe, expect, it } from 'vitest';

import { requestDigest } from '../../../electron/core/approval/approval-request.ts';
import { signDecision } from '../../../electron/core/approval/decision.ts';
import { COUNTERPARTY, HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { ApprovalRequest, ApprovedBeside } from '../../../electron/shared/model/approval.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { makeSoftwareHolder } from '../../fixtures/keys/software-holder.ts';
import { makeSoftwareRegister, type SoftwareRegister } from '../../fixtures/registers/software-register.ts';
import { once, type ContractWorld } from './contract-world.ts';

export function approvalsCases(world: ContractWorld): void {
  describe('An approval', () => {
    const request = (id: string): ApprovalRequest => ({
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
        {
          fileName: '附件.pdf',
          size: 1234,
          sm3: 'cd'.repeat(32),
          pages: 3,
          esId: world.sealOf('财务专用章').esId,
          sealName: '财务专用章',
          target: {
            ...{ kind: 'list', version: 1, field: null },
            places: [{ kind: 'point', pages: [{ kind: 'all' }], xMm: 120, yMm: 200 }],
          },
        },
        {
          fileName: '合同.pdf',
          size: 1234,
          sm3: 'ef'.repeat(32),
          pages: 3,
          esId: world.sealOf('财务专用章').esId,
          sealName: '财务专用章',
          target: {
            ...{ kind: 'list', version: 2, field: null },
            places: [{ kind: 'point', pages: [{ kind: 'all' }], xMm: 120, yMm: 200 }],
            beside: [date, picture],
          },
          locks: true,
        },
      ],
    });
    const where = { kind: 'point', xMm: 120, yMm: 230 } as const;
    const date: ApprovedBeside = { kind: 'date', pages: [{ kind: 'all' }], where, style: null };
    const picture: ApprovedBeside = {
      ...({ kind: 'handwriting', pages: [{ kind: 'all' }], where, sm3: 'ab'.repeat(32) } as const),
      ...{ size: 900, widthMm: 35, heightMm: 12 },
    };
    const ask = (asked: ApprovalRequest) =>
      world.client.call('requestApproval', {
        headers: { ...world.bearer, ...once() },
        json: { request: asked },
      });

    it('is decided once, by a key of the enterprise, for the requested hashes', async () => {
      const asked = request('YY-1');
      expect((await ask(asked)).status).toBe(201);
      expect((await ask({ ...asked, enterprise: '别的公司' })).status).toBe(403);
      const [first] = asked.items;
      const unknown = { ...first?.target, kind: 'list', version: 3, field: null, places: [] };
      // What no version of the contract names is not carried.
      const later = { ...request('YY-2'), items: [{ ...first, target: unknown }] } as ApprovalRequest;
      expect((await ask(later)).status).toBe(400);
      const decide = async (about: ApprovalRequest, outcome: 'approved' | 'rejected') => {
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
      const [one, two] = [world.register, makeSoftwareRegister(world.engine)];
      expect((await world.openRegister(two, world.holder)).status).toBe(200);
      const claim = async (
        register: SoftwareRegister,
        claimId: string,
        change: Partial<PlatformSchema<'ApprovalClaimRequest'>> = {},
      ) => {
        const wish = { attempt: 1, use: 1, uses: 2, documentSm3: sm3('d'), used: null };
        const json = { ...wish, esId: world.sealOf('财务专用章').esId, ...change };
        const path = { approvalSm3: sm3('a'), claimId };
        const answer = await world.client.call('claimApproval', { register, path, json });
        const { outcome, claim: standing } = answer.json<{
          readonly outcome?: string;
          readonly claim?: PlatformSchema<'ApprovalClaim'>;
        }>();
        return [answer.status, outcome, standing?.claimId];
      };
      const at = new Date().toISOString();
      const refused = (status: number) => [status, undefined, undefined];
      expect(await claim(one, 'one')).toEqual([200, 'yours', 'one']);
      expect(await claim(two, 'two')).toEqual([200, 'taken', 'one']);
      expect(await claim(two, 'two', { use: 2 })).toEqual([200, 'yours', 'two']);
      expect(await claim(one, 'one', { documentSm3: sm3('e'), attempt: 2 })).toEqual(refused(409));
      // A retry is a further attempt; a computer that was set back makes the same one again.
      expect(await claim(one, 'one', { attempt: 2 })).toEqual([200, 'yours', 'one']);
      expect(await claim(one, 'one', { attempt: 2 })).toEqual([200, 'taken', 'one']);
      const use = { attempt: 2, used: { at, sm3After: sm3('1') } };
      expect(await claim(one, 'one', use)).toEqual([200, 'yours', 'one']);
      expect(await claim(one, 'one', { attempt: 3 })).toEqual([200, 'taken', 'one']);
      expect(await claim(one, 'one', { ...use, used: { at, sm3After: sm3('9') } })).toEqual(refused(409));

      const giveBack = async (register: SoftwareRegister, claimId: string) => {
        const path = { approvalSm3: sm3('a'), claimId };
        return (await world.client.call('giveBackClaim', { register, path })).status;
      };
      expect(await giveBack(one, 'one')).toBe(409);
      expect(await giveBack(two, 'two')).toBe(200);
      expect(await claim(one, 'three', { use: 2 })).toEqual([200, 'yours', 'three']);

      const doubles = async (register: SoftwareRegister) => {
        const answer = await world.client.call('listDoubleUses', { register });
        return answer.json<{ readonly doubleUses: readonly { readonly use: number }[] }>().doubleUses;
      };
      expect(await doubles(one)).toEqual([]);
      expect(await claim(two, 'four', { used: { at, sm3After: sm3('4') } })).toEqual([200, 'taken', 'one']);
      for (const register of [one, two]) {
        expect(await doubles(register)).toMatchObject([
          { approvalSm3: sm3('a'), use: 1, claims: [{ claimId: 'one' }, { claimId: 'four' }] },
        ]);
      }

      // Nobody else has a say: no register, one that nobody has opened, one of another holder.
      const closed = makeSoftwareRegister(world.engine);
      expect(await claim(closed, 'five')).toEqual(refused(401));
      const call = { path: { approvalSm3: sm3('a'), claimId: 'three' } };
      expect((await world.client.call('giveBackClaim', call)).status).toBe(401);
      const stranger = makeSoftwareRegister(world.engine);
      const other = await makeSoftwareHolder(world.demo.home, COUNTERPARTY, world.engine);
      expect((await world.openRegister(stranger, other)).status).toBe(200);
      expect(await claim(stranger, 'six')).toEqual(refused(403));
      expect(await giveBack(stranger, 'three')).toBe(404);
      expect(await doubles(stranger)).toEqual([]);
    });
  });
}

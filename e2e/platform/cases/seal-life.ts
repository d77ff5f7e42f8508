import { describe, expect, it } from 'vitest';

import { decodeSeal } from '../../../electron/core/seal/seal.ts';
import { listsCertificate } from '../../../electron/core/seal/verify-seal.ts';
import { decodeCertificate } from '../../../electron/core/x509/certificate.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { base64Of, octetsOf } from '../platform-context.ts';
import { once, PERSON, type ContractWorld } from './contract-world.ts';

export function sealLifeCases(world: ContractWorld): void {
  describe('The life of a seal', () => {
    type Application = PlatformSchema<'SealApplication'>;
    const REASONS: Readonly<Record<string, string>> = {
      applyForRenewal: 'validityEnds',
      applyForReplacement: 'dataChange',
      applyForCancellation: 'dissolved',
    };
    const apply = async (
      operation: string,
      esId: string,
      request: Uint8Array | null,
      headers = once(),
      why: object = {},
    ) =>
      world.client.call(operation, {
        headers: { ...world.bearer, ...headers },
        json: {
          esId,
          reason: REASONS[operation],
          reasonText: null,
          ...why,
          applicant: PERSON,
          certificateRequest: request === null ? null : base64Of(request),
        },
      });
    const read = async (number: string, headers: Record<string, string> = world.bearer) =>
      (await world.client.call('readSealApplication', { path: { number }, headers })).json<Application>();

    it('ends with a replacement, whose seal lists the new certificate', async () => {
      const { esId } = world.sealOf('合同专用章');
      const applied = (
        await apply('applyForReplacement', esId, await world.holder.request())
      ).json<Application>();
      expect(applied).toMatchObject({ state: 'underReview', certificate: null });
      await world.operator.approve(applied.number);
      const approved = await read(applied.number, { 'application-secret': applied.secret ?? '' });
      expect(approved).toMatchObject({ state: 'approved', secret: null });
      const certificate = decodeCertificate(octetsOf(approved.certificate ?? ''));
      const seal = decodeSeal(octetsOf(approved.seal ?? ''));
      expect(listsCertificate(world.engine, seal.property.certificateList, certificate.raw)).toBe(true);
      const { applications } = await platformApplications();
      expect(applications.find(({ number }) => number === applied.number)?.state).toBe('approved');
    });

    const platformApplications = async () =>
      (await world.client.call('listSealApplications', { headers: world.bearer })).json<{
        applications: Application[];
      }>();

    it('does not allow a renewal before the window opens', async () => {
      const { esId } = world.sealOf('法定名称章');
      const early = await apply('applyForRenewal', esId, await world.holder.request());
      expect([early.status, early.json<{ type: string }>().type]).toEqual([
        422,
        'urn:sealdesk:problem:not-in-window',
      ]);
      await world.operator.clock(340 * 86_400_000);
      await world.openSession();
      const inTime = (await apply('applyForRenewal', esId, await world.holder.request())).json<Application>();
      await world.operator.reject(inTime.number, '材料不清');
      expect(await read(inTime.number)).toMatchObject({ state: 'rejected', decisionReason: '材料不清' });
      await world.operator.clock(0);
      await world.openSession();
    });

    it('ends with one cancellation, however often it is asked for', async () => {
      const { esId } = world.sealOf('法定代表人名章');
      const headers = once();
      const first = (await apply('applyForCancellation', esId, null, headers)).json<Application>();
      const second = (await apply('applyForCancellation', esId, null, headers)).json<Application>();
      expect(second).toEqual(first);
      const changed = await apply('applyForCancellation', world.sealOf('财务专用章').esId, null, headers);
      expect(changed.status).toBe(409);
      await world.operator.approve(first.number);
      expect((await read(first.number)).state).toBe('done');
      expect((await apply('applyForCancellation', esId, null)).status).toBe(409);
    });

    it('takes the reasons that the rules in force list, and open ones with an explanation', async () => {
      const { esId } = world.sealOf('财务专用章');
      const tried = async (why: object) =>
        (await apply('applyForCancellation', esId, null, once(), why)).status;
      expect([
        await tried({ reason: 'keyLeak' }),
        await tried({ reason: 'madeUp' }),
        (
          await apply('applyForReplacement', esId, await world.holder.request(), once(), {
            reason: 'other',
          })
        ).status,
      ]).toEqual([422, 400, 422]);
    });

    it('refuses a delegation without end, number of uses or purpose', async () => {
      const granted = async (change: object): Promise<number> => {
        const grant = {
          ...{ esId: world.sealOf('财务专用章').esId, person: '李四', contact: '内线 8001' },
          ...{ validFrom: '2026-01-01T00:00:00.000Z', validTo: '2026-06-01T00:00:00.000Z' },
          ...{ uses: 3, purposes: ['对账函'], ownKey: false },
        };
        const headers = { ...world.bearer, ...once() };
        return (await world.client.call('grantDelegation', { headers, json: { ...grant, ...change } }))
          .status;
      };
      expect([
        await granted({ uses: null }),
        await granted({ purposes: [] }),
        await granted({ validTo: '2036-01-01T00:00:00.000Z' }),
      ]).toEqual([400, 400, 400]);
    });

    it('gives a delegate access by the code of the grant, once, and counts uses for the key of that access alone', async () => {
      const grant = {
        ...{ esId: world.sealOf('财务专用章').esId, person: '李四', contact: '内线 8001' },
        ...{ validFrom: '2026-01-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z' },
        ...{ uses: 1, purposes: ['对账函'], ownKey: true },
      };
      const headers = { ...world.bearer, ...once() };
      const granted = await world.client.call('grantDelegation', { headers, json: grant });
      const { number, code } = granted.json<PlatformSchema<'Delegation'>>();
      const certificateRequest = base64Of(await world.holder.request());
      const enrol = (shown: string | null) =>
        world.client.call('enrolDelegate', {
          ...{ path: { number }, headers: once() },
          json: { code: shown ?? '', certificateRequest },
        });
      const wrong = await enrol('wrong');
      const enrolled = await enrol(code);
      expect([wrong.status, enrolled.status, (await enrol(code)).status]).toEqual([403, 201, 409]);
      const { certificate } = enrolled.json<PlatformSchema<'DelegateAccess'>>();
      const own = { ...world.holder, certificate: octetsOf(certificate) };
      const bearer = { authorization: `Bearer ${await world.sessionOf(own)}` };
      const claim = async (useId: string, headers: Record<string, string>) =>
        (await world.client.call('claimDelegatedUse', { path: { number }, headers, json: { useId } })).status;
      expect([
        await claim('U1', world.bearer),
        await claim('U1', bearer),
        await claim('U1', bearer),
        await claim('U2', bearer),
      ]).toEqual([404, 200, 200, 409]);
      const listed = await world.client.call('listDelegations', { headers: world.bearer });
      expect(listed.json<{ delegations: PlatformSchema<'Delegation'>[] }>().delegations[0]).toMatchObject({
        ...{ number, code: null, delegateEsId: expect.stringMatching(/^DEMO/u) as string },
      });
      await world.client.call('endDelegation', { path: { number }, headers: world.bearer });
    });

    it('includes delegations that last for as long as the holder wants', async () => {
      const granted = await world.client.call('grantDelegation', {
        headers: { ...world.bearer, ...once() },
        json: {
          esId: world.sealOf('财务专用章').esId,
          person: '李四',
          contact: '内线 8001',
          validFrom: '2026-01-01T00:00:00.000Z',
          validTo: '2027-01-01T00:00:00.000Z',
          uses: 3,
          purposes: ['对账函'],
          ownKey: false,
        },
      });
      const { number } = granted.json<PlatformSchema<'Delegation'>>();
      const ended = await world.client.call('endDelegation', { path: { number }, headers: world.bearer });
      const listed = await world.client.call('listDelegations', { headers: world.bearer });
      const { delegations } = listed.json<{ delegations: PlatformSchema<'Delegation'>[] }>();
      expect(delegations[0]).toEqual(ended.json());
      expect(ended.json<PlatformSchema<'Delegation'>>().endedAt).not.toBeNull();
    });
  });
}

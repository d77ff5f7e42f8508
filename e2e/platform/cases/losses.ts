import { describe, expect, it } from 'vitest';

import { HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { once, PERSON, type ContractWorld } from './contract-world.ts';

type LossReport = PlatformSchema<'LossReport'>;
type StatusEvent = PlatformSchema<'StatusEvent'>;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export function lossesCases(world: ContractWorld): void {
  const report = async (esId: string | null, sealName: string, holderName: string = HOLDER.name) => {
    const daysAgo = new Date(Date.now() - 2 * DAY_MS).toISOString();
    const reported = await world.client.call('reportLoss', {
      headers: once(),
      json: {
        ...{ esId, sealName, holderName, holderCode: null, tokenSerial: null, reporter: PERSON },
        ...{ what: '在出租车上遗失', lostAt: daysAgo, reportedAt: daysAgo },
      },
    });
    const taken = reported.json<LossReport>();
    const secret = { 'application-secret': taken.secret ?? '' };
    const path = { number: taken.number };
    return {
      taken,
      path,
      secret,
      code: (contactId: string) =>
        world.client.call('sendLossCode', { path, headers: secret, json: { contactId } }),
      authorise: (code: string) =>
        world.client.call('authoriseLossReport', { path, headers: secret, json: { code } }),
      read: async () =>
        (await world.client.call('readLossReport', { path, headers: secret })).json<LossReport>(),
    };
  };
  const eventsOf = async (esId: string): Promise<StatusEvent[]> => {
    const answer = await world.client.call('readSealStatus', { query: { after: 0 } });
    const { events } = world.opened<PlatformSchema<'StatusPage'>>('seal-status', answer.json());
    return events.filter((event) => event.esId === esId);
  };

  describe('A loss', () => {
    it('is reported without a key, and nothing follows until a contact on file has authorised it', async () => {
      const { esId, name } = world.sealOf('财务专用章');
      const before = await eventsOf(esId);
      const { taken, code, authorise, read, secret, path } = await report(null, ` ${name}`);
      expect(taken).toMatchObject({ esId, state: 'unauthorised', receivedAt: null, code: null });
      expect(taken.contacts.map(({ kind }) => kind)).toEqual(['telephone', 'mail']);
      expect(taken.contacts.every(({ masked }) => /\*{3}/.test(masked))).toBe(true);
      expect(await eventsOf(esId)).toEqual(before);
      const sent = (await code('office')).json<LossReport>();
      expect(sent.code).toMatchObject({ contactId: 'office', triesLeft: 3 });
      expect(JSON.stringify(sent)).not.toContain(await world.operator.lastCode());
      const authorised = (await authorise(await world.operator.lastCode())).json<LossReport>();
      expect(authorised).toMatchObject({ state: 'received', contacts: [], code: null });
      const [claim] = (await eventsOf(esId)).slice(before.length);
      expect(claim).toMatchObject({
        ...{ kind: 'claim', state: 'active', decidedAt: null, lostSince: taken.reportedAt },
        ...{ receivedAt: authorised.receivedAt, since: authorised.receivedAt },
      });
      await world.operator.approve(taken.number);
      expect(await read()).toMatchObject({ state: 'inForce', secret: null });
      const decided = (await eventsOf(esId)).at(-1);
      expect(decided).toMatchObject({
        kind: 'decision',
        state: 'suspended',
        receivedAt: authorised.receivedAt,
      });
      expect(decided?.since).toBe(decided?.decidedAt);
      const asked = await world.client.call('withdrawLossReport', {
        path,
        headers: { ...secret, ...once() },
        json: { reason: '已找到' },
      });
      expect(asked.json()).toMatchObject({ state: 'inForce', withdrawal: { state: 'underReview' } });
      await world.operator.approve(taken.number);
      expect(await read()).toMatchObject({ state: 'withdrawn', withdrawal: { state: 'approved' } });
      expect((await eventsOf(esId)).at(-1)).toMatchObject({ kind: 'decision', state: 'active' });
    });

    it('gives a stranger with the number of the seal nothing: no secret, no code, no effect', async () => {
      const { esId, name } = world.sealOf('财务专用章');
      const before = await eventsOf(esId);
      const { authorise, code, path, read } = await report(esId, name, '陌生人有限公司');
      const stranger = { 'application-secret': 'x'.repeat(32) };
      for (const operation of ['sendLossCode', 'authoriseLossReport'] as const) {
        const json = operation === 'sendLossCode' ? { contactId: 'office' } : { code: '000000' };
        expect((await world.client.call(operation, { path, headers: stranger, json })).status).toBe(401);
      }
      expect((await authorise('123456')).status).toBe(410);
      expect((await code('13912345678')).status).toBe(404);
      await code('office');
      const right = await world.operator.lastCode();
      const wrong = right === '000000' ? '000001' : '000000';
      expect([(await authorise(wrong)).status, (await read()).code?.triesLeft]).toEqual([403, 2]);
      expect([(await authorise(wrong)).status, (await read()).code?.triesLeft]).toEqual([403, 1]);
      expect([(await authorise(wrong)).status, (await read()).code]).toEqual([403, null]);
      expect((await authorise(right)).status).toBe(410);
      expect(await eventsOf(esId)).toEqual(before);
      expect((await read()).state).toBe('unauthorised');
    });

    it('limits codes for a report and for a contact, and says how long to wait', async () => {
      const { esId, name } = world.sealOf('合同专用章');
      const { code } = await report(esId, name);
      expect((await code('representative')).status).toBe(200);
      const again = await code('office');
      expect([again.status, Number(again.headers['retry-after']) > 50]).toEqual([429, true]);
      let status = 200;
      for (let reports = 0; status === 200 && reports < 12; reports += 1) {
        status = (await (await report(esId, name)).code('representative')).status;
      }
      expect(status).toBe(429);
    });

    it('is authorised by an officer on the telephone, acts from its receipt if the officer says so, or is rejected', async () => {
      const { esId, name } = world.sealOf('财务专用章');
      const first = await report(esId, name);
      await world.operator.confirmCall(first.taken.number);
      await world.operator.reject(first.taken.number, '并未丢失');
      expect(await first.read()).toMatchObject({ state: 'rejected', decisionReason: '并未丢失' });
      expect((await eventsOf(esId)).at(-1)).toMatchObject({ kind: 'decision', state: 'active' });
      const mistaken = await report(esId, name);
      await world.operator.reject(mistaken.taken.number, '来电说明填错了');
      expect([(await mistaken.read()).state, (await eventsOf(esId)).at(-1)?.state]).toEqual([
        'rejected',
        'active',
      ]);
      const second = await report(esId, name);
      await world.operator.confirmCall(second.taken.number);
      await world.operator.approveFromReceipt(second.taken.number);
      const { receivedAt } = await second.read();
      const decided = (await eventsOf(esId)).at(-1);
      expect(decided).toMatchObject({ state: 'suspended', since: receivedAt, receivedAt });
      expect((await second.code('office')).status).toBe(409);
    });

    it('of a seal that is not here names no contacts', async () => {
      const { taken } = await report(null, '没有这枚印章');
      expect(taken).toMatchObject({ esId: null, state: 'unauthorised', contacts: [] });
    });
  });
}

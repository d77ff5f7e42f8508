import { describe, expect, it } from 'vitest';

import { HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { once, PERSON, type ContractWorld } from './contract-world.ts';

const AT_ONCE = 6;
const HOURS_LATER_MS = 7 * 3_600_000;

export function repetitionCases(world: ContractWorld): void {
  const together = (operation: string, call = {}) =>
    Promise.all(Array.from({ length: AT_ONCE }, () => world.client.call(operation, call)));
  const report = (what: string) => ({
    esId: null,
    sealName: '没有这枚印章',
    holderName: HOLDER.name,
    holderCode: null,
    tokenSerial: null,
    reporter: PERSON,
    what,
    lostAt: null,
    reportedAt: new Date().toISOString(),
  });

  describe('Simultaneous requests', () => {
    it('receive the same lists with one new number', async () => {
      await world.operator.clock(HOURS_LATER_MS);
      for (const operation of ['readTrustList', 'indexRevocationLists']) {
        const answers = await together(operation);
        expect(new Set(answers.map(({ bytes }) => bytes.toString('utf8'))).size).toBe(1);
        expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: AT_ONCE }, () => 200));
      }
      await world.operator.clock(0);
      await world.openSession();
    });

    it('with one Idempotency-Key receive one report, secret included', async () => {
      const call = { headers: once(), json: report('遗失') };
      const answers = await together('reportLoss', call);
      expect(new Set(answers.map(({ bytes }) => bytes.toString('utf8'))).size).toBe(1);
      expect(answers[0]?.json()).toMatchObject({ state: 'unauthorised', esId: null });
      const other = await world.client.call('reportLoss', { ...call, json: report('被盗') });
      expect(other.status).toBe(409);
    });
  });

  describe('A repetition', () => {
    it('gets the first answer for as long as the platform says, and is another request afterwards', async () => {
      const { limits } = (await world.client.call('describePlatform')).json<PlatformSchema<'Platform'>>();
      const lifetimeMs = (limits?.idempotencySeconds ?? 0) * 1000;
      const call = { headers: once(), json: report('遗失') };
      const send = async () =>
        (await world.client.call('reportLoss', call)).json<{ number: string }>().number;
      const first = await send();
      await world.operator.clock(lifetimeMs - 60_000);
      expect(await send()).toBe(first);
      await world.operator.clock(lifetimeMs + 60_000);
      expect(await send()).not.toBe(first);
      await world.operator.clock(0);
      await world.openSession();
    });
  });

  describe('A request outside the contract', () => {
    it('is refused with the reason', async () => {
      const incomplete = { ...report('遗失'), tokenSerial: undefined };
      const missing = await world.client.call('reportLoss', { headers: once(), json: incomplete });
      const noKey = await world.client.call('reportLoss', { json: report('遗失') });
      const more = await world.client.call('reportLoss', {
        headers: once(),
        json: { ...report('遗失'), more: 1 },
      });
      expect([missing, noKey, more].map(({ status }) => status)).toEqual([400, 400, 400]);
      expect(missing.json()).toMatchObject({ type: 'urn:sealdesk:problem:invalid-request' });
      expect(missing.json<{ detail: string }>().detail).toContain('tokenSerial');
    });
  });
}

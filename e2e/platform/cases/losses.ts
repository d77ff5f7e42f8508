import { describe, expect, it } from 'vitest';

import { HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { once, PERSON, type ContractWorld } from './contract-world.ts';

export function lossesCases(world: ContractWorld): void {
  describe('A loss', () => {
    it('is reported without a key, suspends the seal, and is withdrawn when the policy provides for it', async () => {
      const { esId, name } = world.sealOf('财务专用章');
      const reported = await world.client.call('reportLoss', {
        headers: once(),
        json: {
          esId: null,
          sealName: ` ${name}`,
          holderName: HOLDER.name,
          holderCode: null,
          tokenSerial: null,
          reporter: PERSON,
          what: '在出租车上遗失',
          lostAt: null,
          reportedAt: new Date().toISOString(),
        },
      });
      const report = reported.json<PlatformSchema<'LossReport'>>();
      expect(report).toMatchObject({ esId, state: 'inForce' });
      const path = { number: report.number };
      const headers = { 'application-secret': report.secret ?? '' };
      const asked = await world.client.call('withdrawLossReport', {
        path,
        headers: { ...headers, ...once() },
        json: { reason: '已找到' },
      });
      expect(asked.json()).toMatchObject({ state: 'inForce', withdrawal: { state: 'underReview' } });
      await world.operator.approve(report.number);
      const read = await world.client.call('readLossReport', { path, headers });
      expect(read.json()).toMatchObject({
        state: 'withdrawn',
        secret: null,
        withdrawal: { state: 'approved' },
      });
      const wrong = await world.client.call('readLossReport', {
        path,
        headers: { 'application-secret': 'x'.repeat(32) },
      });
      expect(wrong.status).toBe(401);
      const { seals } = (await world.client.call('listHolderSeals', { headers: world.bearer })).json<{
        seals: PlatformSchema<'HolderSeal'>[];
      }>();
      expect(seals.find((seal) => seal.esId === esId)?.state).toBe('active');
    });
  });
}

import { describe, expect, it } from 'vitest';

import { decodeSeal } from '../../../electron/core/seal/seal.ts';
import { HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { base64Of } from '../platform-context.ts';
import { randomOctets, type ContractWorld } from './contract-world.ts';

export function sessionsCases(world: ContractWorld): void {
  describe('A session', () => {
    it('is opened with the key of a certificate of the platform, once with each challenge', async () => {
      expect((await world.openSession()).holder).toBe(HOLDER.name);
      const challenge = (await world.requestChallenge(world.holder.certificate)).json<
        PlatformSchema<'Challenge'>
      >();
      const signature = base64Of(await world.holder.sign(world.challengeText(challenge)));
      const json = { challengeId: challenge.id, signature };
      expect((await world.client.call('openSession', { json })).status).toBe(201);
      expect((await world.client.call('openSession', { json })).status).toBe(401);
    });

    it('is opened with no other key', async () => {
      expect((await world.requestChallenge(world.rootCertificate)).status).toBe(403);
      expect((await world.requestChallenge(randomOctets(9))).status).toBe(403);
      const challenge = (await world.requestChallenge(world.holder.certificate)).json<
        PlatformSchema<'Challenge'>
      >();
      const json = { challengeId: challenge.id, signature: base64Of(randomOctets(64)) };
      expect((await world.client.call('openSession', { json })).status).toBe(401);
      expect((await world.client.call('listHolderSeals')).status).toBe(401);
      const stale = { authorization: 'Bearer AAAAAAAAAAAAAAAAAAAAAAAA' };
      expect((await world.client.call('listHolderSeals', { headers: stale })).status).toBe(401);
    });

    it('shows only the holder’s own seals', async () => {
      const listing = await world.client.call('listHolderSeals', { headers: world.bearer });
      const { seals } = listing.json<{ seals: PlatformSchema<'HolderSeal'>[] }>();
      expect(seals.map(({ esId }) => esId).sort()).toEqual(world.demo.seals.map(({ esId }) => esId).sort());
      expect(seals[0]?.tokenSerial).toBe(world.demo.companies[0]?.tokenSerial);
      const { esId } = world.sealOf('法定名称章');
      const seal = await world.client.call('readHolderSeal', { path: { esId }, headers: world.bearer });
      expect(decodeSeal(seal.bytes).esId).toBe(esId);
      const foreign = world.demo.companies[1]?.seals[0]?.esId ?? '';
      expect(
        (await world.client.call('readHolderSeal', { path: { esId: foreign }, headers: world.bearer }))
          .status,
      ).toBe(404);
    });
  });
}

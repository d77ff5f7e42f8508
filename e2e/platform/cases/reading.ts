import { describe, expect, it } from 'vitest';

import { jsonOrNull, toHex } from '../../../electron/core/bytes/encodings.ts';
import { decodeCertificate } from '../../../electron/core/x509/certificate.ts';
import { decodeRevocationList } from '../../../electron/core/x509/revocation-list.ts';
import { unpackBundle } from '../../../electron/services/offline-bundle/read-bundle.ts';
import { EventStreamReader } from '../../../electron/core/platform/event-stream.ts';
import { HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { ContractWorld } from './contract-world.ts';

export function readingCases(world: ContractWorld): void {
  describe('The public part of the platform', () => {
    it('describes the platform', async () => {
      const answer = await world.client.call('describePlatform');
      expect(answer.json()).toMatchObject({ id: 'sandbox', profile: 'guangxi' });
    });

    it('sends the trust list, and answers that it is unchanged', async () => {
      const first = await world.client.call('readTrustList');
      const list = world.opened<PlatformSchema<'TrustList'>>('seal-trust-list', first.json());
      expect(list).toMatchObject({ platform: 'sandbox', number: 1 });
      expect(list.makers).toHaveLength(1);
      const again = await world.client.call('readTrustList', {
        headers: { 'if-none-match': String(first.headers['etag']) },
      });
      expect(again.status).toBe(304);
    });

    it('names the profile in force under its signature, with a number that goes up', async () => {
      const first = await world.client.call('readPolicy');
      const named = world.opened<PlatformSchema<'PolicyStatement'>>('platform-policy', first.json());
      expect(named).toMatchObject({ platform: 'sandbox', number: 1, profile: { id: 'guangxi' } });
      const headers = { 'if-none-match': String(first.headers['etag']) };
      expect((await world.client.call('readPolicy', { headers })).status).toBe(304);
      await world.operator.namePolicy('kaifeng');
      const second = await world.client.call('readPolicy', { headers });
      expect(world.opened('platform-policy', second.json())).toMatchObject({
        ...{ number: 2, profile: { id: 'kaifeng' } },
      });
      await world.operator.namePolicy('kaifeng', '2025-10-09');
      const lapsed = await world.client.call('readPolicy', { headers });
      expect(world.opened('platform-policy', lapsed.json())).toMatchObject({
        ...{ number: 3, profile: { id: 'kaifeng', effectiveTo: '2025-10-09' } },
      });
      await world.operator.namePolicy('guangxi');
      await expect(world.operator.namePolicy('atlantis')).rejects.toThrow('没有这份规定');
    });

    it('states the registration of a seal’s enterprise, and what the seal was made for', async () => {
      const { esId } = world.sealOf('合同专用章');
      const [holder, nonce] = [HOLDER.name, 'cd'.repeat(16)];
      const stated = async () => {
        const answer = await world.client.call('readEnterpriseStatus', { path: { esId }, query: { nonce } });
        return world.opened<PlatformSchema<'EnterpriseStatus'>>('enterprise-status', answer.json());
      };
      const first = await stated();
      expect(first).toMatchObject({ nonce, esId, enterprise: { state: 'normal', name: holder } });
      expect(first.issuedFor).toEqual({
        name: first.enterprise.name,
        representative: first.enterprise.representative,
      });
      await world.operator.changeEnterpriseData(holder, { name: holder, representative: '周海川' });
      expect(await stated()).toMatchObject({
        enterprise: { representative: '周海川' },
        issuedFor: first.issuedFor,
      });
      await world.operator.changeEnterpriseData(holder, first.issuedFor);
    });

    it('gives the electronic data on a seal in dispute, for the document that is named', async () => {
      const { esId } = world.sealOf('合同专用章');
      const query = { certificate: '0a', documentSm3: 'ab'.repeat(32), nonce: 'cd'.repeat(16) };
      const answer = await world.client.call('readSealEvidence', { path: { esId }, query });
      const stated = world.opened<PlatformSchema<'SealEvidence'>>('seal-evidence', answer.json());
      expect(stated).toMatchObject({ ...{ esId, nonce: query.nonce, documentSm3: query.documentSm3 } });
      expect(stated.events[0]).toMatchObject({ esId, state: 'active' });
      const unknown = await world.client.call('readSealEvidence', { path: { esId: 'unknown' }, query });
      expect(unknown.status).toBe(404);
    });

    it('sends revocation lists whole, in parts and as delta lists', async () => {
      const index = async () => {
        const { lists } = (await world.client.call('indexRevocationLists')).json<{
          lists: PlatformSchema<'RevocationListEntry'>[];
        }>();
        return lists.find(({ id }) => id === 'issuing') as PlatformSchema<'RevocationListEntry'>;
      };
      const before = await index();
      const serial = (await world.operator.certificates())[0]?.serial ?? '';
      await world.operator.revokeCertificate(serial, 'keyCompromise');
      const after = await index();
      expect(after.number).toBe(before.number + 1);

      const path = { listId: 'issuing' };
      const full = await world.client.call('readRevocationList', { path });
      expect(toHex(world.engine.sm3(full.bytes))).toBe(after.sm3);
      expect(decodeRevocationList(full.bytes).entries.get(serial)).toMatchObject({ reason: 1 });
      const etag = String(full.headers['etag']);
      const part = await world.client.call('readRevocationList', {
        path,
        headers: { range: 'bytes=10-', 'if-range': etag },
      });
      expect([part.status, Buffer.concat([full.bytes.subarray(0, 10), part.bytes])]).toEqual([
        206,
        full.bytes,
      ]);
      const other = await world.client.call('readRevocationList', {
        path,
        headers: { range: 'bytes=10-', 'if-range': '"x"' },
      });
      expect(other.bytes).toEqual(full.bytes);
      const same = await world.client.call('readRevocationList', {
        path,
        headers: { 'if-none-match': etag },
      });
      expect(same.status).toBe(304);
      const beyond = await world.client.call('readRevocationList', {
        path,
        headers: { range: 'bytes=99999999-' },
      });
      expect(beyond.status).toBe(416);

      const delta = await world.client.call('readDeltaRevocationList', {
        path,
        query: { base: before.number },
      });
      expect(decodeRevocationList(delta.bytes).entries.get(serial)).toMatchObject({ reason: 1 });
      const nothing = await world.client.call('readDeltaRevocationList', {
        path,
        query: { base: after.number },
      });
      expect(decodeRevocationList(nothing.bytes).entries.get(serial)).toBeUndefined();
      expect((await world.client.call('readDeltaRevocationList', { path, query: { base: 1 } })).status).toBe(
        404,
      );
    });

    it('makes an offline bundle of the same bytes, signed as a whole', async () => {
      const answer = await world.client.call('readOfflineBundle');
      const bundle = unpackBundle(answer.bytes);
      const content = world.opened<PlatformSchema<'OfflineBundle'>>('offline-bundle', bundle.statement);
      expect(content).toMatchObject({ platform: 'sandbox', after: 0 });
      for (const { path, size, sm3 } of content.files) {
        const bytes = bundle.files.get(path) ?? new Uint8Array();
        expect([bytes.length, toHex(world.engine.sm3(bytes))]).toEqual([size, sm3]);
      }
      expect(content.files.map(({ path }) => path)).toEqual([
        ...[
          'signers.json',
          'trust-list.json',
          'policy.json',
          'revocation-lists/root.crl',
          'revocation-lists/issuing.crl',
        ],
        'seal-status/0.json',
      ]);
      expect(jsonOrNull(bundle.files.get('trust-list.json') ?? new Uint8Array())).toEqual(
        (await world.client.call('readTrustList')).json(),
      );
      const missing = await world.client.call('readOfflineBundle', { query: { after: 999_999 } });
      expect(missing.status).toBe(404);
    });

    it('tells whoever has not had it that there is news', async () => {
      const { esId } = world.sealOf('合同专用章');
      const told = async (headers: Record<string, string> = {}) => {
        const { bytes } = await world.client.call('followEvents', { headers });
        const [event] = new EventStreamReader().read(bytes);
        return {
          id: event?.id ?? '',
          type: event?.type,
          ...(JSON.parse(event?.data ?? '{}') as { head: number }),
        };
      };
      const first = await told();
      await world.operator.suspendSeal(esId, '核查');
      const second = await told({ 'last-event-id': first.id });
      expect([second.type, second.head, second.id === first.id]).toEqual(['news', first.head + 1, false]);
      await world.operator.restoreSeal(esId);
    });

    it('says whether a seal may be used now, for this question alone', async () => {
      const { esId } = world.sealOf('财务专用章');
      const certificate = decodeCertificate(world.holder.certificate).serial;
      const ask = async (nonce: string, after: number) => {
        const answer = await world.client.call('readUseState', {
          path: { esId },
          query: { certificate, after, nonce },
        });
        return world.opened<PlatformSchema<'UseState'>>('use-state', answer.json());
      };
      const first = await ask('0'.repeat(32), 0);
      expect(first).toMatchObject({
        ...{ platform: 'sandbox', esId, nonce: '0'.repeat(32) },
        events: [{ esId, state: 'active' }],
        certificate: { serial: certificate, revokedSince: null },
        enterprise: { state: 'normal' },
      });
      await world.operator.suspendSeal(esId, '核查');
      const second = await ask('1'.repeat(32), first.head);
      expect(second).toMatchObject({
        nonce: '1'.repeat(32),
        events: [{ state: 'suspended', reason: '核查' }],
      });
      await world.operator.restoreSeal(esId);
      const query = { certificate, after: 0, nonce: '2'.repeat(32) };
      const asked = { path: { esId: 'unknown' }, query: { nonce: 'ab'.repeat(16) } };
      expect((await world.client.call('readEnterpriseStatus', asked)).status).toBe(404);
      const unknown = await world.client.call('readUseState', { path: { esId: 'unknown' }, query });
      expect(unknown.status).toBe(404);
    });

    it('publishes every change of a seal’s state, without gaps', async () => {
      const { esId } = world.sealOf('发票专用章');
      await world.operator.suspendSeal(esId, '年检');
      await world.operator.restoreSeal(esId);
      const page = async (query: { after: number; limit?: number }) =>
        world.opened<PlatformSchema<'StatusPage'>>(
          'seal-status',
          (await world.client.call('readSealStatus', { query })).json(),
        );
      const { head, events } = await page({ after: 0 });
      expect(events.map(({ number }) => number)).toEqual(
        Array.from({ length: head }, (_, index) => index + 1),
      );
      expect(events.filter((event) => event.esId === esId).map(({ state }) => state)).toEqual([
        'active',
        'suspended',
        'active',
      ]);
      expect((await page({ after: head - 2, limit: 1 })).events).toMatchObject([
        { state: 'suspended', reason: '年检' },
      ]);
      expect((await page({ after: head })).events).toEqual([]);
      await expect(world.operator.changeSeal(esId, 'replaced')).resolves.toBeUndefined();
      await expect(world.operator.restoreSeal(esId)).rejects.toThrow('replaced');
    });
  });
}

import { describe, expect, it } from 'vitest';

import { SM_OID } from '../../../electron/core/asn1/identifiers.ts';
import { toHex, utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import { leafHash, treeRoot } from '../../../electron/core/register/merkle-tree.ts';
import { GrowingTree } from '../../../electron/core/register/growing-tree.ts';
import { consistencyProof } from '../../../electron/core/register/tree-proofs.ts';
import { encodeTimeStampRequest } from '../../../electron/core/timestamp/time-stamp-request.ts';
import { HOLDER } from '../../../electron/services/demo-world/companies.ts';
import { base64Of } from '../platform-context.ts';
import { once, randomOctets, type ContractWorld } from './contract-world.ts';

export function evidenceCases(world: ContractWorld): void {
  describe('The platform’s evidence', () => {
    it('includes countersignatures of registers that only grow', async () => {
      const entries = Array.from({ length: 7 }, (_, index) => utf8Bytes(`{"entry":${index}}`));
      const leaves = Buffer.concat(entries.map((entry) => leafHash(world.engine, entry)));
      const root = (size: number) => toHex(treeRoot(world.engine, leaves, size));
      const { register } = world;
      const { registerId } = register;
      const sendEntries = (from: number, sent: readonly unknown[]) =>
        world.client.call('sendUsageRecords', {
          ...{ headers: once(), register },
          json: { registerId, from, entries: sent },
        });
      expect((await sendEntries(1, [base64Of(entries[1] as Uint8Array)])).status).toBe(409);
      await sendEntries(0, entries.slice(0, 3).map(base64Of));
      const hashed = { leafHash: toHex(leaves.subarray(96, 128)) };
      const sent = await sendEntries(2, [
        base64Of(entries[2] as Uint8Array),
        hashed,
        ...entries.slice(4).map(base64Of),
      ]);
      expect(sent.json()).toEqual({ size: 7 });
      expect((await sendEntries(0, [base64Of(utf8Bytes('{"entry":"forged"}'))])).status).toBe(409);

      const countersign = (size: number, claimed: string, first: number | null) =>
        world.client.call('countersignCheckpoint', {
          ...{ headers: once(), register },
          json: {
            registerId,
            size,
            root: claimed,
            time: new Date().toISOString(),
            consistency:
              first === null
                ? null
                : {
                    size: first,
                    proof: consistencyProof(GrowingTree.over(world.engine, leaves), first, size).map((hash) =>
                      toHex(hash),
                    ),
                  },
          },
        });
      const head = await countersign(3, root(3), null);
      expect(await world.opened('register-countersignature', head.json())).toMatchObject({
        size: 3,
        root: root(3),
      });
      expect((await countersign(7, root(6), 3)).status).toBe(409);
      expect((await countersign(7, root(7), null)).status).toBe(409);
      const next = await countersign(7, root(7), 3);
      const path = { registerId };
      expect((await world.client.call('readCheckpoint', { path, register })).json()).toEqual(next.json());

      const page = await world.client.call('readRegisterEntries', {
        path,
        register,
        query: { from: 2, limit: 2 },
      });
      expect(page.json()).toEqual({
        ...{ registerId, from: 2, size: 7 },
        entries: [base64Of(entries[2] as Uint8Array), hashed],
      });
      const above = async (size: number) =>
        (await world.client.call('listCountersignatures', { path, register, query: { above: size } })).json();
      expect(await above(0)).toEqual({ countersignatures: [head.json(), next.json()] });
      expect(await above(3)).toEqual({ countersignatures: [next.json()] });
      const owned = await world.client.call('listRegisters', { headers: world.bearer });
      const { registers } = owned.json<{ readonly registers: readonly unknown[] }>();
      const mine = expect.objectContaining({ registerId, size: 7, owners: [HOLDER.name] }) as unknown;
      expect(registers).toContainEqual(mine);
    });

    it('includes stamps of digests, and a refusal of anything else in the format of RFC 3161', async () => {
      const type = 'application/timestamp-query';
      const imprint = { algorithm: SM_OID.sm3, digest: world.engine.sm3(utf8Bytes('x')) };
      const bytes = encodeTimeStampRequest({ imprint, nonce: randomOctets(8) });
      const { register } = world;
      const granted = await world.client.call('requestTimeStamp', { register, octets: { type, bytes } });
      expect(granted.bytes.includes(Buffer.from(imprint.digest))).toBe(true);
      const refused = await world.client.call('requestTimeStamp', {
        register,
        octets: { type, bytes: utf8Bytes('x') },
      });
      expect([refused.status, refused.bytes.length < 100]).toEqual([200, true]);
    });
  });
}

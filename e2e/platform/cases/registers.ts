import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { toHex, utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import { encodeEntry } from '../../../electron/core/register/entry-bytes.ts';
import { sealedEntry } from '../../../electron/core/register/fixtures/entries.ts';
import { leafHash, treeRoot } from '../../../electron/core/register/merkle-tree.ts';
import { COUNTERPARTY, HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { ContractAnswer, ContractCall } from '../../fixtures/servers/contract-client.ts';
import { makeSoftwareHolder, type SoftwareHolder } from '../../fixtures/keys/software-holder.ts';
import { makeSoftwareRegister, type SoftwareRegister } from '../../fixtures/registers/software-register.ts';
import { base64Of } from '../platform-context.ts';
import { once, type ContractWorld } from './contract-world.ts';

const problemOf = (answer: ContractAnswer): string =>
  answer.status < 400
    ? String(answer.status)
    : `${answer.status} ${answer.json<{ type: string }>().type.split(':').at(-1) ?? ''}`;

export function registersCases(world: ContractWorld): void {
  const { client, engine } = world;
  const open = async (
    register: SoftwareRegister,
    holder: SoftwareHolder,
    head: { size: number; root: string } | null = null,
  ): Promise<ContractAnswer> =>
    client.call('openRegister', { register, json: { statement: await register.opening(holder), head } });
  const other = () => makeSoftwareHolder(world.demo.home, COUNTERPARTY, engine);

  describe('A request that a register signs', () => {
    const read = (signedAs: ContractCall['signedAs'] = {}, query = { from: 0 }) => {
      const { register } = world;
      return client.call('readRegisterEntries', {
        ...{ register, signedAs, query },
        path: { registerId: register.registerId },
      });
    };

    it('serves once', async () => {
      const nonce = 'ab'.repeat(16);
      expect([await read({ nonce }), await read({ nonce })].map(problemOf)).toEqual(['200', '401 replayed']);
    });

    it('is not older or newer than five minutes; the refusal tells the platform’s time', async () => {
      const seconds = Math.floor(Date.now() / 1000);
      expect(problemOf(await read({ created: seconds - 290 }))).toBe('200');
      const refused = await read({ created: seconds + 320 });
      expect(problemOf(refused)).toBe('401 clock-differs');
      const { time } = refused.json<{ time: string }>();
      expect(Math.abs(Date.parse(time) / 1000 - seconds)).toBeLessThan(60);
    });

    it.each([
      ['another platform', { platform: 'another' }],
      ['another method', { method: 'POST' }],
      ['another path', { path: '/v1/checkpoints/x' }],
      ['another query', { query: 'from=1' }],
      ['another body', { body: utf8Bytes('x') }],
    ])('is none when it was signed for %s', async (_, signedAs) => {
      expect(problemOf(await read(signedAs))).toBe('401 unauthorised');
    });

    it('is none before a holder has opened the register', async () => {
      const register = makeSoftwareRegister(engine);
      const call = { register, path: { registerId: register.registerId }, query: { from: 0 } };
      expect(problemOf(await client.call('readRegisterEntries', call))).toBe('401 register-not-open');
    });
  });

  describe('A register', () => {
    const entryOf = (index: number, esId: string) =>
      encodeEntry(sealedEntry(index, { seal: { esId, name: '章' } }));
    const ownSeal = () => world.sealOf('财务专用章').esId;
    const otherSeal = () => world.demo.companies[1]?.seals[0]?.esId ?? '';

    it('belongs to every holder who has opened it with its key, each of whom reads only their own entries', async () => {
      const register = makeSoftwareRegister(engine);
      const { registerId } = register;
      const second = await other();
      expect(problemOf(await open(register, world.holder))).toBe('200');
      expect((await open(register, second)).json()).toMatchObject({
        opener: HOLDER.name,
        owners: [COUNTERPARTY.name, HOLDER.name],
      });
      const entries = [entryOf(0, ownSeal()), entryOf(1, otherSeal())];
      const json = { registerId, from: 0, entries: entries.map(base64Of) };
      await client.call('sendUsageRecords', { headers: once(), register, json });
      const authorization = `Bearer ${await world.sessionOf(second)}`;
      const call = { path: { registerId }, query: { from: 0 }, headers: { authorization } };
      const page = (await client.call('readRegisterEntries', call)).json<PlatformSchema<'RegisterPage'>>();
      expect(page.entries).toEqual([
        { leafHash: toHex(leafHash(engine, entries[0] as Uint8Array)) },
        base64Of(entries[1] as Uint8Array),
      ]);
    });

    it('gets another key from its opener alone, and never a former one again', async () => {
      const register = makeSoftwareRegister(engine);
      const renewed = makeSoftwareRegister(engine, register.registerId);
      const second = await other();
      await open(register, world.holder);
      await open(register, second);
      expect(problemOf(await open(renewed, second))).toBe('403 not-yours');
      expect(problemOf(await open(renewed, world.holder))).toBe('200');
      const call = { path: { registerId: register.registerId }, query: { from: 0 } };
      const readBy = (by: SoftwareRegister) => client.call('readRegisterEntries', { ...call, register: by });
      expect([problemOf(await readBy(register)), problemOf(await readBy(renewed))]).toEqual([
        '401 unauthorised',
        '200',
      ]);
      expect(problemOf(await open(register, world.holder))).toBe('403 not-yours');
    });

    it('is opened only with a certificate of the platform, for this platform', async () => {
      const register = makeSoftwareRegister(engine);
      const stranger = { ...world.holder, certificate: world.rootCertificate };
      expect(problemOf(await open(register, stranger))).toBe('401 unauthorised');
      const json = { statement: await register.opening(world.holder, 'another'), head: null };
      expect(problemOf(await client.call('openRegister', { register, json }))).toBe('400 invalid-request');
    });

    it('that goes on under another id takes nothing under the former one, by its own holder’s word alone', async () => {
      const [former, renewed, foreign] = [0, 1, 2].map(() => makeSoftwareRegister(engine)) as [
        SoftwareRegister,
        SoftwareRegister,
        SoftwareRegister,
      ];
      await open(former, world.holder);
      await open(renewed, world.holder);
      await open(foreign, await other());
      const renewal = encodeEntry(sealedEntry(0, { act: 'registerRenewed', reference: former.registerId }));
      const send = (register: SoftwareRegister, bytes = renewal) => {
        const json = { registerId: register.registerId, from: 0, entries: [base64Of(bytes)] };
        return client.call('sendUsageRecords', { headers: once(), register, json });
      };
      const use = entryOf(1, ownSeal());
      expect([await send(foreign), await send(former, use)].map(problemOf)).toEqual(['200', '200']);
      expect([await send(renewed), await send(former, use)].map(problemOf)).toEqual([
        '200',
        '409 register-replaced',
      ]);
      const refused = await open(former, world.holder);
      expect(refused.json()).toMatchObject({ code: 'register-replaced', successor: renewed.registerId });
      const kept = { path: { registerId: former.registerId }, query: { from: 0 }, register: former };
      expect((await client.call('readRegisterEntries', kept)).json()).toMatchObject({ size: 1 });
    });

    it('whose entries came before registers had owners goes to the first of their holders who has them', async () => {
      const register = makeSoftwareRegister(engine);
      const entries = [entryOf(0, ownSeal()), entryOf(1, ownSeal())];
      const leaves = entries.map((entry) => leafHash(engine, entry));
      enter(world, register.registerId, entries, leaves);
      const root = toHex(treeRoot(engine, Buffer.concat(leaves), 2));
      expect(problemOf(await open(register, await other(), { size: 2, root }))).toBe('403 not-yours');
      const asked = await open(register, world.holder);
      expect([problemOf(asked), asked.json<{ size: number }>().size]).toEqual(['409 head-needed', 2]);
      const wrong = { size: 2, root: 'ab'.repeat(32) };
      expect(problemOf(await open(register, world.holder, wrong))).toBe('409 register-conflict');
      expect((await open(register, world.holder, { size: 2, root })).json()).toMatchObject({ size: 2 });
    });
  });
}

/** Puts entries into the platform's records as the sandbox did before registers had owners. */
function enter(
  world: ContractWorld,
  registerId: string,
  entries: readonly Uint8Array[],
  leaves: readonly Uint8Array[],
): void {
  const database = new Database(join(world.demo.home, 'platform/sandbox/platform.db'));
  try {
    const insert = database.prepare(
      'INSERT INTO register_entry (register_id, place, bytes, leaf) VALUES (?, ?, ?, ?)',
    );
    entries.forEach((bytes, place) => insert.run(registerId, place, bytes, leaves[place]));
  } finally {
    database.close();
  }
}

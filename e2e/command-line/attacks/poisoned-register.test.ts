import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SM_OID } from '../../../electron/core/asn1/identifiers.ts';
import { utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import { openStatement, type Statement } from '../../../electron/core/platform/signed-statement.ts';
import type { SmEngine } from '../../../electron/core/sm/engine.ts';
import { loadSmEngine } from '../../../electron/core/sm/load-engine.ts';
import { encodeTimeStampRequest } from '../../../electron/core/timestamp/time-stamp-request.ts';
import { COUNTERPARTY } from '../../../electron/services/demo-world/companies.ts';
import type { RegisterAudit } from '../../../electron/shared/model/register.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { once } from '../../platform/cases/contract-world.ts';
import { clientOf, type ContractClient, type ContractCall } from '../../fixtures/servers/contract-client.ts';
import {
  anotherComputer,
  makeDemoWorld,
  temporaryFolder,
  type DemoWorld,
} from '../../fixtures/worlds/demo-world.ts';
import { startPlatform } from '../../fixtures/servers/platform.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { sealdesk, type CommandOutcome } from '../../fixtures/commands/run-command.ts';
import { makeSoftwareHolder, type SoftwareHolder } from '../../fixtures/keys/software-holder.ts';
import { makeSoftwareRegister, type SoftwareRegister } from '../../fixtures/registers/software-register.ts';

/** As the commit before registers had owners answered, seen with its own command line and sandbox. */
const BEFORE = {
  commit: 'bf234e7',
  'POST /v1/usage-records by a stranger': '200 {"size":2}',
  'POST /v1/time-stamps by a stranger': '200',
  'GET /v1/checkpoints/{registerId} by a stranger': '200',
  'the owner’s next synchronisation': 'exit status 1, REGISTER_DIFFERS',
};

describe('a stranger who knows a register from a proof file', () => {
  let world: DemoWorld;
  let client: ContractClient;
  let engine: SmEngine;
  let registerId: string;
  let size: number;
  /** Another enterprise with a certificate of the same platform, and a register that it has opened itself. */
  let stranger: SoftwareHolder;
  let own: SoftwareRegister;
  const folder = temporaryFolder();
  const seen: Record<string, unknown> = {};

  const command = (...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin } });
  const seal = async (name: string): Promise<unknown> => {
    const place = ['--seal', world.seals[0]?.esId ?? '', '--at', '60,90', '--pin-env', 'PIN', '--json'];
    const { stdout } = await command('seal', world.contract, '-o', join(folder, name), ...place);
    return JSON.parse(stdout) as unknown;
  };
  const attempt = async (what: string, operation: string, call: ContractCall): Promise<string> => {
    const answer = await client.call(operation, call);
    const { type = '' } = answer.status < 400 ? {} : answer.json<{ type: string }>();
    const said = `${answer.status} ${type.split(':').at(-1) ?? ''}`.trim();
    seen[what] = said;
    return said;
  };
  const poison = (from: number) => ({
    headers: once(),
    json: { registerId, from, entries: [Buffer.from('{"forged":true}').toString('base64')] },
  });
  const stampRequest = () => {
    const imprint = { algorithm: SM_OID.sm3, digest: engine.sm3(utf8Bytes('x')) };
    const bytes = encodeTimeStampRequest({ imprint, nonce: new Uint8Array(8).fill(1) });
    return { octets: { type: 'application/timestamp-query', bytes } };
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    engine = await loadSmEngine();
    const { url } = await startPlatform(world, { profile: 'zhongshan' });
    client = clientOf(world.home, url);
    expect((await command('sync')).status).toBe(0);
    expect(await seal('a.pdf')).toMatchObject({ ok: true, trustedTime: { state: 'stamped' } });
    expect(await command('sync')).toMatchObject({ status: 0 });
    const proofPath = join(folder, 'proof.json');
    expect((await command('register', 'proof', join(folder, 'a.pdf'), '-o', proofPath)).status).toBe(0);
    const proof = JSON.parse(readFileSync(proofPath, 'utf8')) as { countersignature: Statement };
    const { payload } = openStatement(proof.countersignature, 'register-countersignature', engine);
    const said = JSON.parse(Buffer.from(payload).toString()) as PlatformSchema<'Countersignature'>;
    ({ registerId, size } = said);
    stranger = await makeSoftwareHolder(world.home, COUNTERPARTY, engine);
    own = makeSoftwareRegister(engine);
  });

  afterAll(() => {
    writeProof('attack-07-poisoned-register', {
      reproduction:
        'Anyone can poison a register at the platform (usage-records, checkpoints, time-stamps without authentication; every proof file names the register).',
      before: BEFORE,
      now: seen,
    });
  });

  it('adds nothing, reads nothing and gets no time without a key', async () => {
    const head = { size, root: '00'.repeat(32), time: new Date().toISOString(), consistency: null };
    const path = { registerId };
    expect(await attempt('usage records, unsigned', 'sendUsageRecords', poison(size))).toBe(
      '401 unauthorised',
    );
    const checkpoint = { headers: once(), json: { registerId, ...head } };
    expect(await attempt('a checkpoint, unsigned', 'countersignCheckpoint', checkpoint)).toBe(
      '401 unauthorised',
    );
    expect(await attempt('a time stamp, unsigned', 'requestTimeStamp', stampRequest())).toBe(
      '401 unauthorised',
    );
    expect(await attempt('the newest countersignature, unsigned', 'readCheckpoint', { path })).toBe(
      '401 unauthorised',
    );
    const entries = { path, query: { from: 0 } };
    expect(await attempt('the entries, unsigned', 'readRegisterEntries', entries)).toBe('401 unauthorised');
  });

  it('adds nothing with a key of its own making under the register’s id', async () => {
    const forged = makeSoftwareRegister(engine, registerId);
    const signed = { register: forged };
    expect(await attempt('usage records, own key', 'sendUsageRecords', { ...poison(size), ...signed })).toBe(
      '401 unauthorised',
    );
    expect(await attempt('a time stamp, own key', 'requestTimeStamp', { ...stampRequest(), ...signed })).toBe(
      '401 unauthorised',
    );
    const json = { statement: await forged.opening(stranger), head: null };
    expect(await attempt('binding the own key', 'openRegister', { ...signed, json })).toBe('403 not-yours');
  });

  it('adds nothing as the rightful owner of another register', async () => {
    const json = { statement: await own.opening(stranger), head: null };
    expect(await attempt('opening a register of its own', 'openRegister', { register: own, json })).toBe(
      '200',
    );
    const signed = { register: own };
    expect(
      await attempt('usage records, own register', 'sendUsageRecords', { ...poison(size), ...signed }),
    ).toBe('403 not-yours');
    const entries = { path: { registerId }, query: { from: 0 }, ...signed };
    expect(await attempt('the entries, own register', 'readRegisterEntries', entries)).toBe('404 not-found');
  });

  it('leaves the owner’s next sealing and synchronisation as they were', async () => {
    expect(await seal('b.pdf')).toMatchObject({ ok: true, trustedTime: { state: 'stamped' } });
    const synced = await command('sync');
    seen['the owner’s next synchronisation'] = `exit status ${synced.status}`;
    expect(synced).toMatchObject({ status: 0, stderr: '' });
    const audit = JSON.parse((await command('register', 'verify', '--json')).stdout) as RegisterAudit;
    expect(audit).toMatchObject({ sound: true, size: size + 1, protectedSize: size + 1 });
  });

  it('verifies a document of the owner on a computer without any register', async () => {
    const { home } = anotherComputer(world);
    const { stdout } = await sealdesk(['verify', join(folder, 'a.pdf'), '--json'], { home });
    expect(JSON.parse(stdout)).toMatchObject({ signatures: [{ verdict: 'valid' }] });
  });
});

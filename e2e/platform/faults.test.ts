import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { openStatement, type Statement } from '../../electron/core/platform/signed-statement.ts';
import type { SmEngine } from '../../electron/core/sm/engine.ts';
import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import { clientOf, type ContractClient, type ContractAnswer } from '../fixtures/servers/contract-client.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { startPlatform, type Operator, type TestPlatform } from '../fixtures/servers/platform.ts';
import { PROJECT, run } from '../fixtures/commands/run-command.ts';
import type { Fault } from './faults/fault.ts';

let world: DemoWorld;
let platform: TestPlatform;
let operator: Operator;
let client: ContractClient;
let engine: SmEngine;

beforeAll(async () => {
  world = await makeDemoWorld();
  platform = await startPlatform(world);
  operator = platform.operator;
  client = clientOf(world.home, platform.url);
  engine = await loadSmEngine();
});

const once = (path: string, fault: Fault) => operator.faults({ path, fault, times: 1 });
const trustList = () => client.call('readTrustList');
const feed = (after = 0) => client.call('readSealStatus', { query: { after } });
const numberOf = (answer: ContractAnswer) => {
  const { payload } = answer.json<Statement>();
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
    number: number;
    head: number;
    events: { number: number }[];
  };
};

describe('A fault on demand', () => {
  it('breaks the connection in the middle of a body', async () => {
    await once('/v1/trust-list', { kind: 'cut', afterBytes: 40 });
    await expect(trustList()).rejects.toThrow('aborted');
    expect((await trustList()).status).toBe(200);
  });

  it('shortens a body and states the shorter length', async () => {
    const { bytes } = await client.call('readRevocationList', { path: { listId: 'root' } });
    await once('/v1/revocation-lists/', { kind: 'truncated', toBytes: 100 });
    const short = await client.call('readRevocationList', { path: { listId: 'root' } });
    expect(short.bytes).toEqual(bytes.subarray(0, 100));
    expect(short.headers['content-length']).toBe('100');
  });

  it('fails, or is busy until a stated time', async () => {
    await once('/', { kind: 'status', status: 503 });
    expect((await trustList()).status).toBe(503);
    await once('/', { kind: 'busy', retryAfterSeconds: 7 });
    const busy = await trustList();
    expect([busy.status, busy.headers['retry-after']]).toEqual([429, '7']);
  });

  it('answers with the page of a foreign network', async () => {
    await once('/v1/platform', { kind: 'foreign' });
    await expect(client.call('describePlatform')).rejects.toThrow('text/html');
  });

  it('alters and forges signed statements', async () => {
    await once('/v1/trust-list', { kind: 'altered' });
    const altered = (await trustList()).json<Statement>();
    expect(() => openStatement(altered, 'seal-trust-list', engine)).toThrow('signature');
    await once('/v1/trust-list', { kind: 'forged' });
    const forged = (await trustList()).json<Statement>();
    const honest = (await trustList()).json<Statement>();
    expect(forged.payload).toBe(honest.payload);
    expect(openStatement(forged, 'seal-trust-list', engine).signer.raw).not.toEqual(
      openStatement(honest, 'seal-trust-list', engine).signer.raw,
    );
    const { bytes } = await client.call('readRevocationList', { path: { listId: 'root' } });
    await once('/v1/revocation-lists/', { kind: 'altered' });
    const other = await client.call('readRevocationList', { path: { listId: 'root' } });
    expect(other.bytes.filter((byte, index) => byte !== bytes[index])).toHaveLength(1);
  });

  it('makes the platform itself sign false statements', async () => {
    const honest = numberOf(await feed());
    await once('/v1/seal-status', { kind: 'rolledBack' });
    const lower = await feed(honest.head);
    expect(() => openStatement(lower.json(), 'seal-status', engine)).not.toThrow();
    expect(numberOf(lower)).toMatchObject({ head: honest.head - 1, events: [] });
    await once('/v1/seal-status', { kind: 'gap' });
    const { head, events } = numberOf(await feed());
    expect([head, events[0]?.number]).toEqual([honest.head, 2]);
  });

  it('replays the first answer', async () => {
    const { head } = numberOf(await feed());
    await operator.suspendSeal(world.seals[0]?.esId ?? '');
    expect(numberOf(await feed()).head).toBe(head + 1);
    await once('/v1/seal-status', { kind: 'replayed' });
    expect(numberOf(await feed(head)).head).toBe(head);
  });

  it('ends when it is removed', async () => {
    await operator.faults({ fault: { kind: 'status', status: 500 } });
    expect([(await trustList()).status, (await feed()).status]).toEqual([500, 500]);
    await operator.faults();
    expect((await trustList()).status).toBe(200);
  });

  it('cuts the connection, and answers with a stranger’s certificate', async () => {
    await operator.offline();
    await expect(trustList()).rejects.toThrow('ECONNREFUSED');
    await operator.online();
    await operator.wrongCertificate(true);
    await expect(trustList()).rejects.toThrow(/certificate/);
    await operator.wrongCertificate(false);
    expect((await trustList()).status).toBe(200);
  });

  it('sets the clock back, so that lists are out of date', async () => {
    await operator.clock(-30 * 86_400_000);
    const areOver = async () => {
      const index = await client.call('indexRevocationLists');
      const { lists } = index.json<{ lists: { nextUpdate: string }[] }>();
      return lists.map(({ nextUpdate }) => Date.parse(nextUpdate) < Date.now());
    };
    expect(await areOver()).toEqual([true, true]);
    await operator.clock(0);
    expect(await areOver()).toEqual([false, false]);
  });
});

describe('A platform without a world', () => {
  it('does not start, and reports the reason', async () => {
    const main = join(PROJECT, 'e2e/platform/main.ts');
    const outcome = await run(process.execPath, [main, temporaryFolder()]);
    expect(outcome).toMatchObject({ status: 1, stdout: '' });
    expect(outcome.stderr).toContain('no demonstration world');
  });
});

describe('A platform that was started before', () => {
  it('answers at the same address with its records and numbers', async () => {
    const before = { ...numberOf(await trustList()), url: platform.url };
    await platform.stop();
    platform = await startPlatform(world);
    expect(platform.url).toBe(before.url);
    operator = platform.operator;
    client = clientOf(world.home, platform.url);
    expect(numberOf(await trustList()).number).toBe(before.number);
    expect(numberOf(await feed()).head).toBeGreaterThan(7);
  });

  it('makes missing keys anew, and keeps other entries of the configuration', async () => {
    await platform.stop();
    const own = join(world.home, 'platform/sandbox');
    const second = await startPlatform(world, { id: 'second', name: '另一平台', profile: 'kaifeng' });
    rmSync(join(own, 'signer.pem'));
    rmSync(join(own, 'signer.key.pem'));
    platform = await startPlatform(world);
    expect(existsSync(join(own, 'signer.key.pem'))).toBe(true);
    const { platforms } = JSON.parse(readFileSync(join(world.home, 'platforms.json'), 'utf8')) as {
      platforms: { id: string; profile: string; url: string }[];
    };
    expect(platforms.map(({ id, profile, url }) => [id, profile, url])).toEqual([
      ['sandbox', 'guangdong', platform.url],
      ['second', 'kaifeng', second.url],
    ]);
  });
});

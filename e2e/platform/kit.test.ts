import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { anotherComputer, makeDemoWorld, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { leadThroughGateway, startTestGateway } from '../fixtures/servers/gateway.ts';
import { writeKitCredentials } from '../fixtures/servers/kit-credentials.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { proofPath } from '../fixtures/proof.ts';
import { PROJECT, run } from '../fixtures/commands/run-command.ts';
import type { KitReport, Outcome } from '../kit/report.ts';
import { contractRoutes } from './api/contract.ts';

describe('The conformance kit', () => {
  let world: DemoWorld;
  let sandbox: TestPlatform;
  let second: TestPlatform;

  beforeAll(async () => {
    world = await makeDemoWorld();
    sandbox = await startPlatform(world);
    second = await startPlatform(world, { id: 'second', name: '第二平台', without: 'delegations' });
  });

  const check = async (platform: TestPlatform, name: string, ...options: readonly string[]) => {
    const report = proofPath(`platform-kit-${name}.json`);
    const credentials = await writeKitCredentials(world, platform);
    const args = [join(PROJECT, 'e2e/kit/main.ts'), credentials, ...options, '--json', report];
    const { status, stdout, stderr } = await run(process.execPath, args);
    expect(stderr).toBe('');
    const { operations } = JSON.parse(readFileSync(report, 'utf8')) as KitReport;
    const named = (wanted: Outcome) =>
      operations.filter(({ outcome }) => outcome === wanted).map(({ operationId }) => operationId);
    return { status, stdout, operations, named };
  };

  it('finds that the sandbox keeps every clause, and reports on every operation', async () => {
    const { status, stdout, operations, named } = await check(sandbox, 'sandbox');
    expect(named('failed'), stdout).toEqual([]);
    expect(status).toBe(0);
    expect(operations.map(({ operationId }) => operationId)).toEqual(
      contractRoutes().map(({ operationId }) => operationId),
    );
    expect(named('refuses')).toContain('applyForRenewal');
    expect(named('partly').toSorted()).toEqual([
      'applyForFirstSeal',
      'sendApplicationPaper',
      'submitSealApplication',
      'withdrawSealApplication',
    ]);
  });

  it('takes what a second platform does not offer as not applicable, and holds it to saying so', async () => {
    const { status, named, stdout } = await check(second, 'second');
    expect([status, named('failed')], stdout).toEqual([0, []]);
    expect(named('notApplicable')).toContain('grantDelegation');
  });

  it('asks a platform that speaks otherwise through the dialect of the client', async () => {
    const { home } = anotherComputer(world);
    const gateway = await startTestGateway(home, sandbox);
    leadThroughGateway(home, sandbox.id, gateway);
    const settings = join(home, 'platforms.json');
    const { status, named, stdout, operations } = await check(sandbox, 'gateway', '--dialect', settings);
    expect([status, named('failed')], stdout).toEqual([0, []]);
    expect(stdout).toContain(`${gateway.url}  dialect gateway  contract`);
    expect(named('notApplicable').toSorted()).toEqual(['followEvents', 'readOfflineBundle']);
    expect(named('passed').length).toBeGreaterThan(operations.length / 2);
    expect([gateway.authorisation.issued, gateway.seen.length > operations.length]).toEqual([1, true]);
  });

  it('names the operation and the clause that a platform breaks, and ends with status 1', async () => {
    const forged = { path: '/v1/trust-list', fault: { kind: 'forged' } } as const;
    const open = { path: '/v1/holder/seals', fault: { kind: 'replayed' } } as const;
    await second.operator.faults(forged, open);
    const { status, stdout, named } = await check(second, 'broken');
    expect(status).toBe(1);
    expect(named('failed')).toContain('readTrustList');
    expect(stdout).toContain('clause: The root of the platform has certified its signer (seal-trust-list)');
  });

  it('says what it needs, and where nobody answers, with status 2', async () => {
    const nothing = await run(process.execPath, [join(PROJECT, 'e2e/kit/main.ts')]);
    expect([nothing.status, nothing.stderr]).toEqual([2, expect.stringContaining('CREDENTIALS.json')]);
    await second.stop();
    const credentials = await writeKitCredentials(world, second);
    const silent = await run(process.execPath, [join(PROJECT, 'e2e/kit/main.ts'), credentials]);
    expect([silent.status, silent.stderr]).toEqual([2, expect.stringContaining('ECONNREFUSED')]);
  });
});

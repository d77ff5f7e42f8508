import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { RegisteredEntry } from '../../../electron/shared/model/register.ts';
import {
  makeDemoWorld,
  temporaryFolder,
  type DemoSeal,
  type DemoWorld,
} from '../../fixtures/worlds/demo-world.ts';
import { afterDays } from '../../fixtures/worlds/other-time.ts';
import { startPlatform, type TestPlatform } from '../../fixtures/servers/platform.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { sealdesk, type CommandOutcome } from '../../fixtures/commands/run-command.ts';

describe('A seal that the platform has suspended since the last synchronisation', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  const folder = temporaryFolder();
  const now: Record<string, string> = {};

  const on = (day: number, ...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin, ...(day === 0 ? {} : afterDays(day)) } });
  const seal = (index: number): DemoSeal => {
    const found = world.seals[index];
    if (found === undefined) throw new Error(`no seal ${index}`);
    return found;
  };
  let made = 0;
  const sealOn = async (day: number, index: number): Promise<string> => {
    const output = join(folder, `${(made += 1)}.pdf`);
    const place = ['--seal', seal(index).esId, '--at', '60,60', '--pin-env', 'PIN', '--json'];
    const { stdout, stderr } = await on(day, 'seal', world.contract, '-o', output, ...place);
    return stdout === ''
      ? stderr
      : ((JSON.parse(stdout) as { error?: { code: string } }).error?.code ?? 'done');
  };
  const lastKnown = async () => {
    const { stdout } = await on(0, 'register', 'list', '--json');
    const entries = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RegisteredEntry);
    return entries.sort((one, other) => other.index - one.index)[0]?.entry.known;
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan' });
    expect((await on(0, 'sync', '--json')).status).toBe(0);
  });

  it('is refused at its next use, without a synchronisation', async () => {
    expect(await sealOn(0, 0)).toBe('done');
    expect(await lastKnown()).toMatchObject({ asked: 'answered', profile: 'zhongshan' });
    await platform.operator.suspendSeal(seal(0).esId, '企业申请停用');
    now['suspended, not synchronised, online'] = await sealOn(0, 0);
    expect(now).toEqual({ 'suspended, not synchronised, online': 'SEALING_SUSPENDED' });
  });

  it('stays refused when the line is cut afterwards', async () => {
    await platform.operator.offline();
    now['the same, offline afterwards'] = await sealOn(0, 0);
    expect(now['the same, offline afterwards']).toBe('SEALING_SUSPENDED');
  });

  it('lets another seal pass offline within the age of the profile, and says so in the register', async () => {
    expect(await sealOn(0, 1)).toBe('done');
    expect(await lastKnown()).toMatchObject({ asked: 'PLATFORM_UNREACHABLE' });
    expect((await lastKnown())?.statusAsOf).toMatch(/^20/);
    await platform.operator.online();
  });

  it('is told apart from one whose enterprise is deregistered', async () => {
    await platform.operator.changeEnterprise(world.companies[0]?.name ?? '', 'cancelled');
    now['enterprise deregistered'] = await sealOn(0, 1);
    expect(now['enterprise deregistered']).toBe('SEALING_ENTERPRISE_ENDED');
    await platform.operator.changeEnterprise(world.companies[0]?.name ?? '', 'normal');
    expect(await sealOn(0, 1)).toBe('done');
  });

  it('cannot be used with a kept answer: a replay counts for nothing', async () => {
    const path = `/v1/seals/${seal(1).esId}/use-state`;
    await platform.operator.faults({ path, fault: { kind: 'replayed' } });
    expect(await sealOn(0, 1)).toBe('done');
    expect(await lastKnown()).toMatchObject({ asked: 'LIST_FORGED' });
    await platform.operator.faults();
  });

  it('leaves proof', () => {
    writeProof('attack-08-suspended-at-use', {
      reproduction: 'Suspended at the platform, not yet synchronised, sealing while online',
      before: { commit: 'bf234e7', answer: 'done: the seal sealed until the next synchronisation' },
      now,
    });
  });
});

describe('A clock that is wrong for one attempt', () => {
  it('is refused online, and bars no later use once it is right again', async () => {
    const world = await makeDemoWorld();
    const platform = await startPlatform(world, { profile: 'zhongshan' });
    const run = (day: number, ...args: readonly string[]): Promise<CommandOutcome> =>
      sealdesk(args, { home: world.home, env: { PIN: world.pin, ...(day === 0 ? {} : afterDays(day)) } });
    const folder = temporaryFolder();
    let made = 0;
    const sealOn = async (day: number): Promise<string> => {
      const place = ['--seal', world.seals[0]?.esId ?? '', '--at', '60,60', '--pin-env', 'PIN', '--json'];
      const output = join(folder, `${(made += 1)}.pdf`);
      const { stdout, stderr } = await run(day, 'seal', world.contract, '-o', output, ...place);
      return stdout === ''
        ? stderr
        : ((JSON.parse(stdout) as { error?: { code: string } }).error?.code ?? 'done');
    };
    expect((await run(0, 'sync', '--json')).status).toBe(0);
    expect(await sealOn(3)).toBe('SEALING_CLOCK_WRONG');
    await platform.operator.offline();
    // The lists are older than a week by this clock: the attempt is refused and leaves an entry in the future.
    const aheadOffline = await sealOn(30);
    expect(aheadOffline).toBe('SEALING_LISTS_STALE');
    const afterwards = await sealOn(0);
    expect(afterwards).toBe('done');
    writeProof('attack-10-clock-ahead', {
      reproduction: 'One refused attempt with the clock ahead leaves a future entry and bars sealing',
      before: { commit: 'bf234e7', answer: 'SEALING_CLOCK_SET_BACK until the next synchronisation' },
      now: { aheadOnline: 'SEALING_CLOCK_WRONG', aheadOffline, afterwards },
    });
  });
});

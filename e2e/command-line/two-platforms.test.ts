import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { OfferedTrustList } from '../../electron/shared/model/trust-lists.ts';
import { beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';

describe('two platforms at once', () => {
  let world: DemoWorld;
  let first: TestPlatform;
  let second: TestPlatform;

  beforeAll(async () => {
    world = await makeDemoWorld();
    first = await startPlatform(world, { id: 'guangdong-test', profile: 'guangdong' });
    second = await startPlatform(world, { id: 'zhongshan-test', profile: 'zhongshan' });
  });

  it('are both synchronised, each with its own lists', async () => {
    const { status, stdout, stderr } = await sealdesk(['sync'], { home: world.home });
    expect(status, stderr).toBe(0);
    for (const { id } of [first, second]) expect(stdout).toContain(`[${id}]`);
    expect(stdout.match(/信任列表 trust list {2}截至 /g)).toHaveLength(2);
  });

  it('hand out their lists as files, by which somebody without a platform verifies', async () => {
    const file = join(temporaryFolder(), '名单.trustlist.json');
    const any = await sealdesk(['trust', 'export', '-o', file], { home: world.home });
    expect([any.status, any.stderr]).toEqual([64, expect.stringContaining('[TRUST_LIST_NOT_FOUND]')]);
    const out = await sealdesk(['trust', 'export', '--source', first.id, '-o', file], { home: world.home });
    expect(out.status, out.stderr).toBe(0);
    const there = { home: join(temporaryFolder(), 'counterpart') };
    const shown = await sealdesk(['trust', 'show', file, '--json'], there);
    const offer = JSON.parse(shown.stdout) as OfferedTrustList;
    expect(offer).toMatchObject({ source: first.id, step: 'new', makers: [expect.any(String)] });
    expect([offer.timeStampers.length, offer.revocationLists.count]).toEqual([1, 2]);
    const taken = await sealdesk(['trust', 'accept', file, '--fingerprint', offer.signer.sm3], there);
    expect(taken.status, taken.stderr).toBe(0);
    const here = await sealdesk(['trust', 'accept', file], { home: world.home });
    expect([here.status, here.stderr]).toEqual([0, '']);
  });

  it('do not wait for each other: one is reported as offline, the other is synchronised', async () => {
    await first.operator.offline();
    await second.operator.suspendSeal(world.seals[0]?.esId ?? '', '核查');
    const { status, stderr } = await sealdesk(['sync'], { home: world.home });
    expect([status, stderr]).toEqual([69, expect.stringContaining('[PLATFORM_UNREACHABLE]')]);
    expect(stderr).toContain(`"platform":"${first.id}"`);
    const { stdout } = await sealdesk(['status'], { home: world.home });
    expect(stdout).toContain('离线 offline');
    await first.operator.online();
    const alone = await sealdesk(['sync', '--platform', first.id, '--json'], { home: world.home });
    expect(alone.status, alone.stderr).toBe(0);
    expect(alone.stdout.trim().split('\n')).toHaveLength(1);
  });

  it('need readable settings: an unknown platform and damaged settings are reported', async () => {
    const unknown = await sealdesk(['sync', '--platform', 'absent'], { home: world.home });
    expect([unknown.status, unknown.stderr]).toEqual([
      64,
      expect.stringContaining('[PLATFORM_NOT_CONFIGURED]'),
    ]);
    writeFileSync(join(world.home, 'platforms.json'), '{');
    const damaged = await sealdesk(['sync'], { home: world.home });
    expect([damaged.status, damaged.stderr]).toEqual([
      65,
      expect.stringContaining('[PLATFORM_SETTINGS_DAMAGED]'),
    ]);
  });
});

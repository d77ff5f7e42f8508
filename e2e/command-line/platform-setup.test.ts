import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { PlatformSettings } from '../../electron/shared/model/platform.ts';
import type { BindingOffer } from '../../electron/shared/model/platform-binding.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';

describe('a platform that is set up without editing a file', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let file: string;
  let ca: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { binds: false });
    const folder = temporaryFolder();
    file = join(folder, '平台设置.json');
    renameSync(join(world.home, 'platforms.json'), file);
    const { platforms } = JSON.parse(readFileSync(file, 'utf8')) as { platforms: PlatformSettings[] };
    ca = join(folder, 'ca.pem');
    writeFileSync(ca, platforms[0]?.tls?.ca ?? '');
  });

  const run = (...args: string[]) => sealdesk(['platform', ...args], { home: world.home });

  it('is refused with a code for whatever is wrong, and nothing is trusted', async () => {
    const damaged = join(temporaryFolder(), '坏的.json');
    writeFileSync(damaged, '{"platforms": [');
    const stranger = (source: string, ...rest: string[]) =>
      run('add', source, '--root', 'ab'.repeat(32), ...rest);
    const outcomes: Record<string, readonly [number, string]> = {
      unreachable: [69, 'PLATFORM_UNREACHABLE'],
      unknownServer: [69, 'PLATFORM_TLS_REFUSED'],
      otherRoot: [65, 'PLATFORM_ROOT_UNCONFIRMED'],
      damaged: [65, 'PLATFORM_FILE_DAMAGED'],
    };
    const runs = {
      unreachable: stranger('https://127.0.0.1:9'),
      unknownServer: stranger(platform.url),
      otherRoot: stranger(platform.url, '--ca', ca),
      damaged: stranger(damaged),
    };
    const found: Record<string, unknown> = {};
    for (const [name, outcome] of Object.entries(runs)) {
      const { status, stderr } = await outcome;
      found[name] = [status, /\[([A-Z_]+)\]/.exec(stderr)?.[1]];
    }
    writeProof('platform-setup', { found });
    expect(found).toEqual(outcomes);
  });

  it('is added by its address, bound and synchronised, and removed again', async () => {
    const shown = await run('add', platform.url, '--ca', ca);
    expect([shown.status, shown.stderr]).toEqual([
      65,
      expect.stringContaining('[PLATFORM_ROOT_UNCONFIRMED]'),
    ]);
    const root = /SM3 ([0-9a-f]{64})/.exec(shown.stdout)?.[1] ?? '';
    const added = await run('add', platform.url, '--ca', ca, '--root', root, '--json');
    expect(added.status, added.stderr).toBe(0);
    expect((JSON.parse(added.stdout) as { added: BindingOffer }).added).toMatchObject({ url: platform.url });
    expect((await sealdesk(['sync'], { home: world.home })).status).toBe(0);
    const again = await run('add', file, '--root', root);
    expect(again.stderr).toContain('[PLATFORM_ADDED_ALREADY]');
    const removed = await run('remove', platform.id, '--reason', '改用设置文件');
    expect([removed.status, removed.stderr]).toEqual([0, '']);
    const byFile = await run('add', file, '--root', root);
    expect([byFile.status, byFile.stderr]).toEqual([0, '']);
    expect((await run('list')).stdout).toContain('已绑定 bound');
  });
});

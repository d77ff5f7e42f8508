import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { afterDays } from '../fixtures/worlds/other-time.ts';
import { startPlatform } from '../fixtures/servers/platform.ts';
import { sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

const TWENTY_MINUTES_AHEAD = 20 / (24 * 60);

describe('The owner of a register', () => {
  let world: DemoWorld;
  const folder = temporaryFolder();
  const token = () => world.companies[0]?.tokenSerial ?? '';
  const command = (args: readonly string[], env: Record<string, string> = {}): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin, WRONG: '00000000', ...env } });
  const open = (pin: 'PIN' | 'WRONG'): Promise<CommandOutcome> =>
    command(['register', 'open', '--token', token(), '--pin-env', pin, '--json']);

  beforeAll(async () => {
    world = await makeDemoWorld();
    await startPlatform(world, { profile: 'zhongshan' });
    await command(['register', 'take', '--token', token(), '--user', '李四']);
  });

  it('is told that nothing is sent before a key has opened the register', async () => {
    const synced = await command(['sync']);
    expect(synced).toMatchObject({ status: 0 });
    expect(synced.stderr).toContain('[REGISTER_NOT_OPEN]');
  });

  it('opens it by hand, on record, and synchronises it', async () => {
    expect((await open('WRONG')).stderr).toContain('[PIN_WRONG]');
    const opened = await open('PIN');
    expect(JSON.parse(opened.stdout)).toEqual({
      ...{ ok: true, platform: 'sandbox' },
      ...{ sent: 4, size: 4, countersigned: 4 },
    });
    const { stdout } = await command(['register', 'list']);
    expect(stdout).toMatch(
      /4 {2}\S+ {2}registerOpened {2}done[\s\S]*3 {2}\S+ {2}registerOpened {2}PIN_WRONG/,
    );
  });

  it('is not hindered by a clock that is 20 minutes ahead', async () => {
    const synced = await command(['sync'], afterDays(TWENTY_MINUTES_AHEAD));
    expect(synced).toMatchObject({ status: 0, stderr: '' });
  });

  it('binds a new key with the next sealing when the former one is lost', async () => {
    rmSync(join(world.home, 'store', 'secret.key'));
    const lost = await command(['sync']);
    expect([lost.status, lost.stderr]).toEqual([69, expect.stringContaining('[REGISTER_KEY_REFUSED]')]);
    const place = ['--seal', world.seals[0]?.esId ?? '', '--at', '60,90', '--pin-env', 'PIN', '--json'];
    const sealed = await command(['seal', world.contract, '-o', join(folder, 'a.pdf'), ...place]);
    expect(JSON.parse(sealed.stdout)).toMatchObject({ ok: true, trustedTime: { state: 'stamped' } });
    expect(await command(['sync'])).toMatchObject({ status: 0, stderr: '' });
  });
});

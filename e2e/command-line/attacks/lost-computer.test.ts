import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { HolderRecovery, RegisterAudit } from '../../../electron/shared/model/register.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { startPlatform } from '../../fixtures/servers/platform.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { sealdesk, type CommandOutcome } from '../../fixtures/commands/run-command.ts';

const SEALS = 2;

describe('A register whose database, backups, journal and key are lost', () => {
  let world: DemoWorld;
  const folder = temporaryFolder();
  const run = (...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin } });
  const codeOf = ({ status, stderr }: CommandOutcome): string =>
    status === 0 ? 'done' : (/\[([A-Z_]+)\]/.exec(stderr)?.[1] ?? stderr);
  const token = (): string => world.companies[0]?.tokenSerial ?? '';
  const seal = async (name: string): Promise<string> => {
    const place = ['--seal', world.seals[0]?.esId ?? '', '--at', '60,60', '--pin-env', 'PIN'];
    return codeOf(await run('seal', world.contract, '-o', join(folder, name), ...place));
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    await startPlatform(world, { profile: 'suqian' });
    await run('sync');
    for (let count = 0; count < SEALS; count += 1) expect(await seal(`${count}.pdf`)).toBe('done');
    expect(codeOf(await run('sync'))).toBe('done');
    rmSync(join(world.home, 'store'), { recursive: true });
    expect(codeOf(await run('platform', 'bind', 'sandbox', '--yes'))).toBe('done');
    await run('sync');
  });

  it('comes back by its holder’s key, once the person has named it, and goes on under its id', async () => {
    const key = ['--token', token(), '--pin-env', 'PIN'];
    const barred = await seal('barred.pdf');
    const without = codeOf(await run('register', 'recover'));
    const asked = await run('register', 'recover', ...key);
    const id = /"registers":"([0-9a-f]{32}) \d+ /.exec(asked.stderr)?.[1] ?? '';
    const recovered = await run('register', 'recover', '--register', id, ...key, '--json');
    expect([barred, without, codeOf(asked)]).toEqual([
      'REGISTER_CUT',
      'REGISTER_NOT_OPEN',
      'REGISTER_TO_CHOOSE',
    ]);
    expect(recovered.status, recovered.stderr).toBe(0);
    const recovery = JSON.parse(recovered.stdout) as HolderRecovery;
    const audit = JSON.parse((await run('register', 'verify', '--json')).stdout) as RegisterAudit;
    const after = await seal('after.pdf');
    const synchronised = codeOf(await run('sync'));
    expect(recovery).toMatchObject({ registerId: id, recovered: SEALS + 1, hashOnly: 0, unbound: null });
    expect(audit).toMatchObject({ sound: true });
    expect([after, synchronised]).toEqual(['done', 'done']);
    writeProof('attack-06-lost-computer', {
      reproduction: 'the whole store is deleted; the platform holds the register; its holder has the key',
      before: { commit: '796d57d7', recover: 'REGISTER_NOT_OPEN', byHolder: 'no such option' },
      now: { barred, without, asked: codeOf(asked), recovery, sound: audit.sound, after, synchronised },
    });
  });
});

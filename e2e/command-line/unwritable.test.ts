import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { PROJECT, run, type CommandOutcome } from '../fixtures/commands/run-command.ts';

/** Debian's user "nobody": root would ignore read-only modes. */
const USER = { name: 'nobody', id: 65534 } as const;

/**
 * Tries folders that cannot be written to as a user without rights. Only root can become that user and mount a
 * small disk, so this test runs as root.
 */
describe('a folder for the sealed file', () => {
  let world: DemoWorld;
  let folder: string;
  let mounted: string | undefined;

  beforeAll(async () => {
    world = await makeDemoWorld();
    folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const home = join(folder, 'world');
    cpSync(world.home, home, { recursive: true });
    execFileSync('chown', ['-R', USER.name, home]);
    copyFileSync(world.contract, join(folder, 'contract.pdf'));
    chmodSync(join(folder, 'contract.pdf'), 0o644);
    // This user may have no access to the checkout; the command needs the built files alone.
    for (const part of ['cli', 'token-host', 'store', 'papers', 'examiner', 'page-text', 'assets']) {
      cpSync(join(PROJECT, 'dist', part), join(folder, 'dist', part), { recursive: true });
    }
    for (const name of ['pkcs11js', 'better-sqlite3']) {
      cpSync(join(PROJECT, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true });
    }
    copyFileSync(join(PROJECT, 'package.json'), join(folder, 'package.json'));
    copyFileSync(process.execPath, join(folder, 'node'));
  });
  afterEach(() => {
    if (mounted !== undefined) execFileSync('umount', [mounted]);
    mounted = undefined;
  });

  function sealInto(output: string): Promise<CommandOutcome> {
    const seal = world.seals[0]?.esId ?? '';
    const input = join(folder, 'contract.pdf');
    const command = join(folder, 'dist/cli/cli.js');
    return run(
      join(folder, 'node'),
      [command, 'seal', input, '-o', output, '--seal', seal, '--at', '60,90', '--pin-env', 'PIN', '--json'],
      { home: join(folder, 'world'), cwd: folder, env: { PIN: world.pin, HOME: folder }, user: USER.name },
    );
  }

  it('receives the file if the user may write to it', async () => {
    const writable = join(folder, 'writable');
    mkdirSync(writable);
    chownSync(writable, USER.id, USER.id);
    const outcome = await sealInto(join(writable, 'out.pdf'));
    expect(outcome.stderr).toBe('');
    expect(outcome.status).toBe(0);
  });

  it('is refused when it is read-only, before the PIN is used', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o555 });
    const outcome = await sealInto(join(closed, 'out.pdf'));
    expect(outcome.status).toBe(73);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code: 'OUTPUT_UNWRITABLE' } });
    expect(readdirSync(closed)).toEqual([]);
  });

  it('is refused when the disk is full, and no file is left on it', async () => {
    const small = join(folder, 'small');
    mkdirSync(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=100k,uid=${USER.id}`, 'tmpfs', small]);
    mounted = small;
    const before = readFileSync(join(folder, 'contract.pdf'));
    const outcome = await sealInto(join(small, 'out.pdf'));
    expect(outcome.status).toBe(73);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code: 'DISK_FULL' } });
    expect(readdirSync(small)).toEqual([]);
    expect(readFileSync(join(folder, 'contract.pdf')).equals(before)).toBe(true);
  });
});

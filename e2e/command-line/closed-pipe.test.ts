import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/demo-world.ts';
import { PROJECT, run, sealdesk, type CommandOutcome } from '../fixtures/run-command.ts';

/** Runs the command in a pipe of bash; the status is that of the command, not of its reader. */
function piped(world: DemoWorld, args: readonly string[], pipe: string): Promise<CommandOutcome> {
  const command = [process.execPath, join(PROJECT, 'dist/cli/cli.js'), ...args];
  const env = { PIN: world.pin };
  return run('bash', ['-o', 'pipefail', '-c', pipe, 'bash', ...command], { home: world.home, env });
}

/** The reader is gone before the command writes its first line. */
const UNREAD = '(sleep 0.3; exec "$@") | true';

describe('a command whose reader closes the pipe', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await makeDemoWorld();
    const token = world.companies[0]?.tokenSerial ?? '';
    for (const act of ['take', 'return']) {
      await sealdesk(['register', act, '--token', token, '--user', '李四'], { home: world.home });
    }
  });

  it('prints the lines that are read and ends quietly', async () => {
    const { status, stdout, stderr } = await piped(world, ['register', 'list'], '"$@" | head -1');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^2 {2}\S+ {2}tokenReturned .*\n$/);
  });

  it.each([[['register', 'list']], [['--help']], [['completion', 'bash']]])(
    'ends quietly when nothing of %j is read',
    async (args) => {
      expect(await piped(world, args, UNREAD)).toEqual({ status: 0, stdout: '', stderr: '' });
    },
  );

  it('keeps its exit status when nobody reads the error', async () => {
    const unread = '(sleep 0.3; exec "$@") 2>&1 | true';
    expect((await piped(world, ['sael'], unread)).status).toBe(64);
  });

  it('finishes its work', async () => {
    const output = join(temporaryFolder(), 'sealed.pdf');
    const seal = ['seal', world.contract, '-o', output, '--seal', world.seals[0]?.esId ?? ''];
    const outcome = await piped(world, [...seal, '--at', '60,90', '--pin-env', 'PIN'], UNREAD);
    expect(outcome).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(existsSync(output)).toBe(true);
    const { stdout } = await sealdesk(['register', 'list'], { home: world.home });
    expect(stdout).toMatch(/^3 {2}\S+ {2}seal {2}/);
  });
});

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { PROJECT, run, sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

/** What a reader takes of a command before it closes the pipe. */
type Reader = 'first line' | 'nothing' | 'nothing, no error either';

/** Where nothing is read, the reader is gone before the command writes its first line. */
const PIPES: Readonly<Record<Reader, string>> = {
  'first line': '"$@" | head -1',
  nothing: '(sleep 0.3; exec "$@") | true',
  'nothing, no error either': '(sleep 0.3; exec "$@") 2>&1 | true',
};

/** Runs the command in a pipe; the status is that of the command, not of its reader. */
function piped(world: DemoWorld, args: readonly string[], reader: Reader): Promise<CommandOutcome> {
  const command = [process.execPath, join(PROJECT, 'dist/cli/cli.js'), ...args];
  const env = { SEALDESK_HOME: world.home, PIN: world.pin };
  if (process.platform === 'win32') return pipedByNode(command, reader, env);
  return run('bash', ['-o', 'pipefail', '-c', PIPES[reader], 'bash', ...command], { env });
}

/** Reads the pipe itself, where there is no bash. */
function pipedByNode(
  [program = '', ...args]: readonly string[],
  reader: Reader,
  env: Readonly<Record<string, string>>,
): Promise<CommandOutcome> {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  if (reader === 'first line')
    child.stdout.on('data', (chunk: Buffer) => {
      stdout = /^.*\n/.exec(stdout + chunk.toString('utf8'))?.[0] ?? stdout + chunk.toString('utf8');
      if (stdout.endsWith('\n')) child.stdout.destroy();
    });
  else child.stdout.destroy();
  if (reader === 'nothing, no error either') child.stderr.destroy();
  else child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

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
    const { status, stdout, stderr } = await piped(world, ['register', 'list'], 'first line');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^2 {2}\S+ {2}tokenReturned .*\n$/);
  });

  it.each([[['register', 'list']], [['--help']], [['completion', 'bash']]])(
    'ends quietly when nothing of %j is read',
    async (args) => {
      expect(await piped(world, args, 'nothing')).toEqual({ status: 0, stdout: '', stderr: '' });
    },
  );

  it('keeps its exit status when nobody reads the error', async () => {
    expect((await piped(world, ['sael'], 'nothing, no error either')).status).toBe(64);
  });

  it('finishes its work', async () => {
    const output = join(temporaryFolder(), 'sealed.pdf');
    const seal = ['seal', world.contract, '-o', output, '--seal', world.seals[0]?.esId ?? ''];
    const outcome = await piped(world, [...seal, '--at', '60,90', '--pin-env', 'PIN'], 'nothing');
    expect(outcome).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(existsSync(output)).toBe(true);
    const { stdout } = await sealdesk(['register', 'list'], { home: world.home });
    expect(stdout).toMatch(/^3 {2}\S+ {2}seal {2}/);
  });
});

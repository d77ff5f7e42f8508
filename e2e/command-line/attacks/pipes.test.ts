import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { type CommandOutcome, PROJECT, run } from '../../fixtures/commands/run-command.ts';

/** A command that waits for a pipe is ended after this; one that does not wait takes a second. */
const DEADLINE_SECONDS = '60';
const KILLED = 137;

const folder = temporaryFolder();
const pipe = join(folder, 'pipe.pdf');
const output = join(folder, 'out.pdf');
const outcomes: Record<string, string> = {};

describe.skipIf(process.platform === 'win32')('a pipe that nobody writes to', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await makeDemoWorld();
    execFileSync('mkfifo', [pipe]);
  });
  afterAll(() => {
    writeProof('attack-14-pipes', {
      reproduction: 'a pipe (FIFO) is given to each command that reads a file',
      before: {
        commit: 'bf234e7',
        seen: 'verify, inspect and restore, killed after 6 s',
        answer: 'the command waits',
      },
      now: outcomes,
    });
  });

  function command(args: readonly string[], home = world.home): Promise<CommandOutcome> {
    const program = [DEADLINE_SECONDS, process.execPath, join(PROJECT, 'dist/cli/cli.js'), ...args];
    return run('timeout', ['-s', 'KILL', ...program], { home, cwd: folder, env: { PIN: world.pin } });
  }

  it.each<[string, (seal: string) => readonly string[], string]>([
    ['a document to verify', () => ['verify', pipe], 'FILE_NOT_REGULAR'],
    ['a proof of existence', () => ['verify', 'x.pdf', '--proof', pipe], 'FILE_NOT_REGULAR'],
    ['a proof to check', () => ['register', 'verify-proof', pipe], 'FILE_NOT_REGULAR'],
    ['a file to inspect', () => ['inspect', pipe], 'FILE_NOT_REGULAR'],
    [
      'a document to seal',
      (seal) => ['seal', pipe, '-o', output, '--seal', seal, '--at', '60,60', '--pin-env', 'PIN'],
      'FILE_NOT_REGULAR',
    ],
    [
      'a document to approve',
      (seal) => [
        ...['approval', 'request', pipe, '--seal', seal, '--at', '60,60', '--applicant', '林知远'],
        ...['--purpose', '合同'],
      ],
      'FILE_NOT_REGULAR',
    ],
    ['a request', () => ['approval', 'import', pipe], 'FILE_NOT_REGULAR'],
    ['a backup', () => ['restore', pipe], 'FILE_NOT_REGULAR'],
  ])('is refused as %s', async (what, args, code) => {
    const { status, stdout, stderr } = await command(args(world.seals[0]?.esId ?? ''));
    outcomes[what] = `${String(status)} ${/\[([A-Z_]+)\]/.exec(stderr + stdout)?.[1] ?? ''}`;
    expect(status).not.toBe(KILLED);
    expect(stdout + stderr).toContain(`[${code}]`);
  });

  it.each([
    ['the settings of keys', 'keys.json', ['doctor']],
    ['the settings of platforms', 'platforms.json', ['sync']],
    ['a rule', 'policies/more.json', ['policy', 'list']],
    ['a certificate of the trust folder', 'trust/more.cer', ['inspect', 'trust.pem']],
    ['the description of the world', 'world.json', ['tokens']],
  ])('ends no command as %s', async (what, name, args) => {
    const home = join(temporaryFolder(), 'world');
    execFileSync('cp', ['-r', world.home, home]);
    copyFileSync(world.trust.bundle, join(folder, 'trust.pem'));
    const place = join(home, name);
    mkdirSync(join(place, '..'), { recursive: true });
    execFileSync('rm', ['-f', place]);
    execFileSync('mkfifo', [place]);
    const { status } = await command(args, home);
    outcomes[what] = String(status);
    expect(status).not.toBe(KILLED);
  });
});

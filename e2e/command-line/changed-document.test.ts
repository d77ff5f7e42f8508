import { spawn } from 'node:child_process';
import {
  closeSync,
  constants,
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { systemErrorName } from '../../electron/adapters/files/file-errors.ts';
import { REPLACEMENTS } from '../../electron/adapters/files/fixtures/replaced-files.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { PROJECT, sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

/** A wrong PIN: if the key were used, it would cost a try. */
const WRONG_PIN = '000000';
const WAIT_MS = 20;
/** Of libuv, on Windows alone: opens a file only if no program has it open, and lets no other open it meanwhile. */
const O_EXLOCK = 0x10000000;

describe('a document that changes while the seal command waits for the PIN', () => {
  let world: DemoWorld;
  let folder: string;
  let input: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    input = join(folder, 'contract.pdf');
    copyFileSync(world.contract, input);
  });

  /** Starts the command, changes the document once it is open, and only then gives the PIN. */
  async function sealWhile(change: () => void, pin: string): Promise<CommandOutcome> {
    const seal = ['--seal', world.seals[0]?.esId ?? '', '--at', '60,90', '--pin-stdin', '--json'];
    const args = [join(PROJECT, 'dist/cli/cli.js'), 'seal', input, '-o', join(folder, 'sealed.pdf'), ...seal];
    const child = spawn(process.execPath, args, { env: { ...process.env, SEALDESK_HOME: world.home } });
    const texts = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString('utf8')));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    while (child.exitCode === null && !holdsOpen(child.pid ?? 0, input)) await pause(WAIT_MS);
    change();
    child.stdin.end(`${pin}\n`);
    return { status: await ended, ...texts };
  }

  const outputs = (): readonly string[] => readdirSync(folder).filter((name) => name.includes('sealed'));
  const pinOf = async (): Promise<unknown> => {
    const listed = await sealdesk(['tokens', '--json'], { home: world.home });
    const tokens = listed.stdout.trim().split('\n');
    return tokens
      .map((line) => JSON.parse(line) as { serial: string; pin: unknown })
      .find(({ serial }) => serial === world.companies[0]?.tokenSerial)?.pin;
  };

  it.each(REPLACEMENTS)('is refused before the PIN is used when it %s', async (_how, replace) => {
    const forged = readFileSync(input);
    forged[9000] = (forged[9000] ?? 0) ^ 1;
    const before = await pinOf();
    const outcome = await sealWhile(() => replace(input, forged), WRONG_PIN);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: false, error: { code: 'FILE_CHANGED' } });
    expect(outcome.status).toBe(65);
    expect(outcome.stderr).toContain('[FILE_CHANGED]');
    expect(outputs()).toEqual([]);
    expect(await pinOf()).toEqual(before);
  });

  it('is sealed when nothing has touched it', async () => {
    const outcome = await sealWhile(() => undefined, world.pin);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: true });
    expect(outputs()).toEqual(['sealed.pdf']);
  });
});

/** Looks among the open files of a process, as Linux lists them. Windows tells only that somebody has a file open. */
function holdsOpen(processId: number, path: string): boolean {
  if (process.platform === 'win32') return isHeld(path);
  const folder = `/proc/${processId}/fd`;
  return readdirSync(folder).some((descriptor) => {
    try {
      return readlinkSync(join(folder, descriptor)) === path;
    } catch {
      return false;
    }
  });
}

function isHeld(path: string): boolean {
  try {
    closeSync(openSync(path, constants.O_RDONLY | O_EXLOCK));
    return false;
  } catch (error) {
    if (systemErrorName(error) === 'EBUSY') return true;
    throw error;
  }
}

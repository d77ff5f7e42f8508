import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { writeBigPdf } from '../fixtures/documents/big-pdf.ts';
import { ENDED_BY_CTRL_C, OWN_TERMINAL, pressCtrlC } from '../fixtures/commands/ctrl-c.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { PROJECT } from '../fixtures/commands/run-command.ts';

/** Writing this much takes long enough for an interruption. */
const SIZE = 500_000_000;

describe('a sealing interrupted by a signal', () => {
  const folder = temporaryFolder();
  const input = join(folder, 'big.pdf');
  let world: DemoWorld;

  beforeAll(async () => {
    world = await makeDemoWorld();
    writeBigPdf(input, SIZE);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves no file after %s', async (signal, { skip }) => {
    const isCtrlC = signal === 'SIGINT';
    skip(process.platform === 'win32' && !isCtrlC, 'Windows has no signal that a program could send');
    const outputs = join(folder, signal);
    mkdirSync(outputs);
    const place = ['--page', '1', '--at', '100,100', '--pin-env', 'PIN'];
    const seal = ['--seal', world.seals[0]?.esId ?? '', '-o', join(outputs, 'sealed.pdf')];
    const command = [join(PROJECT, 'dist/cli/cli.js'), 'seal', input, ...seal, ...place];
    const child = spawn(process.execPath, command, {
      env: { ...process.env, SEALDESK_HOME: world.home, PIN: world.pin },
      stdio: 'ignore',
      ...OWN_TERMINAL,
    });
    const ended = new Promise((resolve) => child.on('exit', (status, by) => resolve([status, by])));
    while (child.exitCode === null && readdirSync(outputs).length === 0) await pause(5);
    expect(readdirSync(outputs)).toEqual([expect.stringMatching(/\.part$/)]);
    if (isCtrlC) pressCtrlC(child);
    else child.kill(signal);
    expect(await ended).toEqual(isCtrlC ? ENDED_BY_CTRL_C : [null, signal]);
    expect([readdirSync(outputs), existsSync(input)]).toEqual([[], true]);
  });
});

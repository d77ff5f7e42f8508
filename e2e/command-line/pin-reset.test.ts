import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import type { RegisteredEntry } from '../../electron/shared/model/register.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { applicationIn, codeIn, PinResetCommands, writeResetPapers } from '../fixtures/commands/pin-reset.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import type { CommandOutcome } from '../fixtures/commands/run-command.ts';

const NEW_PIN = 'Holder#2468';
const WRONG_PIN = 'Wrong#9999';
const MOST_TRIES = 12;

describe('a locked PIN on the command line', () => {
  const identity = ['--paper', `identity=${writeResetPapers(temporaryFolder()).identity}`];
  let world: DemoWorld;
  let platform: TestPlatform;
  let commands: PinResetCommands;

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan' });
    commands = new PinResetCommands(world, world.companies[0]?.tokenSerial ?? '');
    const synced = await commands.run(['sync']);
    if (synced.status !== 0) throw new Error(synced.stderr);
  });

  async function lock(): Promise<void> {
    const change = ['pin', 'change', '--token', commands.token, '--pin-env', 'A', '--new-pin-env', 'B'];
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const tried = await commands.run([...change, '--last-try'], { env: { A: WRONG_PIN, B: NEW_PIN } });
      if (codeIn(tried) === 'PIN_LOCKED') return;
    }
    throw new Error('the token does not lock');
  }

  function seal(output: string): Promise<CommandOutcome> {
    const place = ['--seal', world.companies[0]?.seals[0]?.esId ?? '', '--at', '60,200', '--pin-env', 'P'];
    return commands.run(['seal', world.contract, '-o', output, ...place], { env: { P: NEW_PIN } });
  }

  async function actsOf(number: string): Promise<readonly (readonly [act: string, result: string])[]> {
    const { stdout } = await commands.run(['register', 'list']);
    const entries = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RegisteredEntry);
    return entries
      .filter(({ entry }) => entry.reference === number)
      .map(({ entry }) => [entry.act, entry.result] as const);
  }

  it('is reset: the holder applies, the platform approves, the new PIN seals', async () => {
    const output = join(temporaryFolder(), 'sealed.pdf');
    await lock();
    expect(codeIn(await seal(output))).toBe('PIN_LOCKED');

    const application = applicationIn(await commands.request(...identity));
    expect(application).toMatchObject({ state: 'underReview', progress: 'untouched' });
    const { number } = application;
    const copies = join(world.home, 'pin-resets', number);
    expect(readdirSync(copies)).toEqual(['paper-1.pdf']);
    expect(codeIn(await commands.request(...identity))).toBe('RESET_OPEN_ALREADY');
    expect(codeIn(await commands.apply(number, NEW_PIN))).toBe('RESET_NOT_POSSIBLE');

    await platform.operator.approve(number);
    expect((await commands.status(number)).state).toBe('approved');
    expect(existsSync(copies)).toBe(false);

    const done = applicationIn(await commands.apply(number, NEW_PIN));
    expect(done).toMatchObject({ state: 'done', progress: 'settled' });
    expect((await seal(output)).status).toBe(0);
    expect(await commands.unblocks(world.companies[0]?.soPin ?? '', NEW_PIN)).toBe(false);
    const acts = await actsOf(number);
    expect(acts).toEqual([
      ['pinUnblock', 'done'],
      ['pinUnblock', 'RESET_NOT_POSSIBLE'],
      ['pinReset', 'done'],
    ]);
    writeProof('pin-reset-command-line', { application, done, acts });
  });

  it('stays locked if the platform refuses, with the reason, and the holder may apply again', async () => {
    const { number } = applicationIn(await commands.request(...identity));
    await platform.operator.reject(number, '身份证件不清晰');
    expect(await commands.status(number)).toMatchObject({
      state: 'rejected',
      decisionReason: '身份证件不清晰',
    });
    expect(existsSync(join(world.home, 'pin-resets', number))).toBe(false);
    expect(codeIn(await commands.apply(number, NEW_PIN))).toBe('RESET_NOT_POSSIBLE');
    const again = applicationIn(await commands.request(...identity));
    expect(applicationIn(await commands.run(['pin-reset', 'withdraw', again.number])).state).toBe(
      'withdrawn',
    );
  });
});

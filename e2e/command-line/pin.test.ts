import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

const OWN_PIN = 'Seal#2468';

describe('a PIN on the command line', () => {
  let world: DemoWorld;
  let serial: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
    serial = world.companies[0]?.tokenSerial ?? '';
  });

  const command = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<CommandOutcome> =>
    sealdesk(['pin', ...args, '--json'], { home: world.home, env });
  const change = (pin: string, wanted: string, ...more: readonly string[]): Promise<CommandOutcome> =>
    command(['change', '--pin-env', 'A', '--new-pin-env', 'B', '--token', serial, ...more], {
      A: pin,
      B: wanted,
    });
  const unblock = (soPin: string, wanted: string, ...more: readonly string[]): Promise<CommandOutcome> =>
    command(['unblock', '--so-pin-env', 'A', '--new-pin-env', 'B', '--token', serial, ...more], {
      A: soPin,
      B: wanted,
    });
  const seal = (pin: string): Promise<CommandOutcome> =>
    sealdesk(
      [
        ...['seal', world.contract, '-o', join(temporaryFolder(), 'out.pdf'), '--at', '60,90'],
        ...['--seal', world.seals[0]?.esId ?? '', '--pin-env', 'PIN', '--json'],
      ],
      { home: world.home, env: { PIN: pin } },
    );
  async function state(): Promise<{ state: string; pin: Record<string, unknown> }> {
    const listed = await sealdesk(['tokens', '--json'], { home: world.home });
    const tokens = listed.stdout.trim().split('\n');
    const found = tokens
      .map((line) => JSON.parse(line) as { serial: string; state: string; pin: Record<string, unknown> })
      .find((token) => token.serial === serial);
    if (found === undefined) throw new Error('the token is not listed');
    return found;
  }
  const codeOf = ({ stdout }: CommandOutcome): unknown =>
    (JSON.parse(stdout) as { error?: { code: string } }).error?.code;

  it('needs no change before its first use in the demonstration world', async () => {
    expect(await state()).toMatchObject({ state: 'ready', pin: { mustChange: false, isSet: true } });
  });

  it('is not changed until the command names one of two tokens', async () => {
    const outcome = await command(['change', '--pin-env', 'A', '--new-pin-env', 'B'], {
      A: world.pin,
      B: OWN_PIN,
    });
    expect([outcome.status, codeOf(outcome)]).toEqual([64, 'TOKEN_AMBIGUOUS']);
  });

  it.each(['111111', '123456', '654321', 'qwerty', 'a1b2', 'Q1-Q1-Q1-'])(
    'is not changed to %s, at no cost of a try',
    async (weak) => {
      const outcome = await change('000000', weak);
      expect([outcome.status, codeOf(outcome)]).toEqual([77, 'PIN_TOO_WEAK']);
      expect((await state()).pin).toMatchObject({ countLow: false });
    },
  );

  it('signs after a change; the file of changes names neither token nor PIN', async () => {
    const changed = await change(world.pin, OWN_PIN);
    expect([changed.status, JSON.parse(changed.stdout)]).toEqual([0, { ok: true, token: serial }]);
    expect((await seal(world.pin)).status).toBe(77);
    expect((await seal(OWN_PIN)).status).toBe(0);
    const kept = readFileSync(join(world.home, 'pin-changes.json'), 'utf8');
    expect([kept.includes(serial), kept.includes(OWN_PIN)]).toEqual([false, false]);
    const again = await change(OWN_PIN, OWN_PIN);
    expect(codeOf(again)).toBe('PIN_TOO_WEAK');
  });

  it('keeps its last try until the person allows it, then locks, and the SO PIN unlocks it', async () => {
    for (let count = 0; count < 5; count += 1) {
      expect(codeOf(await change('Wrong-99', 'Other#135'))).toBe('PIN_WRONG');
    }
    expect((await state()).pin).toMatchObject({ triesLeft: 1, finalTry: true });
    const guarded = await change('Wrong-99', 'Other#135');
    expect([guarded.status, codeOf(guarded)]).toEqual([77, 'PIN_LAST_TRY']);
    expect((await state()).pin).toMatchObject({ finalTry: true, locked: false });
    expect(codeOf(await change('Wrong-99', 'Other#135', '--last-try'))).toBe('PIN_WRONG');
    expect(await state()).toMatchObject({ state: 'pinLocked', pin: { triesLeft: 0, locked: true } });
    expect(codeOf(await change(OWN_PIN, 'Other#135', '--last-try'))).toBe('PIN_LOCKED');

    const refused = await unblock('00000000', 'Other#135');
    expect([refused.status, codeOf(refused)]).toEqual([77, 'SO_PIN_WRONG']);
    expect((await unblock(world.soPin, 'Other#135')).status).toBe(0);
    expect((await state()).state).toBe('ready');
    expect((await seal('Other#135')).status).toBe(0);
  });

  it('cannot be unlocked once the SO PIN is locked too, and the command says so', async () => {
    for (let count = 0; count < 5; count += 1) await unblock('00000000', 'Third#579');
    expect(codeOf(await unblock('00000000', 'Third#579'))).toBe('PIN_LAST_TRY');
    await unblock('00000000', 'Third#579', '--last-try');
    const locked = await unblock(world.soPin, 'Third#579');
    expect([locked.status, codeOf(locked)]).toEqual([77, 'SO_PIN_LOCKED']);
  });
});

import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { TokenInfo } from '../../electron/shared/model/token.ts';
import { temporaryFolder, type DemoWorld, makeSkfWorld } from '../fixtures/worlds/demo-world.ts';
import { OpensslSealChecker } from '../peers/openssl-seal-check.ts';
import { writeProof } from '../fixtures/proof.ts';
import { run as program, sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

const OWN_PIN = 'Seal#2468';
const UNBLOCKED_PIN = 'Seal#1357';
const WRONG_PIN = 'Wrong-99';

type Listed = Pick<
  TokenInfo,
  'kind' | 'module' | 'serial' | 'pin' | 'state' | 'certificates' | 'seals' | 'drivers'
>;

describe('a key over SKF', () => {
  const folder = temporaryFolder();
  const proof: Record<string, unknown> = {};
  let world: DemoWorld;
  let holder: DemoWorld['companies'][number];

  beforeAll(async () => {
    world = await makeSkfWorld();
    const [first] = world.companies;
    if (first === undefined) throw new Error('no company');
    holder = first;
  });
  afterAll(() => {
    writeProof('skf', proof);
    rmSync(folder, { recursive: true });
  });

  const run = (
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<CommandOutcome> => sealdesk(args, { home: world.home, env });
  async function tokens(env: Readonly<Record<string, string>> = {}): Promise<Listed[]> {
    const { stdout } = await run(['tokens', '--json'], env);
    const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
    return lines.map((line) => JSON.parse(line) as Listed);
  }
  const holdersToken = async (): Promise<Listed | undefined> =>
    (await tokens()).find(({ serial }) => serial === holder.tokenSerial);
  /** Sets a token up with OpenSC's tool over PKCS#11, as an SKF device comes initialised. @returns its serial number */
  async function freshToken(): Promise<string> {
    const known = new Set((await tokens()).map(({ serial }) => serial));
    const module = ['--module', world.pkcs11Module, '--slot-index', String(known.size)];
    await program('pkcs11-tool', [...module, '--init-token', '--label', 'FRESH', '--so-pin', holder.soPin]);
    const login = ['--login', '--login-type', 'so', '--so-pin', holder.soPin];
    await program('pkcs11-tool', [...module, ...login, '--init-pin', '--new-pin', '111222']);
    const change = ['--login', '--pin', '111222', '--change-pin', '--new-pin', holder.pin];
    await program('pkcs11-tool', [...module, ...change]);
    const fresh = (await tokens()).find(({ serial }) => !known.has(serial));
    if (fresh === undefined) throw new Error('no fresh token');
    return fresh.serial;
  }
  const outputOf = (name: string): string => join(folder, `${name}.pdf`);
  const seal = (name: string, pin: string, esId = holder.seals[0]?.esId ?? ''): Promise<CommandOutcome> =>
    run(
      [
        ...['seal', world.contract, '-o', outputOf(name), '--seal', esId],
        ...['--at', '60,90', '--pin-env', 'PIN', '--json'],
      ],
      { PIN: pin },
    );
  const giveNewPin = (how: readonly string[], pin: string, wanted: string): Promise<CommandOutcome> =>
    run(['pin', ...how, '--new-pin-env', 'NEW', '--token', holder.tokenSerial, '--json'], {
      OLD: pin,
      NEW: wanted,
    });
  const changePin = (pin: string, wanted: string, ...more: readonly string[]): Promise<CommandOutcome> =>
    giveNewPin(['change', '--pin-env', 'OLD', ...more], pin, wanted);
  const unblockPin = (soPin: string, wanted: string): Promise<CommandOutcome> =>
    giveNewPin(['unblock', '--so-pin-env', 'OLD'], soPin, wanted);
  const errorOf = ({
    stdout,
  }: CommandOutcome): { code: string; details?: Record<string, unknown> } | undefined =>
    (JSON.parse(stdout) as { error?: { code: string; details?: Record<string, unknown> } }).error;
  const triesAfter = (outcome: CommandOutcome): unknown => [
    errorOf(outcome)?.code,
    errorOf(outcome)?.details?.['triesLeft'],
  ];

  it('is listed once although PKCS#11 shows it too, with the number of tries', async () => {
    const listed = await tokens();
    expect(listed.map(({ kind, module, serial }) => ({ kind, module, serial }))).toEqual(
      world.companies.map(({ tokenSerial }) => ({
        kind: 'skf',
        module: world.skfModule,
        serial: tokenSerial,
      })),
    );
    expect(listed[0]?.pin).toMatchObject({ triesLeft: 6, countLow: false, finalTry: false, locked: false });
    expect(listed[0]?.seals.filter(({ usable }) => usable).map(({ esId }) => esId)).toEqual(
      holder.seals.map(({ esId }) => esId),
    );
    proof['listed'] = listed.map(({ kind, serial, state, pin }) => ({ kind, serial, state, pin }));
  });

  it('is listed over PKCS#11 if the settings prefer nothing else', async () => {
    writeFileSync(join(world.home, 'keys.json'), '{}');
    const both = await tokens({ SEALDESK_MODULES: world.skfModule });
    expect(both.map(({ kind }) => kind)).toEqual(['pkcs11', 'pkcs11']);
    writeFileSync(
      join(world.home, 'keys.json'),
      JSON.stringify({ modules: [world.skfModule], prefer: 'skf' }),
    );
  });

  it('is one key through a second PKCS#11 driver too, which a person may choose', async () => {
    const copy = join(dirname(world.pkcs11Module), 'second-driver.so');
    copyFileSync(world.pkcs11Module, copy);
    writeFileSync(join(world.home, 'keys.json'), JSON.stringify({ modules: [copy, world.skfModule] }));
    const inUse = async () =>
      (await tokens()).map(({ module, drivers }) => [
        module,
        drivers?.isChosen,
        drivers?.others.map((other) => other.module),
      ]);
    const byRule = [world.pkcs11Module, false, [copy, world.skfModule]];
    expect(await inUse()).toEqual([byRule, byRule]);
    // Over PKCS#11, with the number of tries that SKF counts.
    expect((await holdersToken())?.pin.triesLeft).toBe(6);

    const choose = (driver: string) =>
      run(['tokens', '--driver', driver, '--token', holder.tokenSerial, '--json']);
    expect((await choose('second-driver.so')).status).toBe(0);
    expect(await inUse()).toContainEqual([copy, true, [world.pkcs11Module, world.skfModule]]);
    expect(errorOf(await changePin(WRONG_PIN, OWN_PIN))?.code).toBe('PIN_WRONG');
    expect((await holdersToken())?.pin.triesLeft).toBe(5);
    expect((await seal('by-second-driver', holder.pin)).status).toBe(0);
    expect((await holdersToken())?.pin.triesLeft).toBe(6);

    expect((await choose('libabsent.so')).status).not.toBe(0);
    expect((await choose('auto')).status).toBe(0);
    // The rule goes on with the driver that signed last.
    expect(await inUse()).toContainEqual([copy, false, [world.pkcs11Module, world.skfModule]]);
    rmSync(copy);
    writeFileSync(
      join(world.home, 'keys.json'),
      JSON.stringify({ modules: [world.skfModule], prefer: 'skf' }),
    );
  });

  it('seals for both companies, and openssl and verify accept every seal', async () => {
    const checker = new OpensslSealChecker(world.trust.bundle);
    const sealed: unknown[] = [];
    for (const [company, { pin, seals }] of world.companies.entries()) {
      for (const [index, { esId, name }] of seals.entries()) {
        const file = `sealed-${company}-${index}`;
        expect((await seal(file, pin, esId)).status).toBe(0);
        const verified = await run(['verify', outputOf(file), '--json']);
        const { verdict } = JSON.parse(verified.stdout) as { verdict: string };
        expect([verified.status, verdict]).toEqual([0, 'valid']);
        expect(checker.checkFile(outputOf(file))).toEqual({ accepted: true, reason: 'accepted' });
        sealed.push({ name, verify: verdict, openssl: 'accepted' });
      }
    }
    proof['sealed'] = sealed;
  });

  it('can be enrolled over SKF alone: key pairs, requests, certificates and seal', async () => {
    const serial = await freshToken();
    const args = [
      'demo',
      'enrol',
      '--module',
      world.skfModule,
      '--token',
      serial,
      '--pin-env',
      'PIN',
      '--json',
    ];
    const enrolled = await run(args, { PIN: holder.pin });
    expect([enrolled.status, enrolled.stderr]).toEqual([0, '']);
    const token = (await tokens()).find((each) => each.serial === serial);
    expect(token?.certificates.map(({ reason }) => reason)).toEqual([null, 'CERTIFICATE_NOT_FOR_SIGNING']);
    const [made] = token?.seals ?? [];
    expect((await seal('enrolled', holder.pin, made?.esId)).status).toBe(0);
    const verified = await run(['verify', outputOf('enrolled')]);
    expect(verified.status).toBe(0);
    expect(new OpensslSealChecker(world.trust.bundle).checkFile(outputOf('enrolled')).accepted).toBe(true);
    proof['enrolled'] = { certificates: token?.certificates.length, seal: made?.name, verify: 'valid' };
    rmSync(join(dirname(world.skfModule), 'tokens', serial), { recursive: true });
  });

  it('accepts a new PIN, and then signs with no other', async () => {
    expect((await changePin(holder.pin, OWN_PIN)).status).toBe(0);
    expect(triesAfter(await seal('old-pin', holder.pin))).toEqual(['PIN_WRONG', 5]);
    expect((await seal('new-pin', OWN_PIN)).status).toBe(0);
    expect((await holdersToken())?.pin).toMatchObject({ triesLeft: 6, countLow: false });
    proof['changed'] = { wrongAfterwards: ['PIN_WRONG', 5], signsWithNewPin: true };
  });

  it('counts down to a guarded last try, locks only if the person allows it, and can be unblocked', async () => {
    const seen: unknown[] = [];
    for (let left = 5; left >= 1; left -= 1) seen.push(triesAfter(await changePin(WRONG_PIN, 'Other#135')));
    expect(seen).toEqual([5, 4, 3, 2, 1].map((left) => ['PIN_WRONG', left]));
    expect(errorOf(await changePin(WRONG_PIN, 'Other#135'))?.code).toBe('PIN_LAST_TRY');
    expect((await holdersToken())?.pin).toMatchObject({ triesLeft: 1, finalTry: true });
    await changePin(WRONG_PIN, 'Other#135', '--last-try');
    const locked = await holdersToken();
    expect([locked?.state, locked?.pin.triesLeft, locked?.pin.locked]).toEqual(['pinLocked', 0, true]);
    expect(errorOf(await seal('locked', OWN_PIN))?.code).toBe('PIN_LOCKED');
    expect(triesAfter(await unblockPin('00000000', UNBLOCKED_PIN))).toEqual(['SO_PIN_WRONG', 5]);
    expect((await unblockPin(holder.soPin, UNBLOCKED_PIN)).status).toBe(0);
    expect((await seal('unblocked', UNBLOCKED_PIN)).status).toBe(0);
    proof['locked'] = { countdown: seen, guard: 'PIN_LAST_TRY', state: locked?.state, pin: locked?.pin };
    proof['unblocked'] = { wrongSoPin: ['SO_PIN_WRONG', 5], signsAfterwards: true };
  });

  it('disappears with the token, and comes back with it', async () => {
    const store = join(dirname(world.skfModule), 'tokens');
    const [inside, away] = [join(store, holder.tokenSerial), join(folder, 'pulled')];
    renameSync(inside, away);
    expect(await holdersToken()).toBeUndefined();
    const refused = await seal('pulled', UNBLOCKED_PIN);
    renameSync(away, inside);
    expect(refused.status).not.toBe(0);
    expect((await seal('back', UNBLOCKED_PIN)).status).toBe(0);
    proof['removed'] = { whileAway: errorOf(refused)?.code, signsWhenBack: true };
  });
});

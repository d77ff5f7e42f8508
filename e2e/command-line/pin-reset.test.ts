import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PinReset } from '../../electron/shared/model/pin-reset.ts';
import type { RegisteredEntry } from '../../electron/shared/model/register-entry.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/demo-world.ts';
import { startPlatform, type TestPlatform } from '../fixtures/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { writeResetPapers } from '../fixtures/reset-papers.ts';
import { sealdesk, type CommandOptions, type CommandOutcome } from '../fixtures/run-command.ts';

const NEW_PIN = 'Holder#2468';
const WRONG_PIN = 'Wrong#9999';

let world: DemoWorld;
let platform: TestPlatform;
const papers = writeResetPapers(temporaryFolder());

beforeAll(async () => {
  world = await makeDemoWorld();
  platform = await startPlatform(world, { profile: 'zhongshan' });
  const synced = await sealdesk(['sync'], { home: world.home });
  if (synced.status !== 0) throw new Error(synced.stderr);
});

const command = (args: readonly string[], options: CommandOptions = {}): Promise<CommandOutcome> =>
  sealdesk([...args, '--json'], { home: world.home, ...options });
const tokenOf = (index: number): string => world.companies[index]?.tokenSerial ?? '';
const applicant = ['--name', '林知远', '--role', 'legalRepresentative', '--contact', '0755-0000 0001'];
const request = (token: string, ...more: readonly string[]): Promise<CommandOutcome> =>
  command(['pin-reset', 'request', '--token', token, ...applicant, '--reason', '口令已锁定', ...more]);
const identity = ['--paper', `identity=${papers.identity}`];

function applicationIn({ status, stdout, stderr }: CommandOutcome): PinReset {
  if (status !== 0) throw new Error(`${stdout} ${stderr}`);
  return (JSON.parse(stdout) as { application: PinReset }).application;
}
const codeIn = ({ stdout }: CommandOutcome): string =>
  (JSON.parse(stdout) as { error?: { code: string } }).error?.code ?? 'none';

const seal = (pin: string, output: string, token: string): Promise<CommandOutcome> =>
  command(
    [
      'seal',
      world.contract,
      '-o',
      output,
      '--seal',
      sealOf(token),
      '--at',
      '60,200',
      '--pin-env',
      'SEAL_PIN',
    ],
    { env: { SEAL_PIN: pin } },
  );
const sealOf = (token: string): string =>
  world.companies.find(({ tokenSerial }) => tokenSerial === token)?.seals[0]?.esId ?? '';

async function lock(token: string): Promise<void> {
  for (let tries = 0; tries < 12; tries += 1) {
    const options = ['pin', 'change', '--token', token, '--pin-env', 'A', '--new-pin-env', 'B', '--last-try'];
    const tried = await command(options, { env: { A: WRONG_PIN, B: NEW_PIN } });
    if (codeIn(tried) === 'PIN_LOCKED') return;
  }
  throw new Error('the token does not lock');
}
const apply = (number: string, pin: string | null = NEW_PIN): Promise<CommandOutcome> =>
  pin === null
    ? command(['pin-reset', 'apply', number])
    : command(['pin-reset', 'apply', number, '--new-pin-env', 'NEW'], { env: { NEW: pin } });

describe('a locked PIN on the command line', () => {
  it('is applied for, approved, set anew, and seals', async () => {
    const token = tokenOf(0);
    const output = join(temporaryFolder(), 'sealed.pdf');
    await lock(token);
    expect(codeIn(await seal(NEW_PIN, output, token))).toBe('PIN_LOCKED');

    const application = applicationIn(await request(token, ...identity));
    expect(application).toMatchObject({ state: 'underReview', progress: 'untouched' });
    const { number } = application;
    const copies = join(world.home, 'pin-resets', number);
    expect(readdirSync(copies)).toEqual(['paper-1.pdf']);
    expect(codeIn(await request(token, ...identity))).toBe('RESET_OPEN_ALREADY');
    expect(codeIn(await apply(number))).toBe('RESET_NOT_POSSIBLE');

    await platform.operator.approve(number);
    const status = await command(['pin-reset', 'status', number]);
    expect(JSON.parse(status.stdout)).toMatchObject({ applications: [{ number, state: 'approved' }] });
    expect(existsSync(copies)).toBe(false);

    const done = applicationIn(await apply(number));
    expect(done).toMatchObject({ state: 'done', progress: 'settled' });
    const sealed = await seal(NEW_PIN, output, token);
    expect(sealed.status).toBe(0);
    const oldSoPin = world.companies[0]?.soPin ?? '';
    const unblocked = await command(
      ['pin', 'unblock', '--token', token, '--so-pin-env', 'SO', '--new-pin-env', 'B'],
      { env: { SO: oldSoPin, B: NEW_PIN } },
    );
    expect(codeIn(unblocked)).toBe('SO_PIN_WRONG');
    const acts = (await command(['register', 'list'])).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RegisteredEntry)
      .filter(({ entry }) => entry.reference === number)
      .map(({ entry }) => [entry.act, entry.result]);
    expect(acts).toEqual([
      ['pinUnblock', 'done'],
      ['pinUnblock', 'RESET_NOT_POSSIBLE'],
      ['pinReset', 'done'],
    ]);
    writeProof('pin-reset-command-line', { application, done, acts });
  });
});

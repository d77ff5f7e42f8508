import { beforeAll, describe, expect, it } from 'vitest';

import { nextStep } from '../../electron/shared/model/pin-reset.ts';
import { makeDemoWorld, temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import {
  filesThatHold,
  soPinAtPlatform,
  applicationIn,
  codeIn,
  PinResetCommands,
  writeResetPapers,
} from '../fixtures/commands/pin-reset.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { seededRandom, testSeed } from '../fixtures/random.ts';

const KILLS = 9;
/** Kills fall between about the first call to the platform and a little after the end of a run. */
const EARLIEST_KILL_MS = 600;
const LATEST_KILL_MS = 3_600;

describe('a PIN reset that is interrupted on the command line', () => {
  const papers = writeResetPapers(temporaryFolder());
  let platform: TestPlatform;
  let commands: PinResetCommands;
  let home: string;

  beforeAll(async () => {
    const world = await makeDemoWorld();
    home = world.home;
    platform = await startPlatform(world, { profile: 'zhongshan' });
    commands = new PinResetCommands(world, world.companies[0]?.tokenSerial ?? '');
  });

  async function approved(): Promise<string> {
    const { number } = applicationIn(await commands.request('--paper', `identity=${papers.identity}`));
    await platform.operator.approve(number);
    await commands.status(number);
    return number;
  }
  const soPin = (): string => soPinAtPlatform(home, platform.id, commands.token);

  /** Continues as a person would, until nothing is left to do. */
  async function finish(number: string, pin: string): Promise<number> {
    for (let tries = 1; tries <= 4; tries += 1) {
      const step = nextStep(await commands.status(number));
      if (step === 'none') return tries;
      await commands.apply(number, step === 'setPin' ? pin : null);
    }
    throw new Error('the reset does not end');
  }

  it(`can be completed after ${KILLS} kills at random moments`, async () => {
    const seed = testSeed();
    const random = seededRandom(seed);
    const deaths: { afterMs: number; progress: string }[] = [];
    let number = await approved();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const pin = `Holder#${kill}z${kill}`;
      const afterMs = EARLIEST_KILL_MS + random(LATEST_KILL_MS - EARLIEST_KILL_MS);
      await commands.applyAndKill(number, pin, afterMs);
      const { progress, state } = await commands.status(number);
      deaths.push({ afterMs, progress: `${state} ${progress}` });
      if (kill % 3 !== 2 && state !== 'done') continue;
      await finish(number, pin);
      expect(await commands.unblocks(soPin(), pin)).toBe(true);
      if (kill < KILLS - 1) number = await approved();
    }
    expect(await commands.opens(`Holder#${KILLS - 1}z${KILLS - 1}`)).toBe(true);
    expect(filesThatHold(home, [soPin()])).toEqual([]);
    writeProof('pin-reset-kill', { seed, deaths });
  });

  it('refuses an altered or forged credential, and completes after a lost last answer', async () => {
    const number = await approved();
    const path = `/v1/pin-resets/${number}/credential`;
    const refused: string[] = [];
    for (const kind of ['altered', 'forged'] as const) {
      await platform.operator.faults({ path, fault: { kind } });
      refused.push(codeIn(await commands.apply(number, 'Holder#1a2b')));
    }
    await platform.operator.faults();
    await platform.operator.faults({
      path: `/v1/pin-resets/${number}/completion`,
      fault: { kind: 'status', status: 503 },
    });
    const untold = codeIn(await commands.apply(number, 'Holder#1a2b'));
    await platform.operator.faults();
    await finish(number, 'Holder#1a2b');
    expect((await commands.status(number)).state).toBe('done');
    expect(await commands.unblocks(soPin(), 'Holder#3c4d')).toBe(true);
    expect(refused).toEqual(['STATEMENT_INVALID', 'STATEMENT_INVALID']);
    expect(untold).toMatch(/^PLATFORM_/);
    writeProof('pin-reset-faults', { refused, untold });
  });

  it('keeps an application that cannot be sent now, and sends it later', async () => {
    await platform.operator.faults({ path: '/v1/pin-resets/KL', fault: { kind: 'status', status: 500 } });
    const failed = await commands.request('--paper', `identity=${papers.identity}`);
    expect(codeIn(failed)).toMatch(/^PLATFORM_/);
    await platform.operator.faults();
    const { stdout } = await commands.run(['pin-reset', 'status']);
    const { applications } = JSON.parse(stdout) as { applications: { number: string; state: string }[] };
    const draft = applications.find(({ state }) => state === 'draft')?.number ?? '';
    const resumed = applicationIn(await commands.run(['pin-reset', 'request', '--resume', draft]));
    expect(resumed.state).toBe('underReview');
    expect(applicationIn(await commands.run(['pin-reset', 'withdraw', draft])).state).toBe('withdrawn');
  });

  it('demands the authorisation of an agent, and judges a file by its content, not its name', async () => {
    const agent = (...more: readonly string[]) => commands.request('--role', 'agent', ...more);
    const identity = ['--paper', `identity=${papers.identity}`];
    const codes = [
      codeIn(await agent(...identity)),
      codeIn(await agent(...identity, '--paper', `authorisation=${papers.disguised}`)),
    ];
    expect(codes).toEqual(['RESET_PAPERS_MISSING', 'RESET_PAPER_TYPE']);
    const [newest] = await platform.operator.applications();
    expect(newest?.state).toBe('withdrawn');
  });
});

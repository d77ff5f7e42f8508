import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PlatformView } from '../../electron/shared/model/platform.ts';
import {
  makeDemoWorld,
  temporaryFolder,
  type DemoSeal,
  type DemoWorld,
} from '../fixtures/worlds/demo-world.ts';
import { afterDays } from '../fixtures/worlds/other-time.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

const DAY_MS = 86_400_000;
const DAYS = 14;

interface Verdict {
  readonly verdict: string;
  readonly signatures: readonly { readonly checks: { readonly revocation: { readonly code: string } } }[];
}

/** One act on a day, and its outcome. */
interface Step {
  readonly day: number;
  readonly act: string;
  readonly outcome: string;
}

describe('a computer that is offline for two weeks', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  const steps: Step[] = [];
  const folder = temporaryFolder();

  const seal = (index: number): DemoSeal => {
    const found = world.seals[index];
    if (found === undefined) throw new Error(`no seal ${index}`);
    return found;
  };
  const on = (day: number, ...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin, ...(day === 0 ? {} : afterDays(day)) } });
  const errorOf = ({ stdout, stderr }: CommandOutcome): string =>
    stdout === '' ? stderr : ((JSON.parse(stdout) as { error?: { code: string } }).error?.code ?? 'done');

  const sealOn = async (day: number, index: number): Promise<string> => {
    const output = join(folder, `day-${day}-seal-${index}.pdf`);
    const place = ['--seal', seal(index).esId, '--at', '60,60', '--pin-env', 'PIN', '--json'];
    const outcome = errorOf(await on(day, 'seal', world.contract, '-o', output, ...place));
    steps.push({ day, act: `seal with ${seal(index).name}`, outcome });
    return outcome;
  };
  const verifyOn = async (day: number, file: string): Promise<string> => {
    const { stdout } = await on(day, 'verify', join(folder, file), '--json');
    const { verdict, signatures } = JSON.parse(stdout) as Verdict;
    const outcome = `${verdict} (${signatures.map(({ checks }) => checks.revocation.code).join(', ')})`;
    steps.push({ day, act: `verify ${file}`, outcome });
    return outcome;
  };
  const syncOn = async (day: number): Promise<string> => {
    const { status, stderr } = await on(day, 'sync', '--json');
    const outcome = status === 0 ? 'in step' : (/\[([A-Z_]+)\]/.exec(stderr)?.[1] ?? stderr);
    steps.push({ day, act: 'sync', outcome });
    return outcome;
  };
  const viewOn = async (day: number): Promise<PlatformView> => {
    const { stdout } = await on(day, 'status', '--json');
    const [view] = (JSON.parse(stdout) as { readonly platforms: readonly PlatformView[] }).platforms;
    if (view === undefined) throw new Error('no platform');
    return view;
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan' });
  });
  afterAll(() => {
    writeProof('two-weeks-offline', { policy: 'zhongshan', steps });
  });

  it('seals and verifies as long as the policy allows, and says why not afterwards', async () => {
    expect(await syncOn(0)).toBe('in step');
    expect(await sealOn(0, 0)).toBe('done');
    expect(await verifyOn(0, 'day-0-seal-0.pdf')).toBe('valid (OK)');
    await platform.operator.offline();

    expect(await syncOn(3)).toBe('PLATFORM_UNREACHABLE');
    expect(await sealOn(3, 0)).toBe('done');
    expect(await sealOn(DAYS, 0)).toBe('SEALING_LISTS_STALE');
    expect(await verifyOn(DAYS, 'day-0-seal-0.pdf')).toBe('indeterminate (TRY_LATER)');
    const view = await viewOn(DAYS);
    expect([view.online, Date.parse(view.lastSyncAt ?? '') < Date.now()]).toEqual([false, true]);
  });

  it('catches up, and then refuses seals suspended meanwhile and no others', async () => {
    await platform.operator.clock(DAYS * DAY_MS);
    await platform.operator.suspendSeal(seal(1).esId, '挂失');
    await platform.operator.online();
    expect(await syncOn(DAYS)).toBe('in step');
    expect(await sealOn(DAYS, 1)).toBe('SEALING_SUSPENDED');
    expect(await sealOn(DAYS, 2)).toBe('done');
    expect(await verifyOn(DAYS, 'day-0-seal-0.pdf')).toBe('valid (OK)');
    expect(await verifyOn(DAYS, `day-${DAYS}-seal-2.pdf`)).toBe('valid (OK)');
  });

  it('notices a clock that was set back', async () => {
    expect(await sealOn(0, 2)).toBe('SEALING_CLOCK_WRONG');
    expect(await syncOn(0)).toBe('LIST_FROM_FUTURE');
    await platform.operator.offline();
    expect(await sealOn(0, 2)).toBe('SEALING_CLOCK_SET_BACK');
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

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

interface Verdict {
  readonly verdict: string;
  readonly signatures: readonly { readonly checks: { readonly status: { readonly code: string } } }[];
  readonly offlineBundles?: readonly { readonly issuedAt: string }[];
}

/** A month in a closed network: the client never reaches the platform, and lives by one bundle a week or two. */
describe('a closed network that lives by offline bundles', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  const steps: { readonly day: number; readonly act: string; readonly outcome: string }[] = [];
  const folder = temporaryFolder();
  const bundleOf = (day: number): string => join(folder, `day-${day}.offline.zip`);

  const seal = (index: number): DemoSeal => {
    const found = world.seals[index];
    if (found === undefined) throw new Error(`no seal ${index}`);
    return found;
  };
  const on = (day: number, ...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin, ...(day === 0 ? {} : afterDays(day)) } });
  const codeOf = ({ status, stdout, stderr }: CommandOutcome): string =>
    status === 0 ? 'done' : (/\b([A-Z]+(?:_[A-Z]+)+)\b/.exec(stdout + stderr)?.[1] ?? stderr);
  const noted = (day: number, act: string, outcome: string): string => {
    steps.push({ day, act, outcome });
    return outcome;
  };
  const sealOn = async (day: number, index: number): Promise<string> => {
    const output = join(folder, `day-${day}-seal-${index}.pdf`);
    const place = ['--seal', seal(index).esId, '--at', '60,60', '--pin-env', 'PIN', '--json'];
    const outcome = codeOf(await on(day, 'seal', world.contract, '-o', output, ...place));
    return noted(day, `seal with ${seal(index).name}`, outcome);
  };
  const importOn = async (day: number, file: string): Promise<string> => {
    const outcome = await on(day, 'platform', 'import-bundle', file, '--json');
    const { imported } = JSON.parse(outcome.status === 0 ? outcome.stdout : '{}') as {
      imported?: { isKnown: boolean };
    };
    const known = imported?.isKnown === true ? 'known' : codeOf(outcome);
    return noted(day, `import ${file.slice(folder.length + 1)}`, known);
  };
  const verifyOn = async (day: number, file: string): Promise<Verdict> => {
    const { stdout } = await on(day, 'verify', join(folder, file), '--json');
    const verdict = JSON.parse(stdout) as Verdict;
    noted(day, `verify ${file}`, verdict.verdict);
    return verdict;
  };
  /** The platform makes a bundle on a day; somebody carries it over. */
  const makeOn = async (day: number): Promise<string> => {
    await platform.operator.clock(day * DAY_MS);
    writeFileSync(bundleOf(day), await platform.operator.offlineBundle());
    return bundleOf(day);
  };
  const statusOn = async (day: number): Promise<string> => (await on(day, 'status')).stdout;

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan' });
    await platform.operator.offline();
  });
  afterAll(() => {
    writeProof('closed-network', { policy: 'zhongshan', steps });
  });

  it('seals by its first bundle, and says by which bundle it knows the platform', async () => {
    expect(await importOn(0, await makeOn(0))).toBe('done');
    expect(await sealOn(0, 0)).toBe('done');
    const [status, verdict] = [await statusOn(0), await verifyOn(0, 'day-0-seal-0.pdf')];
    const issuedAt = /离线更新包，签发于 offline bundle, issued (\S+)/.exec(status)?.[1];
    expect([verdict.verdict, verdict.offlineBundles?.[0]?.issuedAt]).toEqual(['valid', issuedAt]);
    expect(status).toContain('从未同步');
  });

  it('refuses bundles that are cut or of the future, and takes one twice without harm', async () => {
    const before = await statusOn(1);
    const cut = join(folder, 'cut.zip');
    writeFileSync(cut, readFileSync(bundleOf(0)).subarray(0, 4000));
    expect(await importOn(1, cut)).toBe('OFFLINE_BUNDLE_UNREADABLE');
    expect(await importOn(1, await makeOn(9))).toBe('OFFLINE_BUNDLE_FROM_FUTURE');
    expect(await importOn(1, bundleOf(0))).toBe('known');
    expect(await statusOn(1)).toBe(before);
  });

  it('learns a suspension by bundle, and cannot seal by a bundle that is too old', async () => {
    expect(await sealOn(8, 1)).toBe('SEALING_LISTS_STALE');
    expect(await importOn(9, bundleOf(9))).toBe('done');
    expect(await sealOn(10, 1)).toBe('done');
    await platform.operator.clock(16 * DAY_MS);
    await platform.operator.suspendSeal(seal(1).esId, '挂失');
    expect(await importOn(17, await makeOn(16))).toBe('done');
    expect(await sealOn(17, 1)).toBe('SEALING_SUSPENDED');
    expect(await importOn(18, bundleOf(9))).toBe('OFFLINE_BUNDLE_OUTDATED');
    expect(await sealOn(30, 2)).toBe('SEALING_LISTS_STALE');
    expect(await importOn(30, await makeOn(29))).toBe('done');
    expect(await sealOn(30, 2)).toBe('done');
    const verdict = await verifyOn(30, 'day-10-seal-1.pdf');
    expect([verdict.verdict, verdict.signatures[0]?.checks.status.code]).toEqual([
      'indeterminate',
      'SEAL_SUSPENDED_NO_POE',
    ]);
  });

  it('fetches a bundle for others where a network reaches the platform', async () => {
    await platform.operator.online();
    const file = join(folder, 'fetched.offline.zip');
    const { status, stderr } = await on(29, 'platform', 'fetch-bundle', 'sandbox', '-o', file);
    expect([status, stderr]).toEqual([0, '']);
    expect(await importOn(30, file)).toBe('done');
  });
});

import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerificationReport } from '../../electron/shared/model/verification-report.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { startPlatform } from '../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { afterDays } from '../fixtures/worlds/other-time.ts';
import { qpdfFindings } from '../peers/qpdf.ts';
import { run, sealdesk } from '../fixtures/commands/run-command.ts';
import { writeListOf } from '../fixtures/worlds/later-trust-list.ts';

const DAY_MS = 24 * 3_600_000;

interface Stamped {
  readonly ok: boolean;
  readonly output?: string;
  readonly renewBy?: string;
  readonly missing?: readonly string[];
  readonly error?: { readonly code: string };
}

describe('archive time stamps', () => {
  let world: DemoWorld;
  const folder = temporaryFolder();
  const sealed = join(folder, 'sealed.pdf');
  const stamped = join(folder, 'stamped.pdf');
  const again = join(folder, 'again.pdf');
  const steps: { readonly step: string; readonly outcome: unknown }[] = [];

  const command = (...args: readonly string[]) =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin, PASSWORD: 'open' } });
  const stamp = async (input: string, output: string): Promise<Stamped> => {
    const { stdout } = await command('archive-stamp', input, '-o', output, '--json');
    const outcome = JSON.parse(stdout) as Stamped;
    steps.push({ step: `archive-stamp ${output.split('/').at(-1) ?? ''}`, outcome });
    return outcome;
  };
  const verify = async (file: string, ...more: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await command('verify', file, '--json', ...more);
    const { verdict, signatures } = JSON.parse(stdout) as VerificationReport;
    const found = [verdict, ...signatures.map(({ format, reasons }) => `${format} ${reasons.join(' ')}`)];
    steps.push({ step: `verify ${[file.split('/').at(-1), ...more].join(' ')}`, outcome: found });
    return found;
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    await startPlatform(world, { profile: 'zhongshan' });
    expect((await command('sync')).status).toBe(0);
    // From here on the platform's own list alone names the makers.
    rmSync(join(world.home, 'trust/makers.json'));
    const esId = world.companies[0]?.seals[0]?.esId ?? '';
    const seal = ['--seal', esId, '--at', '60,90', '--pin-env', 'PIN', '--json'];
    const { stdout } = await command('seal', world.contract, '-o', sealed, ...seal);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, trustedTime: { state: 'stamped' } });
  });

  afterAll(() => writeProof('archive-stamp', { command: 'sealdesk archive-stamp, verify', steps }));

  it('go into a new file, with lists and statements, and leave the seal valid', async () => {
    const before = readFileSync(sealed);
    expect(await stamp(sealed, stamped)).toMatchObject({ ok: true, output: stamped, missing: [] });
    expect(readFileSync(sealed).equals(before)).toBe(true);
    expect(readFileSync(stamped).subarray(0, before.length).equals(before)).toBe(true);
    const text = readFileSync(stamped, 'latin1').slice(before.length);
    expect(text).toMatch(/\/SubFilter\/ETSI\.RFC3161|\/SubFilter \/ETSI\.RFC3161/);
    expect(text).toContain('XXSealDeskStatements');
    copyFileSync(stamped, proofPath('archive-stamp.pdf'));
    expect(qpdfFindings(readFileSync(stamped))).toEqual([]);
    expect(await verify(stamped)).toEqual([
      'valid',
      expect.stringContaining('SEALED_AGAIN_SINCE'),
      'time-stamp ',
    ]);
  });

  it('let the document verify ten years ahead by the file and a confirmed list alone', async () => {
    const later = { home: join(folder, 'counterpart'), env: afterDays(3653) };
    const other = { home: join(folder, 'other'), env: afterDays(3653) };
    const in2036 = async (file: string, place = later): Promise<readonly string[]> => {
      const { stdout } = await sealdesk(['verify', file, '--json'], place);
      const { verdict, signatures } = JSON.parse(stdout) as VerificationReport;
      return [verdict, ...signatures.map(({ reasons }) => reasons.join(' '))];
    };
    const unconfirmed = await in2036(stamped);
    expect(unconfirmed[0]).toBe('indeterminate');
    for (const place of [later, other]) {
      const list = `${place.home}.trustlist.json`;
      const issuedAt = new Date(Date.now() + 3652 * DAY_MS);
      const fingerprint = await writeListOf(world, issuedAt, list, place === later);
      const accepted = await sealdesk(['trust', 'accept', list, '--fingerprint', fingerprint], place);
      expect(accepted.status, accepted.stderr).toBe(0);
    }
    const found = {
      unconfirmed,
      stamped: await in2036(stamped),
      withoutStamp: await in2036(sealed),
      byListWithoutPlatform: await in2036(stamped, other),
    };
    steps.push({ step: 'ten years ahead, without home, register, platform and network', outcome: found });
    expect(found.stamped).toEqual([
      'valid',
      'SEAL_EXPIRED_SINCE REVOCATION_AS_OF_SIGNING SEALED_AGAIN_SINCE',
      'REVOCATION_AS_OF_SIGNING',
    ]);
    expect(found.withoutStamp[0]).toBe('indeterminate');
    expect(found.byListWithoutPlatform).toMatchObject([
      'indeterminate',
      expect.stringContaining('SEAL_MAKER_UNLISTED'),
      expect.any(String),
    ]);
  });

  it('can be put around each other', async () => {
    expect(await stamp(stamped, again)).toMatchObject({ ok: true });
    expect((await verify(again))[0]).toBe('valid');
  });

  it('follow every sealing if the enterprise has laid that down, on record', async () => {
    const demand = await command('policy', 'enterprise', '--archive-stamp', 'on', '--json');
    expect(JSON.parse(demand.stdout)).toMatchObject({ rules: { archiveStamp: true } });
    const [esId, file] = [world.companies[0]?.seals[0]?.esId ?? '', join(folder, 'followed.pdf')];
    const seal = ['--seal', esId, '--at', '60,90', '--pin-env', 'PIN', '--json'];
    const outcome: unknown = JSON.parse((await command('seal', world.contract, '-o', file, ...seal)).stdout);
    steps.push({ step: 'seal, as the enterprise has laid down', outcome });
    const archived = join(folder, 'followed_归档.pdf');
    expect(outcome).toMatchObject({ ok: true, archive: { state: 'stamped', path: archived } });
    expect((await verify(archived))[0]).toBe('valid');
  });

  it('stand in the register', async () => {
    const { stdout } = await command('register', 'list', '--json');
    expect(stdout.match(/"act":"archiveStamped"/g)).toHaveLength(3);
  });

  it('follow the sealing of an encrypted document by its password', async () => {
    const [closed, file] = [join(folder, 'closed.pdf'), join(folder, 'closed-sealed.pdf')];
    const encrypted = await run('qpdf', ['--encrypt', 'open', 'own', '256', '--', world.contract, closed]);
    expect(encrypted.status, encrypted.stderr).toBe(0);
    const what = ['--seal', world.companies[0]?.seals[0]?.esId ?? '', '--at', '60,90', '--pin-env', 'PIN'];
    const password = ['--password-env', 'PASSWORD'];
    const { stdout } = await command('seal', closed, '-o', file, ...what, ...password, '--json');
    const archived = join(folder, 'closed-sealed_归档.pdf');
    expect(JSON.parse(stdout)).toMatchObject({ archive: { state: 'stamped', path: archived } });
    expect((await verify(archived, ...password))[0]).toBe('valid');
  });

  it('replace no file, and are given to valid documents alone', async () => {
    expect((await stamp(sealed, stamped)).ok).toBe(false);
    const plain = await stamp(world.contract, join(folder, 'plain.pdf'));
    expect(plain).toMatchObject({ ok: false, error: { code: 'ARCHIVE_STAMP_NOT_VALID' } });
    expect(existsSync(join(folder, 'plain.pdf'))).toBe(false);
  });
});

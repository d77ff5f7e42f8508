import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { failingSteps, printedSteps, unpackEvidence } from '../fixtures/commands/evidence-steps.ts';
import { startPlatform } from '../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { run, sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

/** What `sealdesk evidence --json` and `recheck --json` say, as far as it matters here. */
interface Packed {
  readonly manifestSm3: string;
  readonly registerEntries: number;
}
interface Rechecked {
  readonly manifestSm3: string;
  readonly altered: readonly string[];
  readonly differences: readonly string[];
  readonly report: { readonly verdict: string };
}

describe('an evidence package', () => {
  let world: DemoWorld;
  const folder = temporaryFolder();
  const unpacked = join(folder, 'unpacked');
  const [sealed, zip] = [join(folder, '合同.pdf'), join(folder, '证据.zip')];
  const command = (...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin } });
  /** Rechecks on a computer that has neither this home nor any other. */
  const recheck = async (path: string): Promise<readonly [number | null, Rechecked]> => {
    const { status, stdout, stderr } = await sealdesk(['recheck', path, '--json'], {
      home: join(folder, 'nowhere'),
    });
    expect(stderr).toBe('');
    return [status, JSON.parse(stdout) as Rechecked];
  };
  let made: Packed;

  beforeAll(async () => {
    world = await makeDemoWorld();
    await startPlatform(world, { profile: 'suqian' });
    expect((await command('sync')).status).toBe(0);
    const first = [
      'seal',
      world.contract,
      '-o',
      join(folder, '甲.pdf'),
      '--seal',
      world.seals[0]?.esId ?? '',
    ];
    expect(await command(...first, '--at', '50,96', '--pin-env', 'PIN')).toMatchObject({ status: 0 });
    const second = [
      'seal',
      join(folder, '甲.pdf'),
      '-o',
      sealed,
      '--seal',
      world.companies[1]?.seals[0]?.esId ?? '',
    ];
    expect(await command(...second, '--at', '130,96', '--pin-env', 'PIN')).toMatchObject({ status: 0 });
    expect((await command('sync')).status).toBe(0);
    const outcome = await command('evidence', sealed, '-o', zip, '--json');
    expect([outcome.status, outcome.stderr]).toEqual([0, '']);
    made = JSON.parse(outcome.stdout) as Packed;
    unpackEvidence(zip, unpacked);
  });

  it('holds both seals, their time stamps, and the entries of the register with their proofs', async () => {
    expect(made.registerEntries).toBe(2);
    const names = Object.keys(unzipSync(readFileSync(zip)));
    const wanted = [
      'revisions/1.pdf',
      'revisions/2.pdf',
      'signatures/2/time-stamp.tst',
      'register/2/proof.json',
    ];
    expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
    const cover = join(unpacked, '00-封面与证据目录.pdf');
    copyFileSync(cover, proofPath('reports', 'evidence-cover.pdf'));
    const { stdout } = await run('pdftotext', ['-layout', cover, '-']);
    expect(stdout.split('\f').length - 1).toBe(2);
    expect(stdout).toMatch(/证据目录[\s\S]*复核步骤/);
  });

  it('is repeated by openssl alone, by the printed commands, and one flipped byte fails', async () => {
    const commands = printedSteps(unpacked);
    expect(failingSteps(unpacked)).toEqual([]);
    const path = join(unpacked, 'document.pdf');
    const document = readFileSync(path);
    writeFileSync(path, document.with(200, (document[200] ?? 0) ^ 1));
    const broken = failingSteps(unpacked);
    writeFileSync(path, document);
    // Both hashes of the document, and the hash that each of the two seals covers.
    expect(broken).toHaveLength(4);
    const { stdout } = await run('openssl', ['version']);
    const registered = commands.filter((each) => each.includes('register/')).length;
    expect(registered).toBeGreaterThanOrEqual(6);
    writeProof('evidence-by-openssl', {
      openssl: stdout.trim(),
      commands: commands.length,
      ofTheRegister: registered,
      brokenByOneFlippedByte: broken,
    });
  });

  it('repeats its verdict without home and network, and says if it was altered', async () => {
    const [status, whole] = await recheck(zip);
    expect([status, whole]).toMatchObject([
      0,
      { altered: [], differences: [], manifestSm3: made.manifestSm3, report: { verdict: 'valid' } },
    ]);
    const files = unzipSync(readFileSync(zip));
    const document = files['document.pdf'] ?? new Uint8Array();
    const other = join(folder, '改.zip');
    writeFileSync(other, zipSync({ ...files, 'document.pdf': document.with(200, (document[200] ?? 0) ^ 1) }));
    const [changed, found] = await recheck(other);
    expect([changed, found.altered, found.report.verdict]).toEqual([1, ['document.pdf'], 'invalid']);
    expect((await sealdesk(['recheck', sealed])).status).toBe(65);
    writeProof('recheck', { whole: { status, ...whole }, altered: { status: changed, ...found } });
  });

  it('keeps versions that extract writes byte by byte', async () => {
    const list = await command('extract', sealed, '--json');
    const { revisions } = JSON.parse(list.stdout) as {
      readonly revisions: readonly { readonly bytes: number }[];
    };
    expect(revisions).toHaveLength(3);
    const [first, second] = [join(folder, '版本1.pdf'), join(folder, '版本2.pdf')];
    for (const [number, out] of [first, second].entries()) {
      const args = ['extract', sealed, '--revision', String(number + 1), '-o', out];
      expect(await command(...args)).toMatchObject({ status: 0 });
    }
    expect(readFileSync(second).equals(readFileSync(join(folder, '甲.pdf')))).toBe(true);
    // The first version ends with the line that the next one begins behind.
    const contract = readFileSync(world.contract);
    const unsigned = readFileSync(first);
    expect(unsigned.subarray(0, contract.length).equals(contract)).toBe(true);
    expect(unsigned.length - contract.length).toBeLessThanOrEqual(1);
    const missing = await command('extract', sealed, '--revision', '9', '-o', join(folder, 'x.pdf'));
    expect([missing.status, missing.stderr]).toEqual([64, expect.stringContaining('[REVISION_NOT_FOUND]')]);
  });
});

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { OpensslSealChecker } from '../peers/openssl-seal-check.ts';
import { writeProof } from '../fixtures/proof.ts';
import { run, sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

interface Report {
  readonly verdict: string;
  readonly signatures: readonly {
    readonly verdict: string;
    readonly reasons: readonly string[];
    readonly seal: { readonly name: string } | null;
  }[];
}

interface RegisterLine {
  readonly act: string;
  readonly result: string;
  readonly document: { readonly sm3Before: string | null; readonly sm3After: string | null } | null;
}

interface BatchLine {
  readonly state?: string;
  readonly hits?: readonly { readonly seal: number }[];
}

const linesOf = (text: string): readonly BatchLine[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as BatchLine);

describe('the seal command with seals of two keys', () => {
  let world: DemoWorld;
  let folder: string;
  let sealed: string;

  const [own, other] = ['PIN', 'OTHER'];
  const command = (...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, {
      ...{ home: world.home, cwd: folder },
      env: { [own]: world.pin, [other]: world.companies[1]?.pin ?? '', WRONG: '000000' },
    });
  const sealing = (output: string, ...more: readonly string[]): Promise<CommandOutcome> => {
    const [mine, theirs] = world.companies.map(({ seals, tokenSerial }) => [
      seals[0]?.esId ?? '',
      tokenSerial,
    ]);
    return command(
      ...['seal', world.contract, '-o', output, '--json', '--seal', mine?.[0] ?? '', '--at', '60,200'],
      ...['--with', theirs?.[0] ?? '', '--token', theirs?.[1] ?? '', '--at', '140,200', ...more],
    );
  };
  const registered = async (): Promise<readonly RegisterLine[]> => {
    const { stdout } = await command('register', 'list', '--json');
    const lines = stdout.trim().split('\n');
    return lines
      .map((line) => (JSON.parse(line) as { entry: RegisterLine }).entry)
      .filter(({ act }) => act === 'seal');
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    folder = temporaryFolder();
    sealed = join(folder, 'sealed.pdf');
  });

  it('shows the places of both before it asks for a PIN', async () => {
    const { status, stdout } = await sealing(join(folder, 'none.pdf'), '--dry-run');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      seals: [{ places: [{ page: 4 }] }, { places: [{ page: 4 }] }],
    });
  });

  it('leaves nothing when the second PIN is wrong, and the register says what was signed', async () => {
    const outcome = await sealing(sealed, '--pin-env', `${own},WRONG`);
    expect(outcome.stderr).toContain('[PIN_WRONG]');
    expect(existsSync(sealed)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    expect((await registered()).map(({ result }) => result).sort()).toEqual([
      'PIN_WRONG',
      'SEAL_NOT_PUBLISHED',
    ]);
  });

  it('asks for one PIN a key', async () => {
    const outcome = await sealing(sealed, '--pin-env', own);
    expect(outcome.status).toBe(64);
    expect(outcome.stderr).toContain('one a key');
  });

  it('makes one file with two valid seals, which others judge alike', async () => {
    const outcome = await sealing(sealed, '--pin-env', `${own},${other}`);
    expect(outcome.stderr).toBe('');
    const told = JSON.parse(outcome.stdout) as { seals: readonly { sm3: string; sm3Before: string }[] };
    expect(told.seals).toHaveLength(2);
    expect(readdirSync(folder)).toEqual(['sealed.pdf']);

    const verified = JSON.parse((await command('verify', sealed, '--json')).stdout) as Report;
    expect(verified.signatures.map(({ verdict, reasons }) => [verdict, reasons])).toEqual([
      ['valid', ['SEALED_AGAIN_SINCE']],
      ['valid', []],
    ]);

    const bytes = readFileSync(sealed);
    const end = bytes.lastIndexOf('%%EOF', bytes.lastIndexOf('%%EOF') - 1) + '%%EOF\n'.length;
    const checker = new OpensslSealChecker(world.trust.bundle);
    const judged = [bytes.subarray(0, end), bytes].map((revision) => checker.check(revision));
    expect(judged.map(({ reason }) => reason)).toEqual(['accepted', 'accepted']);
    const qpdf = await run('qpdf', ['--check', sealed]);
    expect(qpdf.stdout).toContain('No syntax or stream encoding errors found');
    const pdfsig = await run('pdfsig', ['-nocert', sealed]);
    expect(pdfsig.stdout.match(/^Signature #\d/gm)).toEqual(['Signature #1', 'Signature #2']);

    const entries = (await registered()).filter(({ result }) => result === 'done');
    // The newest is listed first.
    const [second, first] = entries;
    expect(first?.document).toMatchObject({
      sm3Before: told.seals[0]?.sm3Before,
      sm3After: told.seals[0]?.sm3,
    });
    expect(second?.document).toMatchObject({ sm3Before: told.seals[0]?.sm3, sm3After: told.seals[1]?.sm3 });
    writeProof('several-seals', {
      command: 'sealdesk seal contract.pdf --seal A --at 60,200 --with B --at 140,200',
      verdicts: verified.signatures.map(({ verdict, reasons }) => ({ verdict, reasons })),
      openssl: judged,
      qpdf: qpdf.stdout.split('\n').at(-2),
      pdfsig: pdfsig.stdout.match(/^Signature #\d/gm),
    });
  });

  it('seals with two seals of one key for one PIN', async () => {
    const output = join(folder, 'one-key.pdf');
    const [first, second] = world.seals;
    const outcome = await command(
      ...['seal', world.contract, '-o', output, '--seal', first?.esId ?? '', '--at', '60,200'],
      ...['--with', second?.esId ?? '', '--at', '140,200', '--pin-env', own],
    );
    expect(outcome.stderr).toBe('');
    expect(outcome.stdout.split('\n').filter((line) => line.startsWith('  '))).toHaveLength(2);
  });

  it('seals by a preset that came from another computer, and then as the last time', async () => {
    const [first, second] = world.seals;
    const places = ['--place', '-1,60,200', '--straddle', 'right', '--date', '-1,60,250'];
    const file = join(temporaryFolder(), 'office.sealpresets');
    const more = ['--with', second?.name ?? '', '--at', '140,200'];
    const kept = await command('presets', 'save', '采购', '--seal', first?.name ?? '', ...places, ...more);
    expect(kept.stderr).toBe('');
    await command('presets', 'rename', '采购', '合同');
    await command('presets', 'export', file);
    await command('presets', 'remove', '合同');
    const missing = await command(
      'seal',
      world.contract,
      '-o',
      'none.pdf',
      '--preset',
      '合同',
      '--pin-env',
      own,
    );
    expect(missing.stderr).toContain('[PRESET_NOT_FOUND]');
    await command('presets', 'import', file);
    const sealBy = async (output: string, ...by: readonly string[]) => {
      const outcome = await command('seal', world.contract, '-o', output, ...by, '--pin-env', own, '--json');
      expect(outcome.stderr).toBe('');
      return JSON.parse(outcome.stdout) as { seals: readonly { esId: string }[] };
    };
    const ids = [first?.esId, second?.esId];
    expect((await sealBy('preset.pdf', '--preset', '合同')).seals.map(({ esId }) => esId)).toEqual(ids);
    expect((await sealBy('again.pdf', '--last-placement')).seals.map(({ esId }) => esId)).toEqual(ids);

    await command('settings', '--preset', '合同');
    expect((await sealBy('usual.pdf')).seals.map(({ esId }) => esId)).toEqual(ids);
    const planned = await command('seal', '--batch', folder, '-o', 'usual', '--dry-run', '--json');
    const { hits } = linesOf(planned.stdout)[0] ?? {};
    expect(new Set(hits?.map(({ seal }) => seal))).toEqual(new Set([0, 1]));
    await command('settings', '--preset', 'off');
  });

  it('seals a batch by two keys, a PIN each, with the date beside, and lists every place before', async () => {
    const input = join(folder, 'batch');
    mkdirSync(input);
    for (const name of ['甲.pdf', '乙.pdf']) copyFileSync(world.contract, join(input, name));
    const [mine, theirs] = world.companies.map(({ seals, tokenSerial }) => [
      seals[0]?.esId ?? '',
      tokenSerial,
    ]);
    const batch = (...more: readonly string[]): Promise<CommandOutcome> =>
      command(
        ...['seal', '--batch', input, '-o', join(folder, 'out'), '--json', '--seal', mine?.[0] ?? ''],
        ...['--at', '60,200', '--date', '-1,60,250', '--date-style', 'iso', '--with', theirs?.[0] ?? ''],
        ...['--token', theirs?.[1] ?? '', '--at', '140,200', ...more],
      );
    const planned = await batch('--dry-run');
    expect(planned.stderr).not.toContain('PIN');
    expect(linesOf(planned.stdout)).toMatchObject(
      ['乙.pdf', '甲.pdf'].map(() => ({
        ok: true,
        hits: [
          { seal: 0, page: 4, xMm: 60, yMm: 200 },
          { seal: 1, page: 4, xMm: 140, yMm: 200 },
        ],
        misses: [],
      })),
    );
    const done = await batch('--pin-env', `${own},${other}`);
    expect([done.status, linesOf(done.stdout).map(({ state }) => state)]).toEqual([0, ['sealed', 'sealed']]);
    const verified = await command('verify', '-r', join(folder, 'out'), '--json');
    expect(verified.status).toBe(0);
    const reports = verified.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Report);
    expect(reports.map(({ signatures }) => signatures.length)).toEqual([2, 2]);
    expect(verified.stdout.match(/"writtenDates":"\d{4}-\d{2}-\d{2}"/g)).toHaveLength(2);
  });
});

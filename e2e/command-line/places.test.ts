import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
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
    readonly checks: { readonly appearance: { readonly code: string; readonly facts: object } };
  }[];
}

interface DryRun {
  readonly ok: boolean;
  readonly pages: number;
  readonly places: readonly {
    readonly page: number;
    readonly isSlice: boolean;
    readonly xMm: number;
    readonly yMm: number;
    readonly widthMm: number;
    readonly heightMm: number;
    readonly warnings: readonly { readonly code: string }[];
  }[];
  readonly beside: readonly { readonly warnings: readonly { readonly code: string }[] }[];
  readonly keywords: readonly {
    readonly hits: readonly {
      readonly page: number;
      readonly text: string;
      readonly xMm: number;
      readonly yMm: number;
      readonly isChosen: boolean;
    }[];
    readonly missing: string;
  }[];
  readonly problems: readonly { readonly page: number | null; readonly error: { readonly code: string } }[];
}

describe('the seal command with several places', () => {
  let world: DemoWorld;
  let folder: string;
  let once: string;
  const where = [
    '--at',
    '60,90',
    '--page',
    '1',
    '--place',
    '2,-1,60,200',
    '--straddle',
    'right:first=40,min=3',
  ];

  const command = (...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, cwd: folder, env: { PIN: world.pin } });
  const sealing = (output: string, ...more: readonly string[]): Promise<CommandOutcome> =>
    command('seal', world.contract, '-o', output, '--seal', world.seals[0]?.esId ?? '', '--json', ...more);
  const dryRun = async (...more: readonly string[]) => {
    const outcome = await sealing(join(folder, 'none.pdf'), '--dry-run', ...more);
    return { status: outcome.status, ...(JSON.parse(outcome.stdout) as DryRun) };
  };
  const verified = async (path: string): Promise<Report> =>
    JSON.parse((await command('verify', path, '--json')).stdout) as Report;

  beforeAll(async () => {
    world = await makeDemoWorld();
    folder = temporaryFolder();
    once = join(folder, 'once.pdf');
  });

  it('shows every place and slice before it asks for a PIN', async () => {
    const planned = await dryRun(...where);
    expect(planned).toMatchObject({ status: 0, ok: true, pages: 4, problems: [] });
    expect(planned.places.map(({ page, isSlice }) => (isSlice ? -page : page))).toEqual([
      1, 2, 4, -1, -2, -3, -4,
    ]);
    expect(existsSync(join(folder, 'none.pdf'))).toBe(false);
  });

  it('lists what cannot be placed and what would be covered', async () => {
    const planned = await dryRun('--place', '3-9,60,90', '--place', '3,70,90', '--place', '1,5,5');
    expect(planned).toMatchObject({ status: 64, ok: false });
    expect(planned.problems.map(({ page, error }) => [page, error.code])).toEqual([
      [null, 'PAGE_NOT_FOUND'],
      [1, 'SEAL_OFF_PAGE'],
    ]);
    const coversPlaces = planned.places.map(({ page, warnings }) => [
      page,
      warnings.some(({ code }) => code === 'COVERS_PLACE'),
    ]);
    expect(coversPlaces).toEqual([
      [3, false],
      [4, false],
      [3, true],
    ]);
  });

  it('lists what a date would cover, and nothing where it fills the blanks that are left for it', async () => {
    const words = await dryRun('--keyword', '乙方（盖章）', '--date', 'keyword=日期');
    expect(words.beside.map(({ warnings }) => warnings)).toEqual([[], [], []]);
    const [hit] = words.keywords.flatMap(({ hits }) => hits);
    const over = `${hit?.page ?? 0},${hit?.xMm ?? 0},${hit?.yMm ?? 0}`;
    const { beside, ok } = await dryRun('--place', '1,60,90', '--date', over);
    expect([ok, beside.map(({ warnings }) => warnings)]).toEqual([
      true,
      [[{ code: 'COVERS_TEXT', text: expect.stringContaining('乙方') as string }]],
    ]);
  });

  it.each([
    [['--place', '9,60,90'], 'PAGE_NOT_FOUND'],
    [['--straddle', 'right:min=15,group=4'], 'STRADDLE_SLICE_TOO_THIN'],
    [['--straddle', 'middle'], 'USAGE'],
  ])('refuses %j with %s, and makes no file', async (args, code) => {
    const refused = join(folder, 'refused.pdf');
    const outcome = await sealing(refused, '--pin-env', 'PIN', ...args);
    expect(outcome.status).toBe(64);
    expect(outcome.stderr).toContain(`[${code}]`);
    expect(existsSync(refused)).toBe(false);
  });

  it('makes one signature that verifies in every place, and the register names them', async () => {
    const outcome = await sealing(once, '--pin-env', 'PIN', ...where);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: true, field: 'Seal1' });
    const report = await verified(once);
    expect(report.signatures).toHaveLength(1);
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ reasons: [] }] });
    expect(report.signatures[0]?.checks.appearance).toMatchObject({
      code: 'APPEARANCE_IN_PLACES',
      facts: { shownPlaces: 7, shownPages: '1-4' },
    });
    expect((await command('verify', once)).stdout).toContain('1-4');
    const register = await command('register', 'list', '--json');
    expect(register.stdout).toContain('P1 · 60, 90 mm; P2,4 · 60, 200 mm; P1-4 · 骑缝 straddle right');
  });

  it('warns that a place would cover a seal, and leaves that seal valid under one of another company', async () => {
    const other = world.companies[1];
    const by = ['--seal', other?.seals[0]?.esId ?? '', '--token', other?.tokenSerial ?? ''];
    const places = ['--place', 'all,140,90', '--straddle', 'left'];
    const covering = await command(
      'seal',
      once,
      '-o',
      'x.pdf',
      ...by,
      '--place',
      '1,60,90',
      '--date',
      '1,60,95',
      '--dry-run',
      '--json',
    );
    const { ok, places: covered, beside } = JSON.parse(covering.stdout) as DryRun;
    expect(beside[0]?.warnings).toContainEqual({ code: 'COVERS_SEAL', field: 'Seal1' });
    expect(ok).toBe(true);
    expect(covered[0]?.warnings).toContainEqual({ code: 'COVERS_SEAL', field: 'Seal1' });
    const twice = join(folder, 'twice.pdf');
    const outcome = await command('seal', once, '-o', twice, ...by, ...places, '--pin-env', 'PIN');
    expect(outcome.status).toBe(0);
    const { verdict, signatures } = await verified(twice);
    expect(verdict).toBe('valid');
    expect(signatures.map(({ reasons }) => reasons)).toEqual([['SEALED_AGAIN_SINCE'], []]);
    expect(signatures.map(({ checks }) => checks.appearance.facts)).toEqual([
      { shownPlaces: 7, shownPages: '1-4' },
      { shownPlaces: 8, shownPages: '1-4' },
    ]);
    const qpdf = await run('qpdf', ['--check', twice]);
    expect(qpdf.stdout).toContain('No syntax or stream encoding errors found');
    writeProof('several-places', {
      command: `sealdesk seal ${where.join(' ')}; then by another company ${places.join(' ')}`,
      verdicts: signatures.map(({ verdict: each, checks }) => ({
        verdict: each,
        appearance: checks.appearance,
      })),
      qpdf: qpdf.stdout.split('\n').at(-2),
    });
  });

  it('seals where the text has a keyword, and lists every hit and miss before', async () => {
    const at = [
      '--keyword',
      '乙方（卖方）',
      '--keyword',
      '/法定代表人:/',
      '--which',
      'last',
      '--offset',
      '40,10',
    ];
    const planned = await dryRun(...at);
    expect(planned).toMatchObject({ status: 0, ok: true, comparedWithText: 2 });
    const [word, pattern] = planned.keywords;
    expect(word?.hits.map(({ text, isChosen }) => [text, isChosen])).toContainEqual(['乙方（卖方）', true]);
    expect(word?.missing).toMatch(/^[\d,-]+$/);
    expect(pattern?.hits.filter(({ isChosen }) => isChosen)).toHaveLength(1);
    const last = word?.hits.at(-1);
    const [place] = planned.places;
    expect((place?.xMm ?? 0) + (place?.widthMm ?? 0) / 2).toBeCloseTo((last?.xMm ?? 0) + 40, 6);
    expect((place?.yMm ?? 0) + (place?.heightMm ?? 0) / 2).toBeCloseTo((last?.yMm ?? 0) + 10, 6);
    const output = join(folder, 'by-keyword.pdf');
    const outcome = await sealing(output, '--pin-env', 'PIN', ...at);
    expect(outcome.status).toBe(0);
    expect(await verified(output)).toMatchObject({ verdict: 'valid', signatures: [{ reasons: [] }] });
    writeProof('keyword', { command: `sealdesk seal ${at.join(' ')}`, planned });
  });

  it('writes the date into its blanks and places the picture of a signature, signed with the seal', async () => {
    const picture = join(folder, 'signature.png');
    const data = new Uint8Array(40 * 20 * 4).fill(200);
    writeFileSync(picture, encode({ width: 40, height: 20, channels: 4, data }));
    const beside = ['--date', 'keyword=日期', '--handwriting', `${picture}@4,60,200`];
    const output = join(folder, 'beside.pdf');
    const outcome = await sealing(output, '--pin-env', 'PIN', '--keyword', '乙方（盖章）', ...beside);
    expect(outcome.status).toBe(0);
    const report = await verified(output);
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ reasons: ['HANDWRITING_PICTURE'] }] });
    expect(report.signatures[0]?.checks.appearance.facts).toMatchObject({ datePages: '4', handwritings: 1 });
    expect((await command('verify', output)).stdout).toContain('不是电子签名');
    expect((await run('qpdf', ['--check', output])).stdout).toContain(
      'No syntax or stream encoding errors found',
    );
    writeProof('beside-a-seal', { command: `sealdesk seal ${beside.join(' ')}`, report });
  });

  it('says which keyword does not occur, and makes no file', async () => {
    const refused = join(folder, 'refused.pdf');
    const outcome = await sealing(refused, '--pin-env', 'PIN', '--keyword', '丙方（盖章）');
    expect(outcome.status).toBe(64);
    expect(JSON.parse(outcome.stdout)).toMatchObject({
      error: { code: 'KEYWORD_NOT_FOUND', details: { keyword: '丙方（盖章）', pages: '1-4' } },
    });
    expect(existsSync(refused)).toBe(false);
  });

  it('makes a signature that the openssl command line accepts', () => {
    const checker = new OpensslSealChecker(world.trust.bundle);
    expect(checker.checkFile(once)).toEqual({ accepted: true, reason: 'accepted' });
  });

  it('seals a list that was approved, and no other one', async () => {
    const seal = world.seals[0]?.esId ?? '';
    const said = ['--applicant', '王申请', '--purpose', '合同盖章'];
    const list = ['--place', '1-2,60,90', '--straddle', 'right'];
    const asked = await command(
      'approval',
      'request',
      world.contract,
      '--seal',
      seal,
      ...list,
      ...said,
      '--json',
    );
    const { id } = (JSON.parse(asked.stdout) as { approval: { request: { id: string } } }).approval.request;
    const withKey = ['--token', world.companies[0]?.tokenSerial ?? '', '--pin-env', 'PIN'];
    const decided = await command('approval', 'decide', id, '--approve', '--approver', '林知远', ...withKey);
    expect(decided.stderr).toBe('');
    const approved = join(folder, 'approved.pdf');
    const more = ['--approval', id, '--keeper', '陈保管', '--pin-env', 'PIN'];
    const refused = await sealing(approved, ...more, '--place', '1-3,60,90', '--straddle', 'right');
    expect(refused.stderr).toContain('[APPROVAL_MISMATCH]');
    expect(JSON.parse(refused.stdout)).toMatchObject({
      error: {
        details: {
          placeApproved: 'P1-2 · 60, 90 mm; P1-4 · 骑缝 straddle right',
          placeFound: 'P1-3 · 60, 90 mm; P1-4 · 骑缝 straddle right',
        },
      },
    });
    expect(existsSync(approved)).toBe(false);
    expect((await sealing(approved, ...more)).status).toBe(0);
    const report = await verified(approved);
    expect(report.signatures[0]?.checks.appearance.facts).toEqual({ shownPlaces: 6, shownPages: '1-4' });
  });
});

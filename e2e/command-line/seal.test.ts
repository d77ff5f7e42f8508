import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { atTerminal } from '../fixtures/commands/at-terminal.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { run, sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

describe('the seal command', () => {
  let world: DemoWorld;
  let folder: string;
  let input: string;
  let output: string;
  let seal: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
    seal = world.seals[0]?.esId ?? '';
  });
  beforeEach(() => {
    folder = temporaryFolder();
    input = join(folder, 'contract.pdf');
    output = join(folder, 'sealed.pdf');
    copyFileSync(world.contract, input);
  });

  const command = (...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, cwd: folder, env: { PIN: world.pin } });
  const sealing = (...more: readonly string[]): Promise<CommandOutcome> =>
    command('seal', input, '-o', output, '--seal', seal, '--pin-env', 'PIN', '--json', ...more);

  /** Expects the code in the JSON, a text in both languages on stderr, and no file left behind. */
  function expectRefusal(outcome: CommandOutcome, status: number, code: string): void {
    const json = JSON.parse(outcome.stdout) as { ok: boolean; error: { code: string } };
    expect({ status: outcome.status, ok: json.ok, code: json.error.code }).toEqual({
      status,
      ok: false,
      code,
    });
    expect(outcome.stderr).toContain(`[${code}]`);
    expect(outcome.stderr).toMatch(/[\u4e00-\u9fff]/);
    expect(outcome.stderr).not.toContain(world.pin);
    expect(readdirSync(folder).filter((name) => name.includes('sealed.pdf'))).toEqual([]);
    if (existsSync(input) && code !== 'FILE_NOT_FOUND') expect(readdirSync(folder)).toContain('contract.pdf');
  }

  it('makes a valid file that begins with the exact original', async () => {
    const original = readFileSync(input);
    const outcome = await sealing('--at', '60,90', '--reason', '合同盖章');
    expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: true, output, field: 'Seal1' });
    expect(outcome.status).toBe(0);
    expect(readFileSync(input).equals(original)).toBe(true);
    expect(readFileSync(output).subarray(0, original.length).equals(original)).toBe(true);
    const verified = await command('verify', output, '--json');
    expect(verified.status).toBe(0);
    const report = JSON.parse(verified.stdout) as Record<string, unknown>;
    expect(report).toMatchObject({
      verdict: 'valid',
      signatures: [
        { field: 'Seal1', format: 'ses-v4', verdict: 'valid', reasons: [], coversWholeFile: true },
      ],
    });
  });

  it('leaves the seal of one company valid when another company seals after it', async () => {
    const [holder, counterparty] = world.companies;
    await sealing('--at', '60,90');
    const second = join(folder, 'second.pdf');
    const outcome = await command(
      ...['seal', output, '-o', second, '--seal', counterparty?.seals[0]?.esId ?? '', '--at', '130,90'],
      ...['--token', counterparty?.tokenSerial ?? '', '--pin-env', 'PIN'],
    );
    expect(outcome.status).toBe(0);
    const verified = await command('verify', second, '--json');
    const report = JSON.parse(verified.stdout) as {
      signatures: readonly { verdict: string; reasons: readonly string[] }[];
    };
    expect(report.signatures.map(({ verdict, reasons }) => ({ verdict, reasons }))).toEqual([
      { verdict: 'valid', reasons: ['SEALED_AGAIN_SINCE'] },
      { verdict: 'valid', reasons: [] },
    ]);
    expect(holder?.name).not.toBe(counterparty?.name);
  });

  it('accepts the seal by name and the PIN from standard input', async () => {
    const outcome = await sealdesk(
      [
        'seal',
        'contract.pdf',
        '-o',
        'sealed.pdf',
        '--seal',
        world.seals[3]?.name ?? '',
        '--at',
        '60,90',
        '--pin-stdin',
      ],
      { home: world.home, cwd: folder, input: `${world.pin}\n` },
    );
    expect(outcome.stderr).toBe('');
    expect(existsSync(output)).toBe(true);
  });

  it('asks for the PIN at a terminal once nothing else is in the way', async () => {
    const home = { SEALDESK_HOME: world.home };
    const typed = (place: string) =>
      atTerminal(
        ['seal', input, '-o', output, '--seal', seal, '--place', place],
        [{ question: 'PIN: ', answer: world.pin }],
        home,
      );
    const [refused, sealed] = [await typed('99,60,90'), await typed('1,60,90')];
    expect([refused.status, refused.shown.includes('PIN: ')]).toEqual([64, false]);
    expect(refused.shown).toContain('[PAGE_NOT_FOUND]');
    expect([sealed.status, sealed.shown.includes('PIN: '), existsSync(output)]).toEqual([0, true, true]);
    const certificate = world.companies[0]?.name ?? '';
    const signed = await atTerminal(
      ['sign', input, '-o', join(folder, 'signed.pdf'), '--certificate', certificate],
      [{ question: 'PIN: ', answer: world.pin }],
      home,
    );
    expect(signed.shown).toContain('[CERTIFICATE_OF_SEAL]');
    expect(signed.shown).not.toContain('PIN: ');
  });

  it('makes a file that verify calls invalid after one changed byte, with the reason', async () => {
    await sealing('--at', '60,90');
    const bytes = readFileSync(output);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(output, bytes);
    const verified = await command('verify', output, '--json');
    expect(verified.status).toBe(1);
    expect(JSON.parse(verified.stdout)).toMatchObject({
      verdict: 'invalid',
      signatures: [{ reasons: expect.arrayContaining(['HASH_FAILURE']) as unknown }],
    });
  });

  it.each([
    ['no place', [], 'USAGE'],
    ['a page too far', ['--at', '60,90', '--page', '99'], 'PAGE_NOT_FOUND'],
    ['a seal half off the page', ['--at', '10,90'], 'SEAL_OFF_PAGE'],
    ['a place far below the page', ['--at', '60,5000'], 'SEAL_OFF_PAGE'],
    ['a field that is not there', ['--field', 'Nobody'], 'FIELD_NOT_FOUND'],
  ])('refuses %s', async (_, args, code) => {
    expectRefusal(await sealing(...args), 64, code);
  });

  it('refuses a seal that no key holds and names those there are, and a missing key', async () => {
    const by = (...more: readonly string[]): Promise<CommandOutcome> =>
      command('seal', input, '-o', output, '--at', '60,90', '--pin-env', 'PIN', '--json', ...more);
    const unknown = await by('--seal', 'nothing');
    expectRefusal(unknown, 64, 'SEAL_NOT_FOUND');
    expect(unknown.stderr).toContain(world.companies[0]?.seals[0]?.name);
    expectRefusal(await by('--seal', seal, '--token', 'nothing'), 69, 'TOKEN_NOT_FOUND');
  });

  const damage: readonly (readonly [string, (pdf: Buffer) => Buffer, RegExp])[] = [
    ['a text file', () => Buffer.from('not a pdf at all'), /^NOT_A_PDF$/],
    ['an empty file', () => Buffer.alloc(0), /^NOT_A_PDF$/],
    ['a truncated file', (pdf) => pdf.subarray(0, pdf.length / 2), /^PDF_TRUNCATED$/],
    [
      'junk before the header',
      (pdf) => Buffer.concat([Buffer.from('junk\n'), pdf]),
      /^PDF_JUNK_BEFORE_HEADER$/,
    ],
    [
      'a cross-reference table that points elsewhere',
      (pdf) => Buffer.from(pdf.toString('latin1').replace(/startxref\n\d+/, 'startxref\n7'), 'latin1'),
      /^PDF_/,
    ],
  ];
  it.each(damage)('refuses %s without repairing it', async (_, spoil, code) => {
    const spoilt = spoil(readFileSync(input));
    writeFileSync(input, spoilt);
    const outcome = await sealing('--at', '60,90');
    const { error } = JSON.parse(outcome.stdout) as { error: { code: string } };
    expect(error.code).toMatch(code);
    expectRefusal(outcome, 65, error.code);
    expect(readFileSync(input).equals(spoilt)).toBe(true);
  });

  it('refuses an encrypted file without its password', async () => {
    const plain = join(folder, 'plain.pdf');
    copyFileSync(input, plain);
    await run('qpdf', ['--encrypt', 'open', 'owner', '256', '--', plain, '--replace-input']);
    copyFileSync(plain, input);
    expectRefusal(await sealing('--at', '60,90'), 77, 'PDF_PASSWORD_NEEDED');
  });

  it('refuses a missing input and a folder', async () => {
    input = join(folder, 'absent.pdf');
    expectRefusal(await sealing('--at', '60,90'), 65, 'FILE_NOT_FOUND');
    mkdirSync(input);
    expectRefusal(await sealing('--at', '60,90'), 65, 'FILE_NOT_REGULAR');
  });

  it('never replaces an output', async () => {
    writeFileSync(output, 'mine');
    const outcome = await sealing('--at', '60,90');
    expect(outcome.status).toBe(73);
    expect(readFileSync(output, 'utf8')).toBe('mine');
  });

  it('names the place that it cannot write to', async () => {
    output = join(folder, 'absent', 'sealed.pdf');
    expectRefusal(await sealing('--at', '60,90'), 73, 'OUTPUT_UNWRITABLE');
  });

  it('refuses a wrong PIN and leaves nothing', async () => {
    const outcome = await sealdesk(
      ['seal', input, '-o', output, '--seal', seal, '--at', '60,90', '--pin-env', 'PIN', '--json'],
      { home: world.home, env: { PIN: '000000' } },
    );
    expectRefusal(outcome, 77, 'PIN_WRONG');
    expect((await sealing('--at', '60,90')).status).toBe(0);
  });

  it('guards the last try, and says that the key is locked after six wrong PINs before it asks again', async () => {
    const own = await makeDemoWorld();
    const attempt = (pin: string, ...more: readonly string[]): Promise<CommandOutcome> =>
      sealdesk(
        [
          'seal',
          input,
          '-o',
          output,
          '--seal',
          own.seals[0]?.esId ?? '',
          '--at',
          '60,90',
          '--pin-env',
          'PIN',
          '--json',
          ...more,
        ],
        { home: own.home, env: { PIN: pin } },
      );
    for (let count = 0; count < 5; count += 1) expectRefusal(await attempt('000000'), 77, 'PIN_WRONG');
    for (let count = 0; count < 3; count += 1) expectRefusal(await attempt(own.pin), 77, 'PIN_LAST_TRY');
    expectRefusal(await attempt('000000', '--last-try'), 77, 'PIN_WRONG');
    expectRefusal(await attempt(own.pin), 77, 'PIN_LOCKED');
    const listed = await sealdesk(['tokens', '--json'], { home: own.home });
    const serial = own.companies[0]?.tokenSerial;
    const token = listed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { serial: string; state: string; pin: unknown })
      .find((candidate) => candidate.serial === serial);
    expect(token).toMatchObject({ state: 'pinLocked', pin: { triesLeft: 0, locked: true } });
  });
});

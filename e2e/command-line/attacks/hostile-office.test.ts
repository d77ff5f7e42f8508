import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRunning } from '../../../electron/adapters/system.ts';
import { type DemoWorld, makeDemoWorld, temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';
import { standInOffice, WORD_DOCUMENT } from '../../fixtures/commands/stand-in-office.ts';

interface Answer {
  readonly ok: boolean;
  readonly output?: string;
  readonly error?: { readonly code: string };
}

/** Tells whether a process works. On Linux one that has ended and that nobody has asked about has no command any more. */
function works(processId: number): boolean {
  if (process.platform === 'win32') return isRunning(processId);
  const path = `/proc/${String(processId)}/cmdline`;
  return existsSync(path) && readFileSync(path, 'utf8') !== '';
}

describe('a stranger’s document for an office program', () => {
  let world: DemoWorld;
  const folder = temporaryFolder();
  const document = join(folder, '合同 $(touch stolen); -env.docx');
  const outcomes: Record<string, unknown> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
    writeFileSync(document, WORD_DOCUMENT);
  });
  afterAll(() => writeProof('hostile-office', { command: 'sealdesk convert', outcomes }));

  const convert = async (
    env: Readonly<Record<string, string>>,
    ...args: readonly string[]
  ): Promise<Answer> => {
    const options = { home: world.home, env: { ...env, SECRET_PASSWORD: 'open sesame' } };
    const { stdout } = await sealdesk(['convert', document, '--json', ...args], options);
    return JSON.parse(stdout) as Answer;
  };
  const leftBehind = (): readonly string[] => readdirSync(join(world.home, 'conversions'));

  it('becomes a PDF beside it, again under another name, and its own name reaches no program', async () => {
    const { env, log } = standInOffice('writes', world.contract);
    const [one, two] = [await convert(env), await convert(env)];
    const stem = document.slice(0, -'.docx'.length);
    expect([one.output, two.output]).toEqual([`${stem}.pdf`, `${stem}(2).pdf`]);
    expect(readFileSync(one.output ?? '').equals(readFileSync(world.contract))).toBe(true);
    expect(readFileSync(document).equals(WORD_DOCUMENT)).toBe(true);
    const seen = readFileSync(log, 'utf8');
    expect(seen).toMatch(/[\\/]document\.docx\n/);
    expect(seen).not.toMatch(/stolen|合同|open sesame/);
    expect(seen).toContain('http_proxy=http://127.0.0.1:9');
    expect(leftBehind()).toEqual([]);
    outcomes['writes'] = [one, two];
  });

  it('in a batch is named as one to convert, or converted and sealed where that is asked for', async () => {
    const { env } = standInOffice('writes', world.contract);
    const [input, output] = [join(temporaryFolder(), '待盖'), join(temporaryFolder(), '已盖章')];
    mkdirSync(input);
    writeFileSync(join(input, '采购.docx'), WORD_DOCUMENT);
    writeFileSync(join(input, '扫描.jpg'), 'no picture');
    const seal = (...more: readonly string[]) =>
      sealdesk(
        [
          ...['seal', '--batch', input, '-o', output, '--seal', world.seals[0]?.esId ?? ''],
          ...['--place', '1,100,100', '--pin-env', 'PIN', '--no-time-stamp', '--json', ...more],
        ],
        { home: world.home, env: { ...env, PIN: world.pin } },
      );
    const codes = (text: string): unknown =>
      text.split('\n').flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as Answer).error?.code]));
    const before = await seal();
    expect(codes(before.stdout)).toEqual(['FILE_IS_OFFICE_DOCUMENT']);
    expect(before.stderr).toContain('1 are to be converted to PDF first');
    expect(readdirSync(input)).toHaveLength(2);
    const after = await seal('--convert');
    expect(codes(after.stdout)).toEqual(['NOT_A_PDF', undefined]);
    expect(readdirSync(output)).toEqual([expect.stringMatching(/^采购_已盖章_/)]);
    outcomes['batch'] = [before.stdout, after.stdout];
  });

  it('that makes the program hang is given up at the deadline, with all that the program has started', async () => {
    const { env, childFile } = standInOffice('hangs');
    const started = Date.now();
    const answer = await convert(env, '--seconds', '4');
    expect(answer.error?.code).toBe('OFFICE_PROGRAM_HUNG');
    const child = Number(readFileSync(childFile, 'utf8'));
    for (let tries = 0; works(child) && tries < 50; tries += 1) await wait(20);
    expect(works(child)).toBe(false);
    expect(leftBehind()).toEqual([]);
    outcomes['hangs'] = { answer, ms: Date.now() - started };
  });

  it.each([
    ['crashes', 'OFFICE_PROGRAM_FAILED'],
    ['writesNothing', 'OFFICE_WROTE_NOTHING'],
  ] as const)('with which the program %s leaves no file', async (behaviour, code) => {
    const before = readdirSync(folder);
    const answer = await convert(standInOffice(behaviour).env);
    expect(answer.error?.code).toBe(code);
    expect(readdirSync(folder)).toEqual(before);
    expect(existsSync(join(folder, 'stolen'))).toBe(false);
    outcomes[behaviour] = answer;
  });
});

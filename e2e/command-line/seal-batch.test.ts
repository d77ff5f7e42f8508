import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { PdfFixture } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import type { RegisteredEntry, RegisterEntry } from '../../electron/shared/model/register.ts';
import { encryptedByQpdf } from '../peers/encrypted-by-qpdf.ts';
import { atTerminal } from '../fixtures/commands/at-terminal.ts';
import { OWN_TERMINAL, pressCtrlC } from '../fixtures/commands/ctrl-c.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { writeProof } from '../fixtures/proof.ts';
import { seededRandom, testSeed } from '../fixtures/random.ts';
import { PROJECT, sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';
import { countFor } from '../fixtures/thoroughness.ts';

/** With the three that cannot be sealed, a hundred documents. */
const CONTRACTS = 97;
const KILLS = countFor(1, 12);

interface Line {
  readonly ok: boolean;
  readonly input: string;
  readonly state: string;
  readonly output?: string;
  readonly sm3After?: string;
  readonly error?: { readonly code: string };
}

/** A command under way, with the lines that it has printed. */
class Running {
  readonly child: ChildProcess;
  readonly closed: Promise<unknown>;
  #out = '';
  err = '';

  constructor(args: readonly string[], { home, pin }: DemoWorld) {
    this.child = spawn(process.execPath, [join(PROJECT, 'dist/cli/cli.js'), ...args], {
      env: { ...process.env, SEALDESK_HOME: home, PIN: pin },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...OWN_TERMINAL,
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.#out += chunk.toString('utf8')));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.err += chunk.toString('utf8')));
    this.closed = once(this.child, 'close');
  }

  /** The documents that are sealed so far; one that goes on tells of those before too. */
  sealed(): number {
    return linesOf(this.#out).filter(({ state }) => state === 'sealed').length;
  }

  async untilSealed(count: number): Promise<void> {
    while (this.child.exitCode === null && this.sealed() < count) await pause(5);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.closed;
  }

  /** Has it end after the document at hand. @returns its exit status */
  async stop(): Promise<number | null> {
    pressCtrlC(this.child);
    await this.closed;
    return this.child.exitCode;
  }
}

const linesOf = (text: string): readonly Line[] =>
  text.split('\n').flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Line] : []));

/** A page with one line of words. */
function pageOf(words: string, height = 842): Uint8Array {
  return new PdfFixture()
    .objects({
      1: '<</Type/Catalog/Pages 2 0 R>>',
      2: '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 ${height}]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>`,
      4: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      5: { entries: '', data: new TextEncoder().encode(`BT /F 11 Tf 200 500 Td (${words}) Tj ET`) },
    })
    .table()
    .bytes();
}

const parsedEntry = (line: string): RegisterEntry => (JSON.parse(line) as RegisteredEntry).entry;

describe('sealing many documents at once', () => {
  let world: DemoWorld;
  let [input, output] = ['', ''];
  const seed = testSeed();

  const batch = (...more: readonly string[]): readonly string[] => [
    ...['seal', '--batch', input, '-r', '-o', output, '--seal', world.seals[0]?.esId ?? ''],
    ...['--keyword', 'Seal here', '--json', ...more],
  ];
  const command = (...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin } });
  const outputs = (): readonly string[] => readdirSync(output).filter((name) => !name.startsWith('.'));

  beforeAll(async () => {
    world = await makeDemoWorld();
    const folder = temporaryFolder();
    [input, output] = [join(folder, '合同'), join(folder, '已盖章')];
    mkdirSync(join(input, '附件'), { recursive: true });
    for (let number = 1; number <= CONTRACTS; number += 1) {
      const name = number === CONTRACTS ? join('附件', '合同1') : `合同${number}`;
      writeFileSync(join(input, `${name}.pdf`), pageOf('Seal here', 841 + number));
    }
    const whole = pageOf('Seal here');
    writeFileSync(join(input, '坏.pdf'), whole.subarray(0, whole.length / 3));
    const encryption = { user: 'open', owner: 'owner', options: ['256'] };
    writeFileSync(join(input, '密.pdf'), encryptedByQpdf(whole, encryption));
    writeFileSync(join(input, '无关键字.pdf'), pageOf('Nothing to find'));
  });

  it('looks at all of them without a PIN, and makes nothing', async () => {
    const outcome = await command(...batch('--dry-run'));
    expect(outcome.status).toBe(65);
    const lines = linesOf(outcome.stdout);
    expect(lines.filter(({ ok }) => ok)).toHaveLength(CONTRACTS);
    expect(lines.flatMap(({ error }) => error?.code ?? []).sort()).toEqual([
      ...['KEYWORD_NOT_FOUND', 'PDF_PASSWORD_NEEDED', 'PDF_TRUNCATED'],
    ]);
    expect(() => readdirSync(output)).toThrow('ENOENT');
  });

  it('goes on after kills, Ctrl+C and a pulled key, and seals nothing twice', async () => {
    const random = seededRandom(seed);
    const first = new Running(batch('--pin-env', 'PIN'), world);
    await first.untilSealed(2);
    await pause(random(300));
    await first.kill();
    expect((await command(...batch('--pin-env', 'PIN'))).stdout).toContain('"BATCH_UNFINISHED"');
    const resume = ['seal', '--resume', '-o', output, '--pin-env', 'PIN', '--json'];
    for (let kill = 1; kill < KILLS; kill += 1) {
      const killed = new Running(resume, world);
      await killed.untilSealed(outputs().length + countFor(2, 1));
      await pause(random(300));
      await killed.kill();
    }

    const stopped = new Running(resume, world);
    await stopped.untilSealed(outputs().length + countFor(2, 1));
    expect(await stopped.stop()).toBe(75);
    expect(stopped.err).toContain('stopping after the document at hand');

    const csv = join(dirname(output), '结果.csv');
    const [company] = world.companies;
    const key = join(dirname(world.pkcs11Module), 'tokens', company?.tokenSerial ?? '');
    const away = join(temporaryFolder(), 'pulled');
    const last = new Running([...resume, '--csv', csv], world);
    await last.untilSealed(outputs().length + countFor(2, 1));
    renameSync(key, away);
    while (last.child.exitCode === null && !last.err.includes('plug the key in again')) await pause(10);
    renameSync(away, key);
    await last.closed;
    expect([last.child.exitCode, last.err]).toEqual([
      65,
      expect.stringContaining(`${CONTRACTS} sealed, 3 not`),
    ]);

    expect(outputs()).toHaveLength(CONTRACTS);
    expect(outputs().filter((name) => name.startsWith('合同1_'))).toHaveLength(2);
    const verified = linesOf((await command('verify', '-r', output, '--json')).stdout);
    expect(verified).toHaveLength(CONTRACTS);
    expect(new Set(verified.map((line) => JSON.stringify(line).includes('"verdict":"valid"')))).toEqual(
      new Set([true]),
    );
    const { stdout } = await command('register', 'list', '--json', '--count', '1000');
    const entries = stdout.split('\n').flatMap((line) => (line === '' ? [] : [parsedEntry(line)]));
    const done = entries.filter(({ act, result }) => act === 'seal' && result === 'done');
    expect(done).toHaveLength(CONTRACTS);
    expect(new Set(done.map(({ document }) => document?.sm3Before)).size).toBe(CONTRACTS);
    const table = readFileSync(csv, 'utf8').trim().split('\r\n');
    expect(table).toHaveLength(CONTRACTS + 4);
    expect(table.filter((row) => row.includes(',已盖章,'))).toHaveLength(CONTRACTS);
    expect((await command(...resume)).stdout).toContain('"BATCH_NOT_FOUND"');
    writeProof('seal-batch', { documents: CONTRACTS + 3, bad: 3, kills: KILLS, seed, sealedTwice: 0 });
  });

  it('asks at a terminal for the password of each encrypted document, and shows and keeps none', async () => {
    const folder = temporaryFolder();
    const sealed = join(folder, '已盖章');
    const password = (user: string) => ({ user, owner: 'owner', options: ['256'] });
    const names = ['合同2026-001', '合同2026-002', '合同2026-003', '合同2026-004'];
    const [plain, one, two, three] = names.map((name) => join(folder, `${name}.pdf`)) as [
      string,
      string,
      string,
      string,
    ];
    writeFileSync(plain, pageOf('Seal here'));
    for (const path of [one, two]) {
      writeFileSync(path, encryptedByQpdf(pageOf('Seal here'), password('first-secret')));
    }
    writeFileSync(three, encryptedByQpdf(pageOf('Seal here'), password('other-secret')));
    const args = ['seal', '--batch', folder, '-o', sealed, '--seal', world.seals[0]?.esId ?? ''];
    const { status, shown } = await atTerminal(
      [...args, '--keyword', 'Seal here', '--json'],
      [
        { question: `${one}: `, answer: 'wrong-secret' },
        // The second document has the same password, so nobody is asked for it.
        { question: `${one}: `, answer: 'first-secret' },
        { question: `${three}: `, answer: 'other-secret' },
        { question: 'PIN', answer: world.pin },
      ],
      { SEALDESK_HOME: world.home },
    );
    const states = linesOf(shown.replaceAll('\r', '')).map((line) => [line.input, line.state]);
    writeProof('batch-passwords-at-a-terminal', { command: args.join(' '), shown, states });
    expect([status, new Map(states.map(([path = '', state]) => [path, state]))]).toEqual([
      0,
      new Map([plain, one, two, three].map((path) => [path, 'sealed'])),
    ]);
    expect(states).toHaveLength(names.length);
    expect(shown.match(/密码不对/gu)).toHaveLength(1);
    expect(shown).not.toMatch(/secret/u);
    // As after a single act, the next document of the kind can be sealed alike.
    const next = join(folder, '合同2026-005.pdf');
    writeFileSync(next, pageOf('Seal here'));
    const alike = await command('seal', next, '-o', 'x.pdf', '--last-placement', '--dry-run', '--json');
    expect(JSON.parse(alike.stdout)).toMatchObject({ ok: true, places: [{ page: 1 }] });
  });
});

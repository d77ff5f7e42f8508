import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { atTerminal } from '../fixtures/commands/at-terminal.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { OpensslSealChecker } from '../peers/openssl-seal-check.ts';
import { writeProof } from '../fixtures/proof.ts';
import { run, sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';
import { readByOthers } from '../peers/encrypted-by-qpdf.ts';

const USER = '打开-open';
const OWNER = '权限-owner';

describe('a document encrypted with 256 bits', () => {
  let world: DemoWorld;
  let folder: string;
  let encrypted: string;
  let sealed: string;

  const command = (args: readonly string[], password?: string): Promise<CommandOutcome> => {
    const env = { PIN: world.pin, ...(password === undefined ? {} : { PASSWORD: password }) };
    const more = password === undefined ? [] : ['--password-env', 'PASSWORD'];
    return sealdesk([...args, ...more], { home: world.home, cwd: folder, env });
  };
  const seal = (input: string, output: string, password?: string): Promise<CommandOutcome> => {
    const what = ['--seal', world.seals[0]?.esId ?? '', '--at', '60,90', '--pin-env', 'PIN'];
    return command(['seal', input, '-o', output, ...what], password);
  };
  const encrypt = async (name: string, user: string, ...options: readonly string[]): Promise<string> => {
    const output = join(folder, name);
    const args = ['--encrypt', user, OWNER, '256', ...options, '--', world.contract, output];
    expect((await run('qpdf', args)).status).toBe(0);
    return output;
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    folder = temporaryFolder();
    encrypted = await encrypt('encrypted.pdf', USER);
    sealed = join(folder, 'sealed.pdf');
  });

  it.each([
    [undefined, 'PDF_PASSWORD_NEEDED'],
    ['guess', 'PDF_PASSWORD_WRONG'],
  ])('is not sealed with the password %s', async (password, code) => {
    const outcome = await seal(encrypted, join(folder, 'refused.pdf'), password);
    expect([outcome.status, outcome.stderr.includes(`[${code}]`)]).toEqual([77, true]);
  });

  it('is sealed with its encryption kept, and verified by its password', async () => {
    const outcome = await seal(encrypted, sealed, USER);
    expect([outcome.status, outcome.stderr]).toEqual([0, '']);
    const before = readFileSync(encrypted);
    expect(readFileSync(sealed).subarray(0, before.length).equals(before)).toBe(true);
    const verified = await command(['verify', sealed, '--json'], USER);
    expect(JSON.parse(verified.stdout)).toMatchObject({ verdict: 'valid', signatures: [{ reasons: [] }] });
    const closed = await command(['verify', sealed, '--json']);
    expect(JSON.parse(closed.stdout)).toMatchObject({ error: { code: 'PDF_PASSWORD_NEEDED' } });
    expect(verified.stdout + outcome.stdout + closed.stdout).not.toContain(USER);
  });

  it('is verified beside others, each after the question for its password at a terminal', async () => {
    const other = await encrypt('other.pdf', 'other-secret');
    const { status, shown } = await atTerminal(
      ['verify', world.contract, encrypted, other, '--json'],
      [
        { question: `${encrypted}: `, answer: USER },
        { question: `${other}: `, answer: 'other-secret' },
      ],
      { SEALDESK_HOME: world.home },
    );
    const told = shown.match(/password of \S+|"file":"[^"]+","verdict":"\w+"/gu);
    const verdict = (path: string) => `"file":"${path}","verdict":"unsigned"`;
    expect([status, told]).toEqual([
      3,
      [
        verdict(world.contract),
        ...[encrypted, other].flatMap((path) => [`password of ${path}:`, verdict(path)]),
      ],
    ]);
  });

  it('is read by qpdf, MuPDF and Poppler, and its seal is accepted by the openssl command line', () => {
    const read = readByOthers(readFileSync(sealed), USER);
    expect(read['qpdf']).toBe('clean');
    expect(read['mupdf']).toContain('设');
    expect(read['poppler']).toContain('SD-DEMO-0001');
    const judged = new OpensslSealChecker(world.trust.bundle).checkFile(sealed);
    expect(judged).toEqual({ accepted: true, reason: 'accepted' });
    writeProof('encrypted-document', { encryption: 'AES-256, revision 6', ...read, openssl: judged });
  });

  it('is packed as evidence by its password, which repeats its verdict too', async () => {
    const packed = join(folder, 'evidence.zip');
    const made = await command(['evidence', sealed, '-o', packed, '--json'], USER);
    expect(JSON.parse(made.stdout)).toMatchObject({ verdict: 'valid', registerEntries: 1 });
    const repeated = await command(['recheck', packed, '--json'], USER);
    expect(repeated.status, repeated.stderr).toBe(0);
    expect(JSON.parse(repeated.stdout)).toMatchObject({ altered: [], differences: [] });
    const closed = await command(['recheck', packed]);
    expect([closed.status, closed.stderr]).toEqual([77, expect.stringContaining('PDF_PASSWORD_NEEDED')]);
  });

  it('that forbids seals is sealed by the password of its owner alone', async () => {
    const restricted = await encrypt('restricted.pdf', '', '--modify=none');
    const checked = await command(['check', restricted]);
    expect(checked.stdout + checked.stderr).toContain('[PDF_PERMISSION_DENIED]');
    const output = join(folder, 'restricted_sealed.pdf');
    expect((await seal(restricted, output, OWNER)).status).toBe(0);
    const verified = await command(['verify', output, '--json']);
    expect(JSON.parse(verified.stdout)).toMatchObject({ verdict: 'valid' });
  });
});

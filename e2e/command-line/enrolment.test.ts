import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { freshToken } from '../fixtures/keys/fresh-token.ts';
import { run, sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

const PIN = '246813';

interface ListedToken {
  readonly serial: string;
  readonly certificates: readonly { readonly serial: string; readonly reason: string | null }[];
  readonly seals: readonly { readonly esId: string; readonly name: string; readonly reason: string | null }[];
}

interface Enrolled {
  readonly tokenSerial: string;
  readonly keyGenerated: boolean;
  readonly certificate: { readonly serial: string };
  readonly seal: { readonly esId: string };
  readonly picture: string;
  readonly confirmed: boolean;
}

describe('demo enrol', () => {
  let world: DemoWorld;
  let folder: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    copyFileSync(world.contract, join(folder, 'contract.pdf'));
  });

  const command = (...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, cwd: folder, env: { PIN } });
  const tool = (...args: readonly string[]): Promise<CommandOutcome> =>
    run('pkcs11-tool', ['--module', world.pkcs11Module, ...args]);
  const enrol = (serial: string, ...more: readonly string[]): Promise<CommandOutcome> =>
    command(
      ...['demo', 'enrol', '--module', world.pkcs11Module, '--token', serial, '--pin-env', 'PIN', '--json'],
      ...more,
    );
  const seal = (...choice: readonly string[]): Promise<CommandOutcome> =>
    command(
      ...['seal', 'contract.pdf', '-o', 'sealed.pdf', '--at', '60,90', '--pin-env', 'PIN', '--json'],
      ...choice,
    );
  const listed = async (): Promise<readonly ListedToken[]> =>
    (await command('tokens', '--json')).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ListedToken);
  const codeOf = ({ stdout }: CommandOutcome): string =>
    (JSON.parse(stdout) as { error: { code: string } }).error.code;

  const fresh = (): Promise<string> => freshToken(world, PIN);

  it('fills a fresh token with keys, two certificates and a working seal', async () => {
    const serial = await fresh();
    const outcome = await enrol(serial);
    const enrolled = JSON.parse(outcome.stdout) as Enrolled;
    expect(enrolled).toMatchObject({ tokenSerial: serial, keyGenerated: true, confirmed: true });
    const token = (await listed()).find((each) => each.serial === serial);
    expect(token?.certificates.map(({ reason }) => reason)).toEqual([null, 'CERTIFICATE_NOT_FOR_SIGNING']);
    expect(token?.seals).toMatchObject([{ esId: enrolled.seal.esId, reason: null }]);
    expect(readFileSync(enrolled.picture).subarray(1, 4).toString()).toBe('PNG');
    expect((await seal('--seal', enrolled.seal.esId)).status).toBe(0);
    const verified = await command('verify', 'sealed.pdf', '--json');
    expect(JSON.parse(verified.stdout)).toMatchObject({ verdict: 'valid' });
  });

  it('obtains certificates from the demonstration authority that openssl accepts', async () => {
    const serial = await fresh();
    await enrol(serial);
    const slot = String((await listed()).findIndex((each) => each.serial === serial));
    const shown = await tool('--slot-index', slot, '--list-objects', '--type', 'cert');
    const ids = [...shown.stdout.matchAll(/ID:\s+([0-9a-f]+)/g)].map(([, id = '']) => id);
    expect(new Set(ids).size).toBe(2);
    const usages = await Promise.all(
      ids.map(async (id) => {
        const file = join(folder, `${id}.der`);
        await tool('--slot-index', slot, '--read-object', '--type', 'cert', '--id', id, '-o', file);
        const trust = ['-partial_chain', '-CAfile', join(world.trust.dir, 'issuing-ca.pem')];
        const distid = ['-vfyopt', 'distid:1234567812345678'];
        const verified = await run('openssl', ['verify', ...distid, ...trust, file]);
        expect(verified.stdout).toContain(': OK');
        const text = await run('openssl', ['x509', '-in', file, '-noout', '-ext', 'keyUsage']);
        return text.stdout.trim().split('\n').at(-1)?.trim();
      }),
    );
    expect(usages.toSorted()).toEqual([
      'Digital Signature, Non Repudiation',
      'Key Encipherment, Data Encipherment, Key Agreement',
    ]);
  });

  it('reuses the key and the certificate that are on the token', async () => {
    const serial = await fresh();
    const first = JSON.parse((await enrol(serial)).stdout) as Enrolled;
    const second = JSON.parse((await enrol(serial)).stdout) as Enrolled;
    expect(second.keyGenerated).toBe(false);
    expect(second.certificate).toEqual(first.certificate);
    expect(second.seal.esId).not.toBe(first.seal.esId);
    const token = (await listed()).find((each) => each.serial === serial);
    expect(token?.certificates).toHaveLength(2);
    expect(token?.seals.map(({ reason }) => reason)).toEqual([null, null]);
  });

  it('makes a seal that cannot be used before its picture is confirmed', async () => {
    const serial = await fresh();
    const outcome = await enrol(serial, '--confirm-later');
    const { seal: made, confirmed } = JSON.parse(outcome.stdout) as Enrolled;
    expect(confirmed).toBe(false);
    const refused = await seal('--seal', made.esId);
    expect([refused.status, codeOf(refused)]).toEqual([69, 'SEAL_UNCONFIRMED']);
    const picture = ['--picture', 'seal.png'];
    expect((await command('confirm', made.esId, ...picture)).status).toBe(64);
    expect(readFileSync(join(folder, 'seal.png')).subarray(1, 4).toString()).toBe('PNG');
    expect((await command('confirm', made.esId, '--yes')).status).toBe(0);
    expect((await seal('--seal', made.esId)).status).toBe(0);
    const listed = await command('register', 'list', '--json');
    expect(listed.stdout).toContain('"act":"pictureConfirmed"');
  });

  it('says what is wrong with the module, the token and the PIN', async () => {
    expect(codeOf(await enrol('nothing'))).toBe('TOKEN_NOT_FOUND');
    const serial = await fresh();
    const wrong = await sealdesk(
      ['demo', 'enrol', '--module', world.pkcs11Module, '--token', serial, '--pin-env', 'PIN', '--json'],
      { home: world.home, env: { PIN: '999999' } },
    );
    expect([wrong.status, codeOf(wrong)]).toEqual([77, 'PIN_WRONG']);
    expect((await enrol(serial)).status).toBe(0);
    const absent = await command('demo', 'enrol', '--module', '/nowhere.so', '--pin-env', 'PIN', '--json');
    expect(codeOf(absent)).toBe('MODULE_MISSING');
  });

  it('takes the only token without a certificate, and none when all have one', async () => {
    const serial = await fresh();
    const unnamed = ['demo', 'enrol', '--module', world.pkcs11Module, '--pin-env', 'PIN', '--json'];
    expect(JSON.parse((await command(...unnamed)).stdout)).toMatchObject({ tokenSerial: serial });
    expect(codeOf(await command(...unnamed))).toBe('TOKEN_AMBIGUOUS');
  });

  describe('and seal files', () => {
    it('seal from a file or a folder, with the key on the token', async () => {
      const { seal: made } = JSON.parse((await enrol(await fresh())).stdout) as Enrolled;
      const file = join(world.home, 'seals', `${made.esId}.esl`);
      expect((await seal('--seal-file', file)).status).toBe(0);
      const seals = join(folder, 'seals');
      mkdirSync(seals);
      copyFileSync(file, join(seals, 'mine.esl'));
      copyFileSync(join(world.home, 'seals', `${world.seals[0]?.esId ?? ''}.esl`), join(seals, 'other.esl'));
      writeFileSync(join(seals, 'notes.txt'), 'no seal');
      expect((await seal('--seal-file', seals)).status).toBe(64);
      const chosen = ['--seal-file', seals, '--seal', made.esId];
      writeFileSync(join(folder, 'list.txt'), 'sealed.pdf\n');
      const outcome = await command(
        ...['seal', '--batch', 'list.txt', '-o', 'out', '--pattern', 'twice', '--again', '--at', '130,90'],
        ...['--pin-env', 'PIN', ...chosen],
      );
      expect([outcome.status, outcome.stderr]).toEqual([0, expect.stringContaining('1 sealed')]);
      expect((await command('verify', 'out/twice.pdf')).status).toBe(0);
    });

    it('are refused if the policy forbids them or if they hold no seal', async () => {
      const none = join(folder, 'none.esl');
      writeFileSync(none, 'no seal');
      expect(codeOf(await seal('--seal-file', none))).toBe('SEAL_DAMAGED');
      expect(codeOf(await seal('--seal-file', join(folder, 'absent.esl')))).toBe('FILE_NOT_FOUND');
      const description = join(world.home, 'world.json');
      const before = readFileSync(description, 'utf8');
      writeFileSync(description, before.replace('"sealFiles": true', '"sealFiles": false'));
      expect(codeOf(await seal('--seal-file', none))).toBe('SEAL_FILES_NOT_ALLOWED');
      writeFileSync(description, before);
      expect(existsSync(join(folder, 'sealed.pdf'))).toBe(false);
    });
  });
});

import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { VerificationReport } from '../../electron/shared/model/verification-report.ts';
import { atTerminal } from '../fixtures/commands/at-terminal.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { failingSteps, printedSteps, unpackEvidence } from '../fixtures/commands/evidence-steps.ts';
import { startPlatform } from '../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { run, sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';
import { qpdfFindings } from '../peers/qpdf.ts';
import { makeSigningToken, type SigningToken } from '../peers/soft-hsm.ts';

const PIN = '246813';
const SO_PIN = '87654321';

describe('sign with a time stamp and what verifies it', () => {
  let world: DemoWorld;
  let token: SigningToken;
  /** Serial number of a certificate for an SM2 key that belongs to no seal. */
  let holder = '';
  const folder = temporaryFolder();
  const steps: { readonly step: string; readonly outcome: unknown }[] = [];

  const command = (args: readonly string[], pin: string): Promise<CommandOutcome> =>
    sealdesk([...args], {
      home: world.home,
      env: { ...token.environment, SEALDESK_MODULES: token.module, PIN: pin },
    });
  const sign = async (
    name: string,
    certificate: string,
    pin: string,
    ...more: readonly string[]
  ): Promise<unknown> => {
    const args = ['sign', world.contract, '-o', join(folder, name), '--certificate', certificate];
    const { stdout } = await command([...args, '--pin-env', 'PIN', ...more], pin);
    const outcome: unknown = more.includes('--json') ? JSON.parse(stdout) : stdout;
    steps.push({ step: `sign ${name} ${more.join(' ')}`, outcome });
    return outcome;
  };
  const verify = async (name: string): Promise<readonly unknown[]> => {
    const { stdout } = await command(['verify', join(folder, name), '--json'], PIN);
    const { verdict, signatures } = JSON.parse(stdout) as VerificationReport;
    const found = signatures.map(({ format, reasons, checks }) => [format, reasons, checks.time.code]);
    steps.push({ step: `verify ${name}`, outcome: [verdict, ...found] });
    return [verdict, ...found];
  };

  /** Has a certificate issued for an SM2 key, and deletes the seal that came with it. */
  async function sm2Holder(): Promise<string> {
    const module = ['--module', world.pkcs11Module];
    const tool = (...args: readonly string[]): Promise<CommandOutcome> =>
      run('pkcs11-tool', [...module, ...args]);
    const listed = await command(['tokens', '--json'], PIN);
    const slot = listed.stdout
      .trim()
      .split('\n')
      .filter((line) => line.includes(world.pkcs11Module)).length;
    const at = ['--slot-index', String(slot)];
    await tool('--init-token', ...at, '--label', 'FRESH', '--so-pin', SO_PIN);
    await tool(...at, '--login', '--login-type', 'so', '--so-pin', SO_PIN, '--init-pin', '--new-pin', PIN);
    const enrolled = await command(['demo', 'enrol', ...module, '--pin-env', 'PIN', '--json'], PIN);
    const { certificate } = JSON.parse(enrolled.stdout) as {
      readonly certificate: { readonly serial: string };
    };
    const { stdout } = await tool(...at, '--list-objects', '--type', 'data');
    const label = /label:\s+'(.*)'/.exec(stdout)?.[1] ?? '';
    const login = [...at, '--login', '--pin', PIN];
    const deleted = await tool(...login, '--delete-object', '--type', 'data', '--label', label);
    expect([deleted.status, label]).toEqual([0, expect.stringContaining('章')]);
    return certificate.serial;
  }

  beforeAll(async () => {
    [world, token] = [await makeDemoWorld(), makeSigningToken()];
    await startPlatform(world, { profile: 'zhongshan' });
    expect((await command(['sync'], PIN)).status).toBe(0);
    // The first seal opens the register at the platform, which stamps for open registers alone.
    const seal = ['--seal', world.companies[0]?.seals[0]?.esId ?? '', '--at', '60,90', '--pin-env', 'PIN'];
    const first = ['seal', world.contract, '-o', join(folder, 'sealed.pdf'), ...seal];
    expect(await command(first, world.pin)).toMatchObject({ status: 0 });
    holder = await sm2Holder();
    copyFileSync(token.authority, join(world.trust.dir, 'proof-authority.pem'));
    token.writeRevocationList(join(world.trust.dir, 'proof-authority.crl'));
  });

  afterAll(() =>
    writeProof('sign', { command: 'sealdesk sign --time-stamp --dss, verify, evidence', steps }),
  );

  it('makes an SM2 signature by CMS that verify calls valid and openssl alone repeats', async () => {
    const more = ['--time-stamp', '--dss', '--sub-filter', 'ETSI.CAdES.detached', '--json'];
    expect(await sign('sm2.pdf', holder, PIN, ...more)).toMatchObject({
      ...{ ok: true, trustedTime: { state: 'stamped' } },
      validationData: { state: 'added', revocationLists: 2 },
    });
    copyFileSync(join(folder, 'sm2.pdf'), proofPath('sign-sm2.pdf'));
    expect(await verify('sm2.pdf')).toEqual(['valid', ['cms', ['EXTENDED_SINCE'], 'TIME_PROVEN']]);
    expect(qpdfFindings(readFileSync(join(folder, 'sm2.pdf')))).toEqual([]);
    const zip = join(folder, 'sm2.zip');
    expect(await command(['evidence', join(folder, 'sm2.pdf'), '-o', zip], PIN)).toMatchObject({ status: 0 });
    const unpacked = join(folder, 'sm2');
    unpackEvidence(zip, unpacked);
    const [printed, failing] = [printedSteps(unpacked), failingSteps(unpacked)];
    steps.push({ step: 'openssl repeats', outcome: { commands: printed.length, failing } });
    expect(printed.length).toBeGreaterThan(8);
    expect(failing).toEqual([]);
  });

  it('says that common readers know no SM2', async () => {
    expect(await sign('sm2-plain.pdf', holder, PIN)).toMatch(/Acrobat 等常见阅读器不识别国密/);
    expect(await verify('sm2-plain.pdf')).toEqual(['valid', ['cms', [], 'TIME_CLAIMED_ONLY']]);
  });

  it('makes an RSA signature with both that pdfsig accepts, and openssl by its message', async () => {
    expect(await sign('rsa.pdf', 'RSA Signer', token.pin, '--time-stamp', '--dss', '--json')).toMatchObject({
      ok: true,
      trustedTime: { state: 'stamped' },
      validationData: { state: 'added' },
    });
    const file = join(folder, 'rsa.pdf');
    copyFileSync(file, proofPath('sign-rsa.pdf'));
    const shown = await run('pdfsig', [file]);
    steps.push({ step: 'pdfsig rsa.pdf', outcome: shown.stdout.trim().split('\n') });
    expect(shown.stdout).toContain('Signature is Valid.');
    expect(readFileSync(file, 'latin1')).toMatch(/\/DSS \d+ 0 R/);
    expect(await verify('rsa.pdf')).toEqual(['valid', ['cms', ['EXTENDED_SINCE'], 'TIME_PROVEN']]);
  });

  it('asks for the PIN at a terminal once the output has a free name and the field is there', async () => {
    const home = { ...token.environment, SEALDESK_MODULES: token.module, SEALDESK_HOME: world.home };
    const typed = (name: string, ...more: readonly string[]) =>
      atTerminal(
        ['sign', world.contract, '-o', join(folder, name), '--certificate', 'RSA Signer', ...more],
        [{ question: 'PIN: ', answer: token.pin }],
        home,
      );
    const outcomes = [
      await typed('rsa.pdf'),
      await typed('typed.pdf', '--field', 'nowhere'),
      await typed('typed.pdf'),
    ];
    const codes = outcomes.map(({ shown }) => /\[[A-Z_]+\]/.exec(shown)?.[0] ?? null);
    expect(codes).toEqual(['[OUTPUT_EXISTS]', '[FIELD_NOT_FOUND]', null]);
    expect(outcomes.map(({ shown }) => shown.includes('PIN: '))).toEqual([false, false, true]);
  });

  it('takes an archive stamp over an RSA signature, which pdfsig finds valid beneath it', async () => {
    const [file, stamped] = [join(folder, 'rsa.pdf'), join(folder, 'rsa-archived.pdf')];
    expect(await command(['archive-stamp', file, '-o', stamped], PIN)).toMatchObject({ status: 0 });
    const { stdout } = await run('pdfsig', [stamped]);
    steps.push({ step: 'pdfsig rsa-archived.pdf', outcome: stdout.trim().split('\n') });
    const [, first, second] = stdout.split('Signature #');
    expect(first).toMatch(/Signature Type: adbe\.pkcs7\.detached[\s\S]*Signature is Valid\./);
    // Poppler knows no SM3, and says of the stamp what it covers alone.
    expect(second).toMatch(/Field Name: ArchiveStamp1[\s\S]*Total document signed/);
    expect((await verify('rsa-archived.pdf'))[0]).toBe('valid');
    expect(qpdfFindings(readFileSync(stamped))).toEqual([]);
  });

  it('signs without them if they cannot be had, and says so', async () => {
    const alone = {
      home: join(folder, 'alone'),
      env: { ...token.environment, SEALDESK_MODULES: token.module, PIN: token.pin },
    };
    const args = ['sign', world.contract, '-o', join(folder, 'alone.pdf'), '--certificate', 'EC Signer'];
    const { stdout } = await sealdesk(
      [...args, '--pin-env', 'PIN', '--time-stamp', '--dss', '--json'],
      alone,
    );
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ ok: true, trustedTime: { state: 'missing' } },
      validationData: { state: 'added', certificates: 0, revocationLists: 0 },
    });
  });
});

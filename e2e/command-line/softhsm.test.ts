import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { onePage, PdfFixture } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { writeProof } from '../fixtures/proof.ts';
import { run, sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';
import { makeSigningToken, type SigningToken } from '../peers/soft-hsm.ts';

/** Extracts /Contents and the covered parts of a file with one signature, without the product's code. */
function partsOf(pdf: Buffer): { readonly signature: Buffer; readonly covered: Buffer } {
  const range = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(pdf.toString('latin1'));
  const [start = 0, length = 0, second = 0, rest = 0] = (range ?? []).slice(1).map(Number);
  const digits = pdf.subarray(start + length + 1, second - 1).toString('latin1');
  const covered = Buffer.concat([pdf.subarray(start, start + length), pdf.subarray(second, second + rest)]);
  return { signature: Buffer.from(digits, 'hex'), covered };
}

describe('the sign command with SoftHSM2', () => {
  let world: DemoWorld;
  let token: SigningToken;
  let folder: string;
  let output: string;
  const proven: Record<string, unknown>[] = [];

  beforeAll(async () => {
    [world, token] = [await makeDemoWorld(), makeSigningToken()];
  });
  beforeEach(() => {
    folder = temporaryFolder();
    output = join(folder, 'signed.pdf');
    copyFileSync(world.contract, join(folder, 'contract.pdf'));
  });
  afterAll(() => writeProof('softhsm', { module: token.module, signatures: proven }));

  const command = (args: readonly string[], pin = token.pin): Promise<CommandOutcome> =>
    sealdesk([...args], {
      home: world.home,
      cwd: folder,
      env: { ...token.environment, SEALDESK_MODULES: token.module, PIN: pin },
    });
  const signing = (
    certificate: string,
    pin?: string,
    more: readonly string[] = [],
  ): Promise<CommandOutcome> =>
    command(
      [
        'sign',
        'contract.pdf',
        '-o',
        'signed.pdf',
        '--certificate',
        certificate,
        '--pin-env',
        'PIN',
        '--json',
        ...more,
      ],
      pin,
    );

  it.each([0, 1])('makes a signature that pdfsig, openssl and qpdf accept: key %i', async (index) => {
    const key = token.keys[index];
    if (key === undefined) throw new Error('no such key');
    const original = readFileSync(join(folder, 'contract.pdf'));
    const outcome = await signing(index === 0 ? key.subject : key.serial);
    expect(outcome.stderr).toBe('');
    expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: true, output: 'signed.pdf', field: 'Signature1' });
    const signed = readFileSync(output);
    expect(signed.subarray(0, original.length).equals(original)).toBe(true);

    const shown = await run('pdfsig', [output]);
    expect(shown.stdout).toContain('Signature is Valid.');
    expect(shown.stdout).toContain('Total document signed');
    expect(shown.stdout).toContain('adbe.pkcs7.detached');
    expect(shown.stdout).toContain(`Common Name: ${key.subject}`);

    const { signature, covered } = partsOf(signed);
    writeFileSync(join(folder, 'signature.der'), signature);
    writeFileSync(join(folder, 'covered'), covered);
    const verified = await run('openssl', [
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', join(folder, 'signature.der'), '-cades'],
      ...[
        '-content',
        join(folder, 'covered'),
        '-CAfile',
        token.authority,
        '-purpose',
        'any',
        '-out',
        '/dev/null',
      ],
    ]);
    expect(verified.stderr).toMatch(/Verification successful/);
    const checked = await run('qpdf', ['--check', output]);
    expect(checked.status).toBe(0);
    proven.push({
      key: key.kind,
      pdfsig: shown.stdout
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.trim()),
      openssl: verified.stderr.trim(),
      qpdf: checked.stdout.trim().split('\n').slice(-2).join(' '),
    });
  });

  it('signs a document with a script only after a yes to it, which stands in the register', async () => {
    const objects = onePage(undefined, '/OpenAction<</S/JavaScript/JS(0)>>');
    writeFileSync(join(folder, 'contract.pdf'), new PdfFixture().objects(objects).table().bytes());
    const refused = await signing('EC Signer');
    expect(JSON.parse(refused.stdout)).toMatchObject({
      error: { code: 'PREFLIGHT_NOT_ACCEPTED', details: { findings: 'JAVASCRIPT' } },
    });
    expect((await signing('EC Signer', undefined, ['--accept', 'JAVASCRIPT'])).status).toBe(0);
    const { stdout } = await command(['register', 'list', '--json']);
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({
      entry: { act: 'sign', result: 'done', accepted: ['JAVASCRIPT'] },
    });
  });

  it('makes a signature that pdfsig refuses after one byte has changed', async () => {
    await signing('EC Signer');
    const bytes = readFileSync(output);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(output, bytes);
    expect((await run('pdfsig', [output])).stdout).not.toContain('Signature is Valid.');
  });

  it.each([
    ['a wrong PIN', 'EC Signer', '000000', 'PIN_WRONG', 77],
    ['a certificate that is not there', 'Nobody', undefined, 'CERTIFICATE_NOT_FOUND', 64],
  ])('refuses %s and leaves nothing', async (_, certificate, pin, code, status) => {
    const outcome = await signing(certificate, pin);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: false, error: { code } });
    expect(outcome.status).toBe(status);
    expect(existsSync(output)).toBe(false);
  });

  it('leaves an earlier seal valid, and verify reports a signature of another kind', async () => {
    const [first] = world.seals;
    const sealing = ['seal', 'contract.pdf', '-o', 'sealed.pdf', '--seal', first?.esId ?? ''];
    await command([...sealing, '--at', '60,90', '--pin-env', 'PIN'], world.pin);
    const signature = ['sign', 'sealed.pdf', '-o', 'signed.pdf', '--certificate', 'RSA Signer'];
    expect((await command([...signature, '--pin-env', 'PIN'])).status).toBe(0);
    const verified = await command(['verify', 'signed.pdf', '--json']);
    const report = JSON.parse(verified.stdout) as { signatures: readonly Record<string, unknown>[] };
    expect(report.signatures).toMatchObject([
      { field: 'Seal1', verdict: 'valid' },
      { field: 'Signature1', format: 'cms', verdict: 'indeterminate' },
    ]);
  });

  it('refuses the key of a seal, whose approval and rules it would pass by, and RSA keys cannot seal', async () => {
    const [holder] = world.companies;
    const byHolder = await signing(holder?.name ?? '', world.pin);
    expect(JSON.parse(byHolder.stdout)).toMatchObject({ error: { code: 'CERTIFICATE_OF_SEAL' } });
    const listed = await command(['tokens', '--json']);
    const lines = listed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const shown = lines.find(({ label }) => label === 'Proof');
    expect(shown?.['certificates']).toMatchObject([
      { usable: false, reason: 'CERTIFICATE_NOT_FOR_SIGNING' },
      { usable: false, reason: 'CERTIFICATE_NOT_FOR_SIGNING' },
    ]);
  });
});

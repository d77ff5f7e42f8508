import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { DriverReport, ModuleReport } from '../../electron/shared/model/driver-report.ts';
import type { TokenInfo } from '../../electron/shared/model/token.ts';
import { onePagePdf } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { makeDemoWorld, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { startPcscDaemon } from '../peers/pcsc-daemon.ts';
import { createSoftHsm, SOFT_HSM, type SoftHsm } from '../peers/soft-hsm.ts';

const OPENSC = '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so';
/** OpenSC's spy passes every call on to another module and logs it. */
const SPY = '/usr/lib/x86_64-linux-gnu/pkcs11-spy.so';

/** Makes the header of a 32-bit Windows library. */
function dll32(): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('PE\0\0', 0x80, 'latin1');
  bytes.writeUInt16LE(0x014c, 0x84);
  return bytes;
}

/** Makes the header of a 32-bit Linux library. */
function library32(): Buffer {
  const bytes = Buffer.alloc(512);
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]).copy(bytes);
  bytes.writeUInt16LE(3, 18);
  return bytes;
}

describe('three independent modules at once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealdesk-modules-'));
  let world: DemoWorld;
  let hsm: SoftHsm;
  let stopDaemon: () => Promise<void>;

  const tokensOf = async (modules: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const all = { ...hsm.env, SEALDESK_MODULES: modules.join(delimiter), ...env };
    const { status, stdout, stderr } = await sealdesk(['tokens', '--json'], { home: world.home, env: all });
    const lines = stdout.split('\n').filter((line) => line !== '');
    return { status, stderr, tokens: lines.map((line) => JSON.parse(line) as TokenInfo) };
  };
  const diagnose = async (modules: readonly string[]): Promise<DriverReport> => {
    const env = { ...hsm.env, SEALDESK_MODULES: modules.join(delimiter) };
    const { stdout } = await sealdesk(['doctor', '--json'], { home: world.home, env });
    return JSON.parse(stdout) as DriverReport;
  };
  const moduleAt = (report: DriverReport, end: string): ModuleReport => {
    const module = report.modules.find(({ module: path }) => path.endsWith(end));
    if (module === undefined) throw new Error(`${end} is not in the report`);
    return module;
  };

  beforeAll(async () => {
    stopDaemon = await startPcscDaemon();
    world = await makeDemoWorld();
    hsm = createSoftHsm(folder);
    await hsm.initialise('bank');
    await hsm.initialise('empty');
    await hsm.addRsaIdentity('bank', 'A Bank Customer');
  });
  afterAll(async () => {
    await stopDaemon();
    rmSync(folder, { recursive: true });
  });

  it('are all listed with their states, and do not affect the soft token', async () => {
    const alone = await sealdesk(['tokens', '--json'], { home: world.home, env: hsm.env });
    const { status, tokens } = await tokensOf([SOFT_HSM, OPENSC]);
    const report = await diagnose([SOFT_HSM, OPENSC]);
    expect(status).toBe(0);
    const seen = tokens.map(({ module, label, state, manufacturer, certificates }) => ({
      module: module === world.pkcs11Module ? 'soft token' : module,
      label,
      state,
      manufacturer,
      algorithms: certificates.map(({ algorithm, reason }) => `${algorithm} ${reason ?? 'usable'}`),
    }));
    const company = ['SM2 usable', 'SM2 CERTIFICATE_NOT_FOR_SIGNING'];
    expect(seen).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ module: 'soft token', state: 'ready', algorithms: company }),
        {
          module: SOFT_HSM,
          label: 'bank',
          state: 'ready',
          manufacturer: 'SoftHSM project',
          algorithms: ['RSA CERTIFICATE_NOT_FOR_SIGNING'],
        },
        expect.objectContaining({ module: SOFT_HSM, label: 'empty', state: 'noCertificate' }),
      ]),
    );
    const soft = tokens.filter(({ module }) => module === world.pkcs11Module);
    const softAlone = alone.stdout.split('\n').filter((line) => line.includes('sealdesk-soft-token'));
    expect(soft).toEqual(softAlone.map((line) => JSON.parse(line) as TokenInfo));

    const openSc = moduleAt(report, 'opensc-pkcs11.so');
    expect(openSc).toMatchObject({ state: 'noToken', error: { code: 'MODULE_NO_TOKEN' }, tokens: [] });
    expect(openSc.slots.map(({ description, state }) => `${description.slice(0, 11)} ${state}`)).toEqual([
      'Virtual PCD empty',
      'Virtual PCD empty',
    ]);
    expect(moduleAt(report, 'sealdesk-soft-token.so').state).toBe('ready');
    expect(
      moduleAt(report, 'libsofthsm2.so').tokens.map(({ state, obstacles }) => [state, obstacles]),
    ).toEqual(
      expect.arrayContaining([
        ['ready', [{ code: 'CERTIFICATE_NOT_FOR_SIGNING' }]],
        ['noCertificate', [{ code: 'TOKEN_NO_CERTIFICATE' }]],
      ]),
    );
    writeProof('three-modules', { tokens, report });
  });

  it('are listed although others cannot be loaded, and each of those has its reason', async () => {
    const files = { 'old.dll': dll32(), 'old.so': library32(), 'notes.so': Buffer.from('no library') };
    const paths = Object.entries(files).map(([name, bytes]) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    });
    const libc = '/usr/lib/x86_64-linux-gnu/libc.so.6';
    const { status, tokens } = await tokensOf([...paths, libc, join(folder, 'absent.so'), SOFT_HSM]);
    expect([status, tokens.length]).toEqual([0, 4]);
    const report = await diagnose([...paths, libc, join(folder, 'absent.so')]);
    const codeOf = (end: string) => {
      const { state, error } = moduleAt(report, end);
      return [state, error?.code];
    };
    expect(codeOf('old.dll')).toEqual(['rejected', 'MODULE_WRONG_SYSTEM']);
    expect(codeOf('old.so')).toEqual(['rejected', 'MODULE_WRONG_BITNESS']);
    expect(codeOf('notes.so')).toEqual(['rejected', 'MODULE_NOT_A_DRIVER']);
    expect(codeOf('libc.so.6')).toEqual(['rejected', 'MODULE_NOT_A_DRIVER']);
    expect(codeOf('absent.so')).toEqual(['rejected', 'MODULE_MISSING']);
  });

  it('allow a seal with the chosen token, without a login to a bank’s token next to it', async () => {
    const log = join(folder, 'spy.log');
    const input = join(folder, 'in.pdf');
    const output = join(folder, 'out.pdf');
    writeFileSync(input, onePagePdf());
    const env = {
      ...hsm.env,
      SEALDESK_MODULES: [SPY, OPENSC].join(delimiter),
      PKCS11SPY: SOFT_HSM,
      PKCS11SPY_OUTPUT: log,
      PIN: world.pin,
    };
    const seal = ['--seal', world.seals[0]?.esId ?? '', '--at', '50,50', '--pin-env', 'PIN'];
    const sealed = await sealdesk(['seal', input, '-o', output, ...seal], { home: world.home, env });
    expect(sealed).toMatchObject({ status: 0 });
    const calls = readFileSync(log, 'utf8');
    expect(calls).toContain('C_GetTokenInfo');
    expect(calls).not.toMatch(/C_Login|C_SetPIN|C_InitPIN|C_InitToken/);
  });
});

import { randomBytes } from 'node:crypto';
import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import koffi from 'koffi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenHosts } from '../../electron/adapters/tokens/token-hosts.ts';
import { certified, demoCertificate } from '../soft-token/testing/demo-certificate.ts';
import {
  PIN,
  pointAcceptsDigest,
  realClient,
  run,
  SO_PIN,
  tokenWithKey,
  utf8,
  type DemoToken,
} from '../soft-token/testing/soft-token-fixture.ts';
import { freshModules, type BothModules } from './testing/soft-skf-fixture.ts';
import { FUNCTIONS, given, loadSkf, numberCell, text, type RawSkf } from './testing/skf.ts';

/** GM/T 0016 annex B */
const SAR = {
  ok: 0,
  fail: 0x0a000001,
  handle: 0x0a000005,
  parameter: 0x0a000006,
  nameLength: 0x0a000009,
  timeout: 0x0a00000f,
  dataLength: 0x0a000010,
  data: 0x0a000011,
  keyNotFound: 0x0a00001b,
  certificateNotFound: 0x0a00001c,
  tooSmall: 0x0a000020,
  removed: 0x0a000023,
  pinIncorrect: 0x0a000024,
  pinLength: 0x0a000027,
  userType: 0x0a00002a,
  notLoggedIn: 0x0a00002d,
  noApplication: 0x0a00002e,
  fileExists: 0x0a00002f,
  noFile: 0x0a000031,
} as const;
const USER = 1;
const ANYONE = 0xff;

describe.each([
  ['32', {}, 'uint32_t'],
  ['64', { wide: true }, 'uint64_t'],
] as const)('the soft SKF library with a ULONG of %s bits', (_bits, options, ulong) => {
  let modules: BothModules;
  let client: TokenHosts;
  let made: DemoToken;
  let certificate: Uint8Array;
  let skf: RawSkf;

  beforeAll(async () => {
    modules = freshModules(options);
    client = realClient([modules.pkcs11]);
    made = await tokenWithKey(client, modules.pkcs11);
    certificate = await certified(client, made);
    skf = loadSkf(modules.skf, ulong);
  });
  afterAll(() => client.stop());

  const connect = (): bigint => given((cell) => skf.call('SKF_ConnectDev', text(made.serial), cell));
  const openApplication = (device = connect()): bigint =>
    given((cell) => skf.call('SKF_OpenApplication', device, text('SealDesk'), cell));
  const verify = (application: bigint, pin = PIN): number =>
    skf.call('SKF_VerifyPIN', application, USER, text(pin), numberCell());
  const verified = (): bigint => {
    const application = openApplication();
    expect(verify(application)).toBe(SAR.ok);
    return application;
  };
  const openContainer = (application: bigint, name = '01'): bigint =>
    given((cell) => skf.call('SKF_OpenContainer', application, text(name), cell));
  const triesLeft = (application: bigint): number => {
    const left = numberCell();
    expect(skf.call('SKF_GetPINInfo', application, USER, numberCell(), left, numberCell())).toBe(SAR.ok);
    return left.readUInt32LE();
  };

  it('exports only SKF functions, so no symbol of libcrypto can clash with the host', () => {
    const symbols = run('nm', ['-D', '--defined-only', modules.skf]).output.trim().split('\n');
    expect(symbols.map((line) => line.split(' ').at(-1)).sort()).toEqual([...FUNCTIONS].sort());
  });

  it('ends each name of a list with NUL, and the list with another NUL', () => {
    const size = numberCell();
    expect(skf.call('SKF_EnumDev', 1, null, size)).toBe(SAR.ok);
    expect(size.readUInt32LE()).toBe(made.serial.length + 2);
    const names = Buffer.alloc(size.readUInt32LE(), 0x55);
    expect(skf.call('SKF_EnumDev', 1, names, size)).toBe(SAR.ok);
    expect(names.toString()).toBe(`${made.serial}\0\0`);
    expect(skf.call('SKF_EnumDev', 1, names, numberCell(3))).toBe(SAR.tooSmall);
  });

  it('fills a packed DEVINFO and no byte more', () => {
    const info = Buffer.alloc(4096, 0x55);
    expect(skf.call('SKF_GetDevInfo', connect(), info)).toBe(SAR.ok);
    expect(info.lastIndexOf(0)).toBe(skf.sizes.devInfo - 1);
    expect(info.subarray(skf.sizes.devInfo).every((byte) => byte === 0x55)).toBe(true);
    if (ulong === 'uint32_t') expect(skf.sizes.devInfo).toBe(294);
  });

  it('refuses an unknown name of a device, application or container', () => {
    const cell = numberCell();
    const application = openApplication();
    expect(skf.call('SKF_ConnectDev', text('SD00000000000000'), cell)).toBe(SAR.removed);
    expect(skf.call('SKF_ConnectDev', text('../../../../etc/'), cell)).toBe(SAR.removed);
    expect(skf.call('SKF_OpenApplication', connect(), text('Bank'), cell)).toBe(SAR.noApplication);
    expect(skf.call('SKF_OpenContainer', application, text('FFFF'), cell)).toBe(SAR.parameter);
    expect(skf.call('SKF_OpenContainer', application, text(''), cell)).toBe(SAR.nameLength);
    expect(skf.call('SKF_OpenContainer', application, text('x'.repeat(5000)), cell)).toBe(SAR.nameLength);
  });

  it('refuses handles of another kind and closed handles', () => {
    const [device, cell] = [connect(), numberCell()];
    const application = openApplication(device);
    const container = openContainer(application);
    expect(skf.call('SKF_EnumContainer', device, null, cell)).toBe(SAR.handle);
    expect(skf.call('SKF_GetContainerType', application, cell)).toBe(SAR.handle);
    expect(skf.call('SKF_DisConnectDev', container)).toBe(SAR.handle);
    expect(skf.call('SKF_DisConnectDev', 0xdeadbeefn)).toBe(SAR.handle);
    expect(skf.call('SKF_DisConnectDev', device)).toBe(SAR.ok);
    expect(skf.call('SKF_CloseApplication', application)).toBe(SAR.handle);
    expect(skf.call('SKF_GetContainerType', container, cell)).toBe(SAR.handle);
  });

  it('signs 32 bytes of e and no other length, only after the user PIN is verified', () => {
    const application = openApplication();
    const container = openContainer(application);
    const [e, blob] = [randomBytes(32), Buffer.alloc(128)];
    expect(skf.call('SKF_ECCSignData', container, e, 32, blob)).toBe(SAR.notLoggedIn);
    expect(verify(application)).toBe(SAR.ok);
    expect(skf.call('SKF_ECCSignData', container, e, 31, blob)).toBe(SAR.dataLength);
    expect(skf.call('SKF_ECCSignData', container, e, 32, blob)).toBe(SAR.ok);
    expect(blob.subarray(0, 32)).toEqual(Buffer.alloc(32));
    expect(blob.subarray(64, 96)).toEqual(Buffer.alloc(32));
    const raw = Buffer.concat([blob.subarray(32, 64), blob.subarray(96)]);
    const folder = dirname(modules.skf);
    expect(pointAcceptsDigest(folder, made.point, e, raw)).toBe(true);
    expect(skf.call('SKF_ClearSecureState', application)).toBe(SAR.ok);
    expect(skf.call('SKF_ECCSignData', container, e, 32, blob)).toBe(SAR.notLoggedIn);
  });

  it('counts a verified PIN for its own application alone', () => {
    verified();
    const other = openContainer(openApplication());
    expect(skf.call('SKF_ECCSignData', other, randomBytes(32), 32, Buffer.alloc(128))).toBe(SAR.notLoggedIn);
  });

  it('gives certificates and the public key without a PIN', () => {
    const container = openContainer(openApplication());
    const size = numberCell();
    expect(skf.call('SKF_ExportCertificate', container, 1, null, size)).toBe(SAR.ok);
    const der = Buffer.alloc(size.readUInt32LE());
    expect(skf.call('SKF_ExportCertificate', container, 1, der, size)).toBe(SAR.ok);
    expect(der).toEqual(Buffer.from(certificate));
    expect(skf.call('SKF_ExportCertificate', container, 0, null, size)).toBe(SAR.certificateNotFound);
    const blob = Buffer.alloc(256);
    const length = numberCell(blob.length);
    expect(skf.call('SKF_ExportPublicKey', container, 1, blob, length)).toBe(SAR.ok);
    expect(length.readUInt32LE()).toBe(skf.sizes.publicKey);
    expect(blob.readUInt32LE()).toBe(256);
    expect(skf.call('SKF_ExportPublicKey', container, 0, blob, length)).toBe(SAR.keyNotFound);
    expect(given((cell) => skf.call('SKF_GetContainerType', container, cell))).toBe(2n);
  });

  it('counts each wrong PIN as a try, but none of impossible length', () => {
    const application = openApplication();
    for (const pin of ['12345', 'x'.repeat(33), 'x'.repeat(5000)]) {
      expect(verify(application, pin)).toBe(SAR.pinLength);
    }
    expect(skf.call('SKF_VerifyPIN', application, 2, text(PIN), numberCell())).toBe(SAR.userType);
    expect(triesLeft(application)).toBe(6);
    const left = numberCell();
    expect(skf.call('SKF_VerifyPIN', application, USER, text('000000'), left)).toBe(SAR.pinIncorrect);
    expect([left.readUInt32LE(), triesLeft(application)]).toEqual([5, 5]);
    const short = text('1');
    expect(skf.call('SKF_ChangePIN', application, USER, text('000000'), short, left)).toBe(SAR.pinLength);
    expect(triesLeft(application)).toBe(5);
    const unblock = skf.call('SKF_UnblockPIN', application, text(SO_PIN), text(PIN), left);
    expect([unblock, left.readUInt32LE(), triesLeft(application)]).toEqual([SAR.ok, 6, 6]);
  });

  it('makes one key pair per container, and stores its certificate', async () => {
    const application = verified();
    const name = text(`new ${ulong}`);
    const container = given((cell) => skf.call('SKF_CreateContainer', application, name, cell));
    const blob = Buffer.alloc(256);
    expect(skf.call('SKF_GenECCKeyPair', container, 0x00020100, blob)).toBe(SAR.ok);
    expect(skf.call('SKF_GenECCKeyPair', container, 0x00020100, blob)).not.toBe(SAR.ok);
    expect(skf.call('SKF_CreateContainer', application, name, numberCell())).toBe(SAR.parameter);
    const end = skf.sizes.publicKey;
    const point = Buffer.concat([
      Buffer.of(4),
      blob.subarray(end - 96, end - 64),
      blob.subarray(end - 32, end),
    ]);
    const der = Buffer.from(await demoCertificate(point));
    expect(skf.call('SKF_ImportCertificate', container, 1, der.subarray(1), der.length - 1)).toBe(SAR.data);
    expect(skf.call('SKF_ImportCertificate', container, 1, der, der.length)).toBe(SAR.ok);
    expect((await client.list()).tokens[0]?.certificates).toContainEqual({
      id: utf8(`new ${ulong}`),
      label: '',
      der: Uint8Array.from(der),
    });
  });

  it('keeps files of a fixed size that anyone may read and only the user may write', () => {
    const [application, stranger] = [verified(), openApplication()];
    const [name, content] = [text('印章.esl'), randomBytes(300)];
    const create = (of: bigint, called = name, size = 300): number =>
      skf.call('SKF_CreateFile', of, called, size, ANYONE, 0x10);
    expect(create(stranger)).toBe(SAR.notLoggedIn);
    expect(create(application, text('x'.repeat(32)))).toBe(SAR.nameLength);
    expect(create(application, name, 0)).toBe(SAR.parameter);
    expect(create(application)).toBe(SAR.ok);
    expect(create(application)).toBe(SAR.fileExists);
    expect(skf.call('SKF_WriteFile', stranger, name, 0, content, 300)).toBe(SAR.notLoggedIn);
    expect(skf.call('SKF_WriteFile', application, name, 1, content, 300)).toBe(SAR.dataLength);
    expect(skf.call('SKF_WriteFile', application, name, 0, content, 300)).toBe(SAR.ok);
    const [part, length] = [Buffer.alloc(200), numberCell(200)];
    expect(skf.call('SKF_ReadFile', stranger, name, 250, 200, part, length)).toBe(SAR.ok);
    expect(part.subarray(0, length.readUInt32LE())).toEqual(content.subarray(250));
    expect(skf.call('SKF_ReadFile', stranger, name, 301, 1, part, numberCell(1))).toBe(SAR.parameter);
    expect(skf.call('SKF_ReadFile', stranger, text('other'), 0, 1, part, length)).toBe(SAR.noFile);
    const info = Buffer.alloc(512, 0x55);
    expect(skf.call('SKF_GetFileInfo', stranger, name, info)).toBe(SAR.ok);
    expect(info.subarray(skf.sizes.fileAttribute).every((byte) => byte === 0x55)).toBe(true);
    expect(info.readUInt32LE(32)).toBe(300);
  });

  it('lets one connection lock the device', () => {
    const [one, other] = [connect(), connect()];
    expect(skf.call('SKF_LockDev', one, 0)).toBe(SAR.ok);
    expect(skf.call('SKF_LockDev', other, 60)).toBe(SAR.timeout);
    expect(skf.call('SKF_UnlockDev', one)).toBe(SAR.ok);
    expect(skf.call('SKF_LockDev', other, 0)).toBe(SAR.ok);
    expect(skf.call('SKF_DisConnectDev', other)).toBe(SAR.ok);
    expect(skf.call('SKF_LockDev', one, 0)).toBe(SAR.ok);
  });

  it('ends handles when the key is removed, and reports removal and return', async () => {
    const [device, container] = [connect(), openContainer(verified())];
    const inside = join(dirname(modules.skf), 'tokens', made.serial);
    const away = join(dirname(modules.skf), 'pulled');
    expect(await eventDuring(() => renameSync(inside, away))).toEqual([SAR.ok, made.serial, 2]);
    expect(given((cell) => skf.call('SKF_GetDevState', text(made.serial), cell))).toBe(0n);
    const e = randomBytes(32);
    expect(skf.call('SKF_ECCSignData', container, e, 32, Buffer.alloc(128))).toBe(SAR.removed);
    expect(await eventDuring(() => renameSync(away, inside))).toEqual([SAR.ok, made.serial, 1]);
    expect(given((cell) => skf.call('SKF_GetDevState', text(made.serial), cell))).toBe(1n);
    expect(skf.call('SKF_ECCSignData', container, e, 32, Buffer.alloc(128))).toBe(SAR.handle);
    expect(skf.call('SKF_DisConnectDev', device)).toBe(SAR.handle);
  });

  it('ends a wait for events when it is cancelled', async () => {
    expect((await eventDuring(() => skf.call('SKF_CancelWaitForDevEvent')))[0]).toBe(SAR.fail);
  });

  /** Waits on another thread, as a C program would. */
  async function eventDuring(change: () => unknown): Promise<[number, string, number]> {
    const wait = koffi
      .load(modules.skf)
      .func('uint32_t SKF_WaitForDevEvent(void *name, void *length, void *event)');
    const [name, length, event] = [Buffer.alloc(64), numberCell(64), numberCell()];
    const waited = new Promise<number>((resolve, reject) => {
      wait.async(name, length, event, (error: unknown, code: number) => {
        if (error === null) resolve(code);
        else reject(error instanceof Error ? error : new Error('the call failed', { cause: error }));
      });
    });
    const changing = setTimeout(change, 700);
    const code = await waited;
    clearTimeout(changing);
    return [code, name.toString('utf8', 0, Math.max(0, length.readUInt32LE() - 1)), event.readUInt32LE()];
  }
});

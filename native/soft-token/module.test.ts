import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pkcs11js from 'pkcs11js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testSeed } from '../../e2e/fixtures/random.ts';
import type { TokenHosts } from '../../electron/adapters/tokens/token-hosts.ts';
import {
  loadToken,
  openSession,
  privateKey,
  refusal,
  signDigest,
  type LoadedToken,
} from './testing/cryptoki.ts';
import {
  freshModule,
  opensslAcceptsDigest,
  PIN,
  pkcs11Tool,
  realClient,
  run,
  SO_PIN,
  tokenWithKey,
  writePublicKey,
  type DemoToken,
} from './testing/soft-token-fixture.ts';

const DAMAGES = 60;

let client: TokenHosts;
let token: DemoToken;
let loaded: LoadedToken;

beforeAll(async () => {
  const module = freshModule();
  client = realClient([module]);
  token = await tokenWithKey(client, module);
  loaded = loadToken(module, token.serial);
});
afterEach(() => loaded.pkcs11.C_CloseAllSessions(loaded.slot));
afterAll(() => client.stop());

const DATA_TEMPLATE = [
  { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_DATA },
  { type: pkcs11js.CKA_TOKEN, value: true },
  { type: pkcs11js.CKA_LABEL, value: 'a seal' },
  { type: pkcs11js.CKA_APPLICATION, value: 'GB/T 38540-2020' },
  { type: pkcs11js.CKA_VALUE, value: Buffer.from('content') },
];

describe('the soft token module', () => {
  it('exports only PKCS#11 functions, so no symbol of libcrypto can clash with the host', () => {
    const symbols = run('nm', ['-D', '--defined-only', token.module]).output.trim().split('\n');
    const names = symbols.map((line) => line.split(' ').at(-1));
    expect(names).toHaveLength(68);
    expect(names.filter((name) => !name?.startsWith('C_'))).toEqual([]);
  });

  it('never reveals the private key', () => {
    const { pkcs11 } = loaded;
    const session = openSession(loaded, PIN);
    const key = privateKey(loaded, session);
    const read = (type: number) => pkcs11.C_GetAttributeValue(session, key, [{ type }])[0]?.value;
    expect(refusal(() => read(pkcs11js.CKA_VALUE))).toBe('CKR_ATTRIBUTE_SENSITIVE');
    expect(read(pkcs11js.CKA_EXTRACTABLE)).toEqual(Buffer.of(0));
    expect(read(pkcs11js.CKA_SENSITIVE)).toEqual(Buffer.of(1));
    const expose = [{ type: pkcs11js.CKA_EXTRACTABLE, value: true }];
    expect(refusal(() => pkcs11.C_SetAttributeValue(session, key, expose))).toBe('CKR_ATTRIBUTE_READ_ONLY');
  });

  it('refuses to make a key that could be extracted', () => {
    const { pkcs11 } = loaded;
    const session = openSession(loaded, PIN);
    const make = (...wanted: { type: number; value: boolean }[]) =>
      pkcs11.C_GenerateKeyPair(
        session,
        { mechanism: 0x8005000a },
        [{ type: pkcs11js.CKA_TOKEN, value: true }],
        [{ type: pkcs11js.CKA_TOKEN, value: true }, ...wanted],
      );
    for (const wanted of [
      { type: pkcs11js.CKA_EXTRACTABLE, value: true },
      { type: pkcs11js.CKA_SENSITIVE, value: false },
      { type: pkcs11js.CKA_PRIVATE, value: false },
    ]) {
      expect(refusal(() => make(wanted))).toBe('CKR_TEMPLATE_INCONSISTENT');
    }
  });

  it('hides private objects and refuses to write until the user logs in', () => {
    const { pkcs11 } = loaded;
    const session = openSession(loaded);
    expect(() => privateKey(loaded, session)).toThrow('no private key');
    expect(refusal(() => pkcs11.C_CreateObject(session, DATA_TEMPLATE))).toBe('CKR_USER_NOT_LOGGED_IN');
  });

  it('keeps, finds, renames and destroys data objects, public and private', () => {
    const { pkcs11 } = loaded;
    const session = openSession(loaded, PIN);
    const find = (label: string): number => {
      pkcs11.C_FindObjectsInit(session, [{ type: pkcs11js.CKA_LABEL, value: label }]);
      const found = pkcs11.C_FindObjects(session, 10).length;
      pkcs11.C_FindObjectsFinal(session);
      return found;
    };
    const shown = pkcs11.C_CreateObject(session, DATA_TEMPLATE);
    pkcs11.C_CreateObject(session, [...DATA_TEMPLATE, { type: pkcs11js.CKA_PRIVATE, value: true }]);
    expect(find('a seal')).toBe(2);
    pkcs11.C_Logout(session);
    expect(find('a seal')).toBe(1);
    pkcs11.C_Login(session, pkcs11js.CKU_USER, PIN);
    pkcs11.C_SetAttributeValue(session, shown, [{ type: pkcs11js.CKA_LABEL, value: 'renamed' }]);
    expect([find('a seal'), find('renamed')]).toEqual([1, 1]);
    pkcs11.C_DestroyObject(session, shown);
    expect(find('renamed')).toBe(0);
  });

  it('shows changes that another process has made to the token', () => {
    const session = openSession(loaded, PIN);
    for (let i = 0; i < 6; i++) pkcs11Tool(token.module, '--slot', '0', '--login', '--pin', '999999', '-O');
    const { flags } = loaded.pkcs11.C_GetTokenInfo(loaded.slot);
    expect(flags & pkcs11js.CKF_USER_PIN_LOCKED).not.toBe(0);
    loaded.pkcs11.C_Logout(session);
    expect(refusal(() => loaded.pkcs11.C_Login(session, pkcs11js.CKU_USER, PIN))).toBe('CKR_PIN_LOCKED');
    loaded.pkcs11.C_Login(session, pkcs11js.CKU_SO, SO_PIN);
    loaded.pkcs11.C_InitPIN(session, PIN);
  });

  it('empties a token that its security officer initialises again, and ends the sessions of others', () => {
    const session = openSession(loaded, PIN);
    const args = ['--init-token', '--slot', '0', '--label', 'again', '--so-pin', SO_PIN];
    expect(pkcs11Tool(token.module, ...args).output).toContain('Token successfully initialized');
    expect(refusal(() => signDigest(loaded, session, randomBytes(32)))).toBe('CKR_DEVICE_REMOVED');
    expect(refusal(() => signDigest(loaded, session, randomBytes(32)))).toBe('CKR_SESSION_HANDLE_INVALID');
    expect(pkcs11Tool(token.module, '--slot', '0', '-O').output).not.toContain('Public Key');
  });
});

/** Runs a program of this folder on a module that ends at the first memory error. */
function runChecked(program: string, module: string, ...args: readonly string[]): string {
  const path = fileURLToPath(new URL(`testing/${program}`, import.meta.url));
  const sanitizer = run('cc', ['-print-file-name=libasan.so']).output.trim();
  // The runtime never frees all of its own memory, so leaks are not looked for.
  const env = { ...process.env, LD_PRELOAD: sanitizer, ASAN_OPTIONS: 'detect_leaks=0' };
  return execFileSync(process.execPath, [path, module, ...args], { env, encoding: 'utf8' });
}

describe('the soft token built with sanitizers', () => {
  it('makes keys, signs, refuses calls and is emptied without a memory error', () => {
    const checked = freshModule({ sanitize: true });
    const printed = runChecked('exercise.mjs', checked);
    const { point, e, signature } = JSON.parse(printed) as Record<'point' | 'e' | 'signature', string>;
    const folder = dirname(checked);
    const publicKey = writePublicKey(folder, Buffer.from(point, 'hex'));
    const [digest, raw] = [Buffer.from(e, 'hex'), Buffer.from(signature, 'hex')];
    expect(opensslAcceptsDigest(folder, publicKey, digest, raw)).toBe(true);
  });

  const seed = testSeed();
  it(`reads a damaged store without a memory error (seed ${seed})`, async () => {
    const plain = await tokenWithKey(client, freshModule());
    const checked = freshModule({ sanitize: true });
    const store = join(dirname(checked), 'tokens');
    cpSync(join(dirname(plain.module), 'tokens'), store, { recursive: true });
    const opened = Number(runChecked('damage.mjs', checked, plain.serial, String(seed), String(DAMAGES)));
    expect(opened).toBeGreaterThan(0);
    expect(opened).toBeLessThan(DAMAGES);
  });
});

describe('the soft token in an unusual environment', () => {
  it('stores its tokens in the folder that the environment names', () => {
    const elsewhere = join(dirname(token.module), 'elsewhere');
    const env = { ...process.env, SEALDESK_SOFT_TOKEN_STORE: elsewhere };
    const tool = (...args: readonly string[]) =>
      execFileSync('pkcs11-tool', ['--module', token.module, ...args], {
        env,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(tool('-L')).not.toContain(token.serial);
    tool('--init-token', '--slot', '0', '--label', 'elsewhere', '--so-pin', SO_PIN);
    expect(readdirSync(elsewhere)).toHaveLength(1);
    expect(pkcs11Tool(token.module, '-L').output).not.toContain('elsewhere');
  });

  it('serves a forked child that initialises the module itself', () => {
    const { status, output } = pkcs11Tool(token.module, '--test-fork');
    expect(output).toContain('Calling C_Initialize in forked child process');
    expect(output).not.toContain('CKR_');
    expect(status).toBe(0);
  });
});

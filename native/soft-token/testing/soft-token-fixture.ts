import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { childProcessHosts } from '../../../electron/adapters/tokens/child-process-hosts.ts';
import {
  createTokenHosts,
  type TokenHosts,
  type TokenHostOptions,
} from '../../../electron/adapters/tokens/token-hosts.ts';
import type { Result } from '../../../electron/shared/result.ts';
import { buildSoftToken } from '../build.mjs';

export const PIN = '123456';
export const SO_PIN = '87654321';
export const KEY_ID = Uint8Array.of(1);
export const SIGN_DIGEST = '0x8005000B';
export const SIGN_MESSAGE = '0x8005000C';

const projectPath = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Copies the module into a new folder, which also holds its store. It is removed when the test file ends. */
export function freshModule(variant: Parameters<typeof buildSoftToken>[0] = {}): string {
  const built = buildSoftToken(variant);
  if (!built.ok) throw new Error(built.reason);
  const folder = mkdtempSync(join(tmpdir(), 'soft-token-'));
  folders.push(folder);
  const module = join(folder, basename(built.path));
  copyFileSync(built.path, module);
  return module;
}

/** Makes a client of real token hosts, which are started as the command line starts them. */
export function realClient(
  modules: readonly string[],
  options: Partial<Omit<TokenHostOptions, 'modules'>> = {},
): TokenHosts {
  const entry = projectPath('dist/token-host/token-host.js');
  if (!existsSync(entry))
    throw new Error('the token host is not built: node build/scripts/bundle.mjs token-host');
  return createTokenHosts({ modules: () => modules, start: childProcessHosts(entry), ...options });
}

export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.error));
}

export interface DemoToken {
  readonly module: string;
  readonly serial: string;
  /** 04 ‖ x ‖ y */
  readonly point: Uint8Array;
}

/** An initialised token with one key pair. */
export async function tokenWithKey(client: TokenHosts, module: string): Promise<DemoToken> {
  const serial = valueOf(
    await client.initialise({ module, label: '演示 SOFT TOKEN', soPin: utf8(SO_PIN), pin: utf8(PIN) }),
  );
  const point = valueOf(
    await client.generateKeyPair({ module, serial, id: KEY_ID, label: '签名', pin: utf8(PIN) }),
  );
  return { module, serial, point };
}

export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

export function run(command: string, args: readonly string[]): Outcome {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  return { status, output: stdout + stderr };
}

export function pkcs11Tool(module: string, ...args: readonly string[]): Outcome {
  return run('pkcs11-tool', ['--module', module, ...args]);
}

/** SubjectPublicKeyInfo of an SM2 key up to its point: id-ecPublicKey, curve 1.2.156.10197.1.301. */
const SPKI_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');

export function writePublicKey(folder: string, point: Uint8Array): string {
  const path = join(folder, 'public-key.der');
  writeFileSync(path, Buffer.concat([SPKI_PREFIX, point]));
  return path;
}

/** Encodes r ‖ s as the DER that openssl accepts. */
export function derSignature(raw: Uint8Array): Buffer {
  const integer = (bytes: Uint8Array): Buffer => {
    let value = Buffer.from(bytes);
    while (value.length > 1 && value[0] === 0 && (value[1] ?? 0) < 0x80) value = value.subarray(1);
    if ((value[0] ?? 0) >= 0x80) value = Buffer.concat([Buffer.of(0), value]);
    return Buffer.concat([Buffer.of(2, value.length), value]);
  };
  const both = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
  return Buffer.concat([Buffer.of(0x30, both.length), both]);
}

/** Checks an SM2 signature over e with openssl: without a digest option it takes the input as e. */
export function opensslAcceptsDigest(
  folder: string,
  publicKey: string,
  e: Uint8Array,
  raw: Uint8Array,
): boolean {
  const [digestPath, signaturePath] = [join(folder, 'e.bin'), join(folder, 'e.sig')];
  writeFileSync(digestPath, e);
  writeFileSync(signaturePath, derSignature(raw));
  const key = ['-pubin', '-keyform', 'DER', '-inkey', publicKey];
  return (
    run('openssl', ['pkeyutl', '-verify', ...key, '-in', digestPath, '-sigfile', signaturePath]).status === 0
  );
}

/** Checks such a signature by the point of the key. */
export function pointAcceptsDigest(
  folder: string,
  point: Uint8Array,
  e: Uint8Array,
  raw: Uint8Array,
): boolean {
  return opensslAcceptsDigest(folder, writePublicKey(folder, point), e, raw);
}

export function opensslAcceptsMessage(
  folder: string,
  publicKey: string,
  message: string,
  raw: Uint8Array,
): boolean {
  const signaturePath = join(folder, 'message.sig');
  writeFileSync(signaturePath, derSignature(raw));
  const identity = ['-sigopt', 'distid:1234567812345678'];
  const key = ['-keyform', 'DER', '-verify', publicKey];
  return (
    run('openssl', ['dgst', '-sm3', ...key, ...identity, '-signature', signaturePath, message]).status === 0
  );
}

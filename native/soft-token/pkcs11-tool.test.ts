import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenHosts } from '../../electron/adapters/tokens/token-hosts.ts';
import { writeProof } from '../../e2e/fixtures/proof.ts';
import {
  freshModule,
  opensslAcceptsDigest,
  opensslAcceptsMessage,
  pkcs11Tool,
  PIN,
  realClient,
  run,
  SIGN_DIGEST,
  SIGN_MESSAGE,
  SO_PIN,
  tokenWithKey,
  writePublicKey,
  type DemoToken,
} from './testing/soft-token-fixture.ts';

const WRONG = '999999';
const NEW_PIN = '654321';
const MESSAGE_LENGTHS = [1, 100, 100_000];

let client: TokenHosts;
let token: DemoToken;
let folder: string;
let publicKey: string;

const tool = (...args: readonly string[]) =>
  pkcs11Tool(token.module, '--token-label', '演示 SOFT TOKEN', ...args);
const flags = (): string => /token flags +: (.*)/.exec(pkcs11Tool(token.module, '-L').output)?.[1] ?? '';
const logIn = (pin: string) => tool('--login', '--pin', pin, '-O');

beforeAll(async () => {
  const module = freshModule();
  client = realClient([module]);
  token = await tokenWithKey(client, module);
  folder = dirname(module);
  publicKey = writePublicKey(folder, token.point);
});
afterAll(() => client.stop());

function sign(mechanism: string, input: string, pin: string): Buffer {
  const output = join(folder, 'signature.bin');
  const signed = tool(
    '--login',
    '--pin',
    pin,
    '--sign',
    '-m',
    mechanism,
    '--id',
    '01',
    '-i',
    input,
    '-o',
    output,
  );
  expect(signed.output).toContain('Using signature algorithm');
  return readFileSync(output);
}

describe('the soft token under pkcs11-tool', () => {
  it('is listed as a demonstration token, with a free slot for another', () => {
    const { output } = pkcs11Tool(token.module, '-L');
    expect(output).toContain('token label        : 演示 SOFT TOKEN');
    expect(output).toContain('token manufacturer : SealDesk demo');
    expect(output).toContain(`serial num         : ${token.serial}`);
    expect(output).toContain('token state:   uninitialized');
  });

  it('shows the private key only after login', () => {
    expect(tool('-O').output).not.toContain('Private Key');
    const { output } = logIn(PIN);
    expect(output).toContain('Private Key');
    expect(output).toContain('sensitive, always sensitive, never extractable');
  });

  it('makes signatures over e that openssl accepts, and refuses anything but 32 bytes', () => {
    const e = randomBytes(32);
    const input = join(folder, 'digest.bin');
    writeFileSync(input, e);
    const signature = sign(SIGN_DIGEST, input, PIN);
    expect(signature).toHaveLength(64);
    expect(opensslAcceptsDigest(folder, publicKey, e, signature)).toBe(true);
    e[0] = (e[0] ?? 0) ^ 1;
    expect(opensslAcceptsDigest(folder, publicKey, e, signature)).toBe(false);
    writeFileSync(input, randomBytes(33));
    const refused = tool('--login', '--pin', PIN, '--sign', '-m', SIGN_DIGEST, '--id', '01', '-i', input);
    expect(refused.output).toContain('CKR_DATA_LEN_RANGE');
  });

  it.each(MESSAGE_LENGTHS)('signs a message of %i bytes with Z as openssl does', (length) => {
    const input = join(folder, 'message.bin');
    writeFileSync(input, randomBytes(length));
    expect(opensslAcceptsMessage(folder, publicKey, input, sign(SIGN_MESSAGE, input, PIN))).toBe(true);
  });

  it('warns of few tries and of the last one, locks after six wrong PINs, and then refuses the right PIN', () => {
    const warnings = Array.from({ length: 6 }, () => {
      expect(logIn(WRONG).output).toContain('CKR_PIN_INCORRECT');
      return ['final user PIN try', 'user PIN locked'].find((text) => flags().includes(text)) ?? 'count low';
    });
    expect(warnings).toEqual([
      ...Array<string>(4).fill('count low'),
      'final user PIN try',
      'user PIN locked',
    ]);
    expect(logIn(PIN).output).toContain('CKR_PIN_LOCKED');
  });

  it('can be unblocked by the security officer, and keeps its key', () => {
    const unblocked = tool(
      '--login',
      '--login-type',
      'so',
      '--so-pin',
      SO_PIN,
      '--init-pin',
      '--new-pin',
      NEW_PIN,
    );
    expect(unblocked.output).toContain('User PIN successfully initialized');
    expect(flags()).not.toContain('locked');
    const e = randomBytes(32);
    const input = join(folder, 'after-unblock.bin');
    writeFileSync(input, e);
    expect(opensslAcceptsDigest(folder, publicKey, e, sign(SIGN_DIGEST, input, NEW_PIN))).toBe(true);
  });

  it('changes its PIN, and counts a wrong old PIN as a try, but not a new PIN that is too short', () => {
    expect(tool('--change-pin', '--pin', NEW_PIN, '--new-pin', '123').output).toContain('CKR_PIN_LEN_RANGE');
    expect(flags()).not.toContain('count low');
    expect(tool('--change-pin', '--pin', WRONG, '--new-pin', PIN).output).toContain('CKR_PIN_INCORRECT');
    expect(flags()).toContain('user PIN count low');
    expect(tool('--change-pin', '--pin', NEW_PIN, '--new-pin', PIN).output).toContain(
      'PIN successfully changed',
    );
    expect(logIn(PIN).status).toBe(0);
    expect(flags()).not.toContain('count low');
    writeProof('soft-token', {
      command: 'vitest --project app native/soft-token/pkcs11-tool.test.ts',
      openssl: run('openssl', ['version']).output.trim(),
      digest: { mechanism: SIGN_DIGEST, acceptedBy: 'openssl pkeyutl -verify' },
      message: { mechanism: SIGN_MESSAGE, acceptedBy: 'openssl dgst -sm3 -verify', lengths: MESSAGE_LENGTHS },
      wrongPinsToLock: 6,
      unblockedBySecurityOfficer: true,
      pinChanged: true,
    });
  });

  it('locks the security officer too after six wrong PINs', () => {
    for (let i = 0; i < 6; i++)
      tool('--login', '--login-type', 'so', '--so-pin', WRONG, '--init-pin', '--new-pin', PIN);
    const refused = tool('--login', '--login-type', 'so', '--so-pin', SO_PIN, '--init-pin', '--new-pin', PIN);
    expect(refused.output).toContain('CKR_PIN_LOCKED');
    expect(logIn(PIN).status).toBe(0);
  });
});

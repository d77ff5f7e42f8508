import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TokenHosts } from '../../electron/adapters/tokens/token-hosts.ts';
import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import {
  decodeCipher,
  encodeCipher,
  decryptMessage,
  encryptMessage,
} from '../../electron/core/sm/sm2-encryption.ts';
import type { ResetCredential } from '../../electron/services/ports/tokens.ts';
import { freshModules } from '../soft-skf/testing/soft-skf-fixture.ts';
import { PIN, realClient, SO_PIN, tokenWithKey, utf8, valueOf } from './testing/soft-token-fixture.ts';

const NEW_PIN = 'Holder#2468';
const OTHER_PIN = 'Holder#1357';

const engine = await loadSmEngine();
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
/** The platform's escrow key. */
const escrowPrivate = engine.sm3(utf8('escrow'));
const escrowKey = engine.publicKeyOf(escrowPrivate);
const sealed = (soPin: Uint8Array, key: Uint8Array): Uint8Array =>
  encodeCipher(encryptMessage(engine, soPin, key, random));
const escrowed = (der: Uint8Array | null): Uint8Array => {
  const soPin = der && decryptMessage(engine, decodeCipher(der), escrowPrivate);
  if (soPin === null) throw new Error('the platform cannot read the SO PIN');
  return soPin;
};

let client: TokenHosts;
let token: { readonly module: string; readonly serial: string };

describe.each(['pkcs11', 'skf'] as const)('a PIN reset through %s', (kind) => {
  beforeEach(async () => {
    const modules = freshModules();
    client = realClient([modules[kind]]);
    const { serial } = await tokenWithKey(client, modules.pkcs11);
    token = { module: modules[kind], serial };
  });
  afterEach(() => client.stop());

  const credentialFor = (recipient: Uint8Array, soPin: Uint8Array, pending: Uint8Array | null = null) => ({
    encryptedSoPin: sealed(soPin, recipient),
    encryptedPending: pending && sealed(pending, recipient),
    escrowKey,
    expiresAtMs: Date.now() + 60_000,
  });

  /** Prepares a reset, so that the SO PINs wait in the host. @returns the next SO PIN as the platform decrypts it */
  async function prepared(soPin = utf8(SO_PIN), pending: Uint8Array | null = null) {
    const recipient = valueOf(await client.beginReset(token));
    const next = valueOf(
      await client.prepareReset({ ...token, ...credentialFor(recipient, soPin, pending) }),
    );
    return next === null ? pending : escrowed(next);
  }
  const perform = (pin: string | null = NEW_PIN) =>
    client.performReset({ ...token, newPin: pin === null ? null : utf8(pin) });
  const unblocks = async (soPin: Uint8Array | null, pin = OTHER_PIN) =>
    (await client.unblockPin({ ...token, soPin: soPin ?? new Uint8Array(), newPin: utf8(pin) })).ok;
  const opens = async (pin: string) =>
    (await client.changePin({ ...token, pin: utf8(pin), newPin: utf8(pin) })).ok;
  const lockPin = async () => {
    for (let tries = 0; tries < 12; tries += 1)
      await client.changePin({ ...token, pin: utf8('wrong-1'), newPin: utf8(PIN) });
  };
  const DONE = { ok: true, value: { keptSoPin: null, refusal: null } };

  it('unlocks the token with a PIN from the holder and replaces the SO PIN', async () => {
    await lockPin();
    const next = await prepared();
    expect([await perform(), await opens(NEW_PIN)]).toEqual([DONE, true]);
    expect([await unblocks(utf8(SO_PIN)), await unblocks(next)]).toEqual([false, true]);
  });

  it('makes a different SO PIN each time', async () => {
    expect(await prepared()).not.toEqual(await prepared());
  });

  it.each([
    ['before the token was touched', false],
    ['after the SO PIN was replaced', true],
  ])('can be repeated after an interruption %s', async (_, replaced) => {
    const next = await prepared();
    if (replaced) await perform(OTHER_PIN);
    const again = realClient([token.module]);
    client.stop();
    client = again;
    expect(await prepared(utf8(SO_PIN), next)).toEqual(next);
    expect([await perform(), await opens(NEW_PIN), await unblocks(next)]).toEqual([DONE, true, true]);
  });

  it('replaces the SO PIN alone when the PIN is set already', async () => {
    await client.unblockPin({ ...token, soPin: utf8(SO_PIN), newPin: utf8(OTHER_PIN) });
    const next = await prepared();
    expect([await perform(null), await opens(OTHER_PIN)]).toEqual([DONE, true]);
    expect(await unblocks(next)).toBe(true);
  });

  it('reports a wrong SO PIN from the platform, and uses one try', async () => {
    await prepared(utf8('11111111'));
    const outcome = await perform();
    expect(outcome.ok ? null : outcome.error.code).toBe('PIN_WRONG');
    expect([await opens(PIN), await unblocks(utf8(SO_PIN))]).toEqual([true, true]);
  });

  it('uses the SO PINs once, and for their own token only', async () => {
    await prepared();
    const other = await client.performReset({ ...token, serial: `${token.serial}0`, newPin: utf8(NEW_PIN) });
    expect([other, await perform()].map((each) => (each.ok ? null : each.error.code))).toEqual([
      'RESET_INTERRUPTED',
      'RESET_INTERRUPTED',
    ]);
  });

  it('forgets everything when its process ends', async () => {
    const recipient = valueOf(await client.beginReset(token));
    client.stop();
    client = realClient([token.module]);
    const outcome = await client.prepareReset({ ...token, ...credentialFor(recipient, utf8(SO_PIN)) });
    expect(outcome.ok ? null : outcome.error.code).toBe('RESET_INTERRUPTED');
  });

  const refusals: readonly [string, string, (credential: ResetCredential) => ResetCredential][] = [
    ['has expired', 'RESET_CREDENTIAL_EXPIRED', (given) => ({ ...given, expiresAtMs: Date.now() - 1 })],
    ['is for another key', 'RESET_CREDENTIAL_INVALID', (given) => ({ ...given, ...stranger })],
    ['is no cipher', 'RESET_CREDENTIAL_INVALID', (given) => ({ ...given, encryptedSoPin: utf8('no') })],
    ['names no escrow key', 'RESET_CREDENTIAL_INVALID', (given) => ({ ...given, escrowKey: utf8('no') })],
  ];
  const stranger = { encryptedSoPin: sealed(utf8(SO_PIN), escrowKey) };

  it.each(refusals)('is refused when the credential %s', async (_, code, changed) => {
    const recipient = valueOf(await client.beginReset(token));
    const outcome = await client.prepareReset({
      ...token,
      ...changed(credentialFor(recipient, utf8(SO_PIN))),
    });
    expect(outcome.ok ? null : outcome.error.code).toBe(code);
    expect(await opens(PIN)).toBe(true);
  });
});

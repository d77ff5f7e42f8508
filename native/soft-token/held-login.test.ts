import { randomBytes } from 'node:crypto';
import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TokenHosts } from '../../electron/adapters/tokens/token-hosts.ts';
import { HOLD_PIN_MS } from '../../electron/shared/model/pin-rules.ts';
import { certified } from './testing/demo-certificate.ts';
import {
  freshModule,
  PIN,
  pointAcceptsDigest,
  realClient,
  tokenWithKey,
  utf8,
  valueOf,
  type DemoToken,
} from './testing/soft-token-fixture.ts';

const OTHER_PIN = 'Other#135';

let client: TokenHosts;
let token: DemoToken;
let certificate: Uint8Array;

beforeEach(async () => {
  const module = freshModule();
  client = realClient([module]);
  token = await tokenWithKey(client, module);
  certificate = await certified(client, token);
});
afterEach(() => client.stop());

const hold = (holdMs: number) =>
  client.signDigest({ ...token, certificate, digest: randomBytes(32), holdMs, pin: utf8(PIN) });
const signHeld = (digest = randomBytes(32)) =>
  client.signDigest({ ...token, certificate, digest, pin: null });
const REQUIRED = { ok: false, error: { code: 'PIN_REQUIRED' } };

describe('a login held in a real token host', () => {
  it('signs without a PIN, even after another host has changed the PIN', async () => {
    expect(valueOf(await hold(HOLD_PIN_MS)).held).toBe(true);
    const other = realClient([token.module]);
    valueOf(await other.changePin({ ...token, pin: utf8(PIN), newPin: utf8(OTHER_PIN) }));
    other.stop();
    const e = randomBytes(32);
    const { value } = valueOf(await signHeld(e));
    const folder = dirname(token.module);
    expect(pointAcceptsDigest(folder, token.point, e, value)).toBe(true);
  });

  it('survives a listing of the keys', async () => {
    await hold(HOLD_PIN_MS);
    expect((await client.list()).tokens).toHaveLength(1);
    valueOf(await signHeld());
  });

  it('does not exist unless it was requested', async () => {
    const digest = randomBytes(32);
    const signed = valueOf(await client.signDigest({ ...token, certificate, digest, pin: utf8(PIN) }));
    expect(signed.held).toBe(false);
    expect(await signHeld()).toMatchObject(REQUIRED);
  });

  it('ends after its time', async () => {
    await hold(1);
    await expect.poll(() => signHeld()).toMatchObject(REQUIRED);
  });

  it('ends when it is dropped', async () => {
    await hold(HOLD_PIN_MS);
    valueOf(await client.dropLogin({ module: token.module }));
    expect(await signHeld()).toMatchObject(REQUIRED);
  });

  it('ends when a wrong PIN is given to the module', async () => {
    await hold(HOLD_PIN_MS);
    expect(await client.changePin({ ...token, pin: utf8('000000'), newPin: utf8(OTHER_PIN) })).toMatchObject({
      ok: false,
    });
    expect(await signHeld()).toMatchObject(REQUIRED);
  });

  it('ends when the key is removed, and does not come back with the key', async () => {
    await hold(HOLD_PIN_MS);
    const folder = join(dirname(token.module), 'tokens', token.serial);
    renameSync(folder, `${folder}-pulled`);
    expect((await client.list()).tokens).toEqual([]);
    renameSync(`${folder}-pulled`, folder);
    expect(await signHeld()).toMatchObject(REQUIRED);
  });
});

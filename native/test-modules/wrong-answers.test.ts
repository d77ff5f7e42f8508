import { randomBytes } from 'node:crypto';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import { computeZ, messageDigest } from '../../electron/core/sm/message-signature.ts';
import { certified } from '../soft-token/testing/demo-certificate.ts';
import {
  PIN,
  pointAcceptsDigest,
  tokenWithKey,
  utf8,
  valueOf,
} from '../soft-token/testing/soft-token-fixture.ts';
import { callsOf, freshPair, misbehavingToken } from './testing/misbehaving-token.ts';
import { addToProof } from './testing/misbehaviour-proof.ts';
import { profileOf, signWith, watchHosts } from './testing/watched-hosts.ts';

const WRONG_PIN = '000000';

const hosts = watchHosts();
const seen: Record<string, unknown>[] = [];
afterAll(() => addToProof('wrongAnswers', seen));

describe('a module that answers CKR_GENERAL_ERROR for a wrong PIN', () => {
  it('is reported as a possibly wrong PIN, without a number, after one try', async () => {
    const bad = await misbehavingToken('vague-login');
    const client = hosts.client([bad.misbehaving]);
    const refused = await signWith(client, bad, WRONG_PIN);
    const unknown = { triesLeft: null, countLow: false, finalTry: false, locked: false };
    const details = { ckr: 5, role: 'user', ...unknown, module: bad.misbehaving };
    expect(refused).toMatchObject({ ok: false, error: { code: 'PIN_POSSIBLY_WRONG', details } });
    expect(callsOf(bad)).toEqual({ C_Login: 1 });
    const [token] = (await client.list()).tokens;
    expect(token?.pin).toMatchObject(unknown);
    expect(await signWith(client, bad)).toMatchObject({ ok: true });
    seen.push({ module: 'vague-login', wrongPin: refused, listedPin: token?.pin });
  });

  it('is reported in the same way when the PIN is to be changed', async () => {
    const bad = await misbehavingToken('vague-login');
    const client = hosts.client([bad.misbehaving]);
    const refused = await client.changePin({ ...bad.token, pin: utf8(WRONG_PIN), newPin: utf8('778899') });
    expect(refused).toMatchObject({ ok: false, error: { code: 'PIN_POSSIBLY_WRONG' } });
  });
});

describe.each(['pulled-after-login', 'pulled-in-sign'])('a key that is %s', (name) => {
  it('counts as removed, suffers no harm, and signs again once it is back', async () => {
    const bad = await misbehavingToken(name);
    const client = hosts.client([bad.misbehaving]);
    const failed = await signWith(client, bad);
    const error = { code: 'TOKEN_REMOVED', details: { module: bad.misbehaving } };
    expect(failed).toMatchObject({ ok: false, error });
    expect((await client.list()).tokens).toEqual([]);
    renameSync(join(bad.folder, 'pulled'), join(bad.folder, 'tokens'));
    expect(await signWith(client, bad)).toMatchObject({ ok: true });
    expect({ ends: hosts.ends, hosts: hosts.started.length }).toEqual({ ends: [], hosts: 1 });
    seen.push({ module: name, signature: failed, signedOnceBack: true });
  });
});

describe('a module that signs in DER that is not strict', () => {
  it('makes a signature that is read as intended', async () => {
    const bad = await misbehavingToken('lax-der');
    const client = hosts.client([bad.misbehaving], profileOf('lax-der', { output: 'der' }));
    const digest = randomBytes(32);
    const { value } = valueOf(
      await client.signDigest({ ...bad.token, certificate: bad.certificate, digest, pin: utf8(PIN) }),
    );
    expect([value.length, value[0], (value[1] ?? 0) >= 0x80]).toEqual([64, 0, true]);
    expect(pointAcceptsDigest(bad.folder, bad.token.point, digest, value)).toBe(true);
    seen.push({ module: 'lax-der', acceptedByOpenssl: true });
  });
});

/** The parts of a message: Z, the signed bytes, and e. */
async function signedMessage(publicKey: Uint8Array) {
  const engine = await loadSmEngine();
  const message = { z: computeZ(engine, publicKey), tbs: Uint8Array.from(randomBytes(500)) };
  return { message, digest: messageDigest(engine, publicKey, message.tbs) };
}

describe('a module that hashes its message without Z', () => {
  it('makes signatures that fit no certificate if its profile says that it applies Z', async () => {
    const bad = await misbehavingToken('without-z');
    const byMessage = { input: 'message', signMechanism: 0x8005000c } as const;
    const { message, digest } = await signedMessage(bad.token.point);
    const outcomes = [];
    for (const tokenAppliesZ of [true, false]) {
      const client = hosts.client([], profileOf('without-z', { ...byMessage, tokenAppliesZ }));
      const request = { ...bad.token, certificate: bad.certificate, digest, message };
      const { value, profile } = valueOf(await client.signDigest({ ...request, pin: utf8(PIN) }));
      outcomes.push({
        profile,
        tokenAppliesZ,
        accepted: pointAcceptsDigest(bad.folder, bad.token.point, digest, value),
      });
    }
    expect(outcomes.map(({ accepted }) => accepted)).toEqual([false, true]);
    seen.push({ module: 'without-z', outcomes });
  });

  it('is used only with the mechanism that its profile names', async () => {
    const bad = await misbehavingToken('without-z');
    const failed = await signWith(hosts.client([]), bad);
    const details = { ckr: 0x70, module: bad.misbehaving };
    expect(failed).toMatchObject({ ok: false, error: { code: 'TOKEN_FAILURE', details } });
    expect(callsOf(bad)).toEqual({});
  });
});

describe.each([
  ['point-bare', null],
  ['point-stray', null],
  ['point-split', { x: 0x80000201, y: 0x80000202 }],
] as const)('a module that tells its point as %s', (name, coordinates) => {
  it('can generate a key, store its certificate and sign', async () => {
    const pair = freshPair(name);
    const client = hosts.client([], profileOf(name, { coordinates }));
    const token = await tokenWithKey(client, pair.misbehaving);
    const certificate = await certified(client, token);
    const digest = randomBytes(32);
    const { value } = valueOf(await client.signDigest({ ...token, certificate, digest, pin: utf8(PIN) }));
    expect(pointAcceptsDigest(pair.folder, token.point, digest, value)).toBe(true);
    seen.push({ module: name, pointBytes: token.point.length, acceptedByOpenssl: true });
  });
});

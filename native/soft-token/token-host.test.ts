import { randomBytes } from 'node:crypto';
import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { childProcessHosts } from '../../electron/adapters/tokens/child-process-hosts.ts';
import { prepareHost, takeHost } from '../../electron/adapters/tokens/spare-host.ts';
import type { HostStart } from '../../electron/adapters/tokens/token-host-operations.ts';
import { createTokenHosts, type TokenHosts } from '../../electron/adapters/tokens/token-hosts.ts';
import type { Port } from '../../electron/wire/ports.ts';
import { PROJECT } from '../../e2e/fixtures/commands/run-command.ts';
import { certified, demoCertificate } from './testing/demo-certificate.ts';
import {
  freshModule,
  KEY_ID,
  PIN,
  pointAcceptsDigest,
  realClient,
  SO_PIN,
  tokenWithKey,
  utf8,
  valueOf,
  type DemoToken,
} from './testing/soft-token-fixture.ts';

/** State of a PIN that PKCS#11 has no warning about. */
const UNTOUCHED = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};

let client: TokenHosts;
let token: DemoToken;
let certificate: Uint8Array;
let ends: unknown[];
let hosts: Port[];

/** Starts real hosts and remembers them, so that a test can kill one. */
function start(how: HostStart): Port {
  const host = childProcessHosts(join(PROJECT, 'dist/token-host/token-host.js'))(how);
  hosts.push(host);
  return host;
}

beforeEach(async () => {
  ends = [];
  hosts = [];
  const module = freshModule();
  client = realClient([module], { start, onHostEnd: (end) => ends.push(end) });
  token = await tokenWithKey(client, module);
  certificate = await certified(client, token);
});
afterEach(() => client.stop());

const sign = (digest: Uint8Array, pin = PIN) =>
  client.signDigest({ ...token, certificate, digest, pin: utf8(pin) });

describe('the token host with the soft token', () => {
  it('signs with the key of the certificate', async () => {
    const e = randomBytes(32);
    const { value: signature, profile } = valueOf(await sign(e));
    expect(profile).toBe('soft-token');
    const folder = dirname(token.module);
    expect(pointAcceptsDigest(folder, token.point, e, signature)).toBe(true);
  });

  it('serves a module that it is told after its start, and is taken once', async () => {
    const entry = join(PROJECT, 'dist/token-host/token-host.js');
    const settings: HostStart['settings'] = { profiles: [], softTokens: 'admitted' };
    prepareHost(entry);
    const [prepared, other] = [1, 2].map(() => takeHost(entry, { module: token.module, settings }));
    const early = createTokenHosts({ modules: () => [token.module], start: childProcessHosts(entry) });
    expect(prepared?.spawnargs).toHaveLength(2);
    expect(other?.spawnargs).toHaveLength(3);
    prepared?.kill();
    other?.kill();
    prepareHost(entry);
    expect((await early.list()).tokens.map(({ serial }) => serial)).toContain(token.serial);
    early.stop();
  });

  it('lists certificate and data without login, and the PIN state as far as PKCS#11 reports it', async () => {
    valueOf(
      await client.storeData({
        ...token,
        label: '章',
        application: 'GB/T 38540-2020',
        value: utf8('value'),
        pin: utf8(PIN),
      }),
    );
    const { tokens, failures } = await client.list();
    expect(failures).toEqual([]);
    expect(tokens).toEqual([
      {
        module: token.module,
        kind: 'pkcs11',
        slot: 0,
        label: '演示 SOFT TOKEN',
        serial: token.serial,
        manufacturer: 'SealDesk demo',
        profile: 'soft-token',
        initialised: true,
        pin: { ...UNTOUCHED, mustChange: true },
        soPin: UNTOUCHED,
        certificates: [{ id: KEY_ID, label: '签名', der: certificate }],
        data: [{ label: '章', application: 'GB/T 38540-2020', value: utf8('value') }],
      },
    ]);
  });

  it('reports the token’s state after each wrong PIN (low, last try, locked), and unblocks', async () => {
    const seen = [];
    for (let i = 0; i < 7; i++) {
      const refused = await sign(randomBytes(32), '000000');
      if (!refused.ok) seen.push([refused.error.code, refused.error.details?.['triesLeft']]);
    }
    const low = ['PIN_WRONG', null];
    expect(seen).toEqual([low, low, low, low, ['PIN_WRONG', 1], ['PIN_WRONG', 0], ['PIN_LOCKED', 0]]);
    valueOf(await client.unblockPin({ ...token, soPin: utf8(SO_PIN), newPin: utf8('778899') }));
    valueOf(await sign(randomBytes(32), '778899'));
    expect((await client.list()).tokens[0]?.pin).toEqual(UNTOUCHED);
    valueOf(await client.changePin({ ...token, pin: utf8('778899'), newPin: utf8(PIN) }));
    valueOf(await sign(randomBytes(32)));
  });

  it('refuses to store a certificate that it cannot read', async () => {
    const unreadable = { id: Uint8Array.of(2), label: 'x', der: Uint8Array.of(0), pin: utf8('000000') };
    const stored = await client.storeCertificate({ ...token, ...unreadable });
    expect(stored).toMatchObject({ ok: false, error: { code: 'DER_INVALID' } });
    expect((await client.list()).tokens[0]?.pin.countLow).toBe(false);
  });

  it('uses no try on a PIN of impossible length', async () => {
    expect(await sign(randomBytes(32), '12')).toMatchObject({ ok: false, error: { code: 'PIN_INVALID' } });
    expect((await client.list()).tokens[0]?.pin.countLow).toBe(false);
  });

  it('uses no PIN when certificate or token is missing', async () => {
    const other = await demoCertificate(token.point, '另一家');
    const digest = randomBytes(32);
    const refused = await client.signDigest({ ...token, certificate: other, digest, pin: utf8('000000') });
    expect(refused).toMatchObject({ ok: false, error: { code: 'KEY_NOT_FOUND' } });
    const absent = await client.signDigest({
      ...token,
      serial: 'none',
      certificate,
      digest,
      pin: utf8('000000'),
    });
    expect(absent).toMatchObject({ ok: false, error: { code: 'TOKEN_REMOVED' } });
    expect((await client.list()).tokens[0]?.pin.countLow).toBe(false);
  });

  it('refuses the soft token outside the demonstration world', async () => {
    const outside = realClient([token.module], { start, settings: { profiles: [], softTokens: 'refused' } });
    const refused = { ok: false, error: { code: 'SOFT_TOKEN_REFUSED' } };
    const { tokens, failures } = await outside.list();
    expect([tokens, failures.map(({ error }) => error.code)]).toEqual([[], ['SOFT_TOKEN_REFUSED']]);
    const request = { ...token, certificate, digest: randomBytes(32) };
    expect(await outside.signDigest({ ...request, pin: utf8('000000') })).toMatchObject(refused);
    expect(await outside.changePin({ ...token, pin: utf8('000000'), newPin: utf8(PIN) })).toMatchObject(
      refused,
    );
    const made = await outside.initialise({
      module: token.module,
      label: 'new',
      soPin: utf8(SO_PIN),
      pin: utf8(PIN),
    });
    expect(made).toMatchObject({ ok: false, error: { code: 'TOKEN_NOT_FOUND' } });
    outside.stop();
    expect((await client.list()).tokens[0]?.pin.countLow).toBe(false);
  });

  it('notices when a key is pulled and plugged in again', async () => {
    const folder = join(dirname(token.module), 'tokens', token.serial);
    renameSync(folder, `${folder}-pulled`);
    expect((await client.list()).tokens).toEqual([]);
    expect(await sign(randomBytes(32))).toMatchObject({ ok: false, error: { code: 'TOKEN_REMOVED' } });
    renameSync(`${folder}-pulled`, folder);
    valueOf(await sign(randomBytes(32)));
    expect((await client.list()).tokens).toHaveLength(1);
  });

  it('reports a host killed during a call by a code, and serves the next call from a fresh host', async () => {
    const inFlight = sign(randomBytes(32));
    await new Promise((resolve) => setTimeout(resolve, 5));
    hosts.at(-1)?.end?.();
    expect(await inFlight).toMatchObject({ ok: false, error: { code: 'TOKEN_HOST_CRASHED' } });
    expect(ends).toEqual([{ module: token.module, cause: 'crashed' }]);
    valueOf(await sign(randomBytes(32)));
    expect(hosts).toHaveLength(2);
  });

  it('ends a host that overruns its deadline', async () => {
    const impatient = realClient([token.module], {
      start,
      onHostEnd: (end) => ends.push(end),
      deadlines: { signDigest: 1 },
    });
    const request = { ...token, certificate, digest: randomBytes(32) };
    expect(await impatient.signDigest({ ...request, pin: utf8(PIN) })).toMatchObject({
      ok: false,
      error: { code: 'TOKEN_TIMEOUT' },
    });
    expect(ends).toEqual([{ module: token.module, cause: 'timedOut' }]);
    expect((await impatient.list()).tokens).toHaveLength(1);
    impatient.stop();
  });

  it('names a missing module and a file that is no module, and lists the others', async () => {
    const text = join(PROJECT, 'package.json');
    const mixed = realClient(['/nowhere/module.so', text, token.module]);
    const { tokens, failures } = await mixed.list();
    mixed.stop();
    expect(tokens.map(({ serial }) => serial)).toEqual([token.serial]);
    expect(failures.map(({ module, error }) => [module, error.code])).toEqual([
      ['/nowhere/module.so', 'MODULE_MISSING'],
      [text, 'MODULE_LOAD_FAILED'],
    ]);
  });
});

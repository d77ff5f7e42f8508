import { randomBytes } from 'node:crypto';
import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TokenHosts } from '../../electron/adapters/tokens/token-hosts.ts';
import type { HostSettings } from '../../electron/adapters/tokens/token-host-operations.ts';
import { skfProfileSchema } from '../../electron/adapters/tokens/vendor-profiles.ts';
import { certified, demoCertificate } from '../soft-token/testing/demo-certificate.ts';
import {
  KEY_ID,
  PIN,
  pointAcceptsDigest,
  realClient,
  run,
  SO_PIN,
  tokenWithKey,
  utf8,
  valueOf,
  type DemoToken,
} from '../soft-token/testing/soft-token-fixture.ts';
import { freshModules, type BothModules } from './testing/soft-skf-fixture.ts';

/** State of a PIN that was never mistyped. SKF gives the number of tries. */
const UNTOUCHED = {
  triesLeft: 6,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};

let modules: BothModules;
let client: TokenHosts;
let made: DemoToken;
let token: { readonly module: string; readonly serial: string };
let certificate: Uint8Array;

/** A token that was set up through PKCS#11 and is seen through SKF. */
async function prepare(
  options: Parameters<typeof freshModules>[0] = {},
  settings: Pick<HostSettings, 'skfProfiles'> = {},
): Promise<void> {
  modules = freshModules(options);
  client = realClient([modules.skf], { settings: { profiles: [], softTokens: 'admitted', ...settings } });
  made = await tokenWithKey(client, modules.pkcs11);
  token = { module: modules.skf, serial: made.serial };
  certificate = await certified(client, made);
}

beforeEach(() => prepare());
afterEach(() => {
  client.stop();
  vi.unstubAllEnvs();
});

const sign = (digest: Uint8Array, pin = PIN) =>
  client.signDigest({ ...token, certificate, digest, pin: utf8(pin) });
const pinNow = async () => (await client.list()).tokens[0]?.pin;

async function refusal(pin: string): Promise<unknown> {
  const signed = await sign(randomBytes(32), pin);
  return signed.ok ? null : [signed.error.code, signed.error.details?.['triesLeft']];
}

describe('the token host with the soft SKF library', () => {
  it('shows data that PKCS#11 has stored on the token, and the number of tries', async () => {
    valueOf(
      await client.storeData({
        ...made,
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
        kind: 'skf',
        slot: 0,
        label: '演示 SOFT TOKEN',
        serial: token.serial,
        manufacturer: 'SealDesk demo',
        profile: 'skf',
        initialised: true,
        pin: { ...UNTOUCHED, mustChange: true },
        soPin: UNTOUCHED,
        certificates: [{ id: KEY_ID, label: '01', der: certificate }],
        data: [{ label: '章', application: 'SealDesk', value: utf8('value') }],
      },
    ]);
  });

  it('signs with the key of the certificate', async () => {
    const e = randomBytes(32);
    const { value, profile } = valueOf(await sign(e));
    expect(profile).toBe('skf');
    const folder = dirname(token.module);
    expect(pointAcceptsDigest(folder, made.point, e, value)).toBe(true);
  });

  it('signs through a library with a ULONG of 64 bits if the person’s profile says so', async () => {
    client.stop();
    const wide = {
      name: 'wide',
      module: 'soft-skf-wide',
      ulongBits: 64,
      convention: 'cdecl',
      application: null,
    };
    await prepare({ wide: true }, { skfProfiles: [skfProfileSchema.parse(wide)] });
    const point = valueOf(
      await client.generateKeyPair({ ...token, id: Uint8Array.of(7, 8), label: '', pin: utf8(PIN) }),
    );
    valueOf(
      await client.storeData({
        ...token,
        label: 'seal',
        application: '',
        value: randomBytes(5_000),
        pin: utf8(PIN),
      }),
    );
    const e = randomBytes(32);
    const { value, profile } = valueOf(await sign(e));
    expect(profile).toBe('wide');
    const folder = dirname(token.module);
    expect(pointAcceptsDigest(folder, made.point, e, value)).toBe(true);
    expect(valueOf(await client.keyPairs(token)).map(({ publicKey }) => publicKey)).toEqual([
      made.point,
      point,
    ]);
    expect((await client.list()).tokens[0]?.data[0]?.value.length).toBe(5_000);
  });

  it('reports a wrong width of ULONG in the profile instead of misreading a key', async () => {
    client.stop();
    await prepare({ wide: true });
    expect(await client.keyPairs(token)).toMatchObject({
      ok: false,
      error: { code: 'TOKEN_FAILURE', details: { profile: 'skf', ulongBits: 64 } },
    });
    valueOf(await sign(randomBytes(32)));
  });

  it('shares the count of tries with PKCS#11 up to the lock, and unlocks with the SO PIN', async () => {
    const seen: unknown[] = [];
    for (let left = 5; left >= 3; left -= 1) seen.push(await refusal('000000'));
    const through11 = await client.signDigest({
      ...made,
      certificate,
      digest: randomBytes(32),
      pin: utf8('000000'),
    });
    expect(through11).toMatchObject({ ok: false, error: { code: 'PIN_WRONG' } });
    expect(await pinNow()).toMatchObject({ triesLeft: 2, countLow: true, finalTry: false, locked: false });
    seen.push(await refusal('000000'));
    expect(await pinNow()).toMatchObject({ triesLeft: 1, finalTry: true, locked: false });
    seen.push(await refusal('000000'), await refusal(PIN));
    expect(seen).toEqual([
      ['PIN_WRONG', 5],
      ['PIN_WRONG', 4],
      ['PIN_WRONG', 3],
      ['PIN_WRONG', 1],
      ['PIN_WRONG', 0],
      ['PIN_LOCKED', 0],
    ]);
    valueOf(await client.unblockPin({ ...token, soPin: utf8(SO_PIN), newPin: utf8('778899') }));
    expect(await pinNow()).toMatchObject({ triesLeft: 6, countLow: false, locked: false });
    valueOf(await sign(randomBytes(32), '778899'));
  });

  it('changes the PIN, and says how many tries remain after a wrong old one', async () => {
    valueOf(await client.changePin({ ...token, pin: utf8(PIN), newPin: utf8('778899') }));
    expect(await pinNow()).toEqual(UNTOUCHED);
    valueOf(await sign(randomBytes(32), '778899'));
    const refused = await client.changePin({ ...token, pin: utf8(PIN), newPin: utf8('112233') });
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'PIN_WRONG', details: { role: 'user', triesLeft: 5 } },
    });
    expect(await client.changePin({ ...token, pin: utf8('778899'), newPin: utf8('1') })).toMatchObject({
      ok: false,
      error: { code: 'PIN_INVALID' },
    });
    expect(await pinNow()).toMatchObject({ triesLeft: 5 });
  });

  it('says how many tries remain after a wrong SO PIN, and uses none when it is locked', async () => {
    const unblock = async (soPin: string): Promise<unknown> => {
      const done = await client.unblockPin({ ...token, soPin: utf8(soPin), newPin: utf8('778899') });
      return done.ok
        ? null
        : [done.error.code, done.error.details?.['role'], done.error.details?.['triesLeft']];
    };
    const seen: unknown[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) seen.push(await unblock('00000000'));
    expect(seen.slice(0, 2)).toEqual([
      ['PIN_WRONG', 'securityOfficer', 5],
      ['PIN_WRONG', 'securityOfficer', 4],
    ]);
    expect(seen.at(-1)).toEqual(['PIN_LOCKED', 'securityOfficer', 0]);
    expect(await unblock(SO_PIN)).toEqual(['PIN_LOCKED', 'securityOfficer', 0]);
    expect((await client.list()).tokens[0]?.soPin).toMatchObject({ triesLeft: 0, locked: true });
  });

  it('lists the certificate for encryption, and never signs with it', async () => {
    const id = Uint8Array.of(2);
    const point = valueOf(await client.generateKeyPair({ ...made, id, label: '加密', pin: utf8(PIN) }));
    const encryption = await demoCertificate(point, '样章有限公司', ['keyEncipherment']);
    valueOf(await client.storeCertificate({ ...made, id, label: '加密', der: encryption, pin: utf8(PIN) }));
    expect((await client.list()).tokens[0]?.certificates.map(({ der }) => der)).toEqual([
      certificate,
      encryption,
    ]);
    const digest = randomBytes(32);
    const refused = await client.signDigest({ ...token, certificate: encryption, digest, pin: utf8(PIN) });
    expect(refused).toMatchObject({ ok: false, error: { code: 'KEY_NOT_FOUND' } });
    expect(valueOf(await client.keyPairs(token)).map(({ publicKey }) => publicKey)).toEqual([made.point]);
  });

  it('refuses to store a certificate that it cannot read', async () => {
    const unreadable = { id: Uint8Array.of(2), label: 'x', der: Uint8Array.of(0), pin: utf8('000000') };
    const stored = await client.storeCertificate({ ...token, ...unreadable });
    expect(stored).toMatchObject({ ok: false, error: { code: 'DER_INVALID' } });
    expect((await client.list()).tokens[0]?.pin).toEqual({ ...UNTOUCHED, mustChange: true });
  });

  it('uses no try of the PIN if the certificate is not on the token', async () => {
    const digest = randomBytes(32);
    const other = await demoCertificate(made.point, '另一公司');
    const refused = await client.signDigest({ ...token, certificate: other, digest, pin: utf8('000000') });
    expect(refused).toMatchObject({ ok: false, error: { code: 'KEY_NOT_FOUND' } });
    expect(await pinNow()).toMatchObject({ triesLeft: 6 });
  });

  it('makes a key pair and stores its certificate and a seal, which PKCS#11 shows too', async () => {
    const id = Uint8Array.of(0xa1, 0xb2, 0xc3);
    const point = valueOf(await client.generateKeyPair({ ...token, id, label: '新', pin: utf8(PIN) }));
    const fresh = await demoCertificate(point, '新公司');
    valueOf(await client.storeCertificate({ ...token, id, label: '新', der: fresh, pin: utf8(PIN) }));
    const seal = Uint8Array.from(randomBytes(30_000));
    valueOf(
      await client.storeData({
        ...token,
        label: '上海示例贸易有限公司合同专用章',
        application: '',
        value: seal,
        pin: utf8(PIN),
      }),
    );
    const beside = realClient([modules.pkcs11]);
    const { tokens } = await beside.list();
    beside.stop();
    expect(tokens[0]?.certificates).toContainEqual({ id, label: '', der: fresh });
    expect(tokens[0]?.data.map(({ value }) => value)).toEqual([seal]);
    expect((await client.list()).tokens[0]?.certificates.map(({ der }) => der)).toContainEqual(fresh);
  });

  it('loses a pulled token, and finds it again when it is plugged in', async () => {
    const store = join(dirname(token.module), 'tokens');
    const [inside, away] = [join(store, token.serial), join(dirname(store), 'pulled')];
    renameSync(inside, away);
    expect((await client.list()).tokens).toEqual([]);
    expect(await sign(randomBytes(32))).toMatchObject({ ok: false, error: { code: 'TOKEN_REMOVED' } });
    renameSync(away, inside);
    valueOf(await sign(randomBytes(32)));
  });

  it('works from end to end without a memory error', async () => {
    client.stop();
    vi.stubEnv('LD_PRELOAD', run('cc', ['-print-file-name=libasan.so']).output.trim());
    // The runtime never frees all of its own memory, so leaks are not looked for.
    vi.stubEnv('ASAN_OPTIONS', 'detect_leaks=0');
    await prepare({ sanitize: true });
    const id = Uint8Array.of(9, 9);
    const point = valueOf(await client.generateKeyPair({ ...token, id, label: '', pin: utf8(PIN) }));
    valueOf(
      await client.storeCertificate({
        ...token,
        id,
        label: '',
        der: await demoCertificate(point),
        pin: utf8(PIN),
      }),
    );
    valueOf(
      await client.storeData({
        ...token,
        label: '章',
        application: '',
        value: randomBytes(3_000),
        pin: utf8(PIN),
      }),
    );
    expect(await refusal('x'.repeat(64))).toEqual(['PIN_INVALID', undefined]);
    expect(await refusal('000000')).toEqual(['PIN_WRONG', 5]);
    valueOf(await sign(randomBytes(32)));
    valueOf(await client.changePin({ ...token, pin: utf8(PIN), newPin: utf8('778899') }));
    valueOf(await client.unblockPin({ ...token, soPin: utf8(SO_PIN), newPin: utf8(PIN) }));
    expect((await client.list()).tokens[0]?.certificates).toHaveLength(2);
    valueOf(await client.examine({ module: modules.skf }));
  });

  it('refuses operations that an SKF device leaves to its vendor', async () => {
    expect(
      await client.initialise({ module: token.module, label: 'x', soPin: utf8(SO_PIN), pin: utf8(PIN) }),
    ).toMatchObject({
      ok: false,
      error: { code: 'TOKEN_FAILURE', details: { operation: 'initialise', kind: 'skf' } },
    });
  });

  it('hides soft tokens outside the demonstration world', async () => {
    client.stop();
    client = realClient([modules.skf], { settings: { profiles: [], softTokens: 'refused' } });
    expect((await client.list()).tokens).toEqual([]);
    expect(await sign(randomBytes(32))).toMatchObject({ ok: false, error: { code: 'SOFT_TOKEN_REFUSED' } });
  });
});

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenHosts } from '../../electron/adapters/tokens/token-hosts.ts';
import { readTokenHead, tokenHeadLabel, tokenHeadText } from '../../electron/core/register/kept-head.ts';
import { keepHead } from '../../electron/token-host/pkcs11/keep-head.ts';
import { openModule } from '../../electron/token-host/pkcs11/module.ts';
import { withLogin } from '../../electron/token-host/pkcs11/session.ts';
import { findTokens, readTokenState } from '../../electron/token-host/pkcs11/token-state.ts';
import { createSoftHsm, SOFT_HSM } from '../../e2e/peers/soft-hsm.ts';
import { freshModules, type BothModules } from '../soft-skf/testing/soft-skf-fixture.ts';
import { certified } from './testing/demo-certificate.ts';
import {
  PIN,
  pkcs11Tool,
  realClient,
  tokenWithKey,
  utf8,
  valueOf,
  type DemoToken,
} from './testing/soft-token-fixture.ts';

const registerId = (digit: string): string => digit.repeat(32);

/** A head of a register, as sealing gives it to the token. */
function headOf(id: string, size: number, minute = 0) {
  const head = {
    size,
    root: 'ab'.repeat(32),
    time: `2026-11-28T08:${String(minute).padStart(2, '0')}:00.000Z`,
  };
  const place = { registerId: id, origin: 'aa', signer: 'cd'.repeat(32), fingerprint: 'ef'.repeat(32) };
  return { label: tokenHeadLabel(id), text: tokenHeadText({ ...head, ...place }) };
}

describe('The heads of registers on a token', () => {
  let modules: BothModules;
  let client: TokenHosts;
  let token: DemoToken;
  let certificate: Uint8Array;

  beforeAll(async () => {
    modules = freshModules();
    client = realClient([modules.pkcs11], { settings: { profiles: [], softTokens: 'admitted' } });
    token = await tokenWithKey(client, modules.pkcs11);
    certificate = await certified(client, token);
  });
  afterAll(() => client.stop());

  const sign = async (
    head: ReturnType<typeof headOf>,
    {
      module = token.module,
      pin = utf8(PIN),
      holdMs = 0,
    }: { readonly module?: string; readonly pin?: Uint8Array | null; readonly holdMs?: number } = {},
  ) => {
    const hold = holdMs === 0 ? {} : { holdMs };
    const request = {
      module,
      serial: token.serial,
      certificate,
      digest: randomBytes(32),
      pin,
      head,
      ...hold,
    };
    return valueOf(await client.signDigest(request));
  };
  const heads = async () =>
    (await client.list()).tokens[0]?.data.map(({ label, value }) => [label, readTokenHead(value)?.size]);

  it('are kept with their signatures, each in the place of the one before, and pkcs11-tool reads them', async () => {
    const first = await sign(headOf(registerId('1'), 7));
    expect(first.headKept).toBe(true);
    const { value, headKept } = await sign(headOf(registerId('1'), 8));
    expect(headKept).toBe(true);
    expect(await heads()).toEqual([['sealdesk-head-1111111111111111', 8]]);
    const file = join(dirname(token.module), 'head.bin');
    const select = ['--token-label', '演示 SOFT TOKEN', '--label', 'sealdesk-head-1111111111111111'];
    const read = pkcs11Tool(token.module, ...select, '--read-object', '--type', 'data', '-o', file);
    expect(read.status, read.output).toBe(0);
    const kept = readTokenHead(readFileSync(file));
    expect(kept).toMatchObject({ registerId: registerId('1'), size: 8, origin: 'aa' });
    expect(kept?.signature).toBe(Buffer.from(value).toString('hex'));
  });

  it('are kept within a login that is held, too', async () => {
    await sign(headOf(registerId('1'), 9), { holdMs: 60_000 });
    expect(await sign(headOf(registerId('1'), 10), { pin: null })).toMatchObject({
      headKept: true,
      held: true,
    });
    expect(await heads()).toEqual([['sealdesk-head-1111111111111111', 10]]);
    valueOf(await client.dropLogin({ module: token.module }));
  });

  it('are the same through SKF, as files', async () => {
    const skf = realClient([modules.skf], { settings: { profiles: [], softTokens: 'admitted' } });
    try {
      const request = { module: modules.skf, serial: token.serial, certificate, digest: randomBytes(32) };
      for (const head of [headOf(registerId('1'), 11), headOf(registerId('2'), 1)]) {
        const signed = valueOf(await skf.signDigest({ ...request, pin: utf8(PIN), head }));
        expect(signed.headKept).toBe(true);
      }
      const seen = (await skf.list()).tokens[0]?.data.map(({ value }) => readTokenHead(value)?.size);
      expect(seen?.sort()).toEqual([1, 11]);
    } finally {
      skf.stop();
    }
    expect(await heads()).toEqual([
      ['sealdesk-head-1111111111111111', 11],
      ['sealdesk-head-2222222222222222', 1],
    ]);
  });

  it('are of eight registers at most: the oldest gives way', async () => {
    for (const [minute, digit] of ['3', '4', '5', '6', '7', '8', '9'].entries()) {
      await sign(headOf(registerId(digit), 1, minute + 1));
    }
    const kept = (await heads())?.map(([label]) => String(label).slice(-1));
    expect(kept).toHaveLength(8);
    expect(kept).toContain('9');
  });

  it('harm no signature where the token takes no more', async () => {
    const long = { label: tokenHeadLabel(registerId('1')), text: new Uint8Array(600) };
    expect(await sign(long)).toMatchObject({ headKept: false, value: expect.any(Uint8Array) as unknown });
    const huge = { label: 'huge', application: '', value: new Uint8Array((1 << 20) + 1) };
    expect(await client.storeData({ ...token, ...huge, pin: utf8(PIN) })).toMatchObject({
      error: { code: 'TOKEN_FAILURE' },
    });
  });

  it('are kept by SoftHSM2 as well, made, changed and read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'softhsm-'));
    const peer = createSoftHsm(folder);
    await peer.initialise('Heads');
    process.env['SOFTHSM2_CONF'] = peer.env['SOFTHSM2_CONF'];
    try {
      const module = openModule(SOFT_HSM, { profiles: [], softTokens: 'admitted' });
      const slot = module.pkcs11
        .C_GetSlotList(true)
        .find((each) => readTokenState(module, each).label === 'Heads');
      if (slot === undefined) throw new Error('no such token');
      const [hsm] = findTokens(module, readTokenState(module, slot).serial);
      if (hsm === undefined) throw new Error('no such serial number');
      const kept = [3, 4].map((size) =>
        withLogin(module, hsm, 'readOnly', { role: 'user', pin: utf8('1234') }, () =>
          keepHead(module, hsm, headOf(registerId('a'), size), new Uint8Array(64).fill(7)),
        ),
      );
      expect(kept).toEqual([true, true]);
      const file = join(folder, 'head.bin');
      const select = ['--token-label', 'Heads', '--label', tokenHeadLabel(registerId('a'))];
      const read = pkcs11Tool(SOFT_HSM, ...select, '--read-object', '--type', 'data', '-o', file);
      expect(read.status, read.output).toBe(0);
      expect(readTokenHead(readFileSync(file))).toMatchObject({ size: 4, signature: '07'.repeat(64) });
    } finally {
      delete process.env['SOFTHSM2_CONF'];
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

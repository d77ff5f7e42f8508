import { randomBytes } from 'node:crypto';
import { readdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import type { TokenHosts } from '../../electron/adapters/tokens/token-hosts.ts';
import { TokenWatch } from '../../electron/home/token-watch.ts';
import type { TokenView } from '../../electron/shared/model/token.ts';
import { writeProof } from '../../e2e/fixtures/proof.ts';
import { certified } from './testing/demo-certificate.ts';
import {
  freshModule,
  PIN,
  realClient,
  tokenWithKey,
  utf8,
  valueOf,
  type DemoToken,
} from './testing/soft-token-fixture.ts';

const ROUNDS = 5;

let client: TokenHosts;
let module: string;

beforeEach(() => {
  module = freshModule();
  client = realClient([module], { looksOften: true });
});
afterEach(() => client.stop());

const folderOf = (serial: string): string => join(dirname(module), 'tokens', serial);
const pull = (serial: string): void => renameSync(folderOf(serial), `${folderOf(serial)}-pulled`);
const plugIn = (serial: string): void => renameSync(`${folderOf(serial)}-pulled`, folderOf(serial));

const sign = (at: TokenHosts, token: DemoToken, certificate: Uint8Array) =>
  at.signDigest({ ...token, certificate, digest: randomBytes(32), pin: utf8(PIN) });

describe('keys that come and go', () => {
  it('appear and disappear without a restart, each time', async () => {
    const token = await tokenWithKey(client, module);
    let tell: (view: TokenView) => void = () => undefined;
    const watch = new TokenWatch({
      tokens: client,
      engine: await loadSmEngine(),
      clock: { now: () => new Date() },
      confirmations: { awaiting: () => new Set() },
      changed: (view) => tell(view),
    });
    /** Does something to the key and waits until the watch reports this number of keys. */
    const shownAfter = (act: () => void, count: number): Promise<number> =>
      new Promise((resolve) => {
        const start = performance.now();
        tell = (view) => {
          if (view.tokens.length === count) resolve(Math.round(performance.now() - start));
        };
        act();
      });
    await watch.refresh();
    watch.start();
    const removedMs: number[] = [];
    const insertedMs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      removedMs.push(await shownAfter(() => pull(token.serial), 0));
      insertedMs.push(await shownAfter(() => plugIn(token.serial), 1));
    }
    expect(removedMs.length + insertedMs.length).toBe(2 * ROUNDS);
    writeProof('hot-plug', { removedMs, insertedMs });
  });

  it('sign again after a removal, without anything from the session before', async () => {
    const token = await tokenWithKey(client, module);
    const certificate = await certified(client, token);
    valueOf(await sign(client, token, certificate));
    pull(token.serial);
    expect(await sign(client, token, certificate)).toMatchObject({
      ok: false,
      error: { code: 'TOKEN_REMOVED' },
    });
    plugIn(token.serial);
    valueOf(await sign(client, token, certificate));
  });

  it('count as the same keys in another port', async () => {
    const [first, second] = [await tokenWithKey(client, module), await tokenWithKey(client, module)];
    const certificate = await certified(client, second);
    const slotNow = async (at: TokenHosts) =>
      (await at.list()).tokens.find(({ serial }) => serial === second.serial)?.slot;
    const before = await slotNow(client);
    const names = readdirSync(join(dirname(module), 'tokens'));
    expect(names).toContain(first.serial);
    pull(first.serial);
    const elsewhere = realClient([module]);
    try {
      expect(await slotNow(elsewhere)).toBe(0);
      expect(before).not.toBe(0);
      valueOf(await sign(elsewhere, second, certificate));
    } finally {
      elsewhere.stop();
    }
  });
});

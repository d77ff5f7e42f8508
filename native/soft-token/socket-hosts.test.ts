import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OtherRuntime, socketHosts } from '../../electron/adapters/tokens/socket-hosts.ts';
import { createTokenHosts, type TokenHosts } from '../../electron/adapters/tokens/token-hosts.ts';
import type { TokenHostEnd } from '../../electron/shared/model/token.ts';
import { PROJECT } from '../../e2e/fixtures/commands/run-command.ts';
import { certified } from './testing/demo-certificate.ts';
import {
  freshModule,
  PIN,
  pointAcceptsDigest,
  tokenWithKey,
  utf8,
  valueOf,
} from './testing/soft-token-fixture.ts';

/** This runtime stands for one of another word size: what goes over the socket is the same. */
const OTHER: OtherRuntime = {
  program: process.execPath,
  entry: join(PROJECT, 'dist/token-host/token-host.js'),
};

let folder: string;
let client: TokenHosts;
let ends: TokenHostEnd[];

function hostsIn(runtime: OtherRuntime): TokenHosts {
  return createTokenHosts({
    modules: () => [],
    start: socketHosts(runtime),
    onHostEnd: (end) => ends.push(end),
    deadlines: { list: 20_000 },
  });
}

/** A host that shows the secret and then says what is no message. */
const STRANGE = `
const { connect } = require('node:net');
process.stdin.once('data', (line) => {
  const { address, secret } = JSON.parse(line);
  connect(address).write(Buffer.concat([Buffer.from(secret, 'hex'), Buffer.alloc(8, 0xff)]));
});
`;

/** The sockets of hosts that are there now. */
const places = (): string[] => readdirSync(folder).filter((name) => name.startsWith('sealdesk-host-'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-other-'));
  // Where sockets are made.
  vi.stubEnv('TMPDIR', folder);
  ends = [];
  client = hostsIn(OTHER);
});
afterEach(async () => {
  client.stop();
  vi.unstubAllEnvs();
  await setTimeout(100);
  rmSync(folder, { recursive: true, force: true });
});

describe('a token host of another runtime', () => {
  it('does over a socket what others do: it makes a key, signs, refuses a wrong PIN, and ends with the client', async () => {
    const token = await tokenWithKey(client, freshModule());
    const certificate = await certified(client, token);
    const digest = randomBytes(32);
    const sign = (pin: string) => client.signDigest({ ...token, certificate, digest, pin: utf8(pin) });
    const { value } = valueOf(await sign(PIN));
    expect(pointAcceptsDigest(folder, token.point, digest, value)).toBe(true);
    expect(await sign('000000')).toMatchObject({ ok: false, error: { code: 'PIN_WRONG' } });
    expect([ends, places().length]).toEqual([[], 1]);
    client.stop();
    await vi.waitFor(() => expect(places()).toEqual([]), { timeout: 10_000 });
  });

  it('is one connection by a secret: nobody else is heard or told anything', async () => {
    const module = freshModule();
    const looking = client.examine({ module });
    await vi.waitFor(() => expect(places()).toHaveLength(1), { interval: 1 });
    const heard: Buffer[] = [];
    const ended = new Promise((resolve) => {
      const address = join(folder, places()[0] ?? '', 'host');
      const intruder = connect(address, () => intruder.write(randomBytes(64)));
      intruder.on('data', (bytes) => heard.push(bytes));
      intruder.on('error', () => undefined);
      intruder.on('close', resolve);
    });
    await ended;
    expect((await looking).ok).toBe(true);
    expect([heard, ends, (await client.list()).failures]).toEqual([[], [], []]);
  });

  it('is named as one that crashed if its program is absent, ends at once or says nothing of ours', async () => {
    mkdirSync(join(folder, 'empty'));
    const strange = join(folder, 'strange.cjs');
    writeFileSync(strange, STRANGE);
    const failing: OtherRuntime[] = [
      { ...OTHER, program: join(folder, 'absent') },
      { ...OTHER, entry: join(folder, 'empty', 'absent.js') },
      { ...OTHER, entry: strange },
    ];
    for (const runtime of failing) {
      const hosts = hostsIn(runtime);
      const outcome = await hosts.examine({ module: '/module.so' });
      expect(outcome).toMatchObject({ ok: false, error: { code: 'TOKEN_HOST_CRASHED' } });
      hosts.stop();
    }
    expect(ends).toEqual(failing.map(() => ({ module: '/module.so', cause: 'crashed' })));
    expect(places()).toEqual([]);
  });
});

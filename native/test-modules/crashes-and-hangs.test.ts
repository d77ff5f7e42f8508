import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { callsOf, misbehavingToken, type MisbehavingToken } from './testing/misbehaving-token.ts';
import { addToProof } from './testing/misbehaviour-proof.ts';
import { signWith, watchHosts } from './testing/watched-hosts.ts';

/** Shorter than the deadline of a listing, which would end the module that hangs. */
const WAIT = { timeout: 10_000, interval: 100 };

const hosts = watchHosts();
const seen: Record<string, unknown>[] = [];
let healthy: MisbehavingToken;

/** The module of this token only prints and is otherwise correct. */
beforeEach(async () => {
  healthy = await misbehavingToken('prints');
});
afterAll(() => addToProof('crashesAndHangs', seen));

describe.each([
  ['crash-in-login', 'TOKEN_HOST_CRASHED', 'crashed', { C_Login: 1 }],
  ['exit-in-login', 'TOKEN_HOST_CRASHED', 'crashed', { C_Login: 1 }],
  ['hang-in-login', 'TOKEN_TIMEOUT', 'timedOut', { C_Login: 1 }],
  ['hang-in-sign', 'TOKEN_TIMEOUT', 'timedOut', { C_Sign: 1 }],
] as const)('a module that does %s', (name, code, cause, calls) => {
  it('makes one signature fail with a code that names it, and does not affect another module', async () => {
    const bad = await misbehavingToken(name);
    const client = hosts.client([bad.misbehaving, healthy.misbehaving]);
    expect((await client.list()).tokens).toHaveLength(2);
    const order: string[] = [];
    const failing = signWith(client, bad).finally(() => order.push('misbehaving'));
    const meanwhile = signWith(client, healthy).finally(() => order.push('healthy'));
    const [failed, signed] = [await failing, await meanwhile];

    expect(failed).toMatchObject({ ok: false, error: { code, details: { module: bad.misbehaving } } });
    expect(signed).toMatchObject({ ok: true });
    if (cause === 'timedOut') expect(order).toEqual(['healthy', 'misbehaving']);
    expect(hosts.ends).toEqual([{ module: bad.misbehaving, cause }]);
    expect({ calls: callsOf(bad), hosts: hosts.started.length }).toEqual({ calls, hosts: 2 });
    const again = await client.list();
    expect(again).toMatchObject({ failures: [], tokens: [{ serial: bad.token.serial }, {}] });
    seen.push({
      module: name,
      signature: failed,
      calls,
      hostsStarted: hosts.started.length,
      otherModuleSigned: signed.ok,
    });
  });
});

describe.each([
  ['crash-at-load', 'TOKEN_HOST_CRASHED', 'crashed'],
  ['hang-in-initialize', 'TOKEN_TIMEOUT', 'timedOut'],
  ['hang-in-slot-list', 'TOKEN_TIMEOUT', 'timedOut'],
] as const)('a module that does %s', (name, code, cause) => {
  it('is named in the listing, next to the keys of the other modules', async () => {
    const bad = await misbehavingToken(name);
    const client = hosts.client([bad.misbehaving, healthy.misbehaving]);
    const { tokens, failures } = await client.list();
    expect(tokens.map(({ serial }) => serial)).toEqual([healthy.token.serial]);
    expect(failures).toMatchObject([{ module: bad.misbehaving, error: { code } }]);
    expect(hosts.ends).toEqual([{ module: bad.misbehaving, cause }]);
    expect(await signWith(client, healthy)).toMatchObject({ ok: true });
    seen.push({ module: name, listing: failures, otherModuleListed: tokens.length === 1 });
  });
});

describe('repeated listings of the keys', () => {
  it('show removal and return of another module’s key while one module hangs', async () => {
    const bad = await misbehavingToken('hang-in-slot-list');
    const client = hosts.patientClient([bad.misbehaving, healthy.misbehaving]);
    const keys = async () => (await client.list()).tokens.map(({ serial }) => serial);
    const plugged = join(healthy.folder, 'tokens');
    await vi.waitFor(async () => expect(await keys()).toEqual([healthy.token.serial]), WAIT);
    renameSync(plugged, join(healthy.folder, 'pulled'));
    await vi.waitFor(async () => expect(await keys()).toEqual([]), WAIT);
    renameSync(join(healthy.folder, 'pulled'), plugged);
    await vi.waitFor(async () => expect(await keys()).toEqual([healthy.token.serial]), WAIT);
    const { failures } = await client.list();
    const error = { code: 'TOKEN_TIMEOUT', details: { waiting: true } };
    expect(failures).toEqual([{ module: bad.misbehaving, error }]);
    expect({ ends: hosts.ends, calls: callsOf(bad) }).toEqual({ ends: [], calls: { C_GetSlotList: 1 } });
    seen.push({ module: 'hang-in-slot-list', othersShownMeanwhile: true, failures });
  });
});

describe('a module that hangs in C_Finalize', () => {
  it('signs, and its process ends soon after a request to end', async () => {
    const bad = await misbehavingToken('hang-in-finalize');
    const client = hosts.client([]);
    expect(await signWith(client, bad)).toMatchObject({ ok: true });
    const gone = new Promise<void>((resolve) => hosts.started[0]?.onEnd?.(() => resolve()));
    client.stop();
    await gone;
    expect(callsOf(bad)).toEqual({ C_Finalize: 1 });
    seen.push({ module: 'hang-in-finalize', signed: true, processEnded: true });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TokenHostEnd } from '../../shared/model/token.ts';
import { clientMessageSchema, type CallMessage, type Port } from '../../wire/ports.ts';
import type { HostStart } from './token-host-operations.ts';
import { createTokenHosts } from './token-hosts.ts';

const DIGEST = new Uint8Array(32);
const SIGNATURE = new Uint8Array(64).fill(1);
const SIGNED = { value: SIGNATURE, profile: 'ep11', held: false };
const EMPTY_LISTING = { ok: true, value: { tokens: [], failures: [] } };

/** A host under the control of a test. */
class FakeHost implements Port {
  readonly start: HostStart;
  readonly calls: CallMessage[] = [];
  killed = false;
  #message: (message: unknown) => void = () => undefined;
  #exit: (reason: string) => void = () => undefined;

  constructor(start: HostStart) {
    this.start = start;
  }
  get asked(): readonly string[] {
    return this.calls.map(({ operation }) => operation);
  }
  send(message: unknown): void {
    const parsed = clientMessageSchema.parse(message);
    if (parsed.kind === 'call') this.calls.push(parsed);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#message = listener;
  }
  onEnd(listener: (reason: string) => void): void {
    this.#exit = listener;
  }
  end(): void {
    this.killed = true;
  }
  say(message: unknown): void {
    this.#message(message);
  }
  answer(result: unknown): void {
    this.say({ kind: 'answer', id: this.calls.at(-1)?.id, result });
  }
  exit(): void {
    this.#exit('the process ended');
  }
}

let hosts: FakeHost[];
let ends: TokenHostEnd[];

function clientOf(...modules: string[]) {
  return createTokenHosts({
    modules: () => modules,
    start: (start) => {
      const host = new FakeHost(start);
      hosts.push(host);
      return host;
    },
    onHostEnd: (end) => ends.push(end),
  });
}

const request = { module: 'a.so', serial: 'S1', certificate: Uint8Array.of(1), digest: DIGEST };
/** Lets the client's promises run. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  hosts = [];
  ends = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('createTokenHosts', () => {
  it('asks each module in a host of its own and gathers tokens and failures', async () => {
    const listing = clientOf('a.so', 'b.so').list();
    await settle();
    hosts[0]?.answer({
      ok: true,
      value: { tokens: [], failures: [{ code: 'TOKEN_FAILURE', details: { ckr: 5 } }] },
    });
    hosts[1]?.answer({ ok: false, error: { code: 'MODULE_MISSING' } });
    expect(hosts.map(({ start }) => start.module)).toEqual(['a.so', 'b.so']);
    expect(await listing).toEqual({
      tokens: [],
      failures: [
        { module: 'a.so', error: { code: 'TOKEN_FAILURE', details: { ckr: 5 } } },
        { module: 'b.so', error: { code: 'MODULE_MISSING' } },
      ],
    });
  });

  it('sends one call at a time to a host', async () => {
    const client = clientOf('a.so');
    const first = client.list();
    const second = client.signDigest({ ...request, pin: Uint8Array.of(49) });
    await settle();
    expect(hosts[0]?.asked).toEqual(['list']);
    hosts[0]?.answer(EMPTY_LISTING);
    await settle();
    expect(hosts[0]?.asked).toEqual(['list', 'signDigest']);
    hosts[0]?.answer({ ok: true, value: SIGNED });
    await first;
    expect(await second).toEqual({ ok: true, value: { held: false, value: SIGNATURE, profile: 'ep11' } });
  });

  it('fails the call in flight when the host ends, never repeats it, and starts a fresh host', async () => {
    const client = clientOf('a.so');
    const signed = client.signDigest({ ...request, pin: Uint8Array.of(49) });
    await settle();
    hosts[0]?.exit();
    expect(await signed).toEqual({
      ok: false,
      error: { code: 'TOKEN_HOST_CRASHED', details: { module: 'a.so' } },
    });
    expect(ends).toEqual([{ module: 'a.so', cause: 'crashed' }]);
    expect(hosts).toHaveLength(1);
    const listing = client.list();
    await settle();
    expect(hosts[1]?.asked).toEqual(['list']);
    hosts[1]?.answer(EMPTY_LISTING);
    expect((await listing).failures).toEqual([]);
  });

  it('ends a host that overruns its deadline, and ignores its later answers', async () => {
    const client = clientOf('a.so');
    const signed = client.signDigest({ ...request, pin: Uint8Array.of(49) });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await signed).toEqual({
      ok: false,
      error: { code: 'TOKEN_TIMEOUT', details: { module: 'a.so' } },
    });
    expect(hosts[0]?.killed).toBe(true);
    hosts[0]?.answer({ ok: true, value: SIGNED });
    hosts[0]?.exit();
    expect(ends).toEqual([{ module: 'a.so', cause: 'timedOut' }]);
  });

  it.each([
    ['no message', 'hello'],
    ['an unknown code', { kind: 'answer', id: 1, result: { ok: false, error: { code: 'NO_SUCH_CODE' } } }],
    [
      'a signature of another length',
      { kind: 'answer', id: 1, result: { ok: true, value: { ...SIGNED, value: new Uint8Array(63) } } },
    ],
    ['a value of another kind', { kind: 'answer', id: 1, result: { ok: true, value: 'signature' } }],
  ])('distrusts a host that answers with %s', async (_what, answer) => {
    const signed = clientOf('a.so').signDigest({ ...request, pin: Uint8Array.of(49) });
    await settle();
    hosts[0]?.say(answer);
    expect(await signed).toMatchObject({ ok: false, error: { code: 'TOKEN_HOST_CRASHED' } });
    expect(hosts[0]?.killed).toBe(true);
  });

  it('fails the call in flight when it is stopped', async () => {
    const client = clientOf('a.so');
    const signed = client.signDigest({ ...request, pin: Uint8Array.of(49) });
    await settle();
    client.stop();
    expect(await signed).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(hosts[0]?.killed).toBe(true);
    expect(ends).toEqual([]);
  });

  it('asks an idle host to end, and kills one that does not', async () => {
    const client = clientOf('a.so');
    const listing = client.list();
    await settle();
    hosts[0]?.answer(EMPTY_LISTING);
    await listing;
    client.stop();
    expect([hosts[0]?.asked.at(-1), hosts[0]?.killed]).toEqual(['finish', false]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(hosts[0]?.killed).toBe(true);
  });

  it('starts no host after it has been stopped', async () => {
    const client = clientOf('a.so');
    client.stop();
    expect(await client.signDigest({ ...request, pin: Uint8Array.of(49) })).toMatchObject({
      error: { code: 'CANCELLED' },
    });
    expect(hosts).toHaveLength(0);
  });
});

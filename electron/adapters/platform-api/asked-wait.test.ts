import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { serveLocally } from './fixtures/https-server.ts';
import { httpsTransport, type TransportHooks } from './https-transport.ts';
import type { PlatformRequest } from './transport.ts';

const READ: PlatformRequest = { method: 'GET', path: '/v1/trust-list' };

describe('the transport to a platform that asks to wait', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  /** Sends a request to a server that answers as each function says, in turn. @returns the outcome and what was heard */
  const ask = async (
    request: PlatformRequest,
    answers: readonly ((response: ServerResponse) => void)[],
    hooks: TransportHooks = {},
  ) => {
    const heard: (string | undefined)[] = [];
    const server = await serveLocally((incoming, response) => {
      answers[heard.length]?.(response);
      heard.push(incoming.headers['accept-language']);
    });
    const transport = httpsTransport(server.settings, { url: null, except: '' }, hooks);
    closing.push(() => transport.close(), server.close);
    return { outcome: await transport.send(request), heard };
  };
  const busy = (seconds: string) => (response: ServerResponse) =>
    void response.writeHead(429, { 'retry-after': seconds }).end();
  const done = (response: ServerResponse) => void response.end('{}');

  it.each<[string, PlatformRequest]>([
    ['reads', READ],
    ['replaces', { method: 'PUT', path: '/v1/x' }],
    ['carries a key', { method: 'POST', path: '/v1/x', idempotencyKey: 'k'.repeat(16) }],
  ])('waits for a second and sends a request once more that %s', async (_, request) => {
    const { outcome, heard } = await ask(request, [busy('1'), done]);
    expect([outcome.ok, heard.length]).toEqual([true, 2]);
  });

  it.each<[string, PlatformRequest, string]>([
    ['might work twice', { method: 'POST', path: '/v1/x' }, '1'],
    ['would wait for long', READ, '900'],
  ])('sends a request no second time that %s, and passes on the time', async (_, request, seconds) => {
    const { outcome, heard } = await ask(request, [busy(seconds), done]);
    const details = { status: 429, retryAfterMs: Number(seconds) * 1000 };
    expect([outcome, heard.length]).toMatchObject([{ error: { code: 'PLATFORM_BUSY', details } }, 1]);
  });

  it('gives up after the second refusal', async () => {
    const { outcome, heard } = await ask(READ, [busy('0'), busy('0'), done]);
    expect([outcome, heard.length]).toMatchObject([{ error: { code: 'PLATFORM_BUSY' } }, 2]);
  });

  it('asks for answers in the language of the window, and in Chinese without one', async () => {
    const chinese = await ask(READ, [done]);
    const english = await ask(READ, [done], { language: () => 'en' });
    expect([chinese.heard, english.heard]).toEqual([['zh-CN, zh;q=0.9, en;q=0.5'], ['en, zh;q=0.5']]);
  });

  it('tells of the announced end of an operation once, and passes the answer on', async () => {
    const told: unknown[] = [];
    const ending = { deprecation: '@1767225600', sunset: 'Fri, 31 Dec 2027 00:00:00 GMT' };
    const { outcome } = await ask(READ, [(response) => void response.writeHead(200, ending).end('{}')], {
      operationEnds: (_platform, what) => told.push(what),
    });
    expect(outcome.ok).toBe(true);
    expect(told).toEqual([
      {
        operation: 'GET /v1/trust-list',
        since: '2026-01-01T00:00:00.000Z',
        sunset: '2027-12-31T00:00:00.000Z',
      },
    ]);
  });
});

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { connect as connectTcp, createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { Result } from '../../shared/result.ts';
import { forgeChain, pinOf } from './fixtures/forged-chain.ts';
import { serveLocally, serveWith, type LocalServer } from './fixtures/https-server.ts';
import { httpsTransport } from './https-transport.ts';
import { proxyOfEnvironment, type SystemProxy } from './connection.ts';
import type { PlatformRequest, PlatformResponse, PlatformTransport } from './transport.ts';

const NO_PROXY: SystemProxy = { url: null, except: '' };
const READ: PlatformRequest = { method: 'GET', path: '/v1/trust-list' };

describe('the transport to a platform', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const serve = async (answer: RequestListener, host?: string): Promise<LocalServer> => {
    const server = await serveLocally(answer, host);
    closing.push(server.close);
    return server;
  };
  const open = (settings: PlatformSettings, proxy = NO_PROXY): PlatformTransport => {
    const transport = httpsTransport(settings, proxy);
    closing.unshift(() => transport.close());
    return transport;
  };
  const ask = async (
    answer: (request: IncomingMessage, response: ServerResponse) => void,
    request = READ,
  ): Promise<Result<PlatformResponse>> => open((await serve(answer)).settings).send(request);

  it('gives a platform that was silent little time while a person waits, until it answers again', async () => {
    let answers = false;
    const { settings } = await serve((_request, response) => {
      if (answers) response.end('{}');
    });
    const transport = open(settings);
    const silent = { ok: false, error: { code: 'PLATFORM_TIMEOUT' } };
    // Longer than any test may take.
    const waiting = { ...READ, personWaits: true, deadlineMs: 3_600_000 } as const;
    expect(await transport.send({ ...READ, deadlineMs: 50 })).toMatchObject(silent);
    expect(await transport.send(waiting)).toMatchObject(silent);
    answers = true;
    expect(await transport.send(waiting)).toMatchObject({ ok: true });
  });

  it('sends method, path, query, headers and JSON, and returns the answer', async () => {
    let seen: unknown;
    const answer = await ask(
      (request, response) => {
        let body = '';
        request.on('data', (part: Buffer) => (body += part.toString()));
        request.on('end', () => {
          const { authorization, 'content-type': type, 'idempotency-key': key } = request.headers;
          seen = [request.method, request.url, authorization, type, key, body];
          response.writeHead(201, { etag: '"7"' }).end('{}');
        });
      },
      {
        method: 'POST',
        path: `/v1/renewals/${encodeURIComponent('a/b')}`,
        query: { after: 7 },
        json: { reason: '到期' },
        authorization: 'Bearer 0123456789abcdef',
        idempotencyKey: 'k'.repeat(16),
      },
    );
    const type = 'application/json';
    expect(seen).toEqual([
      'POST',
      '/v1/renewals/a%2Fb?after=7',
      'Bearer 0123456789abcdef',
      type,
      'k'.repeat(16),
      '{"reason":"到期"}',
    ]);
    expect(answer).toMatchObject({ ok: true, value: { status: 201, headers: { etag: '"7"' } } });
  });

  it.each([
    [304, {}, '', { ok: true }],
    [302, { location: 'https://127.0.0.1:1/' }, '', { error: { code: 'PLATFORM_ANSWER_INVALID' } }],
    [503, { 'retry-after': '7' }, '', { error: { code: 'PLATFORM_BUSY', details: { retryAfterMs: 7000 } } }],
    [429, {}, '', { error: { code: 'PLATFORM_BUSY', details: { status: 429 } } }],
    [500, {}, 'x', { error: { code: 'PLATFORM_BUSY', details: { status: 500 } } }],
    [404, {}, '<html>', { error: { code: 'PLATFORM_REFUSED', details: { status: 404 } } }],
    [
      409,
      { 'content-type': 'application/problem+json' },
      '{"type":"urn:sealdesk:problem:decided","title":"已办结","status":409,"detail":"d","more":[1]}',
      {
        error: {
          code: 'PLATFORM_REFUSED',
          details: { status: 409, type: 'urn:sealdesk:problem:decided', title: '已办结', detail: 'd' },
        },
      },
    ],
  ])('turns an answer of %d into its result', async (status, headers, body, expected) => {
    const answer = await ask((_, response) => response.writeHead(status, headers).end(body));
    expect(answer).toMatchObject(expected);
  });

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void, string]>([
    [
      'is cut',
      (_, response) => void response.writeHead(200).write('{', () => response.destroy()),
      'UNREACHABLE',
    ],
    [
      'ends before its length',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('short', () => response.socket?.end());
      },
      'UNREACHABLE',
    ],
    ['never comes', () => undefined, 'TIMEOUT'],
    [
      'comes drop by drop',
      (_, response) => {
        const drops = setInterval(() => response.write('.'), 20);
        response.on('close', () => clearInterval(drops));
      },
      'TIMEOUT',
    ],
    ['is larger than agreed', (_, response) => response.end('x'.repeat(70_000)), 'ANSWER_INVALID'],
    ['is no HTTP', (request) => request.socket.write('nonsense\r\n\r\n'), 'ANSWER_INVALID'],
  ])('fails with the code of an answer that %s', async (_, answer, code) => {
    const outcome = await ask(answer, { ...READ, deadlineMs: 400, largestAnswer: 65_536 });
    expect(outcome).toMatchObject({ ok: false, error: { code: `PLATFORM_${code}` } });
  });

  it('ends with CANCELLED when its signal is aborted', async () => {
    const cancel = new AbortController();
    const outcome = await ask(() => cancel.abort(), { ...READ, signal: cancel.signal });
    expect(outcome).toEqual({ ok: false, error: { code: 'CANCELLED' } });
  });

  it('fails with PLATFORM_UNREACHABLE if nobody listens', async () => {
    const { settings, close } = await serve(() => undefined);
    await close();
    expect(await open(settings).send(READ)).toMatchObject({ error: { code: 'PLATFORM_UNREACHABLE' } });
  });

  it.each<
    [string, (settings: PlatformSettings, certificate: string) => PlatformSettings, string | undefined]
  >([
    ['an unknown authority', ({ tls: _, ...settings }) => settings, undefined],
    ['a certificate for another name', (settings) => settings, 'platform.example'],
    [
      'a certificate without any of the pins',
      (settings) => ({ ...settings, tls: { ...settings.tls, pins: [`sha256/${'A'.repeat(43)}=`] } }),
      undefined,
    ],
  ])('refuses %s before it sends anything', async (_, change, host) => {
    let asked = 0;
    const { settings, certificate } = await serve((__, response) => {
      asked += 1;
      response.end();
    }, host);
    const outcome = await open(change(settings, certificate)).send(READ);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'PLATFORM_TLS_REFUSED' } });
    expect(asked).toBe(0);
  });

  it('refuses an unknown authority although the environment switches all checks off', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { settings } = await serve((_, response) => response.end());
    const { id, name, url, profile, root } = settings;
    const outcome = await open({ id, name, url, profile, root }).send(READ);
    vi.unstubAllEnvs();
    expect(outcome).toMatchObject({ error: { code: 'PLATFORM_TLS_REFUSED' } });
  });

  it('accepts a certificate with one of the pins', async () => {
    const { settings, certificate } = await serve((_, response) => response.end());
    const pins = [`sha256/${'A'.repeat(43)}=`, pinOf(certificate)];
    expect(await open({ ...settings, tls: { ...settings.tls, pins } }).send(READ)).toMatchObject({
      ok: true,
    });
  });

  describe('and a server that forges a chain to fit a pin', () => {
    it('is refused each time, and one whose true authority is pinned is not', async () => {
      const { key, chain, authority, pin, truePin } = await forgeChain();
      let asked = 0;
      const identity = { cert: chain, key, ca: authority };
      const server = await serveWith(identity, (_, response) => {
        asked += 1;
        response.end();
      });
      closing.push(server.close);
      const { settings } = server;
      const pinned = open({ ...settings, tls: { ca: authority, pins: [pin] } });
      // Twice: the second connection might take up the session of the first, without a look at its certificate.
      for (let time = 0; time < 2; time += 1) {
        expect(await pinned.send(READ)).toMatchObject({ error: { code: 'PLATFORM_TLS_REFUSED' } });
      }
      expect(asked).toBe(0);
      const truly = open({ ...settings, tls: { ca: authority, pins: [truePin] } });
      expect(await truly.send(READ)).toMatchObject({ ok: true });
    });
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'takes up no session of %s, because that would pass over the pins',
    async (version) => {
      const sessions: boolean[] = [];
      const identity = await forgeChain();
      const server = await serveWith(
        { cert: identity.chain, key: identity.key, ca: identity.authority },
        (request, response) => {
          // The sockets of an HTTPS server are TLSSockets.
          sessions.push((request.socket as TLSSocket).isSessionReused());
          response.writeHead(200, { connection: 'close' }).end();
        },
        version,
      );
      closing.push(server.close);
      const transport = open({
        ...server.settings,
        tls: { ca: identity.authority, pins: [identity.truePin] },
      });
      for (let time = 0; time < 3; time += 1) await transport.send(READ);
      expect(sessions).toEqual([false, false, false]);
    },
  );

  it('uses a proxy, which sees no more than the address', async () => {
    const { settings } = await serve((_, response) => response.end('through'));
    const tunnels: string[] = [];
    const proxy = createServer((client) => {
      client.once('data', (head) => {
        tunnels.push(head.toString().split('\r\n')[0] ?? '');
        const target = connectTcp(Number(new URL(settings.url).port), '127.0.0.1', () => {
          client.write('HTTP/1.1 200 OK\r\n\r\n');
          client.pipe(target).pipe(client);
        });
        target.on('error', () => client.destroy());
        client.on('error', () => target.destroy());
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => proxy.close(resolve)));
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    expect(await open({ ...settings, proxy: url }).send(READ)).toMatchObject({ ok: true });
    expect(await open(settings, { url, except: '127.0.0.1' }).send(READ)).toMatchObject({ ok: true });
    expect(await open(settings, { url, except: '' }).send(READ)).toMatchObject({ ok: true });
    expect(tunnels).toEqual(Array(2).fill(`CONNECT ${new URL(settings.url).host} HTTP/1.1`));
  });
});

describe('the proxy of the environment', () => {
  it.each([
    [{}, { url: null, except: '' }],
    [
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a' },
      { url: 'http://p:1', except: 'a' },
    ],
    [
      { HTTPS_PROXY: 'http://p:1', https_proxy: 'http://q:1' },
      { url: 'http://q:1', except: '' },
    ],
    [{ https_proxy: '' }, { url: null, except: '' }],
  ])('is read from %j', (environment, expected) => {
    expect(proxyOfEnvironment(environment)).toEqual(expected);
  });
});

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { thisSystem } from '../../../systems/this-system.ts';
import { type LocalServer, serveLocally } from '../../fixtures/https-server.ts';
import { httpsTransport } from '../../https-transport.ts';
import type { PlatformRequest, PlatformTransport } from '../../transport.ts';

const SECRET = 'never-to-be-seen';
const READ: PlatformRequest = { method: 'GET', path: '/v1/trust-list' };
const ENVELOPE = { code: 'code', message: 'msg', data: 'data', success: '0' } as const;

type Change = readonly [what: string, change: (path: string) => void, reason: string];

const READABLE_BY_OTHERS: Change = ['others can read', (path) => chmodSync(path, 0o640), 'readableByOthers'];

const UNUSABLE_SECRETS: readonly Change[] = [
  ['is missing', (path) => rmSync(path), 'ENOENT'],
  ['is empty', (path) => writeFileSync(path, '\n'), 'empty'],
  ...(thisSystem.modesCount ? [READABLE_BY_OTHERS] : []),
];

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const granted: Answer = (_, response) => json(response, 200, { access_token: 't', token_type: 'Bearer' });

describe('The dialect of a gateway', () => {
  let folder: string;
  let server: LocalServer;
  let transport: PlatformTransport;
  let tokens: string[];
  let shown: (string | undefined)[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'access-'));
    tokens = [];
    shown = [];
    mkdirSync(join(folder, 'gd'));
    writeFileSync(join(folder, 'gd', 'client-secret'), `${SECRET}\n`, { mode: 0o600 });
  });
  afterEach(async () => {
    await transport.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  /** Serves a gateway. @param token answers at the token endpoint */
  const open = async (answer: Answer, token: Answer = good, changes: object = {}): Promise<void> => {
    server = await serveLocally((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        const isToken = request.url === '/token';
        if (isToken) {
          tokens.push(body);
          shown.push(request.headers.authorization);
        }
        (isToken ? token : answer)(request, response, body);
      });
    });
    const { url } = server.settings;
    const dialect = {
      ...{ name: 'gateway', prefix: '/open/2', sessionHeader: 'x-session' },
      envelope: { ...ENVELOPE, refusals: { B7: { status: 409, problem: 'head-needed' } } },
      oauth: { tokenUrl: `${url}/token`, clientId: 'desk', scope: 'seal.read seal.write', client: 'basic' },
      ...{ clientCertificate: false, lacks: ['offline-bundle'], ...changes },
    };
    const settings = { ...server.settings, dialect };
    const hosts = { accessFolder: folder, openInBrowser: logIn };
    transport = httpsTransport(settings, { url: null, except: '' }, hosts);
  };
  const ask = (request: PlatformRequest = READ) => transport.send(request);
  const good: Answer = (_, response) =>
    json(response, 200, { access_token: `t${tokens.length}`, token_type: 'bearer', expires_in: 60 });
  const wrapped: Answer = (_, response) => json(response, 200, { code: 0, msg: '', data: { a: 1 } });

  it('puts path, session and token where the gateway wants them, and the body stays as it is', async () => {
    const seen: unknown[] = [];
    await open((request, response, body) => {
      const { authorization, 'x-session': session, 'idempotency-key': key } = request.headers;
      seen.push([request.url, authorization, session, key, body]);
      json(response, 201, { code: '0', msg: 'ok', data: { number: '7' } });
    });
    const body = new TextEncoder().encode('{"a" : 1}');
    const given = { method: 'POST', path: '/v1/renewals', query: { a: 1 }, body } as const;
    const answer = await ask({ ...given, authorization: 'Bearer holder', idempotencyKey: 'k1' });
    expect(seen).toEqual([['/open/2/renewals?a=1', 'Bearer t1', 'holder', 'k1', '{"a" : 1}']]);
    expect(answer).toMatchObject({ ok: true, value: { status: 201 } });
    expect(textOf(answer)).toBe('{"number":"7"}');
    expect(tokens).toEqual(['grant_type=client_credentials&scope=seal.read+seal.write']);
    expect(shown).toEqual([`Basic ${Buffer.from(`desk:${SECRET}`).toString('base64')}`]);
  });

  it('asks for one token for many at once, and for one more when the gateway no longer takes it', async () => {
    let refusals = 1;
    await open((request, response) => {
      if (request.headers.authorization === 'Bearer t1' && refusals-- > 0)
        return void challenge(response, 401, 'invalid_token');
      return wrapped(request, response, '');
    });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(tokens).toHaveLength(2);
  });

  it.each<[string, Answer, Answer, object]>([
    [
      'a token that is refused even when it is new',
      challenged(401, 'invalid_token'),
      granted,
      { code: 'PLATFORM_ACCESS_REFUSED', details: { reason: 'invalid_token', status: 401 } },
    ],
    [
      'a scope that does not reach',
      challenged(403, 'insufficient_scope'),
      granted,
      { code: 'PLATFORM_ACCESS_REFUSED', details: { reason: 'insufficient_scope', status: 403 } },
    ],
    [
      'a client that is refused',
      wrappedAs({}),
      plainly(401, { error: 'invalid_client' }),
      { code: 'PLATFORM_ACCESS_REFUSED', details: { reason: 'invalid_client', status: 401 } },
    ],
    [
      'a token for less than was asked for',
      wrappedAs({}),
      plainly(200, { access_token: 't', token_type: 'Bearer', scope: 'seal.read' }),
      { code: 'PLATFORM_ACCESS_REFUSED', details: { reason: 'invalid_scope' } },
    ],
    [
      'a token endpoint that is down',
      wrappedAs({}),
      plainly(503, {}, { 'retry-after': '2' }),
      { code: 'PLATFORM_BUSY', details: { retryAfterMs: 2000 } },
    ],
    [
      'a token endpoint that leads elsewhere',
      wrappedAs({}),
      plainly(302, {}, { location: 'https://127.0.0.1:9/' }),
      { code: 'PLATFORM_ANSWER_INVALID' },
    ],
    [
      'a token of another kind',
      wrappedAs({}),
      plainly(200, { access_token: 't', token_type: 'mac' }),
      { code: 'PLATFORM_ANSWER_INVALID' },
    ],
    [
      'a token endpoint that breaks off',
      wrappedAs({}),
      (_, response) => response.destroy(),
      { code: 'PLATFORM_UNREACHABLE' },
    ],
    [
      'a redirect',
      plainly(302, {}, { location: 'https://127.0.0.1:9/' }),
      granted,
      { code: 'PLATFORM_ANSWER_INVALID', details: { reason: 'redirected' } },
    ],
    [
      'an answer without an envelope',
      plainly(200, { a: 1 }),
      granted,
      { code: 'PLATFORM_ANSWER_INVALID', details: { reason: 'envelope: no code' } },
    ],
    [
      'an envelope that is a list',
      plainly(200, [{ code: '0', data: 1 }]),
      granted,
      { code: 'PLATFORM_ANSWER_INVALID' },
    ],
    [
      'an envelope without data',
      plainly(200, { code: '0', msg: '' }),
      granted,
      { code: 'PLATFORM_ANSWER_INVALID', details: { reason: 'envelope: no data' } },
    ],
    [
      'a success with the status of a failure',
      plainly(404, { code: '0', msg: '', data: {} }),
      granted,
      { code: 'PLATFORM_ANSWER_INVALID' },
    ],
    [
      'a refusal that the settings know',
      plainly(200, { code: 'B7', msg: '需要台账头', data: { size: 3 } }),
      granted,
      {
        code: 'PLATFORM_REFUSED',
        details: { status: 409, type: 'urn:sealdesk:problem:head-needed', title: '需要台账头', size: 3 },
      },
    ],
    [
      'a refusal of its own',
      plainly(200, { code: 'X1', msg: '系统维护', data: null }),
      granted,
      { code: 'PLATFORM_REFUSED', details: { status: 400, title: '系统维护', detail: 'X1' } },
    ],
    [
      'a refusal named as a member of every object',
      plainly(200, { code: 'constructor', msg: 'm', data: null }),
      granted,
      { code: 'PLATFORM_REFUSED', details: { status: 400, detail: 'constructor' } },
    ],
    [
      'a gateway that is busy',
      plainly(429, {}, { 'retry-after': '9', 'content-type': 'text/html' }),
      granted,
      { code: 'PLATFORM_BUSY', details: { retryAfterMs: 9000 } },
    ],
  ])('fails by its code for %s, and names no secret', async (_, answer, token, error) => {
    await open(answer, token);
    const outcome = await ask();
    expect(outcome).toMatchObject({ ok: false, error });
    expect(JSON.stringify(outcome)).not.toContain(SECRET);
  });

  it('does not try a secret that was refused over and over', async () => {
    await open(wrapped, plainly(401, { error: 'invalid_client' }));
    for (let time = 0; time < 3; time += 1)
      expect(await ask()).toMatchObject({ error: { code: 'PLATFORM_ACCESS_REFUSED' } });
    expect(tokens).toHaveLength(1);
  });

  it('keeps a hanging token endpoint from costing more than the request may take', async () => {
    await open(wrapped, () => undefined);
    expect(await ask({ ...READ, deadlineMs: 100 })).toMatchObject({ error: { code: 'PLATFORM_TIMEOUT' } });
  });

  it('fails by its code when nobody answers at the token endpoint of a login', async () => {
    const nobody = 'https://127.0.0.1:9/';
    const login = { authorizeUrl: nobody, tokenUrl: nobody, clientId: 'person', scope: '' };
    await open(wrapped, good, { login: { ...login, operations: ['first-seals'] } });
    const outcome = await ask({ method: 'POST', path: '/v1/first-seals' });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'PLATFORM_UNREACHABLE' } });
  });

  it('asks the gateway for nothing that it lacks, and takes it out of what the platform offers', async () => {
    const capabilities = ['use-state', 'offline-bundle', 'event-stream', 7];
    await open(wrappedAs({ id: 'gd', capabilities }));
    const said: unknown = JSON.parse(textOf(await ask({ ...READ, path: '/v1/platform' })));
    expect(said).toEqual({ id: 'gd', capabilities: ['use-state', 7] });
    const bundle = await ask({ ...READ, path: '/v1/offline-bundle' });
    expect(bundle).toMatchObject({ error: { code: 'PLATFORM_NOT_OFFERED' } });
  });

  it('hands on octets, parts of files and unchanged lists as they are', async () => {
    const octets = (_: IncomingMessage, response: ServerResponse) =>
      response
        .writeHead(206, { 'content-type': 'application/pkix-crl', 'content-range': 'bytes 0-1/2' })
        .end('ab');
    await open(octets);
    const answer = await ask();
    expect(answer).toMatchObject({
      ok: true,
      value: { status: 206, headers: { 'content-range': 'bytes 0-1/2' } },
    });
    expect(textOf(answer)).toBe('ab');
  });

  it.each(UNUSABLE_SECRETS)('sends nothing when the file of the secret %s', async (_, change, reason) => {
    await open(wrapped);
    change(join(folder, 'gd', 'client-secret'));
    expect(await ask()).toMatchObject({ error: { code: 'PLATFORM_SECRET_UNUSABLE', details: { reason } } });
    expect(tokens).toEqual([]);
  });

  it('sends nothing when certificate and key are no pair, and tries again when they are replaced', async () => {
    await open(wrapped, good, { clientCertificate: true });
    const path = (name: string): string => join(folder, 'gd', name);
    writeFileSync(path('certificate.pem'), server.certificate);
    writeFileSync(path('key.pem'), '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', {
      mode: 0o600,
    });
    const details = { platform: 'gd', file: path('certificate.pem'), reason: 'noPair' };
    expect(await ask()).toEqual({ ok: false, error: { code: 'PLATFORM_SECRET_UNUSABLE', details } });
    rmSync(path('key.pem'));
    expect(await ask()).toMatchObject({ error: { details: { file: path('key.pem'), reason: 'ENOENT' } } });
    expect(tokens).toEqual([]);
  });
});

/** Does what a browser does when a person has logged in. */
function logIn(address: string): void {
  const asked = new URL(address).searchParams;
  void fetch(`${asked.get('redirect_uri') ?? ''}?code=c&state=${asked.get('state') ?? ''}`);
}

function json(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function challenge(response: ServerResponse, status: number, error: string): void {
  response.writeHead(status, { 'www-authenticate': `Bearer realm="gd", error="${error}"` }).end();
}

function plainly(status: number, body: unknown, headers: object = {}): Answer {
  return (_, response) => json(response, status, body, headers);
}

function challenged(status: number, error: string): Answer {
  return (_, response) => challenge(response, status, error);
}

function wrappedAs(data: object): Answer {
  return plainly(200, { code: '0', msg: '', data });
}

function textOf(answer: Awaited<ReturnType<PlatformTransport['send']>>): string {
  return answer.ok ? new TextDecoder().decode(answer.value.body) : answer.error.code;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as askPlatform } from 'node:https';
import type { TLSSocket } from 'node:tls';

import { closed, listening } from '../../electron/adapters/platform-api/fixtures/https-server.ts';
import { makeTlsIdentity } from '../platform/world/tls-certificate.ts';
import {
  AuthorisationServer,
  PERSON_CLIENT,
  PERSON_SCOPE,
  type ShownAccess,
} from './authorisation-server.ts';
import { GatewayClients } from './gateway-clients.ts';
import { startLoginPage } from './login-page.ts';
import {
  gatewayAnswer,
  gatewayRefusal,
  type InnerAnswer,
  MEMBERS,
  PREFIX,
  REFUSALS,
  SESSION_HEADER,
  SUCCESS,
} from './translation.ts';

/** A platform that speaks the contract. */
export interface InnerPlatform {
  readonly url: string;
  /** The authority of its TLS certificate, PEM. */
  readonly ca: string;
}

export interface Gateway {
  readonly url: string;
  /** The authority of its TLS certificate, PEM. */
  readonly ca: string;
  readonly clients: GatewayClients;
  readonly authorisation: AuthorisationServer;
  /** The requests that were let in, by the gateway's own paths. */
  readonly seen: string[];
  /** Set to have the tokens end once, with the next request that shows one. */
  forgetsTokens: boolean;
  /** The platform behind it, which may be replaced. */
  inner: InnerPlatform;
  /** Returns the `dialect` of the settings for a client. */
  dialectFor(clientId: string): Readonly<Record<string, unknown>> & { readonly name: string };
  stop(): Promise<void>;
}

const TOKEN_PATH = '/oauth2/token';
const SCOPES = 'seal.read seal.write';

/**
 * Starts an API gateway before a platform. It speaks otherwise: TLS with client certificates, OAuth 2.0, paths of
 * its own, answers in envelopes, refusals with status 200. It knows nothing of seals and signs nothing.
 */
export async function startGateway(inner: InnerPlatform): Promise<Gateway> {
  const [identity, clients] = await Promise.all([makeTlsIdentity(), GatewayClients.open()]);
  const login = await startLoginPage(identity);
  const authorisation = new AuthorisationServer(clients, login);
  const server = createServer({
    ...{ key: identity.key, cert: identity.cert },
    ...{ ca: clients.authority, requestCert: true, rejectUnauthorized: true },
  });
  const url = await listening(server);
  const gateway: Gateway = {
    ...{ url, ca: identity.ca, clients, authorisation, seen: [], forgetsTokens: false, inner },
    dialectFor: (clientId) => ({
      name: 'gateway',
      ...{ prefix: PREFIX, sessionHeader: SESSION_HEADER },
      envelope: { ...MEMBERS, success: SUCCESS, refusals: REFUSALS },
      oauth: { tokenUrl: `${url}${TOKEN_PATH}`, clientId, scope: SCOPES, client: 'basic' },
      ...{ clientCertificate: true, lacks: ['offline-bundle'] },
      login: {
        ...{ authorizeUrl: login.url, tokenUrl: `${url}${TOKEN_PATH}`, clientId: PERSON_CLIENT },
        ...{ scope: PERSON_SCOPE, operations: ['first-seals'] },
      },
    }),
    stop: async () => {
      await login.stop();
      await closed(server);
    },
  };
  server.on('request', (request, response) => {
    answer(gateway, request)
      .then((given) => send(response, given))
      .catch(() => response.destroy());
  });
  return gateway;
}

async function answer(gateway: Gateway, request: IncomingMessage): Promise<InnerAnswer> {
  const { authorisation } = gateway;
  const body = await octetsOf(request);
  const shown: ShownAccess = {
    authorization: request.headers.authorization,
    // The sockets of an HTTPS server are TLSSockets.
    certificate: (request.socket as TLSSocket).getPeerCertificate().raw,
  };
  const path = request.url ?? '';
  if (path === TOKEN_PATH) {
    const { status, json } = authorisation.answer(shown, new URLSearchParams(body.toString('utf8')));
    return jsonAnswer(status, json);
  }
  if (gateway.forgetsTokens) {
    authorisation.forget();
    gateway.forgetsTokens = false;
  }
  const begins = request.method === 'POST' && path === `${PREFIX}/first-seals`;
  const scope = begins ? PERSON_SCOPE : request.method === 'GET' ? 'seal.read' : 'seal.write';
  const error = authorisation.fault(shown, scope);
  if (error !== null) {
    return plain(error === 'invalid_token' ? 401 : 403, { 'www-authenticate': `Bearer error="${error}"` });
  }
  if (!path.startsWith(`${PREFIX}/`)) return plain(404, {});
  gateway.seen.push(`${request.method ?? ''} ${path}`);
  if (begins && !isFor(authorisation.enterpriseOf(shown), body))
    return gatewayRefusal('not-yours', '登录的企业与申请的企业不符');
  return gatewayAnswer(await forward(gateway.inner, request, `/v1${path.slice(PREFIX.length)}`, body));
}

/** Whether an application names the enterprise whose person has logged in. */
function isFor(enterprise: string | null, body: Buffer): boolean {
  const { holderCode } = JSON.parse(body.toString('utf8')) as { readonly holderCode?: unknown };
  return enterprise !== null && holderCode === enterprise;
}

const plain = (status: number, headers: Readonly<Record<string, string>>): InnerAnswer => ({
  ...{ status, headers },
  body: Buffer.alloc(0),
});

const jsonAnswer = (status: number, json: object): InnerAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(json)),
});

function send(response: ServerResponse, { status, headers, body }: InnerAnswer): void {
  response.writeHead(status, headers).end(body);
}

async function octetsOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** What of a request is for the gateway or for one connection alone. */
const OWN_HEADERS = [
  'authorization',
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  SESSION_HEADER,
];

/** Asks the platform, in the words of the contract. */
function forward(
  { url, ca }: InnerPlatform,
  asked: IncomingMessage,
  path: string,
  body: Buffer,
): Promise<InnerAnswer> {
  const session = asked.headers[SESSION_HEADER];
  const headers = {
    ...Object.fromEntries(Object.entries(asked.headers).filter(([name]) => !OWN_HEADERS.includes(name))),
    ...(typeof session === 'string' ? { authorization: `Bearer ${session}` } : {}),
    ...(body.length === 0 ? {} : { 'content-length': String(body.length) }),
  };
  return new Promise((resolve, reject) => {
    const sent = askPlatform(
      `${url}${path}`,
      { method: asked.method, headers, ca, agent: false },
      (response) => {
        octetsOf(response)
          .then((bytes) => {
            const flat = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
            const given: Record<string, string> = Object.fromEntries(flat) as Record<string, string>; // pairs of texts
            resolve({ status: response.statusCode ?? 0, headers: given, body: bytes });
          })
          .catch(reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

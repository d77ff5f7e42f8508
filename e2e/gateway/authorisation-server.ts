import { randomBytes, timingSafeEqual } from 'node:crypto';

import { type GatewayClient, type GatewayClients, isOfClient, thumbprintOf } from './gateway-clients.ts';
import type { LoginPage } from './login-page.ts';

interface IssuedToken {
  readonly scopes: readonly string[];
  /** The certificate that it is bound to (RFC 8705 §3). */
  readonly thumbprint: string;
  readonly endsAtMs: number;
  /** The enterprise whose person has logged in; null for a token of the client itself. */
  readonly enterprise: string | null;
}

/** What a request shows. */
export interface ShownAccess {
  readonly authorization: string | undefined;
  /** The client's certificate, which TLS has verified. */
  readonly certificate: Uint8Array;
}

/** An answer of the token endpoint, or a refusal of RFC 6749 §5.2. */
export interface TokenAnswer {
  readonly status: number;
  readonly json: object;
}

/** For which a token is good. */
const LIFETIME_SECONDS = 300;

/** The scope of what a person begins after a login. No client has it by itself. */
export const PERSON_SCOPE = 'seal.begin';

/** The client in whose name persons log in. It has no secret (RFC 8252 §8.4). */
export const PERSON_CLIENT = 'sealdesk-desktop';

/** OAuth 2.0 client credentials (RFC 6749 §4.4) and authorisation codes (§4.1), with tokens bound to the client's certificate (RFC 8705). */
export class AuthorisationServer {
  /** The number of tokens that were issued. */
  issued = 0;
  readonly #clients: GatewayClients;
  readonly #login: LoginPage;
  readonly #tokens = new Map<string, IssuedToken>();

  constructor(clients: GatewayClients, login: LoginPage) {
    this.#clients = clients;
    this.#login = login;
  }

  /** Answers a request for a token. @param form its body */
  answer({ authorization, certificate }: ShownAccess, form: URLSearchParams): TokenAnswer {
    if (form.get('grant_type') === 'authorization_code') return this.#forPerson(form, certificate);
    const client = this.#authenticated(authorization);
    if (client === null || !isOfClient(certificate, client)) return refused(401, 'invalid_client');
    if (form.get('grant_type') !== 'client_credentials') return refused(400, 'unsupported_grant_type');
    const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
    if (scopes.some((scope) => !client.scopes.includes(scope))) return refused(400, 'invalid_scope');
    return this.#issue(scopes, certificate, null);
  }

  #forPerson(form: URLSearchParams, certificate: Uint8Array): TokenAnswer {
    const login = form.get('client_id') === PERSON_CLIENT ? this.#login.finish(form) : null;
    if (login === null) return refused(400, 'invalid_grant');
    if (login.scope !== PERSON_SCOPE) return refused(400, 'invalid_scope');
    return this.#issue([PERSON_SCOPE], certificate, login.enterprise);
  }

  #issue(scopes: readonly string[], certificate: Uint8Array, enterprise: string | null): TokenAnswer {
    const token = randomBytes(24).toString('base64url');
    const endsAtMs = Date.now() + LIFETIME_SECONDS * 1000;
    this.#tokens.set(token, { scopes, thumbprint: thumbprintOf(certificate), endsAtMs, enterprise });
    this.issued += 1;
    const json = { access_token: token, token_type: 'Bearer', expires_in: LIFETIME_SECONDS };
    return { status: 200, json: { ...json, scope: scopes.join(' ') } };
  }

  /** Returns the error of RFC 6750 §3.1 for which a request is not let in; null when it is. */
  fault({ authorization, certificate }: ShownAccess, scope: string): string | null {
    const token = this.#tokens.get(bearerOf(authorization));
    const isGood = token !== undefined && Date.now() < token.endsAtMs;
    if (!isGood || token.thumbprint !== thumbprintOf(certificate)) return 'invalid_token';
    return token.scopes.includes(scope) ? null : 'insufficient_scope';
  }

  /** Returns the enterprise whose person has logged in for a request; null for none. */
  enterpriseOf({ authorization }: ShownAccess): string | null {
    return this.#tokens.get(bearerOf(authorization))?.enterprise ?? null;
  }

  /** Ends every token before its time, as after a restart. */
  forget(): void {
    this.#tokens.clear();
  }

  #authenticated(authorization = ''): GatewayClient | null {
    if (!authorization.startsWith('Basic ')) return null;
    const [id = '', secret = ''] = Buffer.from(authorization.slice(6), 'base64').toString('utf8').split(':');
    const client = this.#clients.find(decoded(id));
    if (client === null) return null;
    const [given, wanted] = [decoded(secret), client.secret].map((text) => Buffer.from(text));
    const fits =
      given?.length === wanted?.length && timingSafeEqual(given ?? Buffer.of(), wanted ?? Buffer.of());
    return fits ? client : null;
  }
}

const bearerOf = (authorization = ''): string => authorization.replace(/^Bearer /, '');

/** RFC 6749 §2.3.1: both parts are form-encoded. */
const decoded = (part: string): string => new URLSearchParams(`part=${part}`).get('part') ?? '';

const refused = (status: number, error: string): TokenAnswer => ({ status, json: { error } });

import { z } from 'zod';
import { CodedError } from '../../../../shared/errors.ts';
import type { Exchange } from '../../line.ts';
import type { AccessFiles } from '../access-files.ts';
import { askToken, clientId, endpoint, scope, type Token, type TokenRequest } from './token-answer.ts';

/** OAuth 2.0 client credentials (RFC 6749 §4.4). */
export const oauthSettings = z.strictObject({
  tokenUrl: endpoint,
  clientId,
  scope,
  /**
   * How the client makes itself known at the token endpoint: by its secret in `client-secret` of its folder, as HTTP Basic or in the
   * body (RFC 6749 §2.3.1), or by its certificate alone (RFC 8705 §2).
   */
  client: z.enum(['basic', 'body', 'certificate']),
});

type OauthSettings = z.infer<typeof oauthSettings>;

/** A token that ends so soon might end on its way. */
const MARGIN_MS = 10_000;
/** A wrong secret is not tried over and over: many authorisation servers lock a client that does. */
const REFUSED_MS = 60_000;

/** The access tokens for one platform. They are kept in memory alone, and neither they nor the secret go into errors. */
export class AccessTokens {
  readonly #settings: OauthSettings;
  readonly #ask: Exchange;
  readonly #files: Pick<AccessFiles, 'secret'>;
  #token: Token | null = null;
  #coming: Promise<Token> | null = null;
  #refused: { readonly error: CodedError; readonly untilMs: number } | null = null;

  /** @param ask reaches the token endpoint */
  constructor(settings: OauthSettings, ask: Exchange, files: Pick<AccessFiles, 'secret'>) {
    this.#settings = settings;
    this.#ask = ask;
    this.#files = files;
  }

  /**
   * Returns a token that is good for now. All who need one at a time wait for the same.
   * @throws CodedError PLATFORM_ACCESS_REFUSED, PLATFORM_SECRET_UNUSABLE, PLATFORM_BUSY, PLATFORM_ANSWER_INVALID; errors of the connection
   */
  async get(signal: AbortSignal): Promise<string> {
    const nowMs = performance.now();
    if (this.#refused !== null && nowMs < this.#refused.untilMs) throw this.#refused.error;
    if (this.#token !== null && nowMs < this.#token.endsAtMs - MARGIN_MS) return this.#token.value;
    this.#coming ??= this.#fetch().finally(() => (this.#coming = null));
    return (await orAborted(this.#coming, signal)).value;
  }

  /** Forgets a token that the platform no longer takes, unless another one has come meanwhile. */
  drop(value: string): void {
    if (this.#token?.value === value) this.#token = null;
  }

  async #fetch(): Promise<Token> {
    try {
      this.#token = await askToken(this.#ask, this.#request());
      return this.#token;
    } catch (error) {
      if (error instanceof CodedError && error.code === 'PLATFORM_ACCESS_REFUSED')
        this.#refused = { error, untilMs: performance.now() + REFUSED_MS };
      throw error;
    }
  }

  #request(): TokenRequest {
    const { clientId: id, scope: asked, client } = this.#settings;
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    if (asked !== '') form.set('scope', asked);
    if (client !== 'basic') form.set('client_id', id);
    const secret = client === 'certificate' ? null : this.#files.secret('client-secret');
    if (client === 'body') form.set('client_secret', secret ?? '');
    const request = { form, scope: asked };
    return client === 'basic' ? { ...request, authorization: basic(id, secret ?? '') } : request;
  }
}

/** RFC 6749 §2.3.1: both parts are form-encoded first. */
function basic(id: string, secret: string): string {
  const encoded = [id, secret].map((part) => new URLSearchParams({ a: part }).toString().slice(2));
  return `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`;
}

/** Waits no longer than a signal lets; what is waited for goes on for others. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(new Error('aborted'));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

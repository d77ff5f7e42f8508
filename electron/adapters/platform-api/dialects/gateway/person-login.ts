import { createHash, randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { CodedError } from '../../../../shared/errors.ts';
import type { Exchange } from '../../line.ts';
import type { OpenInBrowser } from '../dialect.ts';
import { askToken, clientId, endpoint, scope, type Token } from './token-answer.ts';

/** The operations that begin without a key, and for which a platform may want to know the person first. */
const OPERATIONS = ['first-seals', 'pin-resets'] as const;

/**
 * A login in the browser: an authorisation code (RFC 6749 §4.1) with PKCE (RFC 7636), brought back to this computer (RFC 8252 §7.3).
 * What the page wants of the person is the platform's affair, such as a QR code for the e-licence (电子营业执照).
 */
export const loginSettings = z.strictObject({
  authorizeUrl: endpoint,
  tokenUrl: endpoint,
  clientId,
  scope,
  operations: z.array(z.enum(OPERATIONS)).min(1).max(OPERATIONS.length),
});

type LoginSettings = z.infer<typeof loginSettings>;

const LONGEST_WAIT_MS = 5 * 60_000;
const CALLBACK = '/callback';

/** What a browser brings back. */
interface Returned {
  readonly code: string;
  readonly redirectUri: string;
}

/** The login of the person at this computer with one platform. It lives in memory, and for as long as its token. */
export class PersonLogin {
  readonly #settings: LoginSettings;
  readonly #ask: Exchange;
  readonly #open: OpenInBrowser | null;
  #token: Token | null = null;
  #coming: Promise<Token> | null = null;

  /**
   * @param ask reaches the token endpoint
   * @param open null where no person is
   */
  constructor(settings: LoginSettings, ask: Exchange, open: OpenInBrowser | null) {
    this.#settings = settings;
    this.#ask = ask;
    this.#open = open;
  }

  /** Tells whether a request begins something for which the person logs in. */
  covers({ method, path }: { readonly method: string; readonly path: string }): boolean {
    return method === 'POST' && this.#settings.operations.some((each) => path === `/v1/${each}`);
  }

  /** Returns the token of the login; null before it, and after its end. */
  current(): string | null {
    return this.#token !== null && performance.now() < this.#token.endsAtMs ? this.#token.value : null;
  }

  /** Has the person log in, unless they have. @throws CodedError PLATFORM_LOGIN_FAILED, and as {@link askToken} */
  async enter(signal: AbortSignal | undefined): Promise<void> {
    if (this.current() !== null) return;
    this.#coming ??= this.#login(signal).finally(() => (this.#coming = null));
    this.#token = await this.#coming;
  }

  /** Forgets a token that the platform no longer takes. */
  drop(): void {
    this.#token = null;
  }

  async #login(signal: AbortSignal | undefined): Promise<Token> {
    if (this.#open === null) throw failed('noPerson');
    const verifier = randomBytes(32).toString('base64url');
    const { code, redirectUri } = await this.#inBrowser(this.#open, verifier, signal);
    const form = new URLSearchParams({
      ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri },
      ...{ client_id: this.#settings.clientId, code_verifier: verifier },
    });
    return askToken(this.#ask, { form, scope: this.#settings.scope });
  }

  /** Opens the page and waits at an address of this computer alone for what the browser brings back. */
  async #inBrowser(open: OpenInBrowser, verifier: string, cancelled?: AbortSignal): Promise<Returned> {
    const state = randomBytes(16).toString('base64url');
    // Loaded when somebody logs in: a command that only names a platform's dialect starts without it.
    const { createServer } = await import('node:http');
    const server = createServer();
    try {
      const port = await new Promise<number>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', () => {
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        });
      });
      const redirectUri = `http://127.0.0.1:${port}${CALLBACK}`;
      const returned = new Promise<Returned>((resolve, reject) => {
        const late = AbortSignal.timeout(LONGEST_WAIT_MS);
        late.addEventListener('abort', () => reject(failed('nobody')), { once: true });
        const cancel = (): void => reject(new CodedError('CANCELLED'));
        if (cancelled?.aborted === true) cancel();
        cancelled?.addEventListener('abort', cancel, { once: true });
        server.on('request', ({ url = '' }, response) => {
          const { pathname, searchParams } = new URL(url, redirectUri);
          // Whatever else on this computer asks here neither ends the login nor gets anything.
          if (pathname !== CALLBACK || searchParams.get('state') !== state)
            return say(response, 404, NOT_HERE);
          const code = searchParams.get('code');
          say(response, 200, code === null ? REFUSED : DONE);
          if (code !== null) resolve({ code, redirectUri });
          else reject(failed(nameOf(searchParams.get('error'))));
        });
      });
      returned.catch(() => undefined);
      await opened(() => open(this.#address(redirectUri, state, verifier)));
      return await returned;
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }

  #address(redirectUri: string, state: string, verifier: string): string {
    const address = new URL(this.#settings.authorizeUrl);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const parameters = {
      ...{ response_type: 'code', client_id: this.#settings.clientId, scope: this.#settings.scope },
      ...{ redirect_uri: redirectUri, state, code_challenge: challenge, code_challenge_method: 'S256' },
    };
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    return address.href;
  }
}

/** @throws CodedError PLATFORM_LOGIN_FAILED where the system has no browser to open */
async function opened(open: () => void | Promise<void>): Promise<void> {
  try {
    await open();
  } catch {
    throw failed('noBrowser');
  }
}

const failed = (reason: string): CodedError => new CodedError('PLATFORM_LOGIN_FAILED', reason, { reason });

/** What a page says is shown to nobody as it is: it might be anything. */
const nameOf = (error: string | null): string =>
  error !== null && /^[a-z_]{1,60}$/.test(error) ? error : 'noCode';

const DONE =
  '登录完成，可以关闭本页，回到印签台。 You are logged in. Close this page and go back to SealDesk.';
const REFUSED = '没有登录，请回到印签台。 You are not logged in. Go back to SealDesk.';
const NOT_HERE = '这里没有内容。 There is nothing here.';

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(text);
}

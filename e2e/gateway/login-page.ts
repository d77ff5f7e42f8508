import { createHash, randomBytes } from 'node:crypto';

import { serveWith } from '../../electron/adapters/platform-api/fixtures/https-server.ts';
import type { TlsIdentity } from '../platform/world/tls-certificate.ts';

/** What a client asked for, and which enterprise has shown itself. */
interface Login {
  readonly redirectUri: string;
  readonly state: string;
  readonly challenge: string;
  readonly scope: string;
  /** The code of the enterprise (统一社会信用代码); null until a phone has scanned the page's code, '' when it declined. */
  enterprise: string | null;
}

/** A login that is exchanged for a token. */
export interface FinishedLogin {
  readonly enterprise: string;
  readonly scope: string;
}

export interface LoginPage {
  /** Address of the authorisation endpoint. */
  readonly url: string;
  /** Takes a code once, from whoever knows its verifier (RFC 7636 §4.6). Returns null for any other. */
  finish(form: URLSearchParams): FinishedLogin | null;
  stop(): Promise<void>;
}

const PATH = '/oauth2/authorize';

/**
 * Starts the page of an authorisation code grant where a person shows the e-licence (电子营业执照). It stands for what is public of
 * that login: the page shows a QR code, a phone scans it and says for which enterprise, and the page goes back with a code. Browsers
 * ask it, so that it wants no client certificate.
 */
export async function startLoginPage(identity: TlsIdentity): Promise<LoginPage> {
  const waiting = new Map<string, Login>();
  const codes = new Map<string, Login>();
  const { settings, close } = await serveWith(identity, ({ method, url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'https://page');
    const login = waiting.get(searchParams.get('id') ?? '');
    if (pathname === PATH) {
      const asked = askedIn(searchParams);
      if (asked === null) return void response.writeHead(400).end();
      const id = randomBytes(8).toString('hex');
      waiting.set(id, asked);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      return void response.end(`<p>请用电子营业执照扫码</p><data value="${id}"></data>`);
    }
    if (login === undefined) return void response.writeHead(404).end();
    if (method === 'POST' && pathname === '/scan') {
      login.enterprise = searchParams.get('enterprise') ?? '';
      return void response.writeHead(204).end();
    }
    response.writeHead(302, { location: backTo(login, codes) }).end();
  });
  return {
    url: `${settings.url}${PATH}`,
    finish: (form) => {
      const login = codes.get(form.get('code') ?? '');
      codes.delete(form.get('code') ?? '');
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      const fits = login?.challenge === challenge && login.redirectUri === form.get('redirect_uri');
      return fits ? { enterprise: login.enterprise ?? '', scope: login.scope } : null;
    },
    stop: close,
  };
}

/** Returns what a client asks for; null unless it uses PKCE and wants the code back on its own computer. */
function askedIn(query: URLSearchParams): Login | null {
  const value = (name: string): string => query.get(name) ?? '';
  const isCode = value('response_type') === 'code' && value('code_challenge_method') === 'S256';
  if (!isCode || !/^http:\/\/127\.0\.0\.1:\d+\/callback$/.test(value('redirect_uri'))) return null;
  return {
    ...{ redirectUri: value('redirect_uri'), state: value('state') },
    ...{ challenge: value('code_challenge'), scope: value('scope'), enterprise: null },
  };
}

function backTo(login: Login, codes: Map<string, Login>): string {
  const back = new URL(login.redirectUri);
  back.searchParams.set('state', login.state);
  if (login.enterprise === null || login.enterprise === '') {
    back.searchParams.set('error', 'access_denied');
    return back.href;
  }
  const code = randomBytes(16).toString('base64url');
  codes.set(code, login);
  back.searchParams.set('code', code);
  return back.href;
}

import { z } from 'zod';
import { CodedError } from '../../../../shared/errors.ts';
import type { Exchange } from '../../line.ts';
import type { PlatformRequest, PlatformResponse } from '../../transport.ts';
import type { AccessFiles } from '../access-files.ts';
import type { Dialect, OpenInBrowser } from '../dialect.ts';
import { AccessTokens, oauthSettings } from './access-tokens.ts';
import { contractAnswer, envelopeSettings } from './envelope.ts';
import { loginSettings, PersonLogin } from './person-login.ts';

const headerName = z.string().regex(/^[A-Za-z0-9-]{1,60}$/);

/** What `platforms.json` says of a platform behind an API gateway. No secret stands in it. */
export const gatewaySettings = z.strictObject({
  name: z.literal('gateway'),
  /** Stands in place of `/v1` in every path. */
  prefix: z.string().regex(/^(\/[A-Za-z0-9._~-]{1,60}){0,10}$/),
  /** Carries the session of a holder, since the gateway takes Authorization for itself. */
  sessionHeader: headerName,
  envelope: envelopeSettings,
  /** Absent where the client certificate alone admits. */
  oauth: oauthSettings.optional(),
  /** Absent where no person has to log in. */
  login: loginSettings.optional(),
  /** Whether the client shows a certificate (mTLS): `certificate.pem` and `key.pem` of its folder. */
  clientCertificate: z.boolean(),
  /** Optional parts of the contract that the gateway does not carry. */
  lacks: z.array(z.string().regex(/^[a-z-]{1,60}$/)).max(50),
});

type GatewaySettings = z.infer<typeof gatewaySettings>;

/**
 * Speaks to a platform behind an API gateway: its paths under a prefix, its answers in an envelope, and the client known by OAuth 2.0
 * client credentials, a certificate, or both. The octets of a request's body stay as they are, since registers sign them.
 * @param address of the platform
 */
export function gatewayDialect(
  settings: GatewaySettings,
  address: string,
  { files, openInBrowser }: GatewayHosts,
): Dialect {
  const { envelope, oauth, login: asked, clientCertificate, lacks } = settings;
  return {
    lacks,
    identity: () => (clientCertificate ? files.identity() : null),
    speak: (line) => {
      const ask = line.at(address);
      const tokens = oauth && new AccessTokens(oauth, line.at(oauth.tokenUrl), files);
      const login = asked && new PersonLogin(asked, line.at(asked.tokenUrl), openInBrowser);
      const byClient = tokens === undefined ? ask : withTokens(ask, tokens);
      const admitted = (of: PlatformRequest): Exchange =>
        login?.covers(of) === true ? asPerson(ask, login) : byClient;
      return {
        exchange: async (request, signal) =>
          contractAnswer(await admitted(request)(worded(request, settings), signal), envelope),
        ready: async (request) => {
          if (login?.covers(request) === true) await login.enter(request.signal);
        },
      };
    },
  };
}

/** What the dialect needs of this computer. */
interface GatewayHosts {
  readonly files: AccessFiles;
  /** Null where no person is. */
  readonly openInBrowser: OpenInBrowser | null;
}

/** Shows the token of the person, who logs in once more with the next request when the gateway no longer takes it. */
function asPerson(ask: Exchange, login: PersonLogin): Exchange {
  return async (request, signal) => {
    const token = login.current();
    if (token === null) throw new CodedError('PLATFORM_LOGIN_FAILED', 'ended', { reason: 'ended' });
    const answer = await ask({ ...request, authorization: `Bearer ${token}` }, signal);
    if (bearerFault(answer) !== null) login.drop();
    return expectAdmitted(answer);
  };
}

/** Returns a request as the gateway understands it, without what admits the client. */
function worded(request: PlatformRequest, { prefix, sessionHeader }: GatewaySettings): PlatformRequest {
  const { authorization, headers, path, ...rest } = request;
  const token = authorization?.replace(/^Bearer /, '');
  return {
    ...rest,
    path: `${prefix}${path.replace(/^\/v1/, '')}`,
    headers: { ...headers, ...(token === undefined ? {} : { [sessionHeader]: token }) },
  };
}

/** Shows the access token with every request, and a new one where the gateway no longer takes it (RFC 6750 §3.1). */
function withTokens(ask: Exchange, tokens: AccessTokens): Exchange {
  return async (request, signal) => {
    const send = async (token: string): Promise<PlatformResponse> =>
      ask({ ...request, authorization: `Bearer ${token}` }, signal);
    const token = await tokens.get(signal);
    const first = await send(token);
    if (bearerFault(first) !== 'invalid_token') return expectAdmitted(first);
    // A request that was refused for its token has not been worked on: it may be sent once more.
    tokens.drop(token);
    return expectAdmitted(await send(await tokens.get(signal)));
  };
}

function expectAdmitted(answer: PlatformResponse): PlatformResponse {
  const reason = bearerFault(answer);
  if (reason === null) return answer;
  throw new CodedError('PLATFORM_ACCESS_REFUSED', reason, { reason, status: answer.status });
}

/** Returns what the gateway says against an access token; null when it says nothing. */
function bearerFault({ status, headers }: PlatformResponse): string | null {
  const challenge = headers['www-authenticate'] ?? '';
  if ((status !== 401 && status !== 403) || !/^bearer\b/i.test(challenge)) return null;
  return /\berror="([a-z_]{1,60})"/.exec(challenge)?.[1] ?? 'invalid_token';
}

import type { Dispatcher } from 'undici';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { type ClientIdentity, tlsOptions } from './tls-trust.ts';

/** The proxy that the system uses for other computers. */
export interface SystemProxy {
  /** URL; null for none */
  readonly url: string | null;
  /** Hosts that need no proxy, separated by commas as in NO_PROXY. */
  readonly except: string;
}

/** Longest time for a connection, and for the start and each part of an answer. */
const CONNECT_TIMEOUT_MS = 10_000;
const PART_TIMEOUT_MS = 30_000;
const CONNECTIONS = 4;

/** Reads HTTPS_PROXY and NO_PROXY as most programs understand them. */
export function proxyOfEnvironment(environment: NodeJS.ProcessEnv): SystemProxy {
  const url = environment['https_proxy'] ?? environment['HTTPS_PROXY'] ?? '';
  const except = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  return { url: url === '' ? null : url, except };
}

/**
 * Makes connections to a platform under its own TLS settings. The platform's proxy comes before the system's. The
 * library is large and is loaded with the first connection, because most commands need none.
 * @param identity the certificate that the client shows; null for none
 */
export async function connect(
  { tls, proxy }: Pick<PlatformSettings, 'tls' | 'proxy'>,
  system: SystemProxy,
  identity: ClientIdentity | null = null,
): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import('undici');
  const security = { ...tlsOptions(tls, identity), timeout: CONNECT_TIMEOUT_MS };
  return new EnvHttpProxyAgent({
    httpProxy: '',
    httpsProxy: proxy ?? system.url ?? '',
    noProxy: proxy === undefined ? system.except : '',
    connect: security,
    requestTls: security,
    // A proxy that is reached over TLS itself.
    proxyTls: { ...tlsOptions(), timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: PART_TIMEOUT_MS,
    bodyTimeout: PART_TIMEOUT_MS,
    connections: CONNECTIONS,
  });
}

import { createHash, X509Certificate } from 'node:crypto';
import { checkServerIdentity, type DetailedPeerCertificate, type PeerCertificate } from 'node:tls';
import type { buildConnector, Dispatcher } from 'undici';
import type { PlatformSettings } from '../../shared/model/platform.ts';

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
/** Code of the error for a chain that contains none of the pins. */
export const PIN_MISMATCH = 'ERR_PLATFORM_PIN_MISMATCH';

/** Reads HTTPS_PROXY and NO_PROXY as most programs understand them. */
export function proxyOfEnvironment(environment: NodeJS.ProcessEnv): SystemProxy {
  const url = environment['https_proxy'] ?? environment['HTTPS_PROXY'] ?? '';
  const except = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  return { url: url === '' ? null : url, except };
}

/**
 * Makes connections to a platform under its own TLS settings. The platform's proxy comes before the system's. The
 * library is large and is loaded with the first connection, because most commands need none.
 */
export async function connect({ tls, proxy }: PlatformSettings, system: SystemProxy): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import('undici');
  const security = tlsOptions(tls);
  return new EnvHttpProxyAgent({
    httpProxy: '',
    httpsProxy: proxy ?? system.url ?? '',
    noProxy: proxy === undefined ? system.except : '',
    connect: security,
    requestTls: security,
    headersTimeout: PART_TIMEOUT_MS,
    bodyTimeout: PART_TIMEOUT_MS,
    connections: CONNECTIONS,
  });
}

function tlsOptions({
  ca,
  pins = [],
}: NonNullable<PlatformSettings['tls']> = {}): buildConnector.BuildOptions {
  const identity = pins.length === 0 ? {} : { checkServerIdentity: pinnedIdentity(pins) };
  return {
    minVersion: 'TLSv1.2',
    timeout: CONNECT_TIMEOUT_MS,
    ...(ca === undefined ? {} : { ca }),
    ...identity,
  };
}

function pinnedIdentity(
  pins: readonly string[],
): (host: string, certificate: PeerCertificate) => Error | undefined {
  return (host, certificate) => {
    const fault = checkServerIdentity(host, certificate);
    if (fault !== undefined) return fault;
    const found = chainOf(certificate).some((der) => pins.includes(pinOf(der)));
    return found ? undefined : Object.assign(new Error('no pin fits'), { code: PIN_MISMATCH });
  };
}

/** Returns the chain from the leaf on; the last certificate names itself as its issuer. */
function chainOf(leaf: PeerCertificate): Buffer[] {
  const chain: Buffer[] = [];
  for (let each: PeerCertificate | undefined = leaf; each !== undefined; each = issuerOf(each)) {
    const { raw } = each;
    if (chain.some((der) => der.equals(raw))) break;
    chain.push(raw);
  }
  return chain;
}

function issuerOf(certificate: PeerCertificate | DetailedPeerCertificate): PeerCertificate | undefined {
  return 'issuerCertificate' in certificate ? certificate.issuerCertificate : undefined;
}

/** Returns the pin of a certificate (RFC 7469 §2.4). */
function pinOf(der: Buffer): string {
  const key = new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' });
  return `sha256/${createHash('sha256').update(key).digest('base64')}`;
}

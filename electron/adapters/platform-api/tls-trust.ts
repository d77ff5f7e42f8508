import { createHash, X509Certificate } from 'node:crypto';
import {
  checkServerIdentity,
  createSecureContext,
  rootCertificates,
  type DetailedPeerCertificate,
  type PeerCertificate,
  type SecureContext,
} from 'node:tls';
import type { buildConnector } from 'undici';
import type { PlatformSettings } from '../../shared/model/platform.ts';

/** Code of the error for a chain that contains none of the pins. */
export const PIN_MISMATCH = 'ERR_PLATFORM_PIN_MISMATCH';
/** Certificates of a server's chain that are looked at. */
const MOST_CERTIFICATES = 12;

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** The certificate by which a client makes itself known in TLS, with its key and those behind it. All are PEM. */
export interface ClientIdentity {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Returns how a connection trusts its server. Everything is said outright, since what is left out Node takes from the
 * environment: NODE_TLS_REJECT_UNAUTHORIZED would switch the checks off, NODE_EXTRA_CA_CERTS and SSL_CERT_FILE would
 * add authorities.
 * @param identity what the client shows of itself; null for nothing
 * @throws the system's error for an identity that is none
 */
export function tlsOptions(
  { ca, pins = [] }: NonNullable<PlatformSettings['tls']> = {},
  identity: ClientIdentity | null = null,
): buildConnector.BuildOptions {
  const authorities = ca === undefined ? rootCertificates : (ca.match(PEM_CERTIFICATE) ?? []);
  return {
    rejectUnauthorized: true,
    secureContext: identity === null ? contextOf(authorities) : newContext(authorities, identity),
    // Node does not ask for a server's identity, and so for its pins, when a session is taken up again.
    maxCachedSessions: 0,
    checkServerIdentity: (host, certificate) =>
      checkServerIdentity(host, certificate) ??
      (pins.length === 0 ? undefined : pinFault(certificate, authorities, pins)),
  };
}

const contexts = new Map<string, SecureContext>();

/** Made once for all connections with the same authorities: reading Node's own list takes a while. */
function contextOf(authorities: readonly string[]): SecureContext {
  const key = authorities.join('\n');
  const made = contexts.get(key) ?? newContext(authorities, null);
  contexts.set(key, made);
  return made;
}

function newContext(authorities: readonly string[], identity: ClientIdentity | null): SecureContext {
  const own = identity && { cert: identity.certificate, key: identity.key };
  return createSecureContext({ ca: [...authorities], minVersion: 'TLSv1.2', ...own });
}

/** Returns an error when no pin fits a certificate on a path that is checked here. */
function pinFault(
  leaf: PeerCertificate,
  authorities: readonly string[],
  pins: readonly string[],
): Error | undefined {
  const [server, ...sent] = certificatesOf(leaf);
  const isPinned = (certificate: X509Certificate): boolean => pins.includes(pinOf(certificate));
  const roots = authorities.flatMap((pem) => certificateOrNothing(pem));
  const found = server !== undefined && isOnPath(server, { sent, roots, now: new Date() }, isPinned);
  return found ? undefined : Object.assign(new Error('no pin fits'), { code: PIN_MISMATCH });
}

/** What a path may be built of. */
interface PathParts {
  readonly sent: readonly X509Certificate[];
  readonly roots: readonly X509Certificate[];
  readonly now: Date;
}

/**
 * Whether a certificate that is wanted is on a path from the server's certificate to a root. The chain as it was sent
 * says nothing: its issuers are found by their names, so that anybody can put one with a pinned key into it. An issuer
 * counts only when it is valid now and has truly signed the certificate below.
 */
function isOnPath(
  server: X509Certificate,
  { sent, roots, now }: PathParts,
  isWanted: (certificate: X509Certificate) => boolean,
): boolean {
  const issuers = [...roots, ...sent].filter((each) => isValidAt(each, now));
  /** A certificate and all above it. Each is looked at once, whatever circles a chain has. */
  const from = (certificate: X509Certificate): readonly X509Certificate[] => {
    const reached = [certificate];
    for (const each of reached) {
      reached.push(...issuers.filter((issuer) => !reached.includes(issuer) && hasIssued(issuer, each)));
    }
    return reached;
  };
  const isRoot = ({ raw }: X509Certificate): boolean => roots.some((root) => root.raw.equals(raw));
  if (!isValidAt(server, now)) return false;
  return from(server).some((each) => isWanted(each) && from(each).some(isRoot));
}

const isValidAt = ({ validFrom, validTo }: X509Certificate, now: Date): boolean =>
  new Date(validFrom) <= now && now <= new Date(validTo);

/** Checks names and key usage (`checkIssued`), the basic constraints, and the signature. */
function hasIssued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** Returns the server's certificate and those that came with it, as Node has put them in a row. */
function certificatesOf(leaf: PeerCertificate): X509Certificate[] {
  const found: Buffer[] = [];
  for (let each: PeerCertificate | undefined = leaf; each !== undefined; each = issuerOf(each)) {
    const { raw } = each;
    if (found.length === MOST_CERTIFICATES || found.some((der) => der.equals(raw))) break;
    found.push(raw);
  }
  return found.flatMap((der) => certificateOrNothing(der));
}

function issuerOf(certificate: PeerCertificate | DetailedPeerCertificate): PeerCertificate | undefined {
  return 'issuerCertificate' in certificate ? certificate.issuerCertificate : undefined;
}

function certificateOrNothing(encoded: Buffer | string): X509Certificate[] {
  try {
    return [new X509Certificate(encoded)];
  } catch {
    return [];
  }
}

/** Returns the pin of a certificate (RFC 7469 §2.4). */
function pinOf({ publicKey }: X509Certificate): string {
  const key = publicKey.export({ type: 'spki', format: 'der' });
  return `sha256/${createHash('sha256').update(key).digest('base64')}`;
}

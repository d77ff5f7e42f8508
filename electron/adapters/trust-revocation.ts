import type { SmEngine } from '../core/sm/engine.ts';
import { certificateOrNull } from '../core/x509/certificate.ts';
import { buildPath } from '../core/x509/path.ts';
import { pathRevocation } from '../core/x509/revocation.ts';
import type { Clock } from '../services/ports.ts';
import type { ReadTrust } from './files/kept-trust.ts';

/** @returns since when a certificate, or one above it, is revoked, ISO 8601; null where no list says so */
export type RevokedSince = (certificate: Uint8Array, trustFolder: string) => string | null;

/**
 * Revocation by the lists of a trust folder, those of the platforms included. A certificate without a path is for
 * the verification to complain of. Throws TRUST_FOLDER_UNREADABLE.
 */
export function trustRevocation(engine: SmEngine, clock: Clock, readTrust: ReadTrust): RevokedSince {
  return (der, folder) => {
    const certificate = certificateOrNull(der);
    if (certificate === null) return null;
    const trust = readTrust(folder);
    const now = clock.now();
    const at = certificate.notAfter < now ? certificate.notAfter : now;
    const path = buildPath(certificate, { engine, trust, at });
    if (!path.ok) return null;
    const found = pathRevocation(path.path, trust.revocationLists, { engine, now });
    const revoked = found.flatMap(({ status }) => (status.state === 'revoked' ? [status.revocation] : []));
    return revoked[0]?.revokedAt.toISOString() ?? null;
  };
}

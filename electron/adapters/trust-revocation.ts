import type { SmEngine } from '../core/sm/engine.ts';
import { certificateOrNull } from '../core/x509/certificate.ts';
import { buildPath } from '../core/x509/path.ts';
import { pathRevocation } from '../core/x509/revocation.ts';
import { readTrustStore } from '../core/x509/trust-store.ts';
import type { Clock } from '../services/ports.ts';
import type { RevocationPort } from '../services/sealing-gate/ports.ts';
import { readTrustFolder } from './files/trust-folder.ts';

interface TrustRevocationParts {
  readonly folder: string;
  readonly engine: SmEngine;
  readonly clock: Clock;
}

/**
 * Revocation by the lists of the trust folder, for the certificate and those above it. A certificate without a path
 * is for the verification to complain of. Rejects with TRUST_FOLDER_UNREADABLE.
 */
export function trustRevocation({ folder, engine, clock }: TrustRevocationParts): RevocationPort {
  return {
    revokedSince: async (der) => {
      const certificate = certificateOrNull(der);
      if (certificate === null) return null;
      const trust = readTrustStore(readTrustFolder(folder));
      const now = clock.now();
      const at = certificate.notAfter < now ? certificate.notAfter : now;
      const path = buildPath(certificate, { engine, trust, at });
      if (!path.ok) return null;
      const found = pathRevocation(path.path, trust.revocationLists, { engine, now });
      const revoked = found.flatMap(({ status }) => (status.state === 'revoked' ? [status.revocation] : []));
      return revoked[0]?.revokedAt.toISOString() ?? null;
    },
  };
}

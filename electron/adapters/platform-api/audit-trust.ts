import type { AuditTrust } from '../../core/register/audit-heads.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { readTrustStore, type TrustStore } from '../../core/x509/trust-store.ts';
import { CodedError } from '../../shared/errors.ts';
import { readTrustedCertificates } from '../files/trust-folder.ts';
import { platformRoots } from './platform-roots.ts';
import { readPlatforms } from './platforms-file.ts';

/**
 * What the register's signatures are judged by: the trust folder and the platforms of a home. Where one of them
 * cannot be read, the check goes on without it and says of nobody that they are trusted.
 */
export function auditTrust(home: string, trustFolder: string, engine: SmEngine): AuditTrust {
  const platforms = readPlatforms(home);
  return {
    engine,
    trust: certificatesIn(trustFolder),
    roots: platformRoots(platforms.ok ? platforms.value : []),
  };
}

/** Without its lists: whether a signer's certificate was revoked is no matter of the register. */
function certificatesIn(folder: string): TrustStore | null {
  try {
    const { certificates } = readTrustedCertificates(folder);
    return certificates.length === 0 ? null : readTrustStore({ certificates, crls: [] });
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

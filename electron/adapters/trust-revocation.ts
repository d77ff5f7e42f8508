import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { SmEngine } from '../core/sm/engine.ts';
import { certificateOrNull } from '../core/x509/certificate.ts';
import { buildPath } from '../core/x509/path.ts';
import { pathRevocation } from '../core/x509/revocation.ts';
import { readTrustStore, type TrustStore } from '../core/x509/trust-store.ts';
import type { Clock } from '../services/ports.ts';
import { systemErrorName } from './files/file-errors.ts';
import { readTrustFolder } from './files/trust-folder.ts';

/** @returns since when a certificate, or one above it, is revoked, ISO 8601; null where no list says so */
export type RevokedSince = (certificate: Uint8Array, trustFolder: string) => string | null;

interface KeptTrust {
  readonly stamp: string;
  readonly trust: TrustStore;
}

/**
 * Revocation by the lists of a trust folder, those of the platforms included. Lists may be large: they are read
 * again only when the folder has changed. A certificate without a path is for the verification to complain of.
 * Throws TRUST_FOLDER_UNREADABLE.
 */
export function trustRevocation(engine: SmEngine, clock: Clock): RevokedSince {
  let kept: KeptTrust | null = null;
  return (der, folder) => {
    const certificate = certificateOrNull(der);
    if (certificate === null) return null;
    const stamp = stampOf(folder);
    kept = kept?.stamp === stamp ? kept : { stamp, trust: readTrustStore(readTrustFolder(folder)) };
    const { trust } = kept;
    const now = clock.now();
    const at = certificate.notAfter < now ? certificate.notAfter : now;
    const path = buildPath(certificate, { engine, trust, at });
    if (!path.ok) return null;
    const found = pathRevocation(path.path, trust.revocationLists, { engine, now });
    const revoked = found.flatMap(({ status }) => (status.state === 'revoked' ? [status.revocation] : []));
    return revoked[0]?.revokedAt.toISOString() ?? null;
  };
}

/** Changes with every file of the folder and of those within it. */
function stampOf(folder: string): string {
  const names = namesIn(folder);
  return JSON.stringify([folder, names.map((name) => [name, ...factsOf(join(folder, name))])]);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  } catch (error) {
    if (systemErrorName(error) === undefined) throw error;
    return [];
  }
}

function factsOf(path: string): number[] {
  const status = statSync(path, { throwIfNoEntry: false });
  return status === undefined ? [] : [status.size, status.mtimeMs];
}

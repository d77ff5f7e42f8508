import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditTrust } from '../../core/register/audit-heads.ts';
import type { PlatformRoots } from '../../core/register/checkpoint.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { decodeRevocationList, type RevocationList } from '../../core/x509/revocation-list.ts';
import { readTrustStore, type TrustStore } from '../../core/x509/trust-store.ts';
import type { EvidenceSource } from '../../services/documents/verdict-evidence.ts';
import {
  type EvidenceParts,
  type EvidenceStore,
  platformEvidence,
  type PlatformFolder,
} from '../../services/evidence/platform-evidence.ts';
import { bundlesInForce } from '../../services/platform/bundle-records.ts';
import type { KnownWorld } from '../../services/platform/known-platforms.ts';
import type { PlatformStore } from '../../services/platform/platform-store.ts';
import type { RecordStore } from '../../services/records/records.ts';
import { doubleUseMarks } from '../../services/approvals/approval-claims.ts';
import { registerMarks } from '../../services/register/find-entries.ts';
import { existedBy } from '../../services/register/prove-existence.ts';
import type { RegisterStore } from '../../services/register/register-store.ts';
import { CodedError } from '../../shared/errors.ts';
import { namesIn } from '../files/file-errors.ts';
import { PLATFORM_FOLDER_PREFIX, platformTrustFolder } from '../trust-files/platform-trust-folder.ts';
import { readTrustedCertificates } from '../trust-files/trust-folder.ts';
import { databaseIn, storeFolderIn } from '../store/store-files.ts';

/** Number of superseded lists that stay in memory; one may have a million entries. */
const MOST_LISTS = 4;

/**
 * Returns the source of all evidence in a home that verdicts rest on besides the trust folder's own files. It is
 * read anew for every document, so that a synchronisation counts at once.
 * @param store answers what the platforms and the register of the home know
 */
export function homeEvidence(store: EvidenceParts['store']): EvidenceSource {
  const decoded = new Map<string, RevocationList | null>();
  return (trustFolder) => platformEvidence({ store, folders: platformFoldersIn(trustFolder, decoded) });
}

function platformFoldersIn(
  trustFolder: string,
  decoded: Map<string, RevocationList | null>,
): PlatformFolder[] {
  const names = namesIn(trustFolder).filter((name) => name.startsWith(PLATFORM_FOLDER_PREFIX));
  return names.map((name) => {
    const files = platformTrustFolder(join(trustFolder, name));
    return {
      platform: name.slice(PLATFORM_FOLDER_PREFIX.length),
      material: files.material(),
      read: ({ file, sm3 }) => kept(decoded, `${trustFolder}/${name}/${sm3}`, () => files.list(file)),
    };
  });
}

/** Keeps a list that was read once for further documents, with every signature that was checked on it. */
function kept(
  decoded: Map<string, RevocationList | null>,
  name: string,
  read: () => Uint8Array | null,
): RevocationList | null {
  const known = decoded.get(name) ?? listOrNull(read());
  decoded.delete(name);
  decoded.set(name, known);
  const [oldest] = decoded.keys();
  if (decoded.size > MOST_LISTS && oldest !== undefined) decoded.delete(oldest);
  return known;
}

function listOrNull(bytes: Uint8Array | null): RevocationList | null {
  if (bytes === null) return null;
  try {
    return decodeRevocationList(bytes);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

interface EvidenceStoreParts {
  readonly home: string;
  /** Reads the platforms of the home. */
  readonly world: () => Promise<KnownWorld>;
  readonly roots: () => Promise<PlatformRoots>;
  readonly engine: SmEngine;
  readonly platform: PlatformStore;
  readonly register: RegisterStore;
  readonly records: RecordStore;
}

/** Returns the questions that verdicts ask of the store of a home. */
export function evidenceStore({ home, world, roots, platform, ...ports }: EvidenceStoreParts): EvidenceStore {
  const isKept = (): boolean => existsSync(databaseIn(storeFolderIn(home)));
  return {
    bundles: async () => (isKept() ? bundlesInForce(ports.records, platform) : []),
    platforms: async () =>
      (await world()).platforms.map(({ settings: { id }, policy }) => ({
        id,
        plainValidHours: policy?.profile.limits.plainValidHours ?? null,
        lateEventHours: policy?.profile.limits.lateEventHours ?? null,
      })),
    lists: () => platform.lists(),
    sealEvents: (esId) => platform.sealEvents(esId),
    lastStatusNumber: (id) => platform.lastStatusNumber(id),
    // Whoever only verifies has no register, and gets none by verifying.
    registerMarks: async (sm3) => {
      if (!isKept()) return [];
      return [...(await registerMarks(sm3, ports.register)), ...(await doubleUseMarks(sm3, ports.records))];
    },
    lateRevocations: (issuer, serial) => platform.lateRevocations(issuer, serial),
    existedBy: async (sm3) => existedBy(sm3, { ...ports, roots: await roots() }),
  };
}

/**
 * Returns what the register's signatures are judged by: the trust folder and the platforms of a home. If one of
 * them cannot be read, the check goes on without it and trusts nobody by it.
 */
export async function auditTrust(
  roots: () => Promise<PlatformRoots>,
  trustFolder: string,
  engine: SmEngine,
): Promise<AuditTrust> {
  return { engine, trust: certificatesIn(trustFolder), roots: await roots() };
}

/** Reads certificates alone: the register's check does not ask whether a signer's certificate was revoked. */
function certificatesIn(folder: string): TrustStore | null {
  try {
    const { certificates } = readTrustedCertificates(folder);
    return certificates.length === 0 ? null : readTrustStore({ certificates, crls: [] });
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

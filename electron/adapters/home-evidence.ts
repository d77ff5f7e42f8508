import { join } from 'node:path';
import { decodeRevocationList, type RevocationList } from '../core/x509/revocation-list.ts';
import type { EvidenceSource } from '../services/documents/verify-document.ts';
import {
  platformEvidence,
  type EvidenceParts,
  type PlatformFolder,
} from '../services/platform/platform-evidence.ts';
import { CodedError } from '../shared/errors.ts';
import { namesIn } from './files/folder-names.ts';
import { PLATFORM_FOLDER_PREFIX, platformTrustFolder } from './files/platform-trust-folder.ts';
import { readPolicies } from './files/policy-folder.ts';
import { readPlatforms } from './platform-api/platforms-file.ts';

/** How many superseded lists stay in memory: one may have a million entries. */
const MOST_LISTS = 4;

/** What verdicts rest on in a home: read anew for every document, so that a synchronisation counts at once. */
export function homeEvidence(home: string, store: EvidenceParts['store']): EvidenceSource {
  const decoded = new Map<string, RevocationList | null>();
  return (trustFolder) =>
    platformEvidence({
      settings: readPlatforms(home),
      store,
      folders: platformFoldersIn(trustFolder, decoded),
      profiles: readPolicies(home).profiles,
      now: new Date(),
    });
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

/** A list that was read once serves further documents of its days, with every signature that was checked on it. */
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

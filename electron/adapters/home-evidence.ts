import { join } from 'node:path';
import type { EvidenceSource } from '../services/evidence.ts';
import {
  platformEvidence,
  type EvidenceParts,
  type PlatformFolder,
} from '../services/platform/platform-evidence.ts';
import { namesIn } from './files/folder-names.ts';
import { PLATFORM_FOLDER_PREFIX, platformTrustFolder } from './files/platform-trust-folder.ts';
import { readPolicies } from './files/policy-folder.ts';
import { readPlatforms } from './platform-api/platforms-file.ts';

/** What verdicts rest on in a home: read anew for every document, so that a synchronisation counts at once. */
export function homeEvidence(home: string, store: EvidenceParts['store']): EvidenceSource {
  return (trustFolder) =>
    platformEvidence({
      settings: readPlatforms(home),
      store,
      folders: platformFoldersIn(trustFolder),
      profiles: readPolicies(home).profiles,
      now: new Date(),
    });
}

function platformFoldersIn(trustFolder: string): PlatformFolder[] {
  const names = namesIn(trustFolder).filter((name) => name.startsWith(PLATFORM_FOLDER_PREFIX));
  return names.map((name) => {
    const files = platformTrustFolder(join(trustFolder, name));
    return {
      platform: name.slice(PLATFORM_FOLDER_PREFIX.length),
      material: files.material(),
      read: ({ file }) => files.list(file),
    };
  });
}

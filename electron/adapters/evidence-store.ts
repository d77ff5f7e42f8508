import type { SmEngine } from '../core/sm/engine.ts';
import type { EvidenceStore } from '../services/evidence/platform-evidence.ts';
import type { PlatformStore } from '../services/platform/platform-store.ts';
import type { RecordStore } from '../services/records/records.ts';
import { existedBy } from '../services/register/prove-existence.ts';
import type { RegisterStore } from '../services/register/register-store.ts';
import { platformRoots } from './platform-api/platform-roots.ts';
import { readPlatforms } from './platform-api/platforms-file.ts';

export interface EvidenceStoreParts {
  readonly home: string;
  readonly engine: SmEngine;
  readonly platform: PlatformStore;
  readonly register: RegisterStore;
  readonly records: RecordStore;
}

/** What verdicts ask of the store of a home. */
export function evidenceStore({ home, platform, ...ports }: EvidenceStoreParts): EvidenceStore {
  return {
    lists: () => platform.lists(),
    sealEvents: (esId) => platform.sealEvents(esId),
    lastStatusNumber: (id) => platform.lastStatusNumber(id),
    existedBy: (sm3) => {
      const settings = readPlatforms(home);
      return existedBy(sm3, { ...ports, roots: platformRoots(settings.ok ? settings.value : []) });
    },
  };
}

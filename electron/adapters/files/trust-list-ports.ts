import { join } from 'node:path';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type { TrustListPorts } from '../../services/trust-lists/trust-list-store.ts';
import { describeMakerList } from '../../core/platform/maker-lists.ts';
import { readTrustStore } from '../../core/x509/trust-store.ts';
import { makerListFiles } from './maker-list-files.ts';
import { readTrustedCertificates } from './trust-folder.ts';
import { namesIn } from './file-errors.ts';
import { PLATFORM_FOLDER_PREFIX, platformTrustFolder } from './platform-trust-folder.ts';
import { laidOutTrustLists, trustListFiles } from './trust-list-files.ts';

interface TrustListPlace {
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly trustFolder: string;
  /** Folder of the bundles and folder of the home; null for a trust folder that belongs to no home. */
  readonly home: { readonly dist: string; readonly folder: string } | null;
  readonly bound: TrustListPorts['bound'];
}

/** Returns the ports for the lists of trust and makers of a trust folder. */
export function trustListPorts({ engine, clock, trustFolder, home, bound }: TrustListPlace): TrustListPorts {
  return {
    ...{ engine, clock, bound },
    store: trustListFiles(trustFolder),
    laidOut: () => (home === null ? [] : laidOutTrustLists(home.dist, home.folder)),
    makerLists: () => {
      const files = makerListFiles(trustFolder);
      if (files.length === 0) return [];
      const trust = readTrustStore(readTrustedCertificates(trustFolder));
      return files.map(({ file, statement }) => {
        const list = statement === null ? null : describeMakerList(statement, trust, engine);
        if (list === null)
          return { file, state: 'damaged', signer: null, sm3: null, issuedAt: null, makers: [] };
        const { state, signer, fingerprint, issuedAt, makers } = list;
        return { file, state, signer, sm3: fingerprint, issuedAt, makers };
      });
    },
    synchronised: () => {
      const names = namesIn(trustFolder).filter((name) => name.startsWith(PLATFORM_FOLDER_PREFIX));
      return names.map((name) => ({
        platform: name.slice(PLATFORM_FOLDER_PREFIX.length),
        files: platformTrustFolder(join(trustFolder, name)),
      }));
    },
  };
}

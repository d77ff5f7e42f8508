import { join } from 'node:path';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type { TrustListPorts } from '../../services/trust-lists/trust-list-store.ts';
import { describeMakerList } from '../../core/platform/maker-lists.ts';
import { readTrustStore } from '../../core/x509/trust-store.ts';
import { addMakerList, makerListFiles } from './maker-list-files.ts';
import { readTrustedCertificates, readTrustFolder } from './trust-folder.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { namesIn, writing } from '../files/file-errors.ts';
import { writeThrough } from '../files/replace-file.ts';
import { PLATFORM_FOLDER_PREFIX, platformTrustFolder } from './platform-trust-folder.ts';
import { laidOutTrustLists, trustListFiles } from './trust-list-files.ts';

interface TrustListPlace {
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly trustFolder: string;
  /** Folder of the bundles and folder of the home; null for a trust folder that belongs to no home. */
  readonly home: { readonly dist: string; readonly folder: string } | null;
  readonly bound: TrustListPorts['bound'];
  readonly record: TrustListPorts['record'];
}

/** Returns the ports for the lists of trust and makers of a trust folder. */
export function trustListPorts({
  engine,
  clock,
  trustFolder,
  home,
  bound,
  record,
}: TrustListPlace): TrustListPorts {
  const trust = () => readTrustStore(readTrustFolder(trustFolder));
  return {
    ...{ engine, clock, bound, record },
    describeMakers: (statement) => describeMakerList(statement, trust(), engine),
    addMakers: (statement, list) => addMakerList(trustFolder, statement, list),
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

/** The name of the file beside a trust folder's lists that says whose word was accepted, where no register does. */
const LOG_NAME = 'accepted-lists.log';

/** Writes acts into a file of the trust folder, one line of JSON each: for a folder without a register. */
export function recordInFolder(trustFolder: string, clock: Clock): TrustListPorts['record'] {
  return (act) => {
    const line = JSON.stringify({ time: clock.now().toISOString(), ...act });
    writing(() => writeThrough(join(trustFolder, LOG_NAME), 'a', utf8Bytes(`${line}\n`)));
    return Promise.resolve();
  };
}

import { existsSync } from 'node:fs';
import packageManifest from '../../package.json' with { type: 'json' };
import { readTrustFacts } from '../adapters/files/trust-folder.ts';
import type { StoreClient } from '../adapters/store/store-operations.ts';
import { decodeRevocationList } from '../core/x509/revocation-list.ts';
import type { Home } from '../home/home.ts';
import { tokenHostIn } from '../adapters/tokens/spare-host.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import { CodedError } from '../shared/errors.ts';
import type { AppInfo, MissingPiece, RuntimeInfo, TrustInfo } from '../shared/model/app-description.ts';
import type { Preferences } from '../shared/model/app-info.ts';
import type { Result } from '../shared/result.ts';
import { reportBroken } from './log.ts';

interface AppDescriber {
  /** Versions, world, whom the app trusts now, and what is missing as far as it is known: no window waits for the rest. */
  describe(preferences: Preferences): AppInfo;
  /** Everything that is missing, once the store is opened and checked. */
  missing(): Promise<readonly MissingPiece[]>;
}

/** Describes the app to its window. The store is opened and checked at once. */
export function appDescriber(home: Home): AppDescriber {
  const { folder, world, trustFolder, dist, store } = home;
  const missing = missingOfWorld(world, trustFolder, dist);
  let known: readonly MissingPiece[] = missing;
  const all = checkStore(store).then((pieces) => (known = [...missing, ...pieces]));
  const describe = (preferences: Preferences): AppInfo => ({
    version: packageManifest.version,
    runtime: runtimeInfo(process.versions),
    home: folder,
    demo: world.ok && world.value !== null ? { contract: sampleContract(world) } : null,
    offersDemo: home.demoPorts.softToken !== null,
    missing: known,
    trust: summariseTrust(trustFolder) ?? { folder: trustFolder, certificates: 0, revocationListsAsOf: null },
    preferences,
    settings: home.preferences.view(),
  });
  return { describe, missing: () => all };
}

/** Path of the demonstration's contract; null when there is none. */
export function sampleContract(world: Result<DemoWorld | null>): string | null {
  const contract = world.ok ? world.value?.contract : undefined;
  return contract !== undefined && existsSync(contract) ? contract : null;
}

function missingOfWorld(world: Result<DemoWorld | null>, trustFolder: string, dist: string): MissingPiece[] {
  if (!world.ok) return ['demoWorld'];
  const missing: MissingPiece[] = [];
  if (!existsSync(tokenHostIn(dist))) missing.push('tokenHost');
  else if (world.value?.pkcs11Module === null) missing.push('softTokenModule');
  if (!existsSync(trustFolder)) missing.push('trustFolder');
  return missing;
}

/**
 * Opens the store while the window starts. Without it the app opens and verifies documents all the same, so a store
 * that cannot be opened is reported and ends nothing.
 */
async function checkStore(store: StoreClient): Promise<readonly MissingPiece[]> {
  try {
    const { damage } = await store.opening();
    return damage === null ? [] : ['registerEntries'];
  } catch (error) {
    const known =
      error instanceof CodedError ? `${error.code} ${JSON.stringify(error.details ?? {})}` : error;
    reportBroken('the store', known);
    return ['register'];
  }
}

/** Tells the Electron that the project pins from a stand-in for development and tests. */
function runtimeInfo(versions: Readonly<Record<string, string | undefined>>): RuntimeInfo {
  const electron = versions['electron'] ?? '';
  return {
    kind: electron === packageManifest.devDependencies.electron ? 'official' : 'fallback',
    electron,
    chrome: versions['chrome'] ?? '',
    node: versions['node'] ?? '',
  };
}

/**
 * Returns what the settings page shows of the trust folder; null when it cannot be read. Only the dates of the
 * platforms' lists are read: the window must not wait for a list of a million entries.
 */
function summariseTrust(folder: string): TrustInfo | null {
  try {
    const { own, platforms, confirmed } = readTrustFacts(folder);
    const lists = platforms.flatMap(({ lists: accepted }) => accepted.map(({ thisUpdate }) => thisUpdate));
    const files = [...own.crls, ...confirmed.flatMap(({ crls }) => crls)];
    const issued = lists.length > 0 ? lists : files.flatMap(issueDateOf);
    const named = [...platforms, ...confirmed.map((list) => list.named)].flatMap((each) => each.certificates);
    return {
      folder,
      certificates: own.certificates.length + new Set(named).size,
      revocationListsAsOf: issued.sort()[0] ?? null,
    };
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function issueDateOf(der: Uint8Array): string[] {
  try {
    return [decodeRevocationList(der).thisUpdate.toISOString()];
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}

import { readTrustFacts } from '../adapters/trust-files/trust-folder.ts';
import type { StoreClient } from '../adapters/store/store-operations.ts';
import { decodeRevocationList } from '../core/x509/revocation-list.ts';
import type { Home } from '../home/home.ts';
import { CodedError } from '../shared/errors.ts';
import type { MissingPiece, TrustInfo } from '../shared/model/app-description.ts';
import { missingOfWorld } from './describe-app.ts';
import { reportBroken } from './log.ts';

/** What of the app takes longer to find out than its first screen takes. */
interface AppState {
  /** Everything that is missing, once the store is opened and checked. */
  missing(): Promise<readonly MissingPiece[]>;
  trust(): TrustInfo;
}

/** Finds out the state of the app for its window. The store is opened and checked at once. */
export function appState({ world, trustFolder, dist, store }: Home): AppState {
  const all = checkStore(store).then((pieces) => [...missingOfWorld(world, trustFolder, dist), ...pieces]);
  const none: TrustInfo = { folder: trustFolder, certificates: 0, revocationListsAsOf: null };
  return { missing: () => all, trust: () => summariseTrust(trustFolder) ?? none };
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

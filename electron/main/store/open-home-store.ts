import {
  openStore,
  storeSettings,
  storeWorkerIn,
  type StoreClient,
} from '../../adapters/store/store-operations.ts';
import type { PlatformStore } from '../../services/platform/platform-store.ts';
import type { RecordStore } from '../../services/records/records.ts';
import type { RegisterStore } from '../../services/register/register-store.ts';
import { CodedError } from '../../shared/errors.ts';
import type { MissingPiece } from '../../shared/model/app-info.ts';
import { reportBroken } from '../log.ts';

/** The store of the app's home. */
export interface HomeStore {
  readonly register: RegisterStore;
  readonly records: RecordStore;
  readonly platform: PlatformStore;
  /** What people must be told of it; known once the database was opened and checked. */
  missing(): Promise<readonly MissingPiece[]>;
  close(): Promise<void>;
}

/**
 * Opens the store while the window starts. Without it the app opens and verifies documents all the same, so a
 * store that cannot be opened is said and ends nothing.
 */
export function openHomeStore(home: string, dist: string): HomeStore {
  const client = openStore(storeWorkerIn(dist), storeSettings(home, dist), (damage) =>
    reportBroken('the store', `damaged ${JSON.stringify(damage)}`),
  );
  const missing = findMissing(client);
  return {
    register: client,
    records: client,
    platform: client,
    missing: () => missing,
    close: () => client.close(),
  };
}

async function findMissing(client: StoreClient): Promise<readonly MissingPiece[]> {
  try {
    const { damage } = await client.opening();
    return damage === null ? [] : ['registerEntries'];
  } catch (error) {
    const known =
      error instanceof CodedError ? `${error.code} ${JSON.stringify(error.details ?? {})}` : error;
    reportBroken('the store', known);
    return ['register'];
  }
}

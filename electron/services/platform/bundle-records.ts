import { z } from 'zod';
import type { OfflineBundleFacts } from '../../shared/model/offline-bundle.ts';
import type { PlatformStore, SyncState } from './platform-store.ts';
import { type Records, type RecordStore, recordsOfKind } from '../records/records.ts';

const recordSchema = z.strictObject({
  platform: z.string(),
  issuedAt: z.iso.datetime(),
  nextUpdate: z.iso.datetime(),
  importedAt: z.iso.datetime(),
  /** The SM3 of the platform's statement on the bundle, hexadecimal. */
  sm3: z.string(),
});

/** The last bundle that was imported for a platform. */
export type BundleRecord = z.infer<typeof recordSchema>;

/** Gives access to the last bundle of each platform. */
export const bundleRecords = (records: RecordStore): Records<BundleRecord> =>
  recordsOfKind('offline-bundle', recordSchema, ({ platform }) => platform, records);

/** Returns the bundle that a computer lives by: the last one, unless it has synchronised since; null for none. */
export function bundleInForce(
  bundle: BundleRecord | null,
  state: Pick<SyncState, 'platformTime'> | undefined,
): OfflineBundleFacts | null {
  if (bundle === null || state?.platformTime !== bundle.issuedAt) return null;
  const { platform, issuedAt, nextUpdate, importedAt } = bundle;
  return { platform, issuedAt, nextUpdate, importedAt };
}

/** Returns the bundle of each platform that this computer lives by. */
export async function bundlesInForce(
  records: RecordStore,
  store: Pick<PlatformStore, 'syncStates'>,
): Promise<readonly OfflineBundleFacts[]> {
  const [bundles, states] = [await bundleRecords(records).all(), await store.syncStates()];
  return bundles.flatMap((bundle) => {
    const state = states.find(({ platform }) => platform === bundle.platform);
    return bundleInForce(bundle, state) ?? [];
  });
}

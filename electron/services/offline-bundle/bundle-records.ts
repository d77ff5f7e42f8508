import { z } from 'zod';
import type { OfflineBundleFacts } from '../../shared/model/offline-bundle.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { type Records, type RecordStore, recordsOfKind } from '../records/records.ts';
import type { ListState, SyncState } from '../platform/platform-store.ts';

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

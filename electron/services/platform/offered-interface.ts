import { z } from 'zod';
import { capabilityOf } from '../../shared/platform-api/capabilities.ts';
import type { AppError } from '../../shared/errors.ts';
import type { OfferedInterface, OperationEnding, PlatformSettings } from '../../shared/model/platform.ts';
import { resultOf } from '../../shared/result.ts';
import { type Records, type RecordStore, recordsOfKind } from '../records/records.ts';

/** What a platform said of its interface at the last synchronisation. Members that it left out are null. */
export interface PlatformInterface {
  readonly platform: string;
  /** The version of the contract. */
  readonly contract: string | null;
  readonly capabilities: readonly string[] | null;
}

type NotedEnding = OperationEnding & {
  readonly platform: string;
  /** When an answer last announced it, ISO 8601. */
  readonly notedAt: string;
};

const interfaceSchema = z.object({
  platform: z.string(),
  contract: z.string().nullable(),
  capabilities: z.array(z.string()).nullable(),
});
const time = z.iso.datetime();
const endingSchema = z.object({
  platform: z.string(),
  operation: z.string(),
  since: time.nullable(),
  sunset: time.nullable(),
  notedAt: time,
});

export const interfaceRecords = (records: RecordStore): Records<PlatformInterface> =>
  recordsOfKind('platform-interface', interfaceSchema, ({ platform }) => platform, records);

const endingRecords = (records: RecordStore): Records<NotedEnding> =>
  recordsOfKind(
    'operation-ending',
    endingSchema,
    ({ platform, operation }) => `${platform} ${operation}`,
    records,
  );

/** Notes that a platform has announced the end of an operation. */
export function noteEnding(
  platform: string,
  ending: OperationEnding,
  records: RecordStore,
  now: Date,
): Promise<void> {
  return endingRecords(records).keep({ ...ending, platform, notedAt: now.toISOString() });
}

/** An announcement that no answer has repeated for so long is taken back. */
const STALE_MS = 30 * 24 * 60 * 60 * 1000;

/** Returns what is known of the interface of a platform; null before the first synchronisation. */
export async function offeredInterface(
  platform: string,
  records: RecordStore,
  now: Date,
): Promise<OfferedInterface | null> {
  const said = await interfaceRecords(records).find(platform);
  if (said === null) return null;
  const { contract, capabilities } = said;
  return { contract, capabilities, endings: await announcedEndings(platform, records, now) };
}

/** Returns the ends of operations that a platform has announced lately. */
async function announcedEndings(
  platform: string,
  records: RecordStore,
  now: Date,
): Promise<readonly OperationEnding[]> {
  return (await endingRecords(records).all())
    .filter((each) => each.platform === platform && now.getTime() - Date.parse(each.notedAt) < STALE_MS)
    .map(({ operation, since, sunset }) => ({ operation, since, sunset }));
}

/**
 * Returns the announced ends of all platforms as notes for the person who looks after the computer; none when the store
 * cannot be read.
 */
export async function endingNotes(
  platforms: readonly Pick<PlatformSettings, 'id'>[],
  records: RecordStore,
  now: Date,
): Promise<readonly AppError[]> {
  const notes = platforms.map(async ({ id: platform }) =>
    (await announcedEndings(platform, records, now)).map(({ operation, sunset }): AppError => ({
      code: 'PLATFORM_OPERATION_ENDS',
      details: { platform, operation, ...(sunset === null ? {} : { sunset }) },
    })),
  );
  const found = await resultOf(() => Promise.all(notes));
  return found.ok ? found.value.flat() : [];
}

/**
 * Returns the reason why a platform is not asked: the request belongs to an optional part of the contract that it does
 * not offer. Null when it does, or when it has not said what it offers.
 * @param path of the request
 */
export async function notOffered(
  platform: string,
  path: string,
  records: RecordStore,
): Promise<AppError | null> {
  const capability = capabilityOf(path);
  if (capability === null) return null;
  const offered = (await interfaceRecords(records).find(platform))?.capabilities ?? null;
  if (offered === null || offered.includes(capability)) return null;
  return { code: 'PLATFORM_NOT_OFFERED', details: { platform, capability } };
}

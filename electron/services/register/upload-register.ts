import { base64 } from '@scure/base';
import { z } from 'zod';
import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { leafHash } from '../../core/register/merkle-tree.ts';
import { type AppError, CodedError, ERROR_CODES } from '../../shared/errors.ts';
import type { RegisterUploadState } from '../../shared/model/register.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import type { RecordStore } from '../records/records.ts';
import { countersignRegister, lastCountersigned, type UploadPorts } from './countersign-register.ts';
import { cutError, cutFailure } from './register-history.ts';
import { registerIdOf } from './register-identity.ts';
import { entryOrNull, keptCountersignatures, type StoredEntry } from './register-store.ts';

/** The outcome of an upload. */
export interface RegisterUpload {
  /** False when no holder has opened the register at the platform yet: nothing was sent, and nothing was there before. */
  readonly opened: boolean;
  /** The number of entries that were sent. */
  readonly sent: number;
  /** The number of entries in the register. */
  readonly size: number;
  /** The number of entries that the platform has countersigned. */
  readonly countersigned: number;
}

/** Entries in one request: well below the platform's limit, and some hundred kilobytes. */
const BATCH = 250;

const KIND = 'register-upload';

/** The number of entries that a platform has confirmed, and the end of the request that was under way at the time. */
const progressSchema = z.strictObject({
  registerId: z.string(),
  size: z.int().min(0),
  pending: z.int().min(0).nullable(),
});

type Progress = z.infer<typeof progressSchema>;

/**
 * Sends the new entries of the register to a platform and has its head countersigned. A request that was cut off is
 * repeated with the same content and idempotency key, so that nothing is lost or counted twice, whenever the process
 * dies. What the platform countersigned last is compared first, whatever this computer remembers, and then everything
 * that is kept here: nothing is sent of a register that does not fit. Fails with the PLATFORM_ codes, with
 * REGISTER_DIFFERS when the platform knows another register under this id or has countersigned a head that this register
 * does not continue, with REGISTER_ENTRY_ALTERED and REGISTER_CUT, with REGISTER_NOT_OPEN when the platform has
 * countersigned before and knows no owner now, with the other codes of the register's key, and with the codes of the store.
 */
export function uploadRegister(ports: UploadPorts): Promise<Result<RegisterUpload>> {
  return resultOf(async () => {
    const registerId = await registerIdOf(ports.records, ports.random);
    const before = await progressOf(ports, registerId);
    const { size, last } = await expectWhole(registerId, before, ports);
    if (before.size > size) throw new CodedError('REGISTER_DIFFERS', 'shorter than what was sent');
    if (last === null) return { opened: false, sent: 0, size, countersigned: 0 };
    const sent = await sendAll(before, size, ports);
    const countersigned = await countersignRegister({ registerId, size, last }, ports);
    return { opened: true, sent, size, countersigned };
  });
}

/**
 * Compares the register with the platform's last word, whatever is remembered here, and then with everything that is
 * kept here. An entry that does not fit its own hash is named first, since it is known exactly.
 */
async function expectWhole(
  registerId: string,
  before: Progress,
  ports: UploadPorts,
): Promise<{ readonly size: number; readonly last: number | null }> {
  const last = await resultOf(() => lastUnlessUnopened(registerId, before, ports));
  const { state, finding } = await ports.history.check();
  if (finding !== null && (finding.source === null || last.ok)) throw cutError(finding);
  if (!last.ok && last.error.code === 'REGISTER_DIFFERS' && finding !== null) {
    const details = { ...cutFailure(finding).details, ...last.error.details };
    throw new CodedError('REGISTER_DIFFERS', finding.kind, details);
  }
  return { size: state.size, last: unwrap(last) };
}

/**
 * Returns the number of entries that the platform has countersigned, or null when nobody has opened the register there
 * yet and it has never had anything of it. Rejects as {@link lastCountersigned}.
 */
async function lastUnlessUnopened(
  registerId: string,
  before: Progress,
  ports: UploadPorts,
): Promise<number | null> {
  try {
    return await lastCountersigned(registerId, ports);
  } catch (error) {
    const isUnopened = error instanceof CodedError && error.code === 'REGISTER_NOT_OPEN';
    if (!isUnopened || before.size > 0 || before.pending !== null) throw error;
    const kept = await keptCountersignatures(ports.records);
    if (kept.some(({ platform }) => platform === ports.platform.id)) throw error;
    return null;
  }
}

async function sendAll(before: Progress, size: number, ports: UploadPorts): Promise<number> {
  let progress = before;
  while (progress.size < size) progress = await sendBatch(progress, size, ports);
  return progress.size - before.size;
}

async function sendBatch(
  { registerId, ...known }: Progress,
  size: number,
  ports: UploadPorts,
): Promise<Progress> {
  const { records, platform, engine } = ports;
  const to = Math.min(known.pending ?? known.size + BATCH, size);
  await keepProgress({ registerId, size: known.size, pending: to }, platform.id, records);
  const entries = await ports.register.entries({ from: known.size, count: to - known.size });
  const leaves: SentEntry[] = [];
  const kept = new Map(entries.map((entry) => [entry.index, entry]));
  for (let index = known.size; index < to; index += 1) leaves.push(await leafOf(kept.get(index), ports));
  const request = { registerId, from: known.size, entries: leaves };
  const digest = toHex(engine.sm3(utf8Bytes(JSON.stringify(request)))).slice(0, 32);
  const has = unwrap(await platform.sendUsageRecords(request, `${registerId}.${known.size}-${to}.${digest}`));
  if (has < to) throw new CodedError('PLATFORM_ANSWER_INVALID', 'size', { reason: 'size' });
  const progress = { registerId, size: to, pending: null };
  await keepProgress(progress, platform.id, records);
  return progress;
}

type SentEntry = PlatformSchema<'UsageRecords'>['entries'][number];

/**
 * An unreadable entry concerns no platform. Only its hash is sent, because the tree needs it. What a person has
 * acknowledged as altered or missing counts as it is now, as in `VerifiedHistory`.
 */
async function leafOf(stored: StoredEntry | undefined, ports: UploadPorts): Promise<SentEntry> {
  const entry = stored === undefined ? null : entryOrNull(stored);
  const bytes = stored?.bytes ?? new Uint8Array();
  const isSent = entry !== null && (await ports.concerns(entry));
  return isSent ? base64.encode(bytes) : { leafHash: toHex(leafHash(ports.engine, bytes)) };
}

/** Starts again from the beginning when the register has got another id since. */
async function progressOf({ records, platform }: UploadPorts, registerId: string): Promise<Progress> {
  const json = await records.get(KIND, platform.id);
  const parsed = progressSchema.safeParse(json === null ? null : JSON.parse(json));
  const isOurs = parsed.success && parsed.data.registerId === registerId;
  return isOurs ? parsed.data : { registerId, size: 0, pending: null };
}

function keepProgress(progress: Progress, platform: string, records: RecordStore): Promise<void> {
  return records.put(KIND, platform, JSON.stringify(progress));
}

const STATE_KIND = 'register-upload-state';

const stateSchema = z.strictObject({
  platform: z.string(),
  at: z.iso.datetime(),
  countersigned: z.int().min(0).nullable(),
  problem: z
    .strictObject({
      code: z.enum(ERROR_CODES),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
    })
    .nullable(),
});

/** Runs {@link uploadRegister} and keeps its outcome for the window. Fails as that does. */
export async function uploadAndTell(ports: UploadPorts): Promise<Result<RegisterUpload>> {
  const outcome = await uploadRegister(ports);
  const { records, platform, clock } = ports;
  const state: RegisterUploadState = {
    platform: platform.id,
    at: clock.now().toISOString(),
    countersigned: outcome.ok ? outcome.value.countersigned : null,
    problem: problemOf(outcome),
  };
  // Without a store there is nothing to upload and no place to keep the outcome: only the result tells of it.
  if (!isOfStore(state.problem)) await records.put(STATE_KIND, platform.id, JSON.stringify(state));
  return outcome;
}

function problemOf(outcome: Result<RegisterUpload>): AppError | null {
  if (!outcome.ok) return outcome.error;
  const { opened, size } = outcome.value;
  return opened || size === 0 ? null : { code: 'REGISTER_NOT_OPEN' };
}

const isOfStore = (problem: AppError | null): boolean => problem?.code.startsWith('STORE_') === true;

/**
 * Returns the outcome of the last upload to each platform. Records of another version are left out. Rejects with the
 * STORE_ codes.
 */
export async function uploadStates(records: RecordStore): Promise<readonly RegisterUploadState[]> {
  return (await records.list(STATE_KIND)).flatMap(({ json }) => {
    const parsed = stateSchema.safeParse(JSON.parse(json));
    if (!parsed.success) return [];
    const { problem, ...state } = parsed.data;
    return [{ ...state, problem: problem === null ? null : errorOf(problem) }];
  });
}

function errorOf({ code, details }: NonNullable<z.infer<typeof stateSchema>['problem']>): AppError {
  return details === undefined ? { code } : { code, details };
}

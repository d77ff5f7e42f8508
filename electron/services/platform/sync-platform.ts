import { decodeCertificate } from '../../core/x509/certificate.ts';
import type { PlatformTrust } from '../../core/platform/signed-statement.ts';
import { decodePem } from '../../core/x509/pem.ts';
import { CodedError, type AppError, type ErrorCode } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { resultOf, unwrap } from '../../shared/result.ts';
import { interfaceRecords } from './offered-interface.ts';
import type { SyncState } from './platform-store.ts';
import type { SyncContext, SyncPorts } from './sync-context.ts';
import { trustUnder } from './platform-trust.ts';
import { revocationListIndex, syncRevocationList } from './sync-revocation-lists.ts';
import { syncPolicy } from './sync-policy.ts';
import { syncSealStatus } from './sync-seal-status.ts';
import { syncSigners } from './sync-signers.ts';
import { syncTrustList } from './sync-trust-list.ts';

/** After these failures no other list of the platform is tried. */
const ENDS: ReadonlySet<ErrorCode> = new Set([
  'CANCELLED',
  'PLATFORM_UNREACHABLE',
  'PLATFORM_TLS_REFUSED',
  'PLATFORM_ACCESS_REFUSED',
  'PLATFORM_SECRET_UNUSABLE',
  'PLATFORM_TIMEOUT',
  'PLATFORM_BUSY',
  'STORE_UNAVAILABLE',
  'STORE_SYSTEM_TOO_OLD',
]);

/**
 * Fetches everything that a platform publishes. Each list is accepted or refused by itself, and a refused list leaves
 * the one before in place.
 * @returns the outcome, which is stored too. Rejects with a CodedError of the STORE_ group when storing failed
 */
export async function syncPlatform(settings: PlatformSettings, ports: SyncPorts): Promise<SyncState> {
  const now = ports.clock.now();
  const before = await stateBefore(settings.id, ports);
  const problems: AppError[] = [];
  const platformTime = await attempt(problems, () => readDescription(settings, ports));
  if (platformTime !== null) await bringLists(contextOf(settings, ports, { now, asOf: now }), problems);
  const state: SyncState = {
    ...before,
    lastAttemptAt: now.toISOString(),
    problem: problems[0] === undefined ? null : JSON.stringify(problems[0]),
    failures: problems.length === 0 ? 0 : before.failures + 1,
    ...(problems.length > 0 || platformTime === null ? {} : await success(now, platformTime, ports)),
  };
  await ports.store.putSyncState(state);
  return state;
}

/**
 * Brings every list of a platform by the checks that it must pass, whichever way it comes.
 * @param problems takes the reasons why lists were refused
 */
export async function bringLists(context: SyncContext, problems: AppError[]): Promise<void> {
  await step(problems, () => syncSigners(context));
  await step(problems, () => syncTrustList(context));
  const index = await step(problems, () => revocationListIndex(context));
  for (const entry of index ?? []) await step(problems, () => syncRevocationList(context, entry));
  await step(problems, () => syncPolicy(context));
  await step(problems, () => syncSealStatus(context));
}

/** Runs a step unless an earlier one has ended the synchronisation. */
async function step<T>(problems: AppError[], work: () => Promise<T>): Promise<T | null> {
  return problems.some(({ code }) => ENDS.has(code)) ? null : attempt(problems, work);
}

async function attempt<T>(problems: AppError[], work: () => Promise<T>): Promise<T | null> {
  const outcome = await resultOf(work);
  if (outcome.ok) return outcome.value;
  problems.push(outcome.error);
  return null;
}

/**
 * Reads what the platform says of itself, and keeps what it offers.
 * @returns its time
 * @throws PLATFORM_ANSWER_INVALID when another platform answers at the address
 */
async function readDescription({ id }: PlatformSettings, { api, records }: SyncPorts): Promise<string> {
  const description = unwrap(await api.describe());
  if (description.id === id) {
    const { contract, capabilities, time } = description;
    await interfaceRecords(records).keep({ platform: id, contract, capabilities });
    return time;
  }
  throw new CodedError('PLATFORM_ANSWER_INVALID', 'another platform', {
    reason: 'platform',
    id: description.id,
  });
}

/** @param asOf the time at which the platform says what is brought, see {@link SyncContext} */
export function contextOf(
  settings: PlatformSettings,
  ports: SyncPorts,
  { now, asOf }: Pick<SyncContext, 'now' | 'asOf'>,
): SyncContext {
  return { ...ports, platform: settings.id, trust: trustOf(settings, ports, now), now, asOf };
}

/** Returns the trust by which a platform's statements are judged, by its pinned root and the lists that are here. */
export function trustOf(
  { root: pinned }: Pick<PlatformSettings, 'root'>,
  { engine, files }: Pick<SyncPorts, 'engine' | 'files'>,
  at: Date,
): PlatformTrust {
  const [block] = decodePem(pinned);
  const root = decodeCertificate(block?.der ?? new Uint8Array());
  return trustUnder(root, files, { engine, at });
}

/** Returns the outcome of the last synchronisation with a platform, also before the first. */
export async function stateBefore(platform: string, { store }: Pick<SyncPorts, 'store'>): Promise<SyncState> {
  const known = (await store.syncStates()).find((state) => state.platform === platform);
  const never = { lastAttemptAt: null, lastSyncAt: null, platformTime: null, registerSize: null };
  return known ?? { platform, ...never, problem: null, failures: 0 };
}

async function success(
  now: Date,
  platformTime: string,
  { registerSize }: SyncPorts,
): Promise<Pick<SyncState, 'lastSyncAt' | 'platformTime' | 'registerSize'>> {
  return { lastSyncAt: now.toISOString(), platformTime, registerSize: await registerSize() };
}

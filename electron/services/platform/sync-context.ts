import type { PlatformTrust } from '../../core/platform/signed-statement.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError, type ErrorCode } from '../../shared/errors.ts';
import type { SyncProgress } from '../../shared/model/platform.ts';
import type { Result } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import { checkNotFrozen } from './check-list.ts';
import type { ListState, PlatformStore } from './platform-store.ts';
import type { RecordStore } from '../records/records.ts';
import type { PlatformTrustFiles } from './platform-trust.ts';
import type { PlatformListsApi } from './published-lists.ts';

/** The ports of a synchronisation. */
export interface SyncPorts {
  readonly api: PlatformListsApi;
  readonly files: PlatformTrustFiles;
  readonly store: PlatformStore;
  /** Keeps the statement that names the rules. */
  readonly records: RecordStore;
  readonly engine: SmEngine;
  readonly clock: Clock;
  /** Returns the number of entries in the register of seal uses; 0 when there is no register. */
  readonly registerSize: () => Promise<number>;
  /** Waits. The provider adds the jitter. */
  readonly pause: (ms: number) => Promise<void>;
  readonly progress: (progress: SyncProgress) => void;
}

/** The tools of every step of a synchronisation with one platform. */
export interface SyncContext extends SyncPorts {
  /** The id of the platform. */
  readonly platform: string;
  /** The root and the checks on which its statements must rest. */
  readonly trust: PlatformTrust;
  /** The time when the synchronisation began. */
  readonly now: Date;
  /**
   * The time at which the platform says all this: now when it answers itself, the time of issue of an offline bundle.
   * Lists must not be overdue at this time, and count as confirmed at it.
   */
  readonly asOf: Date;
}

/** Returns the time at which a list counts as confirmed: an offline bundle never takes a later confirmation back. */
export function confirmedAt({ asOf }: Pick<SyncContext, 'asOf'>, known?: ListState): string {
  const isLater = known !== undefined && Date.parse(known.confirmedAt) > asOf.getTime();
  return isLater ? known.confirmedAt : asOf.toISOString();
}

/** Returns the stored state of one of the platform's lists, or undefined when no version was ever accepted. */
export async function knownList(
  { store, platform }: Pick<SyncContext, 'store' | 'platform'>,
  list: string,
): Promise<ListState | undefined> {
  return (await store.lists()).find((each) => each.platform === platform && each.list === list);
}

/**
 * Keeps that the platform has just called a list unchanged.
 * @throws CodedError PLATFORM_ANSWER_INVALID for a list that was never here, LIST_FROZEN
 */
export async function keepUnchanged(
  context: Pick<SyncContext, 'store' | 'asOf'>,
  list: string,
  known: ListState | undefined,
): Promise<void> {
  if (known === undefined) throw new CodedError('PLATFORM_ANSWER_INVALID', 'nothing to be unchanged');
  await context.store.putList({ ...known, confirmedAt: confirmedAt(context, known) });
  checkNotFrozen(list, known, context.asOf);
}

const TRIES = 3;
const FIRST_PAUSE_MS = 500;
/** When a platform asks for a longer pause, the next synchronisation tries again. */
const LONGEST_PAUSE_MS = 10_000;
/** Failures that may pass by themselves. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'PLATFORM_UNREACHABLE',
  'PLATFORM_TIMEOUT',
  'PLATFORM_BUSY',
]);

/** The transport waits for a platform that has refused a request because there were too many, and asks once more. */
const TOO_MANY_REQUESTS = 429;

/**
 * Repeats a call with growing pauses while its failure may pass by itself, at most three times in all. What the transport has
 * waited for already is left to the next synchronisation.
 */
export async function retrying<T>(
  ask: () => Promise<Result<T>>,
  pause: (ms: number) => Promise<void>,
): Promise<Result<T>> {
  for (let tried = 1; ; tried++) {
    const outcome = await ask();
    if (outcome.ok || tried === TRIES || !PASSING.has(outcome.error.code)) return outcome;
    if (outcome.error.details?.['status'] === TOO_MANY_REQUESTS) return outcome;
    const wanted = outcome.error.details?.['retryAfterMs'];
    const pauseMs = Math.max(FIRST_PAUSE_MS * 2 ** (tried - 1), typeof wanted === 'number' ? wanted : 0);
    if (pauseMs > LONGEST_PAUSE_MS) return outcome;
    await pause(pauseMs);
  }
}

const MINUTE_MS = 60_000;
/** The pause while every synchronisation succeeds. */
const REGULAR_MS = 15 * MINUTE_MS;
const FIRST_RETRY_MS = MINUTE_MS / 2;
/** A platform may ask for a pause, but not for silence; and a timer cannot wait for more than 24 days. */
const LONGEST_WANTED_MS = 24 * 60 * MINUTE_MS;
/** The share of the pause that may be added, so that clients do not all come at once. */
const JITTER = 0.25;

/**
 * Returns the pause before the next synchronisation in milliseconds: a quarter of an hour after a success; after
 * failures half a minute, doubled with each, up to the regular pause. A platform may ask for more, up to a day.
 * @param failures attempts since the last that brought everything
 * @param wantedMs the pause that the platform asked for; 0 when it asked for none
 * @param random from 0 to 1
 */
export function pauseBeforeSync(failures: number, wantedMs: number, random: number): number {
  const pauseMs = failures === 0 ? REGULAR_MS : Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), REGULAR_MS);
  return Math.round(Math.max(pauseMs, Math.min(wantedMs, LONGEST_WANTED_MS)) * (1 + JITTER * random));
}

import type { PlatformTrust } from '../../core/platform/platform-statement.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { SyncProgress } from '../../shared/model/platform-view.ts';
import type { Result } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { ListState, PlatformStore } from './platform-store.ts';
import type { PlatformTrustFiles } from './platform-trust.ts';
import type { PlatformListsApi } from './published-lists.ts';

/** What every step of a synchronisation with one platform works with. */
export interface SyncContext extends SyncPorts {
  /** Id of the platform. */
  readonly platform: string;
  /** What its statements must rest on. */
  readonly trust: PlatformTrust;
  /** When the synchronisation began. */
  readonly now: Date;
}

/** What is known of a list of the platform; undefined when none was ever accepted. */
export async function knownList(
  { store, platform }: SyncContext,
  list: string,
): Promise<ListState | undefined> {
  return (await store.lists()).find((each) => each.platform === platform && each.list === list);
}

export interface SyncPorts {
  readonly api: PlatformListsApi;
  readonly files: PlatformTrustFiles;
  readonly store: PlatformStore;
  readonly engine: SmEngine;
  readonly clock: Clock;
  /** How many entries the register of seal uses has; 0 when there is none. */
  readonly registerSize: () => Promise<number>;
  /** Waits; with jitter added by whoever provides it. */
  readonly pause: (ms: number) => Promise<void>;
  readonly progress: (progress: SyncProgress) => void;
}

const TRIES = 3;
const FIRST_PAUSE_MS = 500;
/** A platform that asks for a longer pause is left alone until the next synchronisation. */
const LONGEST_PAUSE_MS = 10_000;
/** What may pass by itself. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'PLATFORM_UNREACHABLE',
  'PLATFORM_TIMEOUT',
  'PLATFORM_BUSY',
]);

/** Asks again, with growing pauses, where the failure may pass by itself; at most three times in all. */
export async function retrying<T>(
  ask: () => Promise<Result<T>>,
  pause: (ms: number) => Promise<void>,
): Promise<Result<T>> {
  for (let tried = 1; ; tried++) {
    const outcome = await ask();
    if (outcome.ok || tried === TRIES || !PASSING.has(outcome.error.code)) return outcome;
    const wanted = outcome.error.details?.['retryAfterMs'];
    const pauseMs = Math.max(FIRST_PAUSE_MS * 2 ** (tried - 1), typeof wanted === 'number' ? wanted : 0);
    if (pauseMs > LONGEST_PAUSE_MS) return outcome;
    await pause(pauseMs);
  }
}

const MINUTE_MS = 60_000;
/** While all is well. */
const REGULAR_MS = 15 * MINUTE_MS;
const FIRST_RETRY_MS = MINUTE_MS / 2;
/** A platform may ask for a pause, but not for silence; and a timer cannot wait for more than 24 days. */
const LONGEST_WANTED_MS = 24 * 60 * MINUTE_MS;
/** Of the pause; so much may be added, so that clients do not all come at once. */
const JITTER = 0.25;

/**
 * How long to wait before the next synchronisation: a quarter of an hour while all is well, after failures half a
 * minute, doubled with each, and never longer than while all is well. A platform that wishes for more is left alone
 * for a day at most.
 * @param failures attempts since the last that brought everything
 * @param wantedMs how long the platform asked to be left alone; 0 when it did not
 * @param random from 0 to 1
 */
export function pauseBeforeSync(failures: number, wantedMs: number, random: number): number {
  const pauseMs = failures === 0 ? REGULAR_MS : Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), REGULAR_MS);
  return Math.round(Math.max(pauseMs, Math.min(wantedMs, LONGEST_WANTED_MS)) * (1 + JITTER * random));
}

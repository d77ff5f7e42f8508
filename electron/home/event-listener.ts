import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { EventConnection } from '../adapters/platform-api/event-stream-api.ts';
import { jsonInTextOrNull } from '../core/bytes/encodings.ts';
import type { StreamEvent } from '../core/platform/event-stream.ts';
import { failuresAfter, pauseBeforeStream } from '../services/platform/stream-pause.ts';
import type { AppError } from '../shared/errors.ts';
import type { PlatformSettings } from '../shared/model/platform.ts';
import { type Result, resultOf } from '../shared/result.ts';

export interface EventListenerParts {
  /** Returns the platforms as they are set up now. */
  readonly settings: () => Result<readonly PlatformSettings[]>;
  /** Tells whether a platform offers a stream, and may be asked. */
  readonly mayListen: (platform: PlatformSettings) => Promise<boolean>;
  /** Listens until the stream ends. Rejects with a CodedError. */
  readonly listen: (platform: PlatformSettings, connection: EventConnection) => Promise<void>;
  /** Synchronises with a platform that has news. */
  readonly synchronise: (platform: string) => void;
  /** Is told when a connection stands or has ended. */
  readonly changed: () => void;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
}

/** The data of an event: the number of the feed's newest event. What it says is believed only once it is synchronised. */
const newsSchema = z.object({ head: z.int().min(0) });

/** Events of one connection within a minute that a platform may send; more is a flood. */
const MOST_EVENTS = 120;
const MINUTE_MS = 60_000;
/** Synchronisations that events start in a minute; further news waits. */
const MOST_SYNCS = 6;
/** News that comes together is fetched together. */
const GATHER_MS = 200;
/** An id that goes into a header of the next connection. */
const ID = /^[\x21-\x7e]{1,200}$/;

interface Listening {
  readonly platform: PlatformSettings;
  readonly end: AbortController;
  isConnected: boolean;
  timer: NodeJS.Timeout | null;
  failures: number;
  lastId: string;
  /** The times of the last synchronisations that events have started. */
  syncedAtMs: readonly number[];
  soon: NodeJS.Timeout | null;
}

/**
 * Keeps a connection to the event stream of each platform that offers one, so that a suspension arrives within seconds.
 * An event carries no news itself: it makes the client synchronise, and what counts are the signed pages.
 */
export class EventListener {
  readonly #parts: EventListenerParts;
  readonly #listening = new Map<string, Listening>();

  constructor(parts: EventListenerParts) {
    this.#parts = parts;
  }

  /** Tells whether the platform would tell of news at once. */
  isConnected(platform: string): boolean {
    return this.#listening.get(platform)?.isConnected ?? false;
  }

  /** Listens to the platforms that offer a stream by now, and no longer to those that were removed or changed. */
  async follow(): Promise<void> {
    const settings = this.#parts.settings();
    const platforms = settings.ok ? settings.value : [];
    for (const [id, { platform }] of this.#listening) {
      if (!platforms.some((each) => isDeepStrictEqual(each, platform))) this.#leave(id);
    }
    for (const platform of platforms) {
      if (this.#listening.has(platform.id) || !(await this.#parts.mayListen(platform))) continue;
      if (!this.#listening.has(platform.id)) this.#join(platform);
    }
  }

  stop(): void {
    for (const id of [...this.#listening.keys()]) this.#leave(id);
  }

  #leave(id: string): void {
    const left = this.#listening.get(id);
    this.#listening.delete(id);
    left?.end.abort();
    clearTimeout(left?.timer ?? undefined);
    clearTimeout(left?.soon ?? undefined);
  }

  #join(platform: PlatformSettings): void {
    const listening: Listening = {
      ...{ platform, end: new AbortController(), isConnected: false, timer: null, failures: 0 },
      ...{ lastId: '', syncedAtMs: [], soon: null },
    };
    this.#listening.set(platform.id, listening);
    void this.#connect(listening);
  }

  async #connect(listening: Listening): Promise<void> {
    const beganAtMs = performance.now();
    const flood = new AbortController();
    const times: number[] = [];
    const outcome = await resultOf(() =>
      this.#parts.listen(listening.platform, {
        lastId: listening.lastId,
        signal: AbortSignal.any([listening.end.signal, flood.signal]),
        opened: () => this.#note(listening, true),
        event: (event) => {
          times.push(performance.now());
          while ((times[0] ?? Infinity) < performance.now() - MINUTE_MS) times.shift();
          if (times.length > MOST_EVENTS) flood.abort();
          else this.#take(listening, event);
        },
      }),
    );
    if (listening.end.signal.aborted) return;
    this.#note(listening, false);
    this.#again(listening, outcome.ok ? null : outcome.error, performance.now() - beganAtMs);
  }

  #again(listening: Listening, error: AppError | null, lastedMs: number): void {
    const end = { error, lastedMs, failures: listening.failures };
    listening.failures = failuresAfter(end);
    listening.timer = setTimeout(
      () => void this.#connect(listening),
      pauseBeforeStream(end, this.#parts.random()),
    );
  }

  #note(listening: Listening, isConnected: boolean): void {
    if (listening.isConnected === isConnected) return;
    listening.isConnected = isConnected;
    this.#parts.changed();
  }

  /**
   * Takes an event once. One that is late, or names a number that does not exist, costs a synchronisation and changes
   * nothing.
   */
  #take(listening: Listening, { id, type, data }: StreamEvent): void {
    const isNews = type === 'news' && newsSchema.safeParse(jsonInTextOrNull(data)).success;
    if (!isNews || !ID.test(id) || id === listening.lastId) return;
    listening.lastId = id;
    this.#synchroniseSoon(listening);
  }

  #synchroniseSoon(listening: Listening): void {
    if (listening.soon !== null) return;
    const earliest = listening.syncedAtMs.at(-MOST_SYNCS) ?? -Infinity;
    const waitMs = Math.max(GATHER_MS, earliest + MINUTE_MS - performance.now());
    listening.soon = setTimeout(() => {
      listening.soon = null;
      listening.syncedAtMs = [...listening.syncedAtMs, performance.now()].slice(-MOST_SYNCS);
      this.#parts.synchronise(listening.platform.id);
    }, waitMs);
  }
}

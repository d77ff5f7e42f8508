import { z } from 'zod';
import type { RunningSync } from '../adapters/platform-sync/sync-operations.ts';
import {
  type DescribingPorts,
  describePlatforms,
  wasReached,
} from '../services/platform/describe-platforms.ts';
import type { SyncState } from '../services/platform/platform-store.ts';
import { pauseBeforeSync } from '../services/platform/sync-context.ts';
import type { PlatformSettings, PlatformsView, SyncProgress } from '../shared/model/platform.ts';
import { failure, type Result, resultOf } from '../shared/result.ts';

export interface SyncSchedulerParts {
  /** Returns the settings as they are now. */
  readonly settings: () => Result<readonly PlatformSettings[]>;
  readonly world: DescribingPorts;
  start(platform: PlatformSettings, progress: (progress: SyncProgress) => void): RunningSync;
  readonly tell: { changed(view: PlatformsView): void; progress(progress: SyncProgress): void };
  /** Tells whether a platform would tell of news at once. */
  readonly isListening: (platform: string) => boolean;
  /** Work for a platform that was just reached: it sends what waits, and asks about applications. */
  readonly afterSync: readonly ((platform: string) => Promise<unknown>)[];
  readonly report: (what: string, error: unknown) => void;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
}

/** Synchronises with every platform on a timer and when asked, at most once at a time with each. */
export class SyncScheduler {
  readonly #parts: SyncSchedulerParts;
  readonly #running = new Map<string, RunningSync>();
  readonly #progress = new Map<string, SyncProgress>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** The platforms that had news while a synchronisation with them was under way. */
  readonly #again = new Set<string>();
  #stopped = false;

  constructor(parts: SyncSchedulerParts) {
    this.#parts = parts;
  }

  /** Describes every platform with its progress. Fails with a code of the STORE_ group. */
  view(): Promise<Result<PlatformsView>> {
    const settings = this.#parts.settings();
    return resultOf(async () => {
      const platforms = await describePlatforms(this.#platforms(), this.#parts.world);
      return {
        platforms: platforms.map((each) => ({
          ...each,
          progress: this.#progress.get(each.id) ?? null,
          isListening: this.#parts.isListening(each.id),
        })),
        settingsProblem: settings.ok ? null : settings.error,
      };
    });
  }

  /** Starts a synchronisation now. Fails with PLATFORM_NOT_CONFIGURED. @param platform id; null for all */
  syncNow(platform: string | null): Result<null> {
    const chosen = this.#chosen(platform);
    for (const { id } of chosen) this.#sync(id);
    return chosen.length > 0 ? { ok: true, value: null } : failure({ code: 'PLATFORM_NOT_CONFIGURED' });
  }

  /** Synchronises with a platform that has news, after the synchronisation that is under way. */
  syncForNews(platform: string): void {
    if (this.#running.has(platform)) this.#again.add(platform);
    else this.#sync(platform);
  }

  cancel(platform: string | null): Result<null> {
    for (const [id, running] of this.#running) if (platform === null || id === platform) running.cancel();
    return { ok: true, value: null };
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.cancel(null);
  }

  #platforms(): readonly PlatformSettings[] {
    const settings = this.#parts.settings();
    return settings.ok ? settings.value : [];
  }

  #chosen(platform: string | null): readonly PlatformSettings[] {
    return this.#platforms().filter(({ id }) => platform === null || id === platform);
  }

  #sync(id: string): void {
    // It may have been removed since its time was set, or added anew with another address.
    const [platform] = this.#chosen(id);
    if (platform === undefined || this.#stopped || this.#running.has(id)) return;
    clearTimeout(this.#timers.get(id));
    const tell = (progress: SyncProgress): void => {
      this.#progress.set(id, progress);
      this.#parts.tell.progress(progress);
    };
    const running = this.#parts.start(platform, tell);
    tell({ platform: id, step: 'trustList', done: 0, total: 1, unit: 'lists' });
    this.#running.set(id, running);
    void this.#finish(id, running);
  }

  async #finish(id: string, { outcome }: RunningSync): Promise<void> {
    const state = await this.#stateOf(outcome);
    this.#running.delete(id);
    this.#progress.delete(id);
    if (this.#stopped) return;
    if (this.#chosen(id).length > 0) this.#schedule(id, state);
    await this.tellView();
    // Accepted lists count even when another one was refused.
    if (state !== null && wasReached(state)) await this.#follow(id);
    if (this.#again.delete(id)) this.#sync(id);
  }

  async #stateOf(outcome: RunningSync['outcome']): Promise<SyncState | null> {
    try {
      const ended = await outcome;
      if (!ended.ok) this.#parts.report('a synchronisation', ended.error.code);
      return ended.ok ? ended.value : null;
    } catch (error) {
      this.#parts.report('a synchronisation', error);
      return null;
    }
  }

  #schedule(id: string, state: SyncState | null): void {
    const pauseMs = pauseBeforeSync(state?.failures ?? 1, wantedPause(state), this.#parts.random());
    this.#timers.set(
      id,
      setTimeout(() => this.#sync(id), pauseMs),
    );
  }

  /** Tells the window how the platforms stand, as after one was added or removed. */
  async tellView(): Promise<void> {
    const view = await this.view();
    if (view.ok) this.#parts.tell.changed(view.value);
  }

  async #follow(platform: string): Promise<void> {
    for (const work of this.#parts.afterSync) {
      await work(platform).catch((error: unknown) => this.#parts.report('after a synchronisation', error));
    }
  }
}

const problemSchema = z.object({ details: z.object({ retryAfterMs: z.number() }) });

/** Returns the pause that the platform asks for, in milliseconds; 0 when it asks for none. */
function wantedPause(state: SyncState | null): number {
  if (state === null || state.problem === null) return 0;
  const problem = problemSchema.safeParse(JSON.parse(state.problem));
  return problem.success ? problem.data.details.retryAfterMs : 0;
}

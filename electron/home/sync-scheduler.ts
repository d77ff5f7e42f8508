import type { RunningSync } from '../adapters/platform-sync/start-sync.ts';
import { describePlatforms, wasReached } from '../services/platform/describe-platforms.ts';
import type { PlatformStore, SyncState } from '../services/platform/platform-store.ts';
import { pauseBeforeSync } from '../services/platform/sync-schedule.ts';
import type { PlatformSettings } from '../shared/model/platform-settings.ts';
import type { PlatformsView, SyncProgress } from '../shared/model/platform-view.ts';
import { failure, type Result, resultOf } from '../shared/result.ts';

export interface SyncSchedulerParts {
  readonly settings: Result<readonly PlatformSettings[]>;
  readonly store: PlatformStore;
  start(platform: PlatformSettings, progress: (progress: SyncProgress) => void): RunningSync;
  readonly tell: { changed(view: PlatformsView): void; progress(progress: SyncProgress): void };
  /** What else is done with a platform that was just reached: to send what waits, to ask after applications. */
  readonly afterSync: readonly ((platform: string) => Promise<unknown>)[];
  readonly report: (what: string, error: unknown) => void;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Keeps in step with every platform: at start, on a timer, when the network returns, and when asked. */
export class SyncScheduler {
  readonly #parts: SyncSchedulerParts;
  readonly #platforms: readonly PlatformSettings[];
  readonly #running = new Map<string, RunningSync>();
  readonly #progress = new Map<string, SyncProgress>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #stopped = false;

  constructor(parts: SyncSchedulerParts) {
    this.#parts = parts;
    this.#platforms = parts.settings.ok ? parts.settings.value : [];
  }

  /** Fails with a code of the STORE_ group. */
  view(): Promise<Result<PlatformsView>> {
    const { settings, store } = this.#parts;
    return resultOf(async () => {
      const platforms = await describePlatforms(this.#platforms, store);
      return {
        platforms: platforms.map((each) => ({ ...each, progress: this.#progress.get(each.id) ?? null })),
        settingsProblem: settings.ok ? null : settings.error,
      };
    });
  }

  /** @param platform id; null for all. Fails with PLATFORM_NOT_CONFIGURED. */
  syncNow(platform: string | null): Result<null> {
    const chosen = this.#chosen(platform);
    for (const each of chosen) this.#sync(each);
    return chosen.length > 0 ? { ok: true, value: null } : failure({ code: 'PLATFORM_NOT_CONFIGURED' });
  }

  cancel(platform: string | null): Result<null> {
    for (const { id } of this.#chosen(platform)) this.#running.get(id)?.cancel();
    return { ok: true, value: null };
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.cancel(null);
  }

  #chosen(platform: string | null): readonly PlatformSettings[] {
    return this.#platforms.filter(({ id }) => platform === null || id === platform);
  }

  #sync(platform: PlatformSettings): void {
    if (this.#stopped || this.#running.has(platform.id)) return;
    clearTimeout(this.#timers.get(platform.id));
    const tell = (progress: SyncProgress): void => {
      this.#progress.set(platform.id, progress);
      this.#parts.tell.progress(progress);
    };
    const running = this.#parts.start(platform, tell);
    tell({ platform: platform.id, step: 'trustList', done: 0, total: 1, unit: 'lists' });
    this.#running.set(platform.id, running);
    void this.#finish(platform, running);
  }

  async #finish(platform: PlatformSettings, { outcome }: RunningSync): Promise<void> {
    const state = await this.#stateOf(outcome);
    this.#running.delete(platform.id);
    this.#progress.delete(platform.id);
    if (this.#stopped) return;
    this.#schedule(platform, state);
    await this.#tellView();
    // What was accepted counts, also where something else was refused.
    if (state !== null && wasReached(state)) await this.#follow(platform.id);
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

  #schedule(platform: PlatformSettings, state: SyncState | null): void {
    const pauseMs = pauseBeforeSync(state?.failures ?? 1, wantedPause(state), this.#parts.random());
    this.#timers.set(
      platform.id,
      setTimeout(() => this.#sync(platform), pauseMs),
    );
  }

  async #tellView(): Promise<void> {
    const view = await this.view();
    if (view.ok) this.#parts.tell.changed(view.value);
  }

  async #follow(platform: string): Promise<void> {
    for (const work of this.#parts.afterSync) {
      await work(platform).catch((error: unknown) => this.#parts.report('after a synchronisation', error));
    }
  }
}

function wantedPause(state: SyncState | null): number {
  if (state === null || state.problem === null) return 0;
  const { details } = JSON.parse(state.problem) as { details?: { retryAfterMs?: unknown } };
  return typeof details?.retryAfterMs === 'number' ? details.retryAfterMs : 0;
}

import type { PlatformContext } from './platform-context.ts';
import { Problem } from './problem.ts';
import { say } from './language.ts';

/**
 * Refuses what comes too often.
 * @param times of what has come before within the window, the earliest first
 * @throws Problem busy, with the seconds until the earliest is old enough
 */
export function refuseTooMany(times: readonly Date[], most: number, windowMs: number, now: Date): void {
  const [earliest] = times.slice(-most);
  if (earliest === undefined || times.length < most) return;
  const waitMs = earliest.getTime() + windowMs - now.getTime();
  throw new Problem(
    'busy',
    say('请求过于频繁，请稍后再试', 'There were too many requests, try again later'),
    {
      retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
    },
  );
}

/** Counts requests by a name, such as an address. It forgets at the end of the process. */
export class RateLimit {
  readonly #most: number;
  readonly #windowMs: number;
  readonly #taken = new Map<string, readonly Date[]>();

  constructor(most: number, windowMs: number) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** @throws Problem busy */
  take(name: string, { clock }: Pick<PlatformContext, 'clock'>): void {
    const now = clock.now();
    const since = now.getTime() - this.#windowMs;
    const recent = (this.#taken.get(name) ?? []).filter((time) => time.getTime() > since);
    refuseTooMany(recent, this.#most, this.#windowMs, now);
    this.#taken.set(name, [...recent, now]);
  }
}

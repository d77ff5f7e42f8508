import type { PlatformClock } from './office.ts';

/** The system's clock, until an operator puts it forward or back. */
export function systemClock(): PlatformClock {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    set: (milliseconds) => {
      offsetMs = milliseconds;
    },
  };
}

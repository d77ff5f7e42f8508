import type { SealState, StatusEvent } from '../../shared/model/seal-standing.ts';
import { decisionsIn } from './status-events.ts';

/** An event of a feed that bars a seal from use. */
export type Bar = StatusEvent & { readonly state: Exclude<SealState, 'active'> };

interface Acting {
  readonly event: StatusEvent;
  readonly from: Date;
}

/** Only 停用 may end again (恢复). */
const FINAL: ReadonlySet<SealState> = new Set(['cancelled', 'replaced', 'void']);

/** The states of a seal over time, by the decisions of one platform. Claims have no part in it. */
export class SealTimeline {
  /** In the order of the feed. */
  readonly #acting: readonly Acting[];

  /** @param startOf the time from which a decision counts here; null if it counts at no time */
  constructor(events: readonly StatusEvent[], startOf: (event: StatusEvent) => Date | null) {
    this.#acting = decisionsIn(events).flatMap((event) => {
      const from = startOf(event);
      return from === null ? [] : [{ event, from }];
    });
  }

  /**
   * Finds the state of the seal at an instant: the latest entry among those in effect by then, since a later entry
   * may correct an earlier one backwards. An end, once published, is not taken back by a restoration.
   * @returns null if the seal could be used, or nothing was published of that time
   */
  barAt(at: Date): Bar | null {
    const inForce = this.#acting.filter(({ from }) => from <= at).map(({ event }) => event);
    return barOf(inForce.findLast(({ state }) => FINAL.has(state)) ?? inForce.at(-1));
  }

  /** Finds the first bar within (from, to]; null if there is none. */
  barWithin(from: Date, to: Date): Bar | null {
    const [first] = this.#changes(from, to).flatMap((at) => this.barAt(at) ?? []);
    return first ?? null;
  }

  /** Tells whether the seal could be used again at some instant within (from, to]. */
  isRestoredWithin(from: Date, to: Date): boolean {
    return this.#changes(from, to).some((at) => this.barAt(at) === null);
  }

  /**
   * Finds the time since which a barred seal has been barred without a break; suspensions that ended before do
   * not count.
   */
  barredSince(at: Date): Date {
    const changes = this.#changes(new Date(-MOST_MS), at);
    const lastActive = changes.findLastIndex((change) => this.barAt(change) === null);
    return changes[lastActive + 1] ?? at;
  }

  /** Returns the instants within (from, to] at which something begins to act, the earliest first. */
  #changes(from: Date, to: Date): readonly Date[] {
    return this.#acting
      .map((each) => each.from)
      .filter((at) => at > from && at <= to)
      .sort((left, right) => left.getTime() - right.getTime());
  }
}

/** The largest distance of a Date from 1970, in milliseconds (ECMA-262 §21.4.1.1). */
const MOST_MS = 8.64e15;

function barOf(event: StatusEvent | undefined): Bar | null {
  return event !== undefined && isBar(event) ? event : null;
}

/** Tells whether an event bars the seal from use. */
export function isBar(event: StatusEvent): event is Bar {
  return event.state !== 'active';
}

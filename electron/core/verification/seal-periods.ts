import type { SealState, SealStatus } from '../../shared/model/seal-standing.ts';

/** An entry of a feed that says that a seal is not to be used. */
export type Inactivity = SealStatus & { readonly state: Exclude<SealState, 'active'> };

/** Only 停用 may end again (恢复). */
const FINAL: ReadonlySet<SealState> = new Set(['cancelled', 'replaced', 'void']);

/**
 * What holds of a seal at an instant: the latest entry among those that had taken effect by then, since a later
 * entry may correct an earlier one backwards; but an end, once published, is not taken back by a restoration.
 * @returns null where the seal could be used, or nothing was published of that time
 */
export function inactivityAt(events: readonly SealStatus[], at: Date): Inactivity | null {
  const inForce = inOrder(events).filter(({ since }) => new Date(since) <= at);
  const ended = inForce.findLast(({ state }) => FINAL.has(state));
  return inactive(ended ?? inForce.at(-1));
}

/** The first time within (from, to] from which the seal was not to be used; null where there is none. */
export function inactivityWithin(events: readonly SealStatus[], from: Date, to: Date): Inactivity | null {
  const starts = events.map(({ since }) => new Date(since)).filter((since) => since > from && since <= to);
  const [first] = starts
    .sort((left, right) => left.getTime() - right.getTime())
    .flatMap((at) => inactivityAt(events, at) ?? []);
  return first ?? null;
}

/**
 * From when a seal that is not to be used at an instant has been so without a break: suspensions that ended before
 * do not count.
 */
export function inactiveSince(events: readonly SealStatus[], at: Date): Date {
  const changes = events.map(({ since }) => new Date(since)).filter((since) => since <= at);
  changes.sort((left, right) => left.getTime() - right.getTime());
  const lastActive = changes.findLastIndex((change) => inactivityAt(events, change) === null);
  return changes[lastActive + 1] ?? at;
}

function inOrder(events: readonly SealStatus[]): SealStatus[] {
  return [...events].sort((left, right) => left.number - right.number);
}

function inactive(event: SealStatus | undefined): Inactivity | null {
  return event === undefined || event.state === 'active' ? null : (event as Inactivity);
}

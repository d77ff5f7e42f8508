import type { LossClaim, PublishedEvent, StatusEvent } from '../../shared/model/seal-standing.ts';

/**
 * Returns the time from which an event acts by its own statement. It is never before the receipt of the report
 * behind it, whatever the platform states: a signer who regrets must not reach back by a report.
 */
export function actsFrom({ since, receivedAt }: PublishedEvent): Date {
  return laterOf(new Date(since), receivedAt);
}

/** Between these times an event was published. */
interface Publication {
  readonly earliest: Date;
  readonly latest: Date;
}

/**
 * Returns the bounds of the time at which an event was published. A platform's own word is both, unless a page of the
 * feed that did not have the event refutes it: then it lies between that page and the one that brought it. For events
 * of versions that recorded no publication the page that brought them stands for it: nobody can say that they were
 * known before.
 * @returns null if nothing is known of the publication
 */
export function publicationOf({ publishedAt, absentAt, broughtAt }: StatusEvent): Publication | null {
  const stated = publishedAt ?? broughtAt;
  if (stated === null) return null;
  const earliest = laterOf(new Date(stated), absentAt);
  return { earliest, latest: absentAt === null ? earliest : laterOf(earliest, broughtAt) };
}

function laterOf(time: Date, other: string | null): Date {
  return other !== null && new Date(other) > time ? new Date(other) : time;
}

/**
 * Tells whether an event was published too long after the time from which it acts.
 * @param boundMs the longest time that the rules allow
 */
export function isLate(event: StatusEvent, boundMs: number): boolean {
  const published = publicationOf(event);
  return published === null || published.earliest.getTime() - actsFrom(event).getTime() > boundMs;
}

/** Returns the time since which an event acts on everybody: a late one not before people must have known it. */
export function actsInAnyCaseFrom(event: StatusEvent, boundMs: number): Date | null {
  return isLate(event, boundMs) ? (publicationOf(event)?.latest ?? null) : actsFrom(event);
}

/** Returns the decisions among events, in the order of the feed. */
export function decisionsIn<Event extends PublishedEvent>(events: readonly Event[]): readonly Event[] {
  return events
    .filter(({ kind }) => kind === 'decision')
    .toSorted((left, right) => left.number - right.number);
}

/** Returns the claim that no decision has ended since; null if there is none. */
export function openClaim(events: readonly PublishedEvent[]): LossClaim | null {
  const newest = events.toSorted((left, right) => left.number - right.number).at(-1);
  if (newest?.kind !== 'claim') return null;
  const { number, receivedAt, since, lostSince, reason } = newest;
  return { number, receivedAt: receivedAt ?? since, lostSince, reason };
}

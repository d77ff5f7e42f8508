import type { Assumptions } from './assumptions.ts';
import { eventsPerDay } from './assumptions.ts';

/** What became of the questions for the feed of a day, at one cache. */
export interface FeedDay {
  readonly questions: number;
  /** Questions that the cache had to hand on. */
  readonly handedOn: number;
  /** Events in the pages that the cache gave out, and in those that it was given. */
  readonly eventsOut: number;
  readonly eventsIn: number;
}

/** Numbers from 0 to 1 that look random and are the same each time (Park and Miller's generator, 1988). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

interface HeldPage {
  readonly until: number;
  /** The newest event in it. */
  readonly head: number;
}

/**
 * Lets the clients of one cache ask for the feed for a day, second by second. A client asks for the events after the last
 * one that it has, so that the address of a page says which events it begins with, and clients that were told the same
 * ask for the same page.
 */
export function simulateFeed(assumptions: Assumptions): FeedDay {
  const { clients, caches, openSeconds, syncSeconds, cacheSeconds } = assumptions;
  const [least, most] = syncSeconds;
  const random = sequence(20_261_129);
  const perSecond = eventsPerDay(assumptions) / openSeconds;
  const due: number[][] = Array.from({ length: openSeconds }, () => []);
  const heads = new Int32Array(Math.round(clients / caches));
  // People start in the first quarter of an hour or come during it: nobody has today's events yet.
  for (const client of heads.keys()) due[Math.floor(random() * least) % openSeconds]?.push(client);
  const held = new Map<number, HeldPage>();
  const day = { questions: 0, handedOn: 0, eventsOut: 0, eventsIn: 0 };
  for (const [second, asking] of due.entries()) {
    const newest = Math.floor(second * perSecond);
    for (const client of asking) {
      const after = heads[client] ?? 0;
      let page = held.get(after);
      if (page === undefined || page.until <= second) {
        page = { until: second + cacheSeconds, head: newest };
        held.set(after, page);
        day.handedOn += 1;
        day.eventsIn += newest - after;
      }
      day.questions += 1;
      day.eventsOut += page.head - after;
      heads[client] = page.head;
      due[second + Math.round(least + (most - least) * random())]?.push(client);
    }
  }
  return day;
}

import {
  type Assumptions,
  deltaListBytes,
  eventsPerDay,
  revocationListBytes,
  syncsPerDay,
} from './assumptions.ts';
import type { FeedDay } from './simulate-feed.ts';

/** What one answer of the sandbox costs: processor time of its process, and bytes of the answer with its header. */
export interface Cost {
  readonly cpuMs: number;
  readonly bytes: number;
}

/** The answers that were measured. */
export interface Measured {
  readonly describePlatform: Cost;
  readonly unchangedList: Cost;
  readonly indexRevocationLists: Cost;
  readonly emptyPage: Cost;
  /** What each event adds to a page. */
  readonly event: Cost;
  /** A statement that is signed for one question, under a nonce that is repeated. */
  readonly useState: Cost;
  /** A time stamp, an entry of a register, and a countersignature of one, each asked under the register's own signature. */
  readonly timeStamp: Cost;
  readonly registerEntry: Cost;
  readonly countersignature: Cost;
  /** What a new connection adds to its first answer. */
  readonly connection: Cost;
}

/** A kind of answer on a day. */
export interface Demand {
  readonly what: string;
  readonly requests: number;
  readonly bytes: number;
  readonly cpuSeconds: number;
}

/** The day of a platform that all clients ask themselves, and of one behind caches. */
export interface Day {
  readonly direct: readonly Demand[];
  /** What comes to the platform. */
  readonly behindCaches: readonly Demand[];
  /** What the caches give out. */
  readonly caches: readonly Demand[];
}

function demand(what: string, requests: number, { cpuMs, bytes }: Cost): Demand {
  return {
    what,
    requests: Math.round(requests),
    bytes: requests * bytes,
    cpuSeconds: (requests * cpuMs) / 1000,
  };
}

/** Pages of the feed, with the events in them. */
function pages(what: string, requests: number, events: number, { emptyPage, event }: Measured): Demand {
  const [page, listed] = [demand(what, requests, emptyPage), demand(what, events, event)];
  return {
    ...page,
    bytes: page.bytes + listed.bytes,
    cpuSeconds: page.cpuSeconds + listed.cpuSeconds,
  };
}

/** @param feed of one cache; every cache has the same day */
export function dayOf(assumptions: Assumptions, measured: Measured, feed: FeedDay): Day {
  const {
    clients,
    seals,
    caches,
    usesPerClient,
    newClientsPerDay,
    openSeconds,
    cacheSeconds,
    listSeconds,
    baseDays,
  } = assumptions;
  const syncs = clients * syncsPerDay(assumptions);
  const uses = clients * usesPerClient;
  const newClients = clients * newClientsPerDay;
  const deltaList: Cost = { cpuMs: measured.unchangedList.cpuMs, bytes: deltaListBytes(assumptions) };
  const wholeList: Cost = { cpuMs: measured.unchangedList.cpuMs, bytes: revocationListBytes(assumptions) };
  const issues = openSeconds / listSeconds;
  const wholeLists = clients / baseDays + newClients;
  const periods = caches * (openSeconds / cacheSeconds);
  const [events, everyEvent] = [eventsPerDay(assumptions) * clients, seals * newClients];
  const alone = [
    demand('whether a seal may be used now', uses, measured.useState),
    demand('time stamps', uses, measured.timeStamp),
    demand('register entries', Math.min(syncs, uses), measured.registerEntry),
    demand('countersignatures of registers', Math.min(syncs, uses), measured.countersignature),
  ];
  const lists = (requests: number, deltas: number, whole: number): readonly Demand[] => [
    demand('description of the platform', requests, measured.describePlatform),
    demand('signers, trust list and rules, unchanged', 3 * requests, measured.unchangedList),
    demand('index of revocation lists', requests, measured.indexRevocationLists),
    demand('delta revocation lists', deltas, deltaList),
    demand('whole revocation list', whole, wholeList),
  ];
  return {
    direct: [
      demand('new connections', syncs + uses, measured.connection),
      ...lists(syncs, clients * issues, wholeLists),
      pages('feed of seal states', syncs, events, measured),
      pages(
        'feed from its beginning, by new clients',
        newClients * Math.ceil(seals / 10_000),
        everyEvent,
        measured,
      ),
      ...alone,
    ],
    behindCaches: [
      demand('new connections', uses, measured.connection),
      ...lists(
        Math.min(syncs, periods),
        // One for each whole list that clients still have.
        Math.min(clients * issues, caches * issues * baseDays),
        Math.min(wholeLists, caches * issues),
      ),
      pages('feed of seal states', feed.handedOn * caches, feed.eventsIn * caches, measured),
      // Old pages change no more: each cache asks once for each.
      pages(
        'feed from its beginning, by new clients',
        caches * Math.ceil(seals / 10_000),
        seals * caches,
        measured,
      ),
      ...alone,
    ],
    caches: [
      demand('new connections', syncs, measured.connection),
      ...lists(syncs, clients * issues, wholeLists),
      pages('feed of seal states', feed.questions * caches, feed.eventsOut * caches, measured),
      pages(
        'feed from its beginning, by new clients',
        newClients * Math.ceil(seals / 10_000),
        everyEvent,
        measured,
      ),
    ],
  };
}

/** Sums a day up. */
export function totalOf(demands: readonly Demand[]): Demand {
  return demands.reduce(
    (sum, { requests, bytes, cpuSeconds }) => ({
      what: sum.what,
      requests: sum.requests + requests,
      bytes: sum.bytes + bytes,
      cpuSeconds: sum.cpuSeconds + cpuSeconds,
    }),
    { what: 'in all', requests: 0, bytes: 0, cpuSeconds: 0 },
  );
}

/** The processor cores that a day needs in its busiest hour, as the sandbox works. */
export function coresAtPeak({ openSeconds, peak }: Assumptions, { cpuSeconds }: Demand): number {
  return (cpuSeconds * peak) / openSeconds;
}

/** The stream of events: what all open connections get, and how often. */
export function streamOf(assumptions: Assumptions, { event, emptyPage }: Measured) {
  const { clients, openSeconds, cacheSeconds } = assumptions;
  const messages = Math.min(openSeconds / cacheSeconds, eventsPerDay(assumptions));
  return {
    connections: clients,
    messages: clients * messages,
    bytes: clients * (messages * emptyPage.bytes + eventsPerDay(assumptions) * event.bytes),
  };
}

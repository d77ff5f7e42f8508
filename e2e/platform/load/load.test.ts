import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Assumptions,
  deltaListBytes,
  eventsPerDay,
  PROVINCE,
  revocationListBytes,
  syncsPerDay,
} from './assumptions.ts';
import { coresAtPeak, dayOf, type Measured, streamOf, totalOf } from './demand.ts';
import { loadTables, short } from './load-table.ts';
import { simulateFeed } from './simulate-feed.ts';

/** Ten clients with a hundred seals, and days of a hundred seconds. */
const TINY: Assumptions = {
  ...{ clients: 10, seals: 100, openSeconds: 100, syncSeconds: [10, 10], usesPerClient: 2 },
  ...{ validityDays: 10, troublePerYear: 3.65, newClientsPerDay: 0.1, revocationBytes: 40 },
  ...{ baseDays: 5, listSeconds: 50, caches: 2, cacheSeconds: 20, peak: 3 },
};

const cost = (cpuMs: number, bytes: number) => ({ cpuMs, bytes });
const COSTS: Measured = {
  ...{ describePlatform: cost(1, 10), unchangedList: cost(1, 1), indexRevocationLists: cost(2, 20) },
  ...{ emptyPage: cost(5, 100), event: cost(0.1, 50), useState: cost(10, 200), connection: cost(4, 30) },
  ...{ timeStamp: cost(20, 300), registerEntry: cost(5, 10), countersignature: cost(30, 400) },
};

describe('the load of a platform', () => {
  it('follows from its assumptions', () => {
    // A hundred seals of ten days: ten are renewed a day, two events each, and one is in trouble.
    expect(eventsPerDay(TINY)).toBe(21);
    expect(syncsPerDay(TINY)).toBe(10);
    expect([revocationListBytes(TINY), deltaListBytes(TINY)]).toEqual([400, 100]);
  });

  it('is what every client asks, times what each answer costs', () => {
    const feed = { questions: 50, handedOn: 5, eventsOut: 105, eventsIn: 30 };
    const { direct, behindCaches, caches } = dayOf(TINY, COSTS, feed);
    const of = (listed: typeof direct, what: string) => listed.find((each) => each.what.startsWith(what));
    expect(of(direct, 'feed of')).toMatchObject({ requests: 100, bytes: 100 * 100 + 210 * 50 });
    expect(of(direct, 'feed of')?.cpuSeconds).toBeCloseTo(0.5 + 0.021);
    expect(of(direct, 'whether')).toMatchObject({ requests: 20, bytes: 4000, cpuSeconds: 0.2 });
    expect(of(direct, 'time stamps')).toMatchObject({ requests: 20, bytes: 6000, cpuSeconds: 0.4 });
    expect(of(direct, 'register entries')).toMatchObject({ requests: 20, bytes: 200, cpuSeconds: 0.1 });
    expect(of(direct, 'countersignatures')).toMatchObject({ requests: 20, bytes: 8000, cpuSeconds: 0.6 });
    expect(of(direct, 'signers')?.requests).toBe(300);
    expect(of(direct, 'new connections')?.requests).toBe(120);
    expect(of(behindCaches, 'feed of')).toMatchObject({ requests: 10, bytes: 10 * 100 + 60 * 50 });
    // Two caches ask five times each in a hundred seconds.
    expect(of(behindCaches, 'description')?.requests).toBe(10);
    // Ten clients take a list of each of two issues; a fifth of them and a new one take it whole.
    expect(of(direct, 'delta')).toMatchObject({ requests: 20, bytes: 2000 });
    expect(of(direct, 'whole')).toMatchObject({ requests: 3, bytes: 1200 });
    expect(of(behindCaches, 'delta')?.requests).toBe(20);
    expect(of(behindCaches, 'whole')?.requests).toBe(3);
    expect(of(caches, 'feed of')).toMatchObject({ requests: 100, bytes: 100 * 100 + 210 * 50 });
    const total = totalOf(direct);
    expect(coresAtPeak(TINY, { ...total, cpuSeconds: 100 })).toBe(3);
    expect(streamOf(TINY, COSTS)).toEqual({ connections: 10, messages: 50, bytes: 10 * (500 + 21 * 50) });
  });

  it('is the same in every simulation, and no client misses or repeats an event', () => {
    const day = simulateFeed(TINY);
    expect(simulateFeed(TINY)).toEqual(day);
    expect(day.questions).toBeGreaterThanOrEqual(5 * 9);
    expect(day.handedOn).toBeLessThan(day.questions);
    expect(day.eventsOut).toBeLessThanOrEqual(5 * 21);
    // Without a cache everything is handed on, and each of five clients has at most one pause of events to go.
    const alone = simulateFeed({ ...TINY, cacheSeconds: 0 });
    expect(alone.handedOn).toBe(alone.questions);
    expect(alone.eventsIn).toBe(alone.eventsOut);
    expect(alone.eventsOut).toBeGreaterThanOrEqual(5 * 18);
  });

  it('is written with as many digits as it bears', () => {
    expect([0, 7.4, 999, 1250, 12_345_678, 3e12].map(short)).toEqual([
      '0',
      '7',
      '999',
      '1.3 k',
      '12 M',
      '3 T',
    ]);
  });

  it('stands in the README as the script writes it', () => {
    const here = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
    // Written by the script.
    const measured = JSON.parse(here('measured.json')) as Measured;
    const feed = simulateFeed(PROVINCE);
    const tables = loadTables(PROVINCE, measured, { day: dayOf(PROVINCE, measured, feed), feed });
    expect(here('README.md').replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-')).toContain(
      tables.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-').trim(),
    );
  });
});

import { type Assumptions, eventsPerDay, revocationListBytes, syncsPerDay } from './assumptions.ts';
import { coresAtPeak, type Day, type Demand, type Measured, streamOf, totalOf } from './demand.ts';
import type { FeedDay } from './simulate-feed.ts';

const LETTERS: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** Writes a number with three digits at most, which is as much as the assumptions bear. */
export function short(value: number): string {
  const [unit, letter] = LETTERS.find(([least]) => value >= least) ?? [1, ''];
  const scaled = value / unit;
  const digits = scaled >= 100 || unit === 1 ? Math.round(scaled) : Number(scaled.toPrecision(2));
  return `${digits}${letter === '' ? '' : ` ${letter}`}`;
}

const bytes = (value: number): string => `${short(value)}${value >= 1000 ? '' : ' '}B`;
const time = (seconds: number): string => `${short(seconds / 3600)} h`;
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function demands(title: string, listed: readonly Demand[], assumptions: Assumptions): readonly string[] {
  const total = totalOf(listed);
  return [
    `**${title}**`,
    '',
    row(['A day', 'Requests', 'Bytes', 'Processor']),
    row(['---', '--:', '--:', '--:']),
    ...[...listed, total].map((each) =>
      row([each.what, short(each.requests), bytes(each.bytes), time(each.cpuSeconds)]),
    ),
    '',
    `${short(coresAtPeak(assumptions, total))} cores in the busiest hour, as the sandbox works.`,
    '',
  ];
}

/** Writes the tables of a day, as Markdown. */
export function loadTables(
  assumptions: Assumptions,
  measured: Measured,
  { day, feed }: { readonly day: Day; readonly feed: FeedDay },
): string {
  const { clients, seals, caches, cacheSeconds, usesPerClient } = assumptions;
  const stream = streamOf(assumptions, measured);
  const share = 1 - feed.handedOn / feed.questions;
  return [
    row(['What follows from the assumptions', '']),
    row(['---', '--:']),
    row(['clients', short(clients)]),
    row(['seals', short(seals)]),
    row(['synchronisations a client', String(Math.round(syncsPerDay(assumptions)))]),
    row(['uses of seals', short(clients * usesPerClient)]),
    row(['events in the feed', short(eventsPerDay(assumptions))]),
    row(['whole revocation list', bytes(revocationListBytes(assumptions))]),
    '',
    ...demands('Every client asks the platform itself', day.direct, assumptions),
    ...demands(
      `Behind ${caches} caches that keep pages for ${cacheSeconds} s: at the platform`,
      day.behindCaches,
      assumptions,
    ),
    ...demands('The same: at the caches', day.caches, assumptions),
    `The caches answer ${(share * 100).toFixed(2)} % of the questions for the feed themselves.`,
    '',
    `**An event stream** keeps ${short(stream.connections)} connections open and sends ${short(stream.messages)} messages and ${bytes(stream.bytes)} a day,`,
    `a page each ${cacheSeconds} s to everybody.`,
    '',
  ].join('\n');
}

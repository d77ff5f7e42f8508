import { Option } from '@commander-js/extra-typings';
import { type PageRange, parsePageRange } from '../shared/page-range.ts';
import type { PlaceRule, SealTarget } from '../core/signing/seal-request.ts';
import { type Edge, EDGES, type StraddleRule } from '../core/signing/straddle.ts';
import { collected, millimetres, pageIndex, targetOf } from './arguments.ts';
import { usage } from './usage.ts';

// Options that put one seal in several places, and what they mean.

export const placeOption = new Option(
  '--place <pages,x,y>',
  '在一页或多页的同一点盖章，可多次给出 seal at a point of a page or of a range of pages; may be given again',
).argParser<readonly string[]>(collected);

export const pagesOption = new Option(
  '--pages <range>',
  '--at 与 --straddle 的页码范围，如 1,3-6,-1、odd、even、all pages of --at and --straddle, such as 1,3-6,-1, odd, even, all',
);

export const straddleOption = new Option(
  '--straddle <edge[:options]>',
  '骑缝章：left、right、top 或 bottom，可加 at=毫米,first=首页百分比,min=最小毫米,group=每组页数,facing（对开） a seal across the edges of pages, with options at=MM, first=PERCENT, min=MM, group=PAGES, facing',
).argParser<readonly string[]>(collected);

export const dryRunOption = new Option(
  '--dry-run',
  '只列出各处印章与问题，不盖章，不问口令 list every place and problem; seals nothing and asks for no PIN',
);

interface PlaceOptions extends NonNullable<Parameters<typeof targetOf>[0]> {
  readonly place?: readonly string[] | undefined;
  readonly pages?: string | undefined;
  readonly straddle?: readonly string[] | undefined;
}

/** Tells whether any option names a place. */
export function namesPlaces({ at, field, page, place, pages, straddle }: PlaceOptions): boolean {
  return [at, field, page, place, pages, straddle].some((value) => value !== undefined);
}

/** The places to seal: one as `targetOf` reads it, or a list. @throws CodedError USAGE */
export function placesOf(options: PlaceOptions): SealTarget {
  const { at, field, page, place, pages, straddle } = options;
  if (place === undefined && pages === undefined && straddle === undefined) return targetOf(options);
  if (pages !== undefined && page !== undefined) {
    throw usage('--page 与 --pages 不能同时使用', 'give --page or --pages, not both');
  }
  if (pages !== undefined && at === undefined && straddle === undefined) {
    throw usage('--pages 需要与 --at 或 --straddle 一起使用', '--pages goes with --at or --straddle');
  }
  if (page !== undefined && at === undefined) {
    throw usage('--page 需要与 --at 一起使用', '--page goes with --at');
  }
  const range = pages === undefined ? null : rangeOf('--pages', pages);
  const points = at === undefined ? [] : [pointAt(range ?? pageRange(page), '--at', at)];
  const places: PlaceRule[] = [
    ...points,
    ...(place ?? []).map(placeOf),
    ...(straddle ?? []).map((text) => straddleOf(text, range ?? ALL)),
  ];
  return { kind: 'list', field: field ?? null, places };
}

const ALL: PageRange = [{ kind: 'all' }];

function pageRange(page: string | undefined): PageRange {
  const index = pageIndex(page);
  const number = index === 'last' ? -1 : index + 1;
  return [{ kind: 'span', from: number, to: number }];
}

function pointAt(pages: PageRange, option: string, text: string): PlaceRule {
  return { kind: 'point', pages, ...millimetres(option, text) };
}

/** Reads `1,3-6,-1,120,200`: a range of pages, then the point. */
function placeOf(text: string): PlaceRule {
  const parts = text.split(',');
  if (parts.length < 3) {
    throw usage(`--place 应为 页码,X,Y，而不是“${text}”`, `--place takes PAGES,X,Y, not "${text}"`);
  }
  const pages = rangeOf('--place', parts.slice(0, -2).join(','));
  return pointAt(pages, '--place', parts.slice(-2).join(','));
}

function rangeOf(option: string, text: string): PageRange {
  const range = parsePageRange(text);
  if (range !== null) return range;
  throw usage(
    `${option} 的页码范围应如 1,3-6,-1、odd、even 或 all，而不是“${text}”`,
    `${option} takes pages such as 1,3-6,-1, odd, even or all, not "${text}"`,
  );
}

/** Slices thinner than this are hard to recognise. */
const MINIMUM_MM = 2;

/** Has each two pages that face each other (对开) share one seal. */
const FACING = 'facing';

/** What the options of a straddle may be: the least and the most. */
const LIMITS: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ['at', [0, 20_000]],
  ['first', [1, 99]],
  ['min', [0.5, 100]],
  ['group', [2, 20_000]],
]);

function straddleOf(text: string, pages: PageRange): StraddleRule {
  const [edge = '', ...rest] = text.split(':');
  if (!isEdge(edge) || rest.length > 1) {
    throw usage(
      `--straddle 应为 left、right、top 或 bottom，而不是“${text}”`,
      `--straddle takes left, right, top or bottom, not "${text}"`,
    );
  }
  const numbers = new Map<string, number>();
  const parts = rest[0] === undefined ? [] : rest[0].split(',');
  const facing = parts.includes(FACING);
  for (const part of parts.filter((each) => each !== FACING)) {
    const [name = '', value = '', ...more] = part.split('=');
    const [least, most] = LIMITS.get(name) ?? [1, 0];
    const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    const isWhole = name !== 'group' || Number.isInteger(number);
    if (more.length > 0 || numbers.has(name) || !isWhole || !(number >= least && number <= most)) {
      throw usage(
        `--straddle 的选项应如 at=100,first=40,min=3,group=10，而不是“${part}”`,
        `--straddle takes options such as at=100,first=40,min=3,group=10, not "${part}"`,
      );
    }
    numbers.set(name, number);
  }
  if (facing && numbers.has('group')) {
    throw usage(
      'facing（对开）已按两页一组，不能再给 group',
      'facing makes groups of two pages, so give no group',
    );
  }
  const first = numbers.get('first');
  return {
    ...{ kind: 'straddle', edge, pages },
    alongMm: numbers.get('at') ?? null,
    firstShare: first === undefined ? null : first / 100,
    minimumMm: numbers.get('min') ?? MINIMUM_MM,
    group: numbers.get('group') ?? null,
    facing,
  };
}

function isEdge(text: string): text is Edge {
  return EDGES.some((edge) => edge === text);
}

import { Option } from '@commander-js/extra-typings';
import { type PageRange, parsePageRange } from '../../shared/page-range.ts';
import type { Keyword } from '../../core/page-text/keyword.ts';
import type { KeywordRule } from '../../core/signing/keyword-places.ts';
import type { PlaceRule, SealTarget } from '../../core/signing/seal-request.ts';
import { type Edge, EDGES, type StraddleRule } from '../../core/signing/straddle.ts';
import { collected, millimetres, pageIndex, targetOf } from '../arguments.ts';
import { usage } from '../usage.ts';

// Options that put one seal in several places, and what they mean.

export const placeOption = new Option(
  '--place <pages,x,y>',
  '在一页或多页的同一点盖章，可多次给出 seal at a point of a page or of a range of pages; may be given again',
).argParser<readonly string[]>(collected);

export const pagesOption = new Option(
  '--pages <range>',
  '--at、--keyword 与 --straddle 的页码范围，如 1,3-6,-1、odd、even、all pages of --at, --keyword and --straddle, such as 1,3-6,-1, odd, even, all',
);

export const straddleOption = new Option(
  '--straddle <edge[:options]>',
  '骑缝章：left、right、top 或 bottom，可加 at=毫米,first=首页百分比,min=最小毫米,group=每组页数,facing（对开） a seal across the edges of pages, with options at=MM, first=PERCENT, min=MM, group=PAGES, facing',
).argParser<readonly string[]>(collected);

export const keywordOption = new Option(
  '--keyword <text|/regex/>',
  '在关键字处盖章，如 盖章处、甲方（盖章）；两端加斜杠为正则表达式；可多次给出 seal where the text has a keyword, or a regular expression between slashes; may be given again',
).argParser<readonly string[]>(collected);

export const whichOption = new Option(
  '--which <first|last|number|all>',
  '关键字出现多处时盖哪一处，默认第一处；-1 为倒数第一处 which of several places of the keyword; the first by default, -1 is the last',
);

export const eachOption = new Option(
  '--each <document|page>',
  '--which 是整份文件算一次，还是每页各算一次 whether --which counts in the document, or in each page',
).choices(['document', 'page']);

export const offsetOption = new Option(
  '--offset <dx,dy>',
  '从关键字中间到印章中心的毫米数，向右、向下为正 millimetres from the middle of the keyword to the seal’s centre, to the right and down',
);

export const dryRunOption = new Option(
  '--dry-run',
  '只列出各处印章与问题，不盖章，不问口令 list every place and problem; seals nothing and asks for no PIN',
);

interface PlaceOptions extends NonNullable<Parameters<typeof targetOf>[0]> {
  readonly place?: readonly string[] | undefined;
  readonly pages?: string | undefined;
  readonly straddle?: readonly string[] | undefined;
  readonly keyword?: readonly string[] | undefined;
  readonly which?: string | undefined;
  readonly each?: KeywordRule['each'] | undefined;
  readonly offset?: string | undefined;
}

/** Tells whether any option names a place. */
export function namesPlaces({ at, field, page, place, pages, straddle, keyword }: PlaceOptions): boolean {
  return [at, field, page, place, pages, straddle, keyword].some((value) => value !== undefined);
}

/** The places to seal: one as `targetOf` reads it, or a list. @throws CodedError USAGE */
export function placesOf(options: PlaceOptions): SealTarget {
  const { at, field, page, place, pages, straddle, keyword } = options;
  expectKeyword(options);
  const lists = [place, pages, straddle, keyword];
  if (lists.every((value) => value === undefined)) return targetOf(options);
  if (pages !== undefined && page !== undefined) {
    throw usage('--page 与 --pages 不能同时使用', 'give --page or --pages, not both');
  }
  if (pages !== undefined && [at, straddle, keyword].every((value) => value === undefined)) {
    throw usage(
      '--pages 需要与 --at、--straddle 或 --keyword 一起使用',
      '--pages goes with --at, --straddle or --keyword',
    );
  }
  if (page !== undefined && at === undefined) {
    throw usage('--page 需要与 --at 一起使用', '--page goes with --at');
  }
  const range = pages === undefined ? null : rangeOf('--pages', pages);
  const points = at === undefined ? [] : [pointAt(range ?? pageRange(page), '--at', at)];
  const places: PlaceRule[] = [
    ...points,
    ...(place ?? []).map(placeOf),
    ...keywordRules(options, range ?? ALL),
    ...(straddle ?? []).map((text) => straddleOf(text, range ?? ALL)),
  ];
  return { kind: 'list', field: field ?? null, places };
}

/** What says more about a keyword needs one. */
function expectKeyword({ keyword, which, each, offset }: PlaceOptions): void {
  if (keyword !== undefined || [which, each, offset].every((value) => value === undefined)) return;
  throw usage(
    '--which、--each 和 --offset 需要与 --keyword 一起使用',
    '--which, --each and --offset go with --keyword',
  );
}

function keywordRules(
  { keyword, which, each, offset }: PlaceOptions,
  pages: PageRange,
): readonly KeywordRule[] {
  const { xMm, yMm } = offset === undefined ? { xMm: 0, yMm: 0 } : millimetres('--offset', offset);
  const common = { which: whichOf(which), each: each ?? 'document', dxMm: xMm, dyMm: yMm };
  return (keyword ?? []).map((text) => ({ kind: 'keyword', pages, keyword: keywordOf(text), ...common }));
}

function keywordOf(text: string): Keyword {
  const pattern = /^\/(.+)\/$/s.exec(text)?.[1];
  return pattern === undefined ? { text, isPattern: false } : { text: pattern, isPattern: true };
}

const NAMED_PLACES: ReadonlyMap<string, KeywordRule['which']> = new Map<string, KeywordRule['which']>([
  ['first', 1],
  ['last', -1],
  ['all', 'all'],
]);

function whichOf(text = 'first'): KeywordRule['which'] {
  const named = NAMED_PLACES.get(text);
  if (named !== undefined) return named;
  if (/^-?[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw usage(
    `--which 应为 first、last、all 或第几处，而不是“${text}”`,
    `--which takes first, last, all or a number, not "${text}"`,
  );
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

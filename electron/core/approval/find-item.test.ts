import { describe, expect, it } from 'vitest';
import type { ApprovalItem } from '../../shared/model/approval.ts';
import { approvalState } from './approval-request.ts';
import { settledTarget } from './approved-places.ts';
import type { NamedBeside, NamedTarget } from './approved-beside.ts';
import { approvedOriginal, differencesFrom, type IntendedUse, findItem } from './find-item.ts';
import { approvalItem, approvalRequest } from './fixtures/requests.ts';

const useOf = (item: ApprovalItem, change: Partial<IntendedUse> = {}): IntendedUse => ({
  ...item,
  locks: item.locks === true,
  ...change,
});

describe('differencesFrom', () => {
  const item = approvalItem();
  const aspects = (change: Partial<IntendedUse>): string[] =>
    differencesFrom(item, useOf(item, change)).map(({ aspect }) => aspect);

  it.each([
    ['the very same', {}, []],
    ['the last page by its name', { target: { kind: 'place', page: 'last', xMm: 50, yMm: 96 } as const }, []],
    [
      'a hundredth of a millimetre',
      { target: { kind: 'place', page: 3, xMm: 50.004, yMm: 96 } as const },
      [],
    ],
    ['other bytes', { sm3: 'f'.repeat(64) }, ['content']],
    ['another file', { sm3: 'f'.repeat(64), size: 1, pages: 1 }, ['content', 'size', 'pages']],
    ['another seal', { esId: 'SEAL2' }, ['seal']],
    ['half a millimetre', { target: { kind: 'place', page: 3, xMm: 50.5, yMm: 96 } as const }, ['place']],
    ['another page', { target: { kind: 'place', page: 0, xMm: 50, yMm: 96 } as const }, ['place']],
    ['a field in place of a place', { target: { kind: 'field', name: '甲方' } as const }, ['place']],
    ['a lock that nobody approved', { locks: true }, ['lock']],
  ])('finds %s', (_, change, expected) => expect(aspects(change)).toEqual(expected));

  it('finds that a lock is missing which was approved', () => {
    const locking = approvalItem(1, { locks: true });
    expect(differencesFrom(locking, useOf(locking))).toEqual([]);
    expect(differencesFrom(locking, useOf(locking, { locks: false }))).toEqual([
      { aspect: 'lock', approved: '锁定签章 locks the document', found: '—' },
    ]);
  });

  const range = (from: number, to: number) => [{ kind: 'span', from, to } as const];
  type List = Extract<NamedTarget, { kind: 'list' }>;
  const list = (places: List['places'], field: string | null = null): List => ({
    ...{ kind: 'list', field, places },
  });
  const point = { kind: 'point', pages: range(1, 3), xMm: 60, yMm: 90 } as const;
  const date = { kind: 'date', pages: range(1, 1), where: { kind: 'point', xMm: 60, yMm: 120 } } as const;
  const straddle: List['places'][number] = {
    ...({ kind: 'straddle', edge: 'right', pages: [{ kind: 'all' }], alongMm: null } as const),
    ...{ firstShare: null, minimumMm: 2, group: null, facing: false },
  };

  it.each([
    ['the very same', list([point, straddle]), []],
    [
      'the same pages by other names',
      list([{ ...point, pages: [...range(1, 2), ...range(-2, -2)] }, straddle]),
      [],
    ],
    ['one more page', list([{ ...point, pages: range(1, 4) }, straddle]), ['place']],
    ['another page', list([{ ...point, pages: range(2, 4) }, straddle]), ['place']],
    ['a page that is not there', list([{ ...point, pages: range(1, 9) }, straddle]), ['place']],
    ['another point', list([{ ...point, xMm: 61 }, straddle]), ['place']],
    ['another edge', list([point, { ...straddle, edge: 'left' }]), ['place']],
    ['another share of the first page', list([point, { ...straddle, firstShare: 0.5 }]), ['place']],
    ['one place less', list([point]), ['place']],
    ['one place twice', list([point, point, straddle]), ['place']],
    ['a field besides', list([point, straddle], 'Buyer'), ['place']],
    ['a date besides', { ...list([point, straddle]), beside: [date] }, ['beside']],
    ['one place in place of the list', { kind: 'place', page: 0, xMm: 60, yMm: 90 } as const, ['place']],
  ])('allows the list that was approved, and finds %s', (_, target, expected) => {
    const approved = { ...item, target: settledTarget(list([point, straddle]), item.pages) };
    expect(differencesFrom(approved, useOf(item, { target })).map(({ aspect }) => aspect)).toEqual(expected);
  });

  it('takes a list of one place for that place', () => {
    const one = { ...item, target: settledTarget(list([{ ...point, pages: range(-1, -1) }]), item.pages) };
    const found = (page: number) =>
      differencesFrom(one, useOf(item, { target: { kind: 'place', page, xMm: 60, yMm: 90 } })).length;
    expect([found(3), found(2)]).toEqual([0, 1]);
  });

  it('states the pages of a list from the first one, and refuses those that are not there', () => {
    const settled = settledTarget(list([{ ...point, pages: range(-2, -1), xMm: 60.004 }]), 4);
    expect(settled).toEqual({
      kind: 'list',
      version: 1,
      field: null,
      places: [{ ...point, pages: range(3, 4) }],
    });
    expect(() => settledTarget(list([{ ...point, pages: range(1, 5) }]), 4)).toThrow('a place on no page');
  });

  const words = {
    kind: 'keyword',
    keyword: { text: '日期', isPattern: false },
    which: -1,
    dxMm: 0,
    dyMm: 0,
  } as const;
  const dated: NamedBeside = { kind: 'date', pages: [{ kind: 'all' }], where: words };
  const signed: NamedBeside = {
    ...({ kind: 'handwriting', pages: range(-1, -1), where: { kind: 'point', xMm: 90, yMm: 200 } } as const),
    ...{ sm3: 'a'.repeat(64), size: 900, widthMm: 35, heightMm: 12.3456 },
  };
  const besides = (beside: readonly NamedBeside[]): List => ({ ...list([point]), beside });

  it.each<[string, readonly NamedBeside[], readonly string[]]>([
    ['the very same', [dated, signed], []],
    ['the same page by another name', [dated, { ...signed, pages: range(4, 4) }], []],
    ['what rounding changes', [dated, { ...signed, heightMm: 12.35 }], []],
    ['nothing', [], ['beside']],
    ['no date', [signed], ['beside']],
    ['no picture', [dated], ['beside']],
    ['one date more', [dated, dated, signed], ['beside']],
    ['another order', [signed, dated], ['beside']],
    ['a date that is written otherwise', [{ ...dated, style: 'iso' }, signed], ['beside']],
    [
      'a date behind other words',
      [{ ...dated, where: { ...words, keyword: { text: '交货日期', isPattern: false } } }, signed],
      ['beside'],
    ],
    [
      'words taken for a pattern',
      [{ ...dated, where: { ...words, keyword: { text: '日期', isPattern: true } } }, signed],
      ['beside'],
    ],
    ['a date behind another occurrence', [{ ...dated, where: { ...words, which: 1 } }, signed], ['beside']],
    ['a date moved aside', [{ ...dated, where: { ...words, dxMm: 0.5 } }, signed], ['beside']],
    ['a date on other pages', [{ ...dated, pages: range(1, 1) }, signed], ['beside']],
    ['another picture', [dated, { ...signed, sm3: 'b'.repeat(64) }], ['beside']],
    ['a picture of another length', [dated, { ...signed, size: 901 }], ['beside']],
    ['a larger picture', [dated, { ...signed, widthMm: 120 }], ['beside']],
    ['a picture elsewhere', [dated, { ...signed, where: { kind: 'point', xMm: 91, yMm: 200 } }], ['beside']],
    ['a picture on another page', [dated, { ...signed, pages: range(1, 1) }], ['beside']],
    ['a picture on a page that is not there', [dated, { ...signed, pages: range(1, 9) }], ['beside']],
  ])('allows what was approved beside the seal, and finds %s', (_, beside, expected) => {
    const approved = { ...item, target: settledTarget(besides([dated, signed]), item.pages) };
    const found = differencesFrom(approved, useOf(item, { target: besides(beside) }));
    expect(found.map(({ aspect }) => aspect)).toEqual(expected);
    expect(found.every((each) => each.approved !== each.found)).toBe(true);
  });

  it('take a date at a point without a style for the Chinese one, as sealing does', () => {
    const approved = { ...item, target: settledTarget(besides([date]), item.pages) };
    const found = (style: 'chinese' | 'iso'): number =>
      differencesFrom(approved, useOf(item, { target: besides([{ ...date, style }]) })).length;
    expect([found('chinese'), found('iso')]).toEqual([0, 1]);
  });

  it('lists without anything beside the seal read as those of earlier versions', () => {
    const target = settledTarget({ ...list([point]), beside: [] }, 4);
    expect(target).toMatchObject({ version: 1 });
    expect('beside' in target).toBe(false);
  });

  it('names both sides as people read them', () => {
    const changed = useOf(item, { target: { kind: 'place', page: 0, xMm: 10, yMm: 20 }, esId: 'SEAL2' });
    expect(differencesFrom(item, { ...changed, sealName: '公章' })).toEqual([
      { aspect: 'seal', approved: '合同专用章 (SEAL1)', found: '公章 (SEAL2)' },
      { aspect: 'place', approved: 'P4 · 50, 96 mm', found: 'P1 · 10, 20 mm' },
    ]);
  });

  it('states places to the hundredth of a millimetre', () => {
    expect(settledTarget({ kind: 'place', page: 'last', xMm: 49.8389, yMm: 96.001 }, 4)).toEqual({
      kind: 'place',
      page: 3,
      xMm: 49.84,
      yMm: 96,
    });
  });
});

describe('findItem', () => {
  const items = [approvalItem(1), approvalItem(2), approvalItem(2)];

  it.each([
    ['that is open', approvalItem(1), ['open', 'open', 'open'], { kind: 'open', index: 0 }],
    [
      'that is listed twice, the second time',
      approvalItem(2),
      ['open', 'used', 'open'],
      { kind: 'open', index: 2 },
    ],
    ['that was used', approvalItem(1), ['used', 'open', 'open'], { kind: 'spent', state: 'used' }],
    [
      'that was cut off',
      approvalItem(2),
      ['open', 'used', 'unsettled'],
      { kind: 'spent', state: 'unsettled' },
    ],
  ] as const)('%s', (_, item, states, expected) => {
    expect(findItem(items, states, useOf(item))).toEqual(expected);
  });

  it('prefers the same bytes elsewhere to other bytes', () => {
    const moved = useOf(approvalItem(2), { target: { kind: 'field', name: '甲方' }, esId: 'SEAL9' });
    expect(findItem(items, [], moved)).toMatchObject({ kind: 'different', index: 1 });
  });
});

describe('approvedOriginal', () => {
  const items = [approvalItem(1), approvalItem(1, { esId: 'SEAL2' })];
  const out = { sm3: 'e'.repeat(64), size: 9000, pages: 4 };

  it('returns the file that a sealed one was made from', () => {
    expect(approvedOriginal(items, [out.sm3, null], out)).toEqual({
      sm3: items[0]?.sm3,
      size: items[0]?.size,
      pages: 4,
    });
  });
  it('returns every other file unchanged', () =>
    expect(approvedOriginal(items, [null, null], out)).toBe(out));
});

describe('approvalState', () => {
  const request = approvalRequest();
  const BEFORE = new Date('2026-06-05T00:00:00Z');
  const AFTER = new Date('2026-06-09T00:00:00Z');
  const standing = { request, withdrawn: false, outcome: null, items: ['open', 'open'] } as const;

  it.each([
    ['underReview', {}, BEFORE],
    ['expired', {}, AFTER],
    ['approved', { outcome: 'approved' }, BEFORE],
    ['approved', { outcome: 'approved', items: ['used', 'open'] }, BEFORE],
    ['approved', { outcome: 'approved', items: ['used', 'unsettled'] }, BEFORE],
    ['used', { outcome: 'approved', items: ['used', 'used'] }, AFTER],
    ['expired', { outcome: 'approved', items: ['used', 'open'] }, AFTER],
    ['rejected', { outcome: 'rejected' }, AFTER],
    ['withdrawn', { withdrawn: true }, BEFORE],
  ] as const)('gives %s for %o', (state, change, now) => {
    expect(approvalState({ ...standing, ...change }, now)).toBe(state);
  });
});

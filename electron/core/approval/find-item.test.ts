import { describe, expect, it } from 'vitest';
import type { ApprovalItem } from '../../shared/model/approval.ts';
import { approvalState } from './approval-request.ts';
import { approvedOriginal, differencesFrom, settledTarget, type IntendedUse, findItem } from './find-item.ts';
import { approvalItem, approvalRequest } from './fixtures/requests.ts';

const useOf = (item: ApprovalItem, change: Partial<IntendedUse> = {}): IntendedUse => ({
  ...item,
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
  ])('finds %s', (_, change, expected) => expect(aspects(change)).toEqual(expected));

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

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contract } from '../../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../../electron/wire/window/stand-in.ts';
import type { AppError } from '../../../../electron/shared/errors.ts';
import type { DescribedPlaces } from '../../../../electron/shared/model/seal-places.ts';
import { failure, success, type Result } from '../../../../electron/shared/result.ts';
import { ghostsOf } from './ghosts.ts';
import { type PlaceRow, STRADDLE_ALL } from './place-rows.ts';
import { createPlanStore, hasProblems, shownAt } from './plan-store.ts';

const SEAL = { tokenSerial: '01', esId: 'seal', name: '合同专用章', widthMm: 40, heightMm: 40 };
const row = (id: number, rule: PlaceRow['rule']): PlaceRow => ({ id, seal: SEAL, rule });
const POINT = row(7, { kind: 'point', pages: [{ kind: 'all' }], xMm: 50, yMm: 50 });
const STRADDLE = row(9, STRADDLE_ALL);
const slice = { xMm: 190, yMm: 100, widthMm: 20, heightMm: 40 };
const whole = { xMm: 190, yMm: 100, widthMm: 40, heightMm: 40 };
const error: AppError = { code: 'PAGE_SMALLER_THAN_SEAL' };
const PLAN: DescribedPlaces = {
  pages: 2,
  places: [
    {
      page: 1,
      rule: 0,
      isSlice: false,
      warnings: [{ code: 'COVERS_SEAL', field: 'Seal1' }],
      whole: { ...whole, xMm: 30 },
      ...whole,
      xMm: 30,
    },
    { page: 1, rule: 1, isSlice: true, warnings: [], whole, ...slice },
  ],
  problems: [{ error, page: 2, rule: 0 }],
  keywords: [],
  beside: [],
  comparedWithText: 0,
};

function setUp(answer: () => Result<DescribedPlaces> | Promise<Result<DescribedPlaces>>) {
  const asked: unknown[] = [];
  const { client } = createStandIn(contract, {
    seal: {
      plan: async ({ seals }) => {
        asked.push(seals);
        const planned = await answer();
        return planned.ok ? success([planned.value]) : planned;
      },
    },
  });
  return { store: createPlanStore(client.seal), asked };
}

describe('the ghosts of a row of many pages', () => {
  const at = (from: number, to: number) =>
    ghostsOf(POINT, { pages: 30, fields: [], plans: new Map() }, from, to);

  it('keep their keys while the pages scroll, so that the one in hand stays what it is', () => {
    const keyOf = (page: number, ghosts: ReturnType<typeof at>) =>
      ghosts.find((ghost) => ghost.page === page)?.key;
    expect(keyOf(5, at(0, 16))).toBe('7 5 0');
    expect(keyOf(5, at(1, 17))).toBe('7 5 0');
    expect(new Set(at(0, 29).map(({ key }) => key)).size).toBe(30);
  });
});

describe('the place at which a row is shown', () => {
  const plan = { places: [], beside: [], problems: [] };
  const date = { page: 2, xMm: 10, yMm: 20, widthMm: 8, heightMm: 4, rule: 1, date: '2026', warnings: [] };

  it('is the middle of its first seal, or of the first of what stands beside it', () => {
    expect(shownAt({ ...plan, places: PLAN.places })).toEqual({ page: 0, xMm: 50, yMm: 120 });
    expect(shownAt({ ...plan, beside: [date] })).toEqual({ page: 1, xMm: 14, yMm: 22 });
  });

  it('is not known before it was worked out', () => {
    expect([shownAt(undefined), shownAt(plan)]).toEqual([null, null]);
  });
});

describe('the dry run', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const documentId = 'document';

  it('gives each place and each problem to its row, and bars the seal while there is one', async () => {
    const { store } = setUp(() => success(PLAN));
    store.getState().follow({ documentId, rows: [POINT, STRADDLE] });
    await vi.advanceTimersByTimeAsync(500);
    const { plans } = store.getState();
    expect(plans.get(7)).toEqual({ places: [PLAN.places[0]], beside: [], problems: PLAN.problems });
    expect(plans.get(9)).toEqual({ places: [PLAN.places[1]], beside: [], problems: [] });
    expect(hasProblems(store.getState())).toBe(true);
    expect(ghostsOf(STRADDLE, { pages: 2, fields: [], plans }, 0, 5)).toEqual([
      { key: '9 0 0', row: STRADDLE, page: 0, seen: slice, whole, date: null },
    ]);
  });

  it('is asked once for a drag, and an answer that came too late is forgotten', async () => {
    const late = Promise.withResolvers<Result<DescribedPlaces>>();
    const answers = [late.promise, Promise.resolve(success({ ...PLAN, places: [], problems: [] }))];
    const { store, asked } = setUp(() => answers.shift() ?? failure({ code: 'INTERNAL' }));
    const { follow } = store.getState();
    for (let step = 0; step < 20; step += 1) follow({ documentId, rows: [POINT, STRADDLE] });
    await vi.advanceTimersByTimeAsync(500);
    follow({ documentId, rows: [POINT] });
    await vi.advanceTimersByTimeAsync(500);
    late.resolve(success(PLAN));
    await vi.advanceTimersByTimeAsync(500);
    expect([asked.length, hasProblems(store.getState())]).toEqual([2, false]);
  });

  it('that fails says why, and is forgotten with its list', async () => {
    const { store } = setUp(() => failure({ code: 'PLACES_TOO_MANY' }));
    store.getState().follow({ documentId, rows: [POINT, STRADDLE] });
    await vi.advanceTimersByTimeAsync(500);
    expect([store.getState().error?.code, hasProblems(store.getState())]).toEqual(['PLACES_TOO_MANY', true]);
    store.getState().follow(null);
    expect(hasProblems(store.getState())).toBe(false);
  });
});

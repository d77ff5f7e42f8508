import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../../electron/shared/errors.ts';
import type {
  DescribedBeside,
  DescribedPlace,
  DescribedPlaces,
} from '../../../../electron/shared/model/seal-places.ts';
import type { AppBridge } from '../../../lib/bridge.ts';
import { centreOf, type PagePoint } from '../../../lib/pdf-view/page-point.ts';
import { bySeal, type PlaceRow, rowsInOrder, withPlaces } from './place-rows.ts';

/** What is to be worked out: a list of places in an open document. */
export interface PlanSubject {
  readonly documentId: string;
  readonly rows: readonly PlaceRow[];
}

/** Why a row's seal would not be put, and on which page, from 1; null for a problem of no page. */
export interface RowProblem {
  readonly error: AppError;
  readonly page: number | null;
}

/** Where one row shows its seal or what stands beside it, and what is in the way. */
export interface RowPlan {
  readonly places: readonly DescribedPlace[];
  readonly beside: readonly DescribedBeside[];
  readonly problems: readonly RowProblem[];
}

export interface PlanStore {
  /** The rows that the plan is of; they may have changed since. */
  readonly rows: readonly PlaceRow[];
  /** By the id of the row. */
  readonly plans: ReadonlyMap<number, RowPlan>;
  /** Why nothing could be worked out; null if it was, or is under way. */
  readonly error: AppError | null;
  readonly isPlanning: boolean;
  /** Works out a list soon, unless it was the last one; null forgets it. */
  readonly follow: (subject: PlanSubject | null) => void;
}

const NO_PLAN = { rows: [], plans: new Map<number, RowPlan>(), error: null, isPlanning: false } as const;

/** The pause after a change before it is worked out: one in the middle of a drag is not. */
const PAUSE_MS = 120;

/** Makes the store of the dry run: where every row of the list would show its seal, without the key. */
export function createPlanStore(seal: Pick<AppBridge['seal'], 'plan'>): StoreApi<PlanStore> {
  let wanted: PlanSubject | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return createStore<PlanStore>((set) => {
    const run = async (subject: PlanSubject): Promise<void> => {
      const { documentId, rows } = subject;
      const acts = bySeal(rows);
      const result = await seal.plan({ documentId, seals: acts.map(withPlaces) });
      if (wanted !== subject) return;
      if (result.ok) {
        const found = acts.flatMap((own, at) => plansOf(own.rows, result.value[at] ?? NOTHING_FOUND));
        set({ rows, plans: new Map(found), error: null, isPlanning: false });
      } else set({ rows, plans: NO_PLAN.plans, error: result.error, isPlanning: false });
    };
    return {
      ...NO_PLAN,
      follow: (subject) => {
        if (subject === null || subject.rows.length === 0) {
          clearTimeout(timer);
          if (wanted !== null) set(NO_PLAN);
          wanted = null;
          return;
        }
        if (subject.documentId === wanted?.documentId && subject.rows === wanted.rows) return;
        if (subject.documentId !== wanted?.documentId) set(NO_PLAN);
        wanted = subject;
        clearTimeout(timer);
        set({ isPlanning: true });
        timer = setTimeout(() => void run(subject), PAUSE_MS);
      },
    };
  });
}

const NOTHING_FOUND: DescribedPlaces = {
  ...{ pages: 0, places: [], problems: [] },
  ...{ keywords: [], beside: [], comparedWithText: 0 },
};

/** Gives every place and problem of one seal to the row that it is of. */
function plansOf(
  rows: readonly PlaceRow[],
  { places, problems, beside }: DescribedPlaces,
): readonly (readonly [id: number, RowPlan])[] {
  const { rules, other } = rowsInOrder(rows);
  const first = rows[0]?.id;
  const idOf = (rule: number | null): number | undefined =>
    (rule === null ? other : rules[rule])?.id ?? first;
  return rows.map(({ id }) => [
    id,
    {
      places: places.filter(({ rule }) => idOf(rule) === id),
      beside: beside.filter(({ rule }) => idOf(rule) === id),
      problems: problems.filter(({ rule }) => idOf(rule) === id),
    },
  ]);
}

/** Returns the middle of the first place that was worked out for a row, of its seal or of what stands beside it; null if there is none yet. */
export function shownAt(plan: RowPlan | undefined): PagePoint | null {
  const first = plan?.places[0] ?? plan?.beside[0];
  return first === undefined ? null : { page: first.page - 1, ...centreOf(first) };
}

/** Tells whether something keeps a seal from a place, as far as is known by now. */
export function hasProblems({ plans, error }: PlanStore): boolean {
  return error !== null || [...plans.values()].some(({ problems }) => problems.length > 0);
}

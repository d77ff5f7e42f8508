import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import type { PageSight } from '../../lib/pdf-view/page-point.ts';
import { Button } from '../../ui/form.tsx';
import type { PlaceRow } from './places/place-rows.ts';
import type { PlanStore } from './places/plan-store.ts';
import type { SealStore } from './seal-state.ts';

interface Props {
  readonly store: SealStore;
  /** None before a place is chosen. */
  readonly rows: readonly PlaceRow[];
  readonly plan: StoreApi<PlanStore>;
  readonly sight: PageSight;
  /** Zero-based page in sight. */
  readonly page: number;
  /** The citation of the rule that demands an approval; null if there is none. */
  readonly approvalClause: string | null;
  readonly onAskApproval: () => void;
  /** False while something bars the use. */
  readonly canSeal: boolean;
  /** True while the queue of many documents has the buttons that seal. */
  readonly inQueue: boolean;
  /** False if a paused queue has the next step. */
  readonly isNext: boolean;
}

/** The next step, always in sight beneath the list: put the seal, apply it, or ask for the approval that is demanded. */
export function ApplyFoot(props: Props): ReactNode {
  const { store, rows, plan, sight, page, approvalClause, onAskApproval, canSeal } = props;
  const { seal: texts, approvals } = useTexts();
  const put = (): void => {
    const point = sight.middle();
    if (point !== null) store.addAt(point);
  };
  if (rows.length === 0) {
    return (
      <div className="panel-section panel-foot">
        <Button kind={props.isNext ? 'primary' : 'secondary'} wide onPress={put}>
          {texts.placeOnPage(page + 1)}
        </Button>
      </div>
    );
  }
  if (props.inQueue) return null;
  const isDirect = approvalClause === null;
  return (
    <div className="panel-section panel-foot">
      {!isDirect && (
        <p className="notice notice-warning" data-testid="approval-needed">
          {approvals.needed(approvalClause)}
        </p>
      )}
      <PlanLine plan={plan} />
      {isDirect && <ApplyButton store={store} canSeal={canSeal} />}
      <Button kind={isDirect ? 'quiet' : 'primary'} wide onPress={onAskApproval}>
        {approvals.ask}
      </Button>
    </div>
  );
}

interface ApplyProps {
  readonly store: SealStore;
  readonly canSeal: boolean;
}

/** The button that seals. */
export function ApplyButton({ store, canSeal }: ApplyProps): ReactNode {
  const texts = useTexts().seal;
  return (
    <Button
      kind="primary"
      wide
      isDisabled={!canSeal}
      onPress={store.askPin}
      aria-keyshortcuts="Control+Enter"
    >
      {store.locks ? texts.applyLocking : texts.apply}
    </Button>
  );
}

/** Counts the places of the dry run. */
function PlanLine({ plan }: Pick<Props, 'plan'>): ReactNode {
  const { placing: texts, beside: besideTexts } = useTexts();
  const { plans, isPlanning } = useStore(plan);
  const beside = [...plans.values()].filter((row) => row.beside.length > 0).length;
  const places = [...plans.values()].flatMap((row) => row.places);
  const pages = new Set(places.map(({ page }) => page)).size;
  return (
    <p className="hint place-count" role="status" data-testid="place-count" data-planning={isPlanning}>
      {isPlanning && places.length === 0 ? texts.planning : texts.planned(places.length, pages)}
      {beside > 0 && besideTexts.planned(beside)}
    </p>
  );
}

import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { TokenInfo } from '../../../../electron/shared/model/token.ts';
import { useTexts } from '../../../lib/i18n/use-texts.ts';
import { type PageSight, toTenth } from '../../../lib/pdf-view/page-point.ts';
import { ErrorView } from '../../../ui/error-view.tsx';
import { Button } from '../../../ui/form.tsx';
import { firstPoint, keywordRule, type PlaceRow, STRADDLE_ALL } from './place-rows.ts';
import { AddBeside } from './beside/add-beside.tsx';
import { PlaceRows } from './place-rows-view.tsx';
import { type PlanStore, shownAt } from './plan-store.ts';
import type { SealStore } from '../seal-state.ts';
import { LockChoice, UseParticulars } from '../use-particulars.tsx';

interface PlacePanelProps {
  readonly store: SealStore;
  readonly rows: readonly PlaceRow[];
  readonly plan: StoreApi<PlanStore>;
  readonly keys: readonly TokenInfo[];
  readonly sight: PageSight;
  /** Called for one more seal of the same act. */
  readonly onFurther: () => void;
  /** Lists of seals and places that were kept before. */
  readonly presets: ReactNode;
  /** Offers to seal as the last document of its kind. */
  readonly lastOffer: ReactNode;
  /** The examination before sealing. */
  readonly preflight: ReactNode;
  /** Whether the seal may be used without an approval. */
  readonly isDirect: boolean;
  /** True while the queue of many documents has the buttons that seal. */
  readonly inQueue: boolean;
}

/** The list of places (盖章清单) with what is in their way, and what is said of the use; nothing but hints before a place is chosen. */
export function PlacePanel({
  store,
  rows,
  plan,
  keys,
  sight,
  onFurther,
  presets,
  lastOffer,
  preflight,
  isDirect,
  inQueue,
}: PlacePanelProps): ReactNode {
  const { seal: texts, placing } = useTexts();
  const { plans, error } = useStore(plan);
  if (rows.length === 0) {
    return (
      <section className="panel-section" aria-label={texts.placeTitle}>
        <h2>{texts.placeTitle}</h2>
        {lastOffer}
        <p className="hint">{texts.placeHint}</p>
        <Travel store={store} />
        <AddPlace store={store} sight={sight} onFurther={null} />
        {presets}
      </section>
    );
  }
  const show = (row: PlaceRow): void => {
    const point =
      shownAt(plans.get(row.id)) ?? (store.subject === null ? null : firstPoint([row], store.subject));
    if (point !== null) sight.bring(point);
  };
  return (
    <>
      <section className="panel-section" aria-label={placing.listTitle}>
        <div className="place-head">
          <h2>{placing.listTitle}</h2>
          <Travel store={store} />
        </div>
        <PlaceRows store={store} rows={rows} plans={plans} keys={keys} onShow={show} />
        {error !== null && <ErrorView error={error} title={placing.planFailed} />}
        <AddPlace store={store} sight={sight} onFurther={onFurther} />
        <AddBeside store={store} sight={sight} inQueue={inQueue} />
        {presets}
      </section>
      <section className="panel-section panel-rest" aria-label={texts.useTitle}>
        {isDirect && <UseParticulars store={store} />}
        {!inQueue && store.subject?.format === 'ofd' && <LockChoice store={store} />}
        {preflight}
      </section>
    </>
  );
}

/** Takes changes of the list back and makes them again, and empties it. */
function Travel({ store }: { readonly store: SealStore }): ReactNode {
  const texts = useTexts().placing;
  const { past, future } = store.history;
  return (
    <div className="button-row place-travel">
      <Button kind="quiet" isDisabled={past.length === 0} onPress={store.undo} aria-keyshortcuts="Control+Z">
        {texts.undo}
      </Button>
      <Button
        kind="quiet"
        isDisabled={future.length === 0}
        onPress={store.redo}
        aria-keyshortcuts="Control+Y"
      >
        {texts.redo}
      </Button>
      {store.state.step === 'placed' && (
        <Button kind="quiet" onPress={store.clear}>
          {texts.clear}
        </Button>
      )}
    </div>
  );
}

interface AddProps {
  readonly store: SealStore;
  readonly sight: PageSight;
  /** Called for one more seal; null before the first place, which is the main button's. */
  readonly onFurther: (() => void) | null;
}

/** Adds a place of each kind; a point comes to the middle of what is in sight. */
function AddPlace({ store, sight, onFurther }: AddProps): ReactNode {
  const texts = useTexts().placing;
  const { subject, add, addAt, state } = store;
  if (subject === null) return null;
  const filled = 'rows' in state ? state.rows.find(({ rule }) => rule.kind === 'field')?.rule : undefined;
  const fields = subject.fields.filter(({ name }) => filled?.kind !== 'field' || filled.name !== name);
  const addPages = (): void => {
    const point = sight.middle();
    if (point !== null)
      add({ kind: 'point', pages: [{ kind: 'all' }], xMm: toTenth(point.xMm), yMm: toTenth(point.yMm) });
  };
  const addPoint = (): void => {
    const point = sight.middle();
    if (point !== null) addAt(point);
  };
  return (
    <div role="group" aria-label={texts.add} className="place-add">
      <h3>{texts.add}</h3>
      <div className="button-row">
        {onFurther !== null && <Button onPress={addPoint}>{texts.addPoint}</Button>}
        {subject.pages.length > 1 && (
          <>
            <Button onPress={addPages}>{texts.addPages}</Button>
            <Button onPress={() => add(STRADDLE_ALL)}>{texts.addStraddle}</Button>
          </>
        )}
        <Button onPress={() => add(keywordRule(texts.usualKeyword))}>{texts.addKeyword}</Button>
        {fields.map(({ name, place }) => (
          <Button key={name} isDisabled={place === null} onPress={() => add({ kind: 'field', name })}>
            {place === null ? `${texts.addField(name)} · ${texts.fieldOffPage}` : texts.addField(name)}
          </Button>
        ))}
        {onFurther !== null && <Button onPress={onFurther}>{texts.further}</Button>}
      </div>
    </div>
  );
}

import { type ReactNode, useEffect, useState } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { Sealability } from '../../../electron/shared/model/sealing.ts';
import type { SealInfo, TokenView } from '../../../electron/shared/model/token.ts';
import { approvalClauseOf } from '../../lib/seal-standing.ts';
import type { PageSight } from '../../lib/pdf-view/page-point.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { ApplyFoot } from './apply-foot.tsx';
import { BoundPanel } from './bound-panel.tsx';
import { ChosenSeal } from './chosen-seal.tsx';
import { PlacePanel } from './places/place-panel.tsx';
import { barsSealing, type PreflightStore } from './preflight-store.ts';
import { PreflightView } from './preflight-view.tsx';
import { PinPanel } from './pin-panel.tsx';
import { ResultCard, WorkPanel } from './sealing-progress.tsx';
import { bySeal, isSameSeal, type PlaceRow } from './places/place-rows.ts';
import { SealList } from './seal-list.tsx';
import { hasProblems, type PlanStore } from './places/plan-store.ts';
import type { SealState, SealStore } from './seal-state.ts';

interface Props {
  readonly plan: StoreApi<PlanStore>;
  readonly sight: PageSight;
  readonly seal: StoreApi<SealStore>;
  readonly preflight: StoreApi<PreflightStore>;
  /** Shows a page, from 0. */
  readonly onPage: (page: number) => void;
  readonly tokens: TokenView | null;
  readonly sealability: Sealability;
  /** Asks for the password that the permissions of the document ask for. */
  readonly unlock: ReactNode;
  /** Whether the home is a demonstration world. */
  readonly isDemo: boolean;
  readonly page: number;
  /** True while the queue of many documents has the buttons that seal. */
  readonly inQueue: boolean;
  /** False if a paused queue has the next step, so that placing a seal is none. */
  readonly isNext: boolean;
  readonly onShowInFolder: (documentId: string) => void;
  /** Called when the person confirms the picture of a new seal. */
  readonly onConfirmSeal: (seal: SealInfo) => void;
  /** Whether a signature of the shown document is invalid. */
  readonly holdsInvalid: boolean;
  /** The report that follows the result. */
  readonly report: ReactNode;
  readonly onSealAgain: () => void;
  /** Called with the SM3 of a file that was sealed by mistake. */
  readonly onMistake: (sm3: string) => void;
  /** Lists of seals and places that were kept before. */
  readonly presets: ReactNode;
  /** Offers to seal as the last document of its kind; null if there is nothing to offer. */
  readonly lastOffer: ReactNode;
  /** Called when the person requests approval of the placed seal. */
  readonly onAskApproval: () => void;
}

/** The side panel for sealing, step by step: choose, place, PIN, work, result. */
export function SealPanel(props: Props): ReactNode {
  const { tokens, sealability } = props;
  const texts = useTexts();
  const store = useStore(props.seal);
  const { state } = store;
  const isBarred = useStore(props.preflight, barsSealing);
  const canSeal = !useStore(props.plan, hasProblems) && !isBarred;
  const preflight = <PreflightView store={props.preflight} onPage={props.onPage} />;
  switch (state.step) {
    case 'working':
      return <WorkPanel progress={state.progress} onCancel={store.cancel} />;
    case 'failed':
      return (
        <div className="panel-section">
          <ErrorView error={state.error} title={texts.seal.failedTitle}>
            <Button kind="primary" onPress={store.back}>
              {texts.seal.tryAgain}
            </Button>
          </ErrorView>
        </div>
      );
    case 'sealed': {
      const { document, sm3 } = state.outcome;
      return (
        <>
          <ResultCard
            outcome={state.outcome}
            holdsInvalid={props.holdsInvalid}
            onShow={() => props.onShowInFolder(document.id)}
            onSealAgain={props.onSealAgain}
            onMistake={() => props.onMistake(sm3)}
          />
          {props.report}
        </>
      );
    }
    case 'pin': {
      const token = tokens?.tokens.find(({ serial }) => serial === state.asked.tokenSerial);
      if (token === undefined) return <RemovedKey onBack={store.back} />;
      return (
        <PinPanel
          key={token.serial}
          token={token}
          sealName={sealsOfKey(state.rows, token.serial)}
          problem={state.problem}
          isDemo={props.isDemo}
          onSubmit={(entry) => void store.submit(entry)}
          onBack={store.back}
        />
      );
    }
    case 'choosing':
    case 'placing':
    case 'placed': {
      if (!sealability.possible) {
        return (
          <div className="panel-section">
            <ErrorView error={sealability.error} title={texts.seal.cannotTitle} />
            {sealability.error.code === 'PDF_PERMISSION_DENIED' && props.unlock}
          </div>
        );
      }
      if (store.bound !== null && state.step === 'placed') {
        const bound = { approvalId: store.bound, preflight, canSeal };
        return <BoundPanel store={store} state={state} {...bound} />;
      }
      return <Placing {...props} store={store} state={state} preflightView={preflight} canSeal={canSeal} />;
    }
  }
}

interface PlacingProps extends Props {
  readonly store: SealStore;
  readonly state: Extract<SealState, { readonly step: 'choosing' | 'placing' | 'placed' }>;
  readonly preflightView: ReactNode;
  readonly canSeal: boolean;
}

/** The seal above, the list of its places, and the next step beneath, which both stay in sight. */
function Placing(props: PlacingProps): ReactNode {
  const { store, state, tokens, preflightView: preflight, canSeal, plan, sight, page } = props;
  const texts = useTexts();
  const language = useLanguage();
  const [changing, setChanging] = useState<'seal' | 'further' | null>(null);
  const choice = state.step === 'choosing' ? null : state.choice;
  useEffect(() => void setChanging(null), [choice]);
  const keys = tokens?.tokens ?? [];
  const seals = keys.flatMap((token) => token.seals);
  const shown = seals.find((seal) => isSameSeal(choice, seal));
  if (choice === null || shown === undefined || changing !== null) {
    return (
      <section className="panel-section panel-grow" aria-label={texts.seal.chooseTitle}>
        <div className="place-head">
          <h2>{texts.seal.chooseTitle}</h2>
          {changing !== null && (
            <Button kind="quiet" onPress={() => setChanging(null)}>
              {texts.placing.keep}
            </Button>
          )}
        </div>
        {changing === null && props.lastOffer}
        {changing === null && props.presets}
        <Seals
          view={tokens}
          list={(all) => (
            <SealList
              tokens={all}
              chosen={choice}
              onChoose={changing === 'further' ? store.chooseBeside : store.choose}
              onConfirm={props.onConfirmSeal}
            />
          )}
        />
      </section>
    );
  }
  const rows = state.step === 'placed' ? state.rows : [];
  const approvalClause = approvalClauseOf(tokens, choice, language);
  const shared = { store, rows, plan, sight };
  return (
    <>
      <ChosenSeal
        seal={shown}
        token={keys.find(({ serial }) => serial === shown.tokenSerial)}
        onChange={() => setChanging('seal')}
      />
      <div className="panel-grow" tabIndex={-1}>
        <PlacePanel
          {...shared}
          keys={keys}
          onFurther={() => setChanging('further')}
          presets={props.presets}
          lastOffer={props.lastOffer}
          preflight={props.inQueue ? null : preflight}
          isDirect={props.inQueue || approvalClause === null}
          inQueue={props.inQueue}
        />
      </div>
      <ApplyFoot
        {...shared}
        inQueue={props.inQueue}
        isNext={props.isNext}
        page={page}
        approvalClause={approvalClause}
        onAskApproval={props.onAskApproval}
        canSeal={canSeal}
      />
    </>
  );
}

/** Names the seals of one key that a PIN is asked for. */
function sealsOfKey(rows: readonly PlaceRow[], serial: string): string {
  const seals = bySeal(rows).map(({ seal }) => seal);
  return seals.flatMap(({ tokenSerial, name }) => (tokenSerial === serial ? name : [])).join('、');
}

function RemovedKey({ onBack }: { readonly onBack: () => void }): ReactNode {
  const texts = useTexts().seal;
  return (
    <div className="panel-section">
      <ErrorView error={{ code: 'TOKEN_REMOVED' }} title={texts.failedTitle}>
        <Button kind="primary" onPress={onBack}>
          {texts.back}
        </Button>
      </ErrorView>
    </div>
  );
}

interface SealsProps {
  readonly view: TokenView | null;
  readonly list: (tokens: TokenView['tokens']) => ReactNode;
}

function Seals({ view, list }: SealsProps): ReactNode {
  const texts = useTexts().seal;
  if (view === null) return <p role="status">{texts.loading}</p>;
  const [failed] = view.failures;
  if (view.tokens.length === 0 && failed !== undefined) return <ErrorView error={failed.error} />;
  if (view.tokens.length === 0) return <Teaching title={texts.noTokenTitle} text={texts.noTokenText} />;
  if (view.tokens.every((token) => token.seals.length === 0)) {
    return <Teaching title={texts.noSealTitle} text={texts.noSealText} />;
  }
  return list(view.tokens);
}

function Teaching({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  return (
    <div className="teaching" role="status">
      <strong>{title}</strong>
      <p>{text}</p>
    </div>
  );
}

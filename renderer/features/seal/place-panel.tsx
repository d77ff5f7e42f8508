import type { ReactNode } from 'react';
import { formatMillimetres } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button, TextEntry } from '../../ui/form.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { OfficeFields } from './office-fields.tsx';
import type { SealState, SealStore, SealTarget } from './seal-store.ts';

interface PlacePanelProps {
  readonly store: SealStore;
  readonly state: Extract<SealState, { readonly step: 'placing' | 'placed' }>;
  readonly emptyFields: readonly string[];
  /** Zero-based page in sight. */
  readonly page: number;
  /** The citation of the rule that demands an approval; null if there is none. */
  readonly approvalClause: string | null;
  readonly onAskApproval: () => void;
  /** The examination before sealing, above the button that seals. */
  readonly preflight: ReactNode;
  /** False while a red finding waits for a yes. */
  readonly canSeal: boolean;
}

/** The panel for the place of the chosen seal, with the button that applies it. */
export function PlacePanel(props: PlacePanelProps): ReactNode {
  const { store, state, emptyFields, page, approvalClause, onAskApproval, preflight, canSeal } = props;
  const { seal: texts, approvals } = useTexts();
  return (
    <section className="panel-section panel-foot" aria-label={texts.placeTitle}>
      {state.step === 'placing' ? (
        <>
          <h2>{texts.placeTitle}</h2>
          <p className="hint">{texts.placeHint}</p>
          <Button kind="primary" wide onPress={() => placeNearCorner(store, page)}>
            {texts.placeOnPage(page + 1)}
          </Button>
          <FieldButtons names={emptyFields} onChoose={store.useField} />
        </>
      ) : (
        <>
          <Position target={state.target} />
          {approvalClause === null ? (
            <DirectUse store={store} preflight={preflight} canSeal={canSeal} />
          ) : (
            <p className="notice notice-warning" data-testid="approval-needed">
              {approvals.needed(approvalClause)}
            </p>
          )}
          <Button kind={approvalClause === null ? 'secondary' : 'primary'} wide onPress={onAskApproval}>
            {approvals.ask}
          </Button>
          <div className="button-row">
            <Button isDisabled={store.undoable.length === 0} onPress={store.undo}>
              {texts.undo}
            </Button>
            <Button onPress={store.back}>{texts.remove}</Button>
          </div>
        </>
      )}
    </section>
  );
}

interface BoundPanelProps extends SealingGateProps {
  readonly state: Extract<SealState, { readonly step: 'placed' }>;
  readonly approvalId: string;
}

/** The panel for sealing under an approval: everything but the keeper's name is filled in and locked. */
export function BoundPanel({ store, state, approvalId, preflight, canSeal }: BoundPanelProps): ReactNode {
  const texts = useTexts();
  const { particulars, setParticulars } = store;
  const { purpose, counterpart, applicant, approver } = particulars;
  return (
    <section className="panel-section" aria-label={texts.approvals.bound(approvalId)} data-testid="bound-use">
      <h2>{texts.approvals.bound(approvalId)}</h2>
      <p className="hint">{texts.approvals.boundHint}</p>
      <FactList
        facts={[
          [texts.approvals.seal, state.choice.name],
          [texts.approvals.purpose, purpose],
          [texts.approvals.counterpart, counterpart],
          [texts.approvals.applicant, applicant],
          [texts.approvals.approver, approver],
        ]}
      />
      <Position target={state.target} />
      <TextEntry
        label={texts.register.keeper}
        value={particulars.keeper}
        onChange={(keeper) => setParticulars({ ...particulars, keeper })}
      />
      <ApplyButton store={store} preflight={preflight} canSeal={canSeal} />
      <Button wide onPress={store.back}>
        {texts.approvals.leave}
      </Button>
    </section>
  );
}

interface SealingGateProps {
  readonly store: SealStore;
  readonly preflight: ReactNode;
  readonly canSeal: boolean;
}

/** The examination before sealing, and the button that seals. */
function ApplyButton({ store, preflight, canSeal }: SealingGateProps): ReactNode {
  const texts = useTexts().seal;
  return (
    <>
      {preflight}
      <Button
        kind="primary"
        wide
        isDisabled={!canSeal}
        onPress={store.askPin}
        aria-keyshortcuts="Control+Enter"
      >
        {texts.apply}
      </Button>
    </>
  );
}

/** The fields and the button to seal at once, if no approval is demanded. */
function DirectUse({ store, preflight, canSeal }: SealingGateProps): ReactNode {
  const texts = useTexts().seal;
  return (
    <>
      <TextEntry
        label={texts.reason}
        value={store.reason}
        placeholder={texts.reasonPlaceholder}
        onChange={store.setReason}
      />
      <UseParticulars store={store} />
      <ApplyButton store={store} preflight={preflight} canSeal={canSeal} />
    </>
  );
}

interface FieldButtonsProps {
  readonly names: readonly string[];
  readonly onChoose: (name: string) => void;
}

function FieldButtons({ names, onChoose }: FieldButtonsProps): ReactNode {
  const texts = useTexts().seal;
  if (names.length === 0) return null;
  return (
    <>
      <h3>{texts.emptyFields}</h3>
      {names.map((name) => (
        <Button key={name} wide onPress={() => onChoose(name)}>
          {texts.useField(name)}
        </Button>
      ))}
    </>
  );
}

/** Places the seal where most contracts are sealed: two thirds across, three quarters down. */
function placeNearCorner(store: SealStore, page: number): void {
  const size = store.subject?.pages[page];
  if (size !== undefined) store.place({ page, xMm: (size.widthMm * 2) / 3, yMm: (size.heightMm * 3) / 4 });
}

const FIELDS = ['purpose', 'counterpart', 'applicant', 'approver', 'keeper'] as const;

/** The particulars of the use for the register; none of them goes into the document. */
function UseParticulars({ store }: { readonly store: SealStore }): ReactNode {
  const texts = useTexts().register;
  const { particulars, setParticulars } = store;
  return (
    <details className="particulars">
      <summary>{texts.particulars}</summary>
      {FIELDS.map((name) => (
        <TextEntry
          key={name}
          label={texts[name]}
          value={particulars[name]}
          onChange={(text) => setParticulars({ ...particulars, [name]: text })}
        />
      ))}
      <OfficeFields
        office={particulars.office}
        onChange={(office) => setParticulars({ ...particulars, office })}
      />
    </details>
  );
}

/** Describes the place of the seal in words. */
function Position({ target }: { readonly target: SealTarget }): ReactNode {
  const texts = useTexts().seal;
  if (target.kind === 'field') return <p>{texts.fieldText(target.name)}</p>;
  const { page, xMm, yMm } = target;
  return (
    <p className="position" title={texts.positionHint}>
      <span>{texts.position}</span>
      <output data-testid="position">
        {texts.positionText(page + 1, formatMillimetres(xMm), formatMillimetres(yMm))}
      </output>
    </p>
  );
}

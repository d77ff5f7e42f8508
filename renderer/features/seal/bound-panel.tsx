import type { ReactNode } from 'react';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { Button, TextEntry } from '../../ui/form.tsx';
import { ApplyButton } from './apply-foot.tsx';
import { isBeside } from './places/beside/beside-rows.ts';
import { placeText } from './places/place-rows-view.tsx';
import type { SealState, SealStore } from './seal-state.ts';

interface BoundPanelProps {
  readonly store: SealStore;
  readonly state: Extract<SealState, { readonly step: 'placed' }>;
  readonly approvalId: string;
  /** The examination before sealing, above the button that seals. */
  readonly preflight: ReactNode;
  /** False while something bars the use. */
  readonly canSeal: boolean;
}

/** The panel for sealing under an approval: everything but the keeper's name is filled in and locked. */
export function BoundPanel({ store, state, approvalId, preflight, canSeal }: BoundPanelProps): ReactNode {
  const texts = useTexts();
  const { particulars, setParticulars, subject, locks } = store;
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
      {state.rows.map(({ id, rule }) => (
        <p key={id} className="position" title={texts.seal.positionHint}>
          <span>{isBeside(rule) ? texts.beside.add : texts.seal.position}</span>
          <output data-testid="position">{placeText(rule, subject?.pages.length ?? 0, texts)}</output>
        </p>
      ))}
      {locks && <p className="notice notice-warning">{texts.approvals.locks}</p>}
      <TextEntry
        label={texts.register.keeper}
        value={particulars.keeper}
        onChange={(keeper) => setParticulars({ ...particulars, keeper })}
      />
      {preflight}
      <ApplyButton store={store} canSeal={canSeal} />
      <Button wide onPress={store.back}>
        {texts.approvals.leave}
      </Button>
    </section>
  );
}

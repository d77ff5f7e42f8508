import type { ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { Position } from './position.tsx';
import type { SealState, SealStore } from './seal-store.ts';

interface Props {
  readonly store: SealStore;
  readonly state: Extract<SealState, { readonly step: 'placed' }>;
  readonly approvalId: string;
}

/** Sealing what was approved: everything but the keeper's name is filled in and locked. */
export function BoundPanel({ store, state, approvalId }: Props): ReactNode {
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
      <TextField
        className="field"
        value={particulars.keeper}
        onChange={(keeper) => setParticulars({ ...particulars, keeper })}
        maxLength={200}
      >
        <Label>{texts.register.keeper}</Label>
        <Input className="input" />
      </TextField>
      <Button kind="primary" wide onPress={store.askPin} aria-keyshortcuts="Control+Enter">
        {texts.seal.apply}
      </Button>
      <Button wide onPress={store.back}>
        {texts.approvals.leave}
      </Button>
    </section>
  );
}

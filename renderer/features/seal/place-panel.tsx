import type { ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { UseParticulars } from './use-particulars.tsx';
import { Position } from './position.tsx';
import type { SealState, SealStore } from './seal-store.ts';

interface Props {
  readonly store: SealStore;
  readonly state: Extract<SealState, { readonly step: 'placing' | 'placed' }>;
  readonly emptyFields: readonly string[];
  /** Zero-based page in sight. */
  readonly page: number;
  /** Where the rules demand an approval stands; null where they demand none. */
  readonly approvalClause: string | null;
  readonly onAskApproval: () => void;
}

/** Where the chosen seal goes, and the button that applies it once it has a place. */
export function PlacePanel(props: Props): ReactNode {
  const { store, state, emptyFields, page, approvalClause, onAskApproval } = props;
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
            <DirectUse store={store} />
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

/** Sealing at once, where no approval is demanded. */
function DirectUse({ store }: { readonly store: SealStore }): ReactNode {
  const texts = useTexts().seal;
  return (
    <>
      <TextField className="field" value={store.reason} onChange={store.setReason} maxLength={200}>
        <Label>{texts.reason}</Label>
        <Input className="input" placeholder={texts.reasonPlaceholder} />
      </TextField>
      <UseParticulars store={store} />
      <Button kind="primary" wide onPress={store.askPin} aria-keyshortcuts="Control+Enter">
        {texts.apply}
      </Button>
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

/** Where most contracts are sealed: two thirds across, three quarters down. */
function placeNearCorner(store: SealStore, page: number): void {
  const size = store.subject?.pages[page];
  if (size !== undefined) store.place({ page, xMm: (size.widthMm * 2) / 3, yMm: (size.heightMm * 3) / 4 });
}

import { type ReactNode, useEffect, useRef } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { type StoreApi, useStore } from 'zustand';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { hasPlatform } from '../../lib/seal-standing.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button } from '../../ui/form.tsx';
import { FailIcon } from '../../ui/icons.tsx';
import { ApprovalDetails } from './approval-details.tsx';
import { ApprovalList } from './approval-list.tsx';
import type { ApprovalsStore } from './approvals-store.ts';
import { DecideForm, PaperForm } from './decide-form.tsx';
import { ExchangeForm } from './exchange-form.tsx';
import { OfficePanel } from './office-panel.tsx';
import type { OfficesStore } from './office-store.ts';

interface ApprovalsPanelProps {
  readonly store: StoreApi<ApprovalsStore>;
  readonly offices: StoreApi<OfficesStore>;
  readonly tokens: readonly TokenInfo[];
  /** Opens another document to add it to the request. */
  readonly onOpenAnother: () => void;
}

/** The panel of approvals: the list, one request, and the forms for it, in one column. */
export function ApprovalsPanel({ store, offices, tokens, onOpenAnother }: ApprovalsPanelProps): ReactNode {
  const texts = useTexts().approvals;
  const approvals = useStore(store);
  const { load, state, problem } = approvals;
  useEffect(() => void load(), [load]);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== null) top.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  const known =
    'id' in state ? approvals.approvals?.find(({ request }) => request.id === state.id) : undefined;
  const content = (): ReactNode => {
    if (state.step === 'request') return <RequestFormPanel store={approvals} onOpenAnother={onOpenAnother} />;
    if (state.step === 'offices') {
      return <OfficePanel store={offices} tokens={tokens} onBack={() => approvals.show({ step: 'list' })} />;
    }
    if (state.step === 'exchange') return <ExchangeForm store={approvals} id={state.id} tokens={tokens} />;
    if (known === undefined) return <ApprovalList store={approvals} hasPlatform={hasPlatform(tokens)} />;
    if (state.step === 'decide') {
      return <DecideForm store={approvals} approval={known} outcome={state.outcome} tokens={tokens} />;
    }
    if (state.step === 'paper') return <PaperForm store={approvals} approval={known} />;
    return (
      <ApprovalDetails
        store={approvals}
        offices={offices}
        approval={known}
        tokens={tokens}
        hasPlatform={hasPlatform(tokens)}
      />
    );
  };
  return (
    <section className="panel-section approvals" aria-label={texts.title} data-testid="approvals">
      <div ref={top}>{problem !== null && <ErrorView error={problem} />}</div>
      {content()}
    </section>
  );
}

interface RequestFormProps {
  readonly store: ApprovalsStore;
  readonly onOpenAnother: () => void;
}

const FIELDS = ['applicant', 'purpose', 'counterpart'] as const;
const LONGEST_DAYS = 90;

/** The applicant's form: the files listed so far, and the purpose. */
function RequestFormPanel({ store, onOpenAnother }: RequestFormProps): ReactNode {
  const texts = useTexts().approvals;
  const { draft, form, setForm, working } = store;
  const complete = draft.length > 0 && form.applicant.trim() !== '' && form.purpose.trim() !== '';
  return (
    <>
      <h2>{texts.requestTitle}</h2>
      <p className="hint">{texts.requestHint}</p>
      <h3>{texts.inRequest(draft.length)}</h3>
      <ul className="approval-items">
        {draft.map((item, index) => (
          <li key={`${item.sm3} ${item.esId} ${index}`} className="approval-item">
            <div className="approval-draft">
              <span className="seal-facts">
                <strong className="file-name">{item.fileName}</strong>
                <span className="seal-detail">{item.sealName}</span>
                {item.locks === true && <span className="seal-detail">{texts.locks}</span>}
              </span>
              <Button
                kind="quiet"
                aria-label={texts.removeItem(item.fileName)}
                onPress={() => store.removeItem(index)}
              >
                <FailIcon />
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Button wide onPress={onOpenAnother}>
        {texts.addAnother}
      </Button>
      {FIELDS.map((name) => (
        <TextField
          key={name}
          className="field"
          value={form[name]}
          onChange={(text) => setForm({ [name]: text })}
          maxLength={200}
          isRequired={name !== 'counterpart'}
        >
          <Label>{texts[name]}</Label>
          <Input className="input" />
        </TextField>
      ))}
      <TextField
        className="field"
        value={String(form.validDays)}
        onChange={(text) => setForm({ validDays: daysOf(text, form.validDays) })}
      >
        <Label>{texts.validDays}</Label>
        <Input className="input" inputMode="numeric" />
      </TextField>
      <Button kind="primary" wide isDisabled={!complete || working} onPress={() => void store.submit()}>
        {texts.submit}
      </Button>
      <Button wide onPress={store.discard}>
        {texts.discard}
      </Button>
    </>
  );
}

/** Reads a number of days; keeps the present one if the text is no number. */
function daysOf(text: string, present: number): number {
  const days = Number(text);
  return Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS ? days : present;
}

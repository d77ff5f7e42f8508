import { useEffect, useRef, type ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { hasPlatform } from '../../lib/has-platform.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { ApprovalDetails } from './approval-details.tsx';
import { ApprovalList } from './approval-list.tsx';
import type { ApprovalsStore } from './approvals-store.ts';
import { ExchangeForm } from './exchange-form.tsx';
import { DecideForm } from './decide-form.tsx';
import { PaperForm } from './paper-form.tsx';
import { RequestFormPanel } from './request-form.tsx';

interface Props {
  readonly store: StoreApi<ApprovalsStore>;
  readonly tokens: readonly TokenInfo[];
  /** Opens another document, to list it too. */
  readonly onOpenAnother: () => void;
}

/** Approvals of a seal's use: the list, one request, and what is done with it, in one column. */
export function ApprovalsPanel({ store, tokens, onOpenAnother }: Props): ReactNode {
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
    if (state.step === 'exchange') return <ExchangeForm store={approvals} id={state.id} tokens={tokens} />;
    if (known === undefined) return <ApprovalList store={approvals} hasPlatform={hasPlatform(tokens)} />;
    if (state.step === 'decide') {
      return <DecideForm store={approvals} approval={known} outcome={state.outcome} tokens={tokens} />;
    }
    if (state.step === 'paper') return <PaperForm store={approvals} approval={known} />;
    return (
      <ApprovalDetails store={approvals} approval={known} tokens={tokens} hasPlatform={hasPlatform(tokens)} />
    );
  };
  return (
    <section className="panel-section approvals" aria-label={texts.title} data-testid="approvals">
      <div ref={top}>{problem !== null && <ErrorView error={problem} />}</div>
      {content()}
    </section>
  );
}

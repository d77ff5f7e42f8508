import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { TokenInfo } from '../../electron/shared/model/token.ts';
import { ApprovalsPanel } from '../features/approvals/approvals-panel.tsx';
import { hasPlatform } from '../lib/has-platform.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import type { Stores } from './stores.ts';

const NO_TOKENS: readonly TokenInfo[] = [];

/** Whoever decides or seals what was approved begins here, before any document is open. */
export function ApprovalsCard({ stores }: { readonly stores: Stores }): ReactNode {
  const texts = useTexts().approvals;
  const tokens = useStore(stores.tokens, ({ view }) => view?.tokens ?? NO_TOKENS);
  const { approvals, state, problem, load, show, importFile } = useStore(stores.approvals);
  useEffect(() => void load(), [load]);
  const isIdle = (approvals ?? []).length === 0 && state.step === 'list' && problem === null;
  if (isIdle) {
    return (
      <div className="button-row approvals-idle">
        <Button kind="quiet" onPress={() => void importFile()}>
          {texts.import}
        </Button>
        {hasPlatform(tokens) && (
          <Button kind="quiet" onPress={() => show({ step: 'exchange', id: null })}>
            {texts.fetch}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className="approvals-card">
      <ApprovalsPanel
        store={stores.approvals}
        tokens={tokens}
        onOpenAnother={() => void stores.documents.getState().openDialog()}
      />
    </div>
  );
}

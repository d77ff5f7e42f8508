import type { ReactNode } from 'react';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { VerdictIcon } from '../../ui/verdict-icon.tsx';
import { documentHeadline } from './headline.ts';
import type { VerifyState } from './verify-store.ts';

interface Props {
  readonly state: VerifyState;
  readonly onDetails: () => void;
}

/** The line above an open document that says, unasked, what its seals are worth. */
export function SignatureBanner({ state, onDetails }: Props): ReactNode {
  const texts = useTexts();
  if (state.step !== 'verifying' && state.step !== 'done') return null;
  if (state.step === 'verifying') {
    return (
      <div className="banner" role="status">
        {texts.verify.verifying}
      </div>
    );
  }
  const { tone, text } = documentHeadline(state.report, texts.verify);
  return (
    <div className={`banner banner-${tone}`} role="status" data-testid="banner">
      <VerdictIcon tone={tone} />
      <span className="banner-text">{text}</span>
      <Button kind="quiet" onPress={onDetails}>
        {texts.documents.details}
      </Button>
    </div>
  );
}

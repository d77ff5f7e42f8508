import type { ReactNode } from 'react';
import type { SealOutcome } from '../../../electron/wire/window/documents.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { VerdictIcon } from '../../ui/verdict-icon.tsx';
import { TrustedTimeLine } from './trusted-time-line.tsx';

interface Props {
  readonly outcome: SealOutcome;
  readonly onShow: () => void;
  readonly onSealAgain: () => void;
}

/** What came out: the new file, where it is, and what to do next. */
export function ResultCard({ outcome, onShow, onSealAgain }: Props): ReactNode {
  const texts = useTexts().seal;
  return (
    <section className="panel-section result-card" aria-label={texts.doneTitle} data-testid="result">
      <div role="status">
        <h2>
          <VerdictIcon tone="good" /> {texts.doneTitle}
        </h2>
      </div>
      <p className="file-name">{outcome.document.name}</p>
      <p className="hint">{texts.doneText}</p>
      <TrustedTimeLine trustedTime={outcome.trustedTime} />
      <Button kind="primary" wide onPress={onShow}>
        {texts.showInFolder}
      </Button>
      <Button wide onPress={onSealAgain}>
        {texts.sealAgain}
      </Button>
    </section>
  );
}

import type { ReactNode } from 'react';
import { ProgressBar } from 'react-aria-components';
import type { SealProgress, SealStep } from '../../../electron/shared/model/sealing.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';

const STEPS: readonly SealStep[] = ['preparing', 'signing', 'stamping', 'publishing', 'verifying'];

interface Props {
  readonly progress: SealProgress | null;
  readonly onCancel: () => void;
}

/** What the seal is waiting for, and the way to stop it until the key has signed. */
export function WorkPanel({ progress, onCancel }: Props): ReactNode {
  const texts = useTexts().seal;
  const language = useLanguage();
  const step = progress?.step ?? 'preparing';
  const counted = progress !== null && progress.step === 'preparing' && progress.total > 0 ? progress : null;
  const share =
    counted === null ? STEPS.indexOf(step) / STEPS.length : counted.done / counted.total / STEPS.length;
  const stoppable = step === 'preparing' || step === 'signing';
  return (
    <div className="panel-section" role="status">
      <h2>{texts.working}</h2>
      <p>{texts.steps[step]}…</p>
      <ProgressBar className="progress" value={share * 100} aria-label={texts.steps[step]}>
        {({ percentage }) => <div className="progress-fill" style={{ width: `${percentage ?? 0}%` }} />}
      </ProgressBar>
      {counted !== null && (
        <p className="hint">
          {texts.progress(formatBytes(counted.done, language), formatBytes(counted.total, language))}
        </p>
      )}
      <Button wide isDisabled={!stoppable} onPress={onCancel}>
        {texts.cancel}
      </Button>
    </div>
  );
}

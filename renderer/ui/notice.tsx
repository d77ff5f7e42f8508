import type { ReactNode } from 'react';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { Button } from './button.tsx';
import { FailIcon } from './icons.tsx';
import { VerdictIcon, type Tone } from './verdict-icon.tsx';

interface Props {
  readonly tone: Tone;
  readonly text: string;
  readonly onClose: () => void;
}

/** Something that happened by itself and that the person should know; it stays until it is closed. */
export function Notice({ tone, text, onClose }: Props): ReactNode {
  const texts = useTexts();
  return (
    <div className={`banner banner-${tone}`} role="alert" data-testid="notice">
      <VerdictIcon tone={tone} />
      <span className="banner-text">{text}</span>
      <Button kind="quiet" aria-label={texts.closeNotice} onPress={onClose}>
        <FailIcon />
      </Button>
    </div>
  );
}

import type { ReactNode } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import type { Messages } from '../lib/i18n/use-texts.ts';

interface BatchBarProps {
  readonly done: number;
  readonly total: number;
  /** Says how far the batch is. */
  readonly text: string;
}

/** How far a batch of documents is, in words over a bar. */
export function BatchBar({ done, total, text }: BatchBarProps): ReactNode {
  return (
    <ProgressBar value={done} maxValue={Math.max(1, total)} valueLabel={text}>
      {({ percentage, valueText }) => (
        <>
          <Label>{valueText}</Label>
          <div className="batch-bar">
            <div style={{ width: `${percentage ?? 0}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  );
}

/** Says how long a batch still takes, after what it says else; '' while nobody can tell. */
export function remainingText(
  remainingSeconds: number | null,
  { seconds, minutes }: Messages['verifyMany']['remaining'],
): string {
  if (remainingSeconds === null) return '';
  if (remainingSeconds < 60) return seconds(Math.max(1, remainingSeconds));
  return minutes(Math.round(remainingSeconds / 60));
}

import type { ReactNode } from 'react';
import { useTexts } from '../lib/i18n/use-texts.ts';

interface Props {
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}

/** Before the last try: the person says that they mean it. It counts for one PIN. */
export function LastTryGuard({ confirmed, onConfirm }: Props): ReactNode {
  return (
    <label className="last-try">
      <input type="checkbox" checked={confirmed} onChange={({ target }) => onConfirm(target.checked)} />
      {useTexts().pin.confirmLastTry}
    </label>
  );
}

import type { ReactNode, RefObject } from 'react';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { LastTryGuard } from '../../ui/last-try-guard.tsx';
import { PinField } from '../../ui/pin-field.tsx';
import { isLastTry, TriesNotice } from '../../ui/tries-notice.tsx';

interface Props {
  readonly tokens: readonly TokenInfo[];
  readonly token: TokenInfo;
  readonly onChoose: (serial: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}

/** Which key signs, and its PIN with what the key tells of the tries left. */
export function KeyFields({ tokens, token, onChoose, field, confirmed, onConfirm }: Props): ReactNode {
  const texts = useTexts().approvals;
  return (
    <>
      <label className="field">
        {texts.key}
        <select className="input" value={token.serial} onChange={({ target }) => onChoose(target.value)}>
          {tokens.map(({ serial, label }) => (
            <option key={serial} value={serial}>
              {label} · {serial}
            </option>
          ))}
        </select>
      </label>
      <TriesNotice pin={token.pin} />
      <PinField label={texts.pin} field={field} />
      {isLastTry(token.pin) && <LastTryGuard confirmed={confirmed} onConfirm={onConfirm} />}
    </>
  );
}

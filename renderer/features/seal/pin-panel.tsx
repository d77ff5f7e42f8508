import { useEffect, useRef, useState, type SubmitEvent, type ReactNode } from 'react';
import type { AppError } from '../../../electron/shared/errors.ts';
import { HOLD_PIN_MS } from '../../../electron/shared/model/pin-rules.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { takePin, LastTryGuard, PinField, isLastTry, TriesNotice } from '../../ui/pin-entry.tsx';
import { ForgottenPin } from '../../ui/forgotten-pin.tsx';
import { Button } from '../../ui/form.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import type { PinEntry } from './seal-state.ts';

interface Props {
  readonly token: TokenInfo;
  readonly sealName: string;
  readonly problem: AppError | null;
  readonly isDemo: boolean;
  readonly onSubmit: (entry: PinEntry) => void;
  readonly onBack: () => void;
}

/** Asks for the PIN, with what the key tells of the tries left; the last one is sent after a confirmation only. */
export function PinPanel({ token, sealName, problem, isDemo, onSubmit, onBack }: Props): ReactNode {
  const texts = useTexts();
  const field = useRef<HTMLInputElement>(null);
  const [confirmed, setConfirmed] = useState(false);
  const [holdPin, setHoldPin] = useState(false);
  useEffect(() => void field.current?.focus(), [problem]);
  const { locked, mustChange } = token.pin;
  const guarded = isLastTry(token.pin);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (field.current === null || field.current.value === '' || (guarded && !confirmed)) return;
    onSubmit({ pin: takePin(field.current), holdPin, lastTryConfirmed: guarded });
  };
  return (
    <form className="panel-section" onSubmit={submit} aria-label={texts.seal.pinTitle}>
      <h2>{texts.seal.pinTitle}</h2>
      <p>{texts.seal.pinFor(sealName, token.label)}</p>
      {problem !== null && <ErrorView error={problem} />}
      {mustChange && <p className="notice notice-warning">{texts.pin.mustChange}</p>}
      {problem?.code !== 'PIN_LOCKED' && <TriesNotice pin={token.pin} />}
      {!locked && (
        <>
          <PinField label={texts.seal.pin} field={field} />
          {isDemo && <p className="hint">{texts.seal.demoPin}</p>}
          {token.kind === 'pkcs11' && (
            <label className="hold-pin">
              <input
                type="checkbox"
                checked={holdPin}
                onChange={({ target }) => setHoldPin(target.checked)}
              />
              {texts.seal.holdPin(HOLD_PIN_MS / 60_000)}
            </label>
          )}
          {guarded && <LastTryGuard confirmed={confirmed} onConfirm={setConfirmed} />}
          <Button kind="primary" wide type="submit" isDisabled={guarded && !confirmed}>
            {texts.seal.pinConfirm}
          </Button>
        </>
      )}
      <ForgottenPin token={token} />
      <Button wide onPress={onBack}>
        {texts.seal.back}
      </Button>
      <p className="hint">{texts.seal.pinSafe}</p>
    </form>
  );
}

import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { PinState, TokenInfo } from '../../../electron/shared/model/token-info.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorView } from '../../ui/error-view.tsx';

interface Props {
  readonly token: TokenInfo;
  readonly sealName: string;
  readonly problem: AppError | null;
  readonly demoPin: string | null;
  readonly onSubmit: (pin: Uint8Array) => void;
  readonly onBack: () => void;
}

/** Asks for the PIN, with what the key tells of the tries left: nothing is counted or guessed here. */
export function PinPanel({ token, sealName, problem, demoPin, onSubmit, onBack }: Props): ReactNode {
  const texts = useTexts().seal;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [problem]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (field.current === null || field.current.value === '') return;
    onSubmit(takePin(field.current));
  };
  const { locked } = token.pin;
  return (
    <form className="panel-section" onSubmit={submit} aria-label={texts.pinTitle}>
      <h2>{texts.pinTitle}</h2>
      <p>{texts.pinFor(sealName, token.label)}</p>
      {problem !== null && <ErrorView error={problem} />}
      {problem?.code !== 'PIN_LOCKED' && <TriesNotice pin={token.pin} />}
      {!locked && (
        <>
          <TextField className="field" isRequired>
            <Label>{texts.pin}</Label>
            <Input ref={field} type="password" autoComplete="off" maxLength={64} className="input" />
          </TextField>
          {demoPin !== null && <p className="hint">{texts.demoPin(demoPin)}</p>}
          <Button kind="primary" wide type="submit">
            {texts.pinConfirm}
          </Button>
        </>
      )}
      <Button wide onPress={onBack}>
        {texts.back}
      </Button>
      <p className="hint">{texts.pinSafe}</p>
    </form>
  );
}

/** The PIN as bytes. A password field can only give a string; the field is emptied at once. */
function takePin(field: HTMLInputElement): Uint8Array {
  const pin = new TextEncoder().encode(field.value);
  field.value = '';
  return pin;
}

function TriesNotice({ pin }: { readonly pin: PinState }): ReactNode {
  const texts = useTexts().seal;
  if (pin.locked) return <p className="notice notice-danger">{texts.triesLocked}</p>;
  if (pin.finalTry) {
    return (
      <p className="notice notice-danger" role="alert">
        {texts.triesLast}
      </p>
    );
  }
  if (pin.triesLeft !== null) return <p className="notice">{texts.triesLeft(pin.triesLeft)}</p>;
  if (pin.countLow) return <p className="notice notice-warning">{texts.triesLow}</p>;
  return <p className="hint">{texts.triesUnknown}</p>;
}

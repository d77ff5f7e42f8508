import { type ReactNode, type RefObject, useRef, useState } from 'react';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ChoiceField } from '../../ui/form.tsx';
import { ForgottenPin } from '../../ui/forgotten-pin.tsx';
import { isLastTry, LastTryGuard, PinField, takePin, TriesNotice } from '../../ui/pin-entry.tsx';

/** The way to open a key once; the PIN stays in the field until it is taken. */
interface KeyOpening {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly token: TokenInfo | undefined;
  readonly typed: boolean;
  readonly confirmed: boolean;
  readonly setTyped: (typed: boolean) => void;
  readonly setConfirmed: (confirmed: boolean) => void;
}

/** Returns the way to open a key. @param token absent if it is not plugged in */
export function useKeyOpening(token: TokenInfo | undefined): KeyOpening {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  return { field, token, typed, confirmed, setTyped, setConfirmed };
}

/** True if the key can be used now: it is there, not locked, and the last try is confirmed. */
export function isReady({ token, typed, confirmed }: KeyOpening): boolean {
  return token !== undefined && !token.pin.locked && typed && (!isLastTry(token.pin) || confirmed);
}

/** Takes the PIN out of its field, once. */
export function takeOpening(opening: KeyOpening): {
  readonly pin: Uint8Array;
  readonly lastTryConfirmed: boolean;
} | null {
  const { field, token, setTyped, setConfirmed } = opening;
  if (field.current === null || token === undefined) return null;
  setTyped(false);
  setConfirmed(false);
  return { pin: takePin(field.current), lastTryConfirmed: isLastTry(token.pin) };
}

/** The field for the PIN of the key that signs, with the tries left as the key gives them. */
export function KeyOpeningFields({
  opening,
  tokenSerial,
  purpose,
}: {
  readonly opening: KeyOpening;
  readonly tokenSerial: string;
  /** The purpose of the PIN. */
  readonly purpose: string;
}): ReactNode {
  const texts = useTexts();
  const { field, token, confirmed, setTyped, setConfirmed } = opening;
  if (token === undefined) {
    return <p className="notice notice-warning">{texts.sealLife.application.insertKey(tokenSerial)}</p>;
  }
  return (
    <div className="life-key">
      <p className="hint">{purpose}</p>
      <TriesNotice pin={token.pin} />
      {!token.pin.locked && (
        <PinField
          label={texts.seal.pin}
          field={field}
          onInput={() => setTyped((field.current?.value ?? '') !== '')}
        />
      )}
      <ForgottenPin token={token} />
      {isLastTry(token.pin) && <LastTryGuard confirmed={confirmed} onConfirm={setConfirmed} />}
    </div>
  );
}

/** The key that is to make a key pair, among those that are plugged in. */
interface NewKeyChoice {
  readonly usable: readonly TokenInfo[];
  /** '' if there is none. */
  readonly tokenSerial: string;
  readonly setChosen: (serial: string) => void;
  readonly opening: KeyOpening;
}

/** Returns the key that the person has chosen; until then an empty one, else the first. */
export function useNewKeyChoice(tokens: readonly TokenInfo[]): NewKeyChoice {
  const usable = tokens.filter(({ state }) => state !== 'notInitialised');
  const empty = usable.find(({ certificates }) => certificates.length === 0);
  const [chosen, setChosen] = useState<string | null>(null);
  // The keys may be found after the form was opened.
  const tokenSerial = chosen ?? (empty ?? usable[0])?.serial ?? '';
  const opening = useKeyOpening(usable.find(({ serial }) => serial === tokenSerial));
  return { usable, tokenSerial, setChosen, opening };
}

/** The field for that key; nothing if none is plugged in. */
export function NewKeyField({
  label,
  choice: { usable, tokenSerial, setChosen },
}: {
  readonly label: string;
  readonly choice: NewKeyChoice;
}): ReactNode {
  const { keyOf } = useTexts().sealLife.issue;
  if (usable.length === 0) return null;
  return (
    <ChoiceField
      label={label}
      value={tokenSerial}
      options={usable.map((token) => [token.serial, keyOf(token.label, token.serial)] as const)}
      onChange={setChosen}
    />
  );
}

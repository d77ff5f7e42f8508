import type { ReactNode, RefObject } from 'react';
import type { PinState } from '../../electron/shared/model/token.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';

interface PinFieldProps {
  readonly label: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly isNew?: boolean;
  /** Characters; those of a PIN if absent. */
  readonly longest?: number;
  readonly onInput?: () => void;
}

/**
 * A field for a PIN, or for the password of a document. It stays in the field alone: no state of the window holds it. This is why it is the
 * system's own field and not the library's, which would write its state back.
 */
export function PinField({ label, field, isNew = false, longest = 64, onInput }: PinFieldProps): ReactNode {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        ref={field}
        type="password"
        autoComplete={isNew ? 'new-password' : 'off'}
        maxLength={longest}
        aria-required
        className="input"
        onInput={onInput}
      />
    </label>
  );
}

/** Reads the PIN in a field as bytes, which the caller zeroes. A password field can only give a string. */
export function readPin(field: HTMLInputElement | null): Uint8Array {
  return new TextEncoder().encode(field?.value ?? '');
}

/** Reads the PIN in a field as bytes, which the caller zeroes, and empties the field. */
export function takePin(field: HTMLInputElement): Uint8Array {
  const pin = readPin(field);
  field.value = '';
  return pin;
}

/** Shows the tries left for the holder's PIN as the key gives them; nothing is counted or guessed here. */
export function TriesNotice({ pin }: { readonly pin: PinState }): ReactNode {
  const texts = useTexts().seal;
  if (pin.locked) return <p className="notice notice-danger">{texts.triesLocked}</p>;
  if (isLastTry(pin)) {
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

/**
 * Shows the tries left for the SO PIN, whose lock loses the key for good; nothing if the key does not give
 * them.
 */
export function SecurityOfficerTriesNotice({ pin }: { readonly pin: PinState }): ReactNode {
  const texts = useTexts().pin;
  if (isLastTry(pin)) {
    return (
      <p className="notice notice-danger" role="alert">
        {texts.soTriesLast}
      </p>
    );
  }
  if (pin.triesLeft !== null) return <p className="notice">{texts.soTriesLeft(pin.triesLeft)}</p>;
  return pin.countLow ? <p className="notice notice-warning">{texts.soTriesLow}</p> : null;
}

export function isLastTry({ locked, finalTry, triesLeft }: PinState): boolean {
  return !locked && (finalTry || triesLeft === 1);
}

interface LastTryGuardProps {
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}

/** Asks the person to confirm the last try. The confirmation counts for one PIN. */
export function LastTryGuard({ confirmed, onConfirm }: LastTryGuardProps): ReactNode {
  return (
    <label className="last-try">
      <input type="checkbox" checked={confirmed} onChange={({ target }) => onConfirm(target.checked)} />
      {useTexts().pin.confirmLastTry}
    </label>
  );
}

import type { ReactNode } from 'react';
import type { PinState } from '../../electron/shared/model/token.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';

/** What the key tells of the tries left for the holder's PIN: nothing is counted or guessed here. */
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

/** The same of the SO PIN, with which a key is lost for good; silent where the key tells nothing. */
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

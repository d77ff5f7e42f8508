import { useRef, useState, type ReactNode, type RefObject } from 'react';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { takePin } from '../../lib/take-pin.ts';
import { LastTryGuard } from '../../ui/last-try-guard.tsx';
import { PinField } from '../../ui/pin-field.tsx';
import { isLastTry, TriesNotice } from '../../ui/tries-notice.tsx';

/** What opens a key once; the PIN lies in the field until it is taken. */
export interface KeyOpening {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly token: TokenInfo | undefined;
  readonly typed: boolean;
  readonly confirmed: boolean;
  setTyped(typed: boolean): void;
  setConfirmed(confirmed: boolean): void;
}

/** @param token absent where it is not plugged in */
export function useKeyOpening(token: TokenInfo | undefined): KeyOpening {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  return { field, token, typed, confirmed, setTyped, setConfirmed };
}

/** Whether the key can be asked now: it is there, not locked, and the last try is meant. */
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

/** The PIN of the key that signs, with what the key tells of its tries. */
export function KeyOpeningFields({
  opening,
  tokenSerial,
  purpose,
}: {
  readonly opening: KeyOpening;
  readonly tokenSerial: string;
  /** What the PIN is asked for. */
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
      {isLastTry(token.pin) && <LastTryGuard confirmed={confirmed} onConfirm={setConfirmed} />}
    </div>
  );
}

import { type ReactNode, type RefObject, useRef, useState } from 'react';
import type { NewSeal, SealApplication } from '../../../electron/shared/model/seal-life.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { formatDay, formatMillimetres } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList, LifePanel } from '../../ui/panel.tsx';
import { isLastTry, LastTryGuard, PinField, takePin, TriesNotice } from '../../ui/pin-entry.tsx';
import { SealPicture } from '../../ui/seal-view.tsx';
import type { SealLifeStore } from './seal-life-store.ts';

interface Props {
  readonly store: SealLifeStore;
  readonly application: SealApplication;
  readonly newSeal: NewSeal;
  readonly token: TokenInfo | undefined;
}

/** Shows the new seal as the platform has made it, to be checked before it is written to the key. */
export function StoringPanel({ store, application, newSeal, token }: Props): ReactNode {
  const texts = useTexts();
  const life = texts.sealLife.application;
  const opening = useKeyOpening(token);
  const write = (): void => {
    const key = takeOpening(opening);
    if (key !== null) void store.storeSeal({ number: application.number, ...key });
  };
  return (
    <LifePanel
      title={`${life.storeTitle} · ${newSeal.name}`}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{ text: life.storeSubmit, ready: isReady(opening), act: write }}
    >
      <p>{life.storeCheck}</p>
      <div className="life-new-seal">
        <span className="seal-thumb seal-thumb-large">
          <SealPicture
            picture={pictureBytes(newSeal.picture)}
            pictureType={newSeal.pictureType}
            alt={newSeal.name}
          />
        </span>
        <FactList
          facts={[
            [texts.sealLife.application.seal, newSeal.name],
            [texts.sealLife.application.number, newSeal.esId],
            [texts.tokens.validity, texts.seal.validTo(formatDay(newSeal.validTo))],
            ['', texts.seal.size(formatMillimetres(newSeal.widthMm), formatMillimetres(newSeal.heightMm))],
          ]}
        />
      </div>
      <KeyOpeningFields opening={opening} tokenSerial={application.tokenSerial} purpose={life.storeKey} />
    </LifePanel>
  );
}

const known = new Map<string, Uint8Array>();

/** Decodes a picture from base64; the array stays the same, so that its URL does. */
function pictureBytes(base64: string): Uint8Array {
  const bytes = known.get(base64) ?? Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  known.set(base64, bytes);
  return bytes;
}

/** The way to open a key once; the PIN stays in the field until it is taken. */
interface KeyOpening {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly token: TokenInfo | undefined;
  readonly typed: boolean;
  readonly confirmed: boolean;
  setTyped(typed: boolean): void;
  setConfirmed(confirmed: boolean): void;
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
      {isLastTry(token.pin) && <LastTryGuard confirmed={confirmed} onConfirm={setConfirmed} />}
    </div>
  );
}

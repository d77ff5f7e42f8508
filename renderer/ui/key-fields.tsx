import { type ReactNode, type RefObject, useRef, useState } from 'react';
import type { TokenInfo } from '../../electron/shared/model/token.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { ForgottenPin } from './forgotten-pin.tsx';
import { isLastTry, LastTryGuard, PinField, takePin, TriesNotice } from './pin-entry.tsx';

interface KeyFieldsProps {
  readonly tokens: readonly TokenInfo[];
  readonly token: TokenInfo;
  readonly onChoose: (serial: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}

/** The fields for the key that signs and its PIN, with the tries left as the key gives them. */
function KeyFields({ tokens, token, onChoose, field, confirmed, onConfirm }: KeyFieldsProps): ReactNode {
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
      <ForgottenPin token={token} />
      {isLastTry(token.pin) && <LastTryGuard confirmed={confirmed} onConfirm={onConfirm} />}
    </>
  );
}

interface KeyPartProps {
  readonly chosen: ChosenKey;
  readonly tokens: readonly TokenInfo[];
  /** Said when no key is plugged in. */
  readonly none: string;
  /** The button that uses the key. */
  readonly children: ReactNode;
}

/** The part of a form that a key signs: its fields with the button, or that there is no key. */
export function KeyPart({ chosen, tokens, none, children }: KeyPartProps): ReactNode {
  const { token, choose, confirm } = chosen;
  if (token === undefined) return <p className="notice notice-warning">{none}</p>;
  return (
    <>
      <KeyFields {...chosen} tokens={tokens} token={token} onChoose={choose} onConfirm={confirm} />
      {children}
    </>
  );
}

/** The key that signs, and its PIN while it is typed. */
interface ChosenKey {
  /** Undefined if none is plugged in. */
  readonly token: TokenInfo | undefined;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly confirmed: boolean;
  /** True if the last try waits for its confirmation. */
  readonly waits: boolean;
  readonly choose: (serial: string) => void;
  readonly confirm: (confirmed: boolean) => void;
  /** Takes the PIN out of its field; null if nothing was typed. */
  readonly take: () => {
    readonly tokenSerial: string;
    readonly pin: Uint8Array;
    readonly lastTryConfirmed: boolean;
  } | null;
}

export function useKey(tokens: readonly TokenInfo[]): ChosenKey {
  const [chosen, choose] = useState<string | null>(null);
  const [confirmed, confirm] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const token = tokens.find(({ serial }) => serial === chosen) ?? tokens[0];
  const guarded = token !== undefined && isLastTry(token.pin);
  return {
    token,
    field,
    confirmed,
    waits: guarded && !confirmed,
    choose,
    confirm,
    take: () => {
      if (token === undefined || field.current === null || field.current.value === '') return null;
      return {
        tokenSerial: token.serial,
        pin: takePin(field.current),
        lastTryConfirmed: guarded && confirmed,
      };
    },
  };
}

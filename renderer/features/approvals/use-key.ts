import { useRef, useState, type RefObject } from 'react';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { takePin } from '../../lib/take-pin.ts';
import { isLastTry } from '../../ui/tries-notice.tsx';

/** The key that is to sign, and its PIN while it is typed. */
export interface ChosenKey {
  /** Undefined where none is plugged in. */
  readonly token: TokenInfo | undefined;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly confirmed: boolean;
  /** Whether the last try waits for its confirmation. */
  readonly waits: boolean;
  choose(serial: string): void;
  confirm(confirmed: boolean): void;
  /** Takes the PIN out of its field; null where nothing was typed. */
  take(): {
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

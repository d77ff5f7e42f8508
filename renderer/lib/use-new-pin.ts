import { useMemo, useRef, useState, type RefObject } from 'react';
import {
  type PinPolicy,
  brokenPinRules,
  PIN_RULES,
  type PinRuleName,
} from '../../electron/shared/model/pin-rules.ts';
import { readPin } from './take-pin.ts';

export interface PinFields {
  /** What opens the key; not on the page where something else does. */
  readonly present: RefObject<HTMLInputElement | null>;
  readonly wanted: RefObject<HTMLInputElement | null>;
  readonly again: RefObject<HTMLInputElement | null>;
}

/** What is known of the fields without what is in them. */
export interface NewPinVerdict {
  readonly broken: readonly PinRuleName[];
  readonly same: boolean;
  /** Everything is typed, the same twice, and breaks no rule. */
  readonly acceptable: boolean;
}

const NOTHING_TYPED: NewPinVerdict = { broken: PIN_RULES, same: false, acceptable: false };

/** The three fields of a new PIN, and what the rules say of them whenever `look` is called. */
export function useNewPin(policy: PinPolicy): {
  readonly fields: PinFields;
  readonly verdict: NewPinVerdict;
  look(): void;
} {
  const present = useRef<HTMLInputElement>(null);
  const wanted = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const fields = useMemo(() => ({ present, wanted, again }), []);
  const [verdict, setVerdict] = useState(NOTHING_TYPED);
  return { fields, verdict, look: () => setVerdict(verdictOn(fields, policy)) };
}

function verdictOn({ present, wanted, again }: PinFields, policy: PinPolicy): NewPinVerdict {
  const pins = [present, wanted, again].map(({ current }) => readPin(current));
  const opened = present.current === null;
  const [opening = new Uint8Array(), first = new Uint8Array(), second = new Uint8Array()] = pins;
  if (first.length === 0) return NOTHING_TYPED;
  const broken = brokenPinRules(first, opened ? null : opening, policy);
  const same = first.length === second.length && first.every((byte, at) => byte === second[at]);
  for (const pin of pins) pin.fill(0);
  return { broken, same, acceptable: (opened || opening.length > 0) && same && broken.length === 0 };
}

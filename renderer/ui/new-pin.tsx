import { type ReactNode, type RefObject, useMemo, useRef, useState } from 'react';
import {
  brokenPinRules,
  PIN_RULES,
  type PinPolicy,
  type PinRuleName,
} from '../../electron/shared/model/pin-rules.ts';
import { type Messages, useTexts } from '../lib/i18n/use-texts.ts';
import { VerdictIcon } from './icons.tsx';
import { readPin } from './pin-entry.tsx';

interface PinFields {
  /** The PIN or code that opens the key; null if the page does not ask for one. */
  readonly present: RefObject<HTMLInputElement | null>;
  readonly wanted: RefObject<HTMLInputElement | null>;
  readonly again: RefObject<HTMLInputElement | null>;
}

/** The verdict on the fields, without their content. */
interface NewPinVerdict {
  readonly broken: readonly PinRuleName[];
  readonly same: boolean;
  /** True if everything is typed, both new PINs are the same, and no rule is broken. */
  readonly acceptable: boolean;
}

const NOTHING_TYPED: NewPinVerdict = { broken: PIN_RULES, same: false, acceptable: false };

/** Returns the fields of a new PIN and the verdict on them, which is new after each call of `look`. */
export function useNewPin(policy: PinPolicy): {
  readonly fields: PinFields;
  readonly verdict: NewPinVerdict;
  readonly look: () => void;
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

interface Props {
  /** The secret that opens the key, from which the new PIN must differ; null if none is typed. */
  readonly opening: 'pin' | 'code' | null;
  readonly policy: PinPolicy;
  readonly verdict: NewPinVerdict;
}

/** Lists the rules for a new PIN, each with a tick once it is met. */
export function PinRuleList({ opening, policy, verdict }: Props): ReactNode {
  const texts = useTexts().pin;
  return (
    <div className="pin-rules">
      <p className="hint">{texts.rules}</p>
      <ul aria-live="polite">
        {PIN_RULES.filter((rule) => rule !== 'different' || opening !== null).map((rule) => (
          <Rule
            key={rule}
            met={!verdict.broken.includes(rule)}
            text={ruleText(rule, opening, policy, texts)}
          />
        ))}
        <Rule met={verdict.same} text={texts.rule.same} />
      </ul>
    </div>
  );
}

function Rule({ met, text }: { readonly met: boolean; readonly text: string }): ReactNode {
  const texts = useTexts().pin;
  return (
    <li className={met ? 'pin-rule pin-rule-met' : 'pin-rule'}>
      <VerdictIcon tone={met ? 'good' : 'neutral'} />
      <span>{text}</span>
      <span className="visually-hidden">{met ? texts.met : texts.unmet}</span>
    </li>
  );
}

function ruleText(
  rule: PinRuleName,
  opening: Props['opening'],
  policy: PinPolicy,
  texts: Messages['pin'],
): string {
  switch (rule) {
    case 'length':
      return texts.rule.length(policy.minimumLength, policy.maximumLength);
    case 'classes':
      return texts.rule.classes(policy.minimumClasses);
    case 'different':
      return opening === 'pin' ? texts.rule.different : texts.rule.differentFromCode;
    case 'characters':
    case 'repeats':
    case 'sequence':
      return texts.rule[rule];
  }
}

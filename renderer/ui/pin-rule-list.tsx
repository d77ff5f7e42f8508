import type { ReactNode } from 'react';
import { type PinPolicy, PIN_RULES, type PinRuleName } from '../../electron/shared/model/pin-rules.ts';
import { type Messages, useTexts } from '../lib/i18n/use-texts.ts';
import type { NewPinVerdict } from '../lib/use-new-pin.ts';
import { VerdictIcon } from './verdict-icon.tsx';

interface Props {
  /** What opens the key, which the new PIN must differ from; null where the person types none. */
  readonly opening: 'pin' | 'code' | null;
  readonly policy: PinPolicy;
  readonly verdict: NewPinVerdict;
}

/** The rules for a new PIN, each with a tick once it is met. */
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
    default:
      return texts.rule[rule];
  }
}

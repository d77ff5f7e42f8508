import type { ReactNode } from 'react';
import type { PinPolicy } from '../../../electron/shared/pin/pin-policy.ts';
import { PIN_RULES, type PinRule } from '../../../electron/shared/pin/pin-rules.ts';
import type { Messages } from '../../lib/i18n/messages.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { VerdictIcon } from '../../ui/verdict-icon.tsx';
import type { PinJob } from './pin-store.ts';
import type { NewPinVerdict } from './use-new-pin.ts';

interface Props {
  readonly job: PinJob;
  readonly policy: PinPolicy;
  readonly verdict: NewPinVerdict;
}

/** The rules for a new PIN, each with a tick once it is met. */
export function PinRuleList({ job, policy, verdict }: Props): ReactNode {
  const texts = useTexts().pin;
  return (
    <div className="pin-rules">
      <p className="hint">{texts.rules}</p>
      <ul aria-live="polite">
        {PIN_RULES.map((rule) => (
          <Rule key={rule} met={!verdict.broken.includes(rule)} text={ruleText(rule, job, policy, texts)} />
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

function ruleText(rule: PinRule, job: PinJob, policy: PinPolicy, texts: Messages['pin']): string {
  switch (rule) {
    case 'length':
      return texts.rule.length(policy.minimumLength, policy.maximumLength);
    case 'classes':
      return texts.rule.classes(policy.minimumClasses);
    case 'different':
      return job === 'change' ? texts.rule.different : texts.rule.differentFromCode;
    default:
      return texts.rule[rule];
  }
}

import { useEffect, useState, type ReactNode } from 'react';
import type { PinReset } from '../../../electron/shared/model/pin-reset.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import type { PinPolicy } from '../../../electron/shared/model/pin-rules.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import {
  takePin,
  LastTryGuard,
  PinField,
  isLastTry,
  SecurityOfficerTriesNotice,
} from '../../ui/pin-entry.tsx';
import { useNewPin, PinRuleList } from '../../ui/new-pin.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import type { PinResetStore } from './pin-reset-store.ts';

interface Props {
  readonly store: PinResetStore;
  readonly reset: PinReset;
  /** Absent if it is not plugged in. */
  readonly token: TokenInfo | undefined;
  readonly policy: PinPolicy;
}

/**
 * The form for the holder's new PIN, typed twice, with the rules checked at once. The PIN stays in the fields
 * until it is submitted.
 */
export function NewPinPanel({ store, reset, token, policy }: Props): ReactNode {
  const { pinReset: texts, pin } = useTexts();
  const { fields, verdict, look } = useNewPin(policy);
  const [confirmed, setConfirmed] = useState(false);
  useEffect(() => void fields.wanted.current?.focus(), [fields]);
  const guarded = token !== undefined && isLastTry(token.soPin);
  const ready = token !== undefined && verdict.acceptable && (!guarded || confirmed);
  const enable = (): void => {
    const { wanted, again } = fields;
    if (wanted.current === null || again.current === null) return;
    again.current.value = '';
    void store.apply(reset.number, takePin(wanted.current), guarded);
    setConfirmed(false);
    look();
  };
  return (
    <FormPanel
      title={texts.newPinTitle(reset.number)}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{ text: texts.enable, ready, act: enable }}
    >
      {token === undefined ? (
        <p className="notice notice-warning" role="status">
          {texts.insert(reset.tokenSerial)}
        </p>
      ) : (
        <SecurityOfficerTriesNotice pin={token.soPin} />
      )}
      <div className="pin-form-columns">
        <div className="pin-form-fields">
          <PinField label={pin.wanted} field={fields.wanted} isNew onInput={look} />
          <PinField label={pin.again} field={fields.again} isNew onInput={look} />
        </div>
        <PinRuleList opening={null} policy={policy} verdict={verdict} />
      </div>
      {guarded && <LastTryGuard confirmed={confirmed} onConfirm={setConfirmed} />}
      <p className="hint">{texts.newPinHint}</p>
    </FormPanel>
  );
}

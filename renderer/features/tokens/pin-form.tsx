import { type SubmitEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { PinPolicy } from '../../../electron/shared/model/pin-rules.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { refusalBasis } from '../../lib/seal-standing.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { ForgottenPin } from '../../ui/forgotten-pin.tsx';
import { Button } from '../../ui/form.tsx';
import { PinRuleList, useNewPin } from '../../ui/new-pin.tsx';
import {
  isLastTry,
  LastTryGuard,
  PinField,
  SecurityOfficerTriesNotice,
  takePin,
  TriesNotice,
} from '../../ui/pin-entry.tsx';
import type { PinJob, PinSecrets } from './pin-store.ts';

interface PinFormProps {
  readonly job: PinJob;
  readonly token: TokenInfo;
  readonly policy: PinPolicy;
  readonly problem: AppError | null;
  readonly working: boolean;
  readonly onSubmit: (secrets: PinSecrets) => void;
  readonly onCancel: () => void;
}

/** Asks for the present PIN or the unlock code, and for the new PIN twice, with the rules checked at once. */
export function PinForm({
  job,
  token,
  policy,
  problem,
  working,
  onSubmit,
  onCancel,
}: PinFormProps): ReactNode {
  const texts = useTexts().pin;
  const { fields, verdict, look } = useNewPin(policy);
  const [confirmed, setConfirmed] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    fields.present.current?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
  }, [fields, problem]);
  const guarded = isLastTry(job === 'change' ? token.pin : token.soPin);
  const ready = verdict.acceptable && !working && (!guarded || confirmed);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { present, wanted, again } = fields;
    if (!ready || present.current === null || wanted.current === null || again.current === null) return;
    again.current.value = '';
    onSubmit({
      present: takePin(present.current),
      wanted: takePin(wanted.current),
      lastTryConfirmed: guarded,
    });
    setConfirmed(false);
    look();
  };
  const title = job === 'change' ? texts.changeTitle : texts.unblockTitle;
  return (
    <form ref={form} className="pin-form" onSubmit={submit} aria-label={title}>
      <h3>{title}</h3>
      {problem !== null && <ErrorView error={problem} />}
      {job === 'change' ? <TriesNotice pin={token.pin} /> : <SecurityOfficerTriesNotice pin={token.soPin} />}
      <div className="pin-form-columns">
        <div className="pin-form-fields">
          <PinField
            label={job === 'change' ? texts.present : texts.soPin}
            field={fields.present}
            onInput={look}
          />
          <PinField label={texts.wanted} field={fields.wanted} isNew onInput={look} />
          <PinField label={texts.again} field={fields.again} isNew onInput={look} />
        </div>
        <PinRuleList opening={job === 'change' ? 'pin' : 'code'} policy={policy} verdict={verdict} />
      </div>
      {guarded && <LastTryGuard confirmed={confirmed} onConfirm={setConfirmed} />}
      <div className="button-row pin-form-foot">
        <Button kind="primary" type="submit" isDisabled={!ready}>
          {job === 'change' ? texts.confirmChange : texts.confirmUnblock}
        </Button>
        <Button onPress={onCancel} isDisabled={working}>
          {texts.cancel}
        </Button>
        {job === 'change' && !working && <ForgottenPin token={token} />}
        {working && <span role="status">{texts.working}</span>}
      </div>
      <p className="hint">{texts.safe}</p>
    </form>
  );
}

interface PinByApplicationProps {
  readonly refusal: AppError;
  /** The way to an application, if there is one. */
  readonly children?: ReactNode;
}

/** Explains that the rules require an application for every PIN change: the clause, and the way to apply. */
export function PinByApplication({ refusal, children }: PinByApplicationProps): ReactNode {
  const texts = useTexts().policy;
  const language = useLanguage();
  return (
    <div className="notice notice-warning" data-testid="pin-by-application">
      <strong>{texts.pinByApplicationTitle}</strong>
      <p>{texts.pinByApplication}</p>
      {refusalBasis(refusal, texts, language).map((basis) => (
        <p key={basis} className="seal-basis">
          {basis}
        </p>
      ))}
      {children}
    </div>
  );
}

import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { ApprovalView } from '../../../electron/shared/model/approval.ts';
import type { TokenInfo } from '../../../electron/shared/model/token-info.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { takePin } from '../../lib/take-pin.ts';
import { Button } from '../../ui/button.tsx';
import { LastTryGuard } from '../../ui/last-try-guard.tsx';
import { PinField } from '../../ui/pin-field.tsx';
import { isLastTry, TriesNotice } from '../../ui/tries-notice.tsx';
import type { ApprovalsStore } from './approvals-store.ts';

interface Props {
  readonly store: ApprovalsStore;
  readonly approval: ApprovalView;
  readonly outcome: 'approved' | 'rejected';
  readonly tokens: readonly TokenInfo[];
}

/** The approver's word, signed with the approver's key. */
export function DecideForm({ store, approval, outcome, tokens }: Props): ReactNode {
  const texts = useTexts().approvals;
  const { id } = approval.request;
  const [approver, setApprover] = useState('');
  const [comment, setComment] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const token = tokens.find(({ serial }) => serial === chosen) ?? tokens[0];
  const back = (): void => store.show({ step: 'details', id });
  const guarded = token !== undefined && isLastTry(token.pin);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (token === undefined || field.current === null || field.current.value === '') return;
    const pin = takePin(field.current);
    const key = { tokenSerial: token.serial, pin, lastTryConfirmed: guarded && confirmed };
    void store.decide({ id, outcome, approver: approver.trim(), comment: comment.trim(), ...key });
  };
  return (
    <form className="approval-form" onSubmit={submit} aria-label={texts.decideTitle}>
      <h2>
        {texts.decideTitle}：{texts.outcome[outcome]}
      </h2>
      <TextField className="field" value={approver} onChange={setApprover} maxLength={200} isRequired>
        <Label>{texts.approver}</Label>
        <Input className="input" />
      </TextField>
      <TextField className="field" value={comment} onChange={setComment} maxLength={2000}>
        <Label>{texts.comment}</Label>
        <Input className="input" />
      </TextField>
      {token === undefined ? (
        <p className="notice notice-warning">{texts.noKey}</p>
      ) : (
        <>
          <KeyChoice tokens={tokens} chosen={token.serial} onChoose={setChosen} />
          <TriesNotice pin={token.pin} />
          <PinField label={texts.pin} field={field} />
          {guarded && <LastTryGuard confirmed={confirmed} onConfirm={setConfirmed} />}
          <Button
            kind="primary"
            wide
            type="submit"
            isDisabled={approver.trim() === '' || store.working || (guarded && !confirmed)}
          >
            {store.working ? texts.working : texts.signAs[outcome]}
          </Button>
        </>
      )}
      <Button wide onPress={back}>
        {texts.cancel}
      </Button>
    </form>
  );
}

interface KeyChoiceProps {
  readonly tokens: readonly TokenInfo[];
  readonly chosen: string;
  readonly onChoose: (serial: string) => void;
}

function KeyChoice({ tokens, chosen, onChoose }: KeyChoiceProps): ReactNode {
  const texts = useTexts().approvals;
  return (
    <label className="field">
      {texts.key}
      <select className="input" value={chosen} onChange={({ target }) => onChoose(target.value)}>
        {tokens.map(({ serial, label }) => (
          <option key={serial} value={serial}>
            {label} · {serial}
          </option>
        ))}
      </select>
    </label>
  );
}

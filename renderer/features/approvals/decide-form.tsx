import { type SubmitEvent, type ReactNode, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { ApprovalView } from '../../../electron/shared/model/approval.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import type { ApprovalsStore } from './approvals-store.ts';
import { KeyPart, useKey } from '../../ui/key-fields.tsx';

interface DecideFormProps {
  readonly store: ApprovalsStore;
  readonly approval: ApprovalView;
  readonly outcome: 'approved' | 'rejected';
  readonly tokens: readonly TokenInfo[];
}

/** The approver's form: the decision, which the approver's key signs. */
export function DecideForm({ store, approval, outcome, tokens }: DecideFormProps): ReactNode {
  const texts = useTexts().approvals;
  const { id } = approval.request;
  const [approver, setApprover] = useState('');
  const [comment, setComment] = useState('');
  const key = useKey(tokens);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = key.take();
    if (given === null) return;
    void store.decide({ id, outcome, approver: approver.trim(), comment: comment.trim(), ...given });
  };
  return (
    <form className="approval-form" onSubmit={submit} aria-label={texts.decideTitle}>
      <h2>{texts.decideAs(texts.outcome[outcome])}</h2>
      <TextField className="field" value={approver} onChange={setApprover} maxLength={200} isRequired>
        <Label>{texts.approver}</Label>
        <Input className="input" />
      </TextField>
      <TextField className="field" value={comment} onChange={setComment} maxLength={2000}>
        <Label>{texts.comment}</Label>
        <Input className="input" />
      </TextField>
      <KeyPart chosen={key} tokens={tokens} none={texts.noKey}>
        <Button
          kind="primary"
          wide
          type="submit"
          isDisabled={approver.trim() === '' || store.working || key.waits}
        >
          {store.working ? texts.working : texts.signAs[outcome]}
        </Button>
      </KeyPart>
      <Button wide onPress={() => store.show({ step: 'details', id })}>
        {texts.cancel}
      </Button>
    </form>
  );
}

interface PaperFormProps {
  readonly store: ApprovalsStore;
  readonly approval: ApprovalView;
}

/** The form for an approval on paper: number, date, approver, and a scan from the system's dialog. */
export function PaperForm({ store, approval }: PaperFormProps): ReactNode {
  const texts = useTexts().approvals;
  const { id } = approval.request;
  const [number, setNumber] = useState('');
  const [date, setDate] = useState('');
  const [approver, setApprover] = useState('');
  const complete = number.trim() !== '' && approver.trim() !== '' && date !== '';
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (complete) void store.recordPaper({ id, number: number.trim(), date, approver: approver.trim() });
  };
  return (
    <form className="approval-form" onSubmit={submit} aria-label={texts.paperTitle}>
      <h2>{texts.paperTitle}</h2>
      <p className="hint">{texts.paperHint}</p>
      <TextField className="field" value={number} onChange={setNumber} maxLength={200} isRequired>
        <Label>{texts.paperNumber}</Label>
        <Input className="input" />
      </TextField>
      <TextField className="field" value={date} onChange={setDate} isRequired>
        <Label>{texts.paperDate}</Label>
        <Input className="input" type="date" />
      </TextField>
      <TextField className="field" value={approver} onChange={setApprover} maxLength={200} isRequired>
        <Label>{texts.approver}</Label>
        <Input className="input" />
      </TextField>
      <Button kind="primary" wide type="submit" isDisabled={!complete || store.working}>
        {texts.chooseScan}
      </Button>
      <Button wide onPress={() => store.show({ step: 'details', id })}>
        {texts.cancel}
      </Button>
    </form>
  );
}

import { useState, type FormEvent, type ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { ApprovalView } from '../../../electron/shared/model/approval.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import type { ApprovalsStore } from './approvals-store.ts';

interface Props {
  readonly store: ApprovalsStore;
  readonly approval: ApprovalView;
}

/** An approval that exists on paper: its number, day and approver, and the scan that the system's dialog asks for. */
export function PaperForm({ store, approval }: Props): ReactNode {
  const texts = useTexts().approvals;
  const { id } = approval.request;
  const [number, setNumber] = useState('');
  const [date, setDate] = useState('');
  const [approver, setApprover] = useState('');
  const complete = number.trim() !== '' && approver.trim() !== '' && date !== '';
  const submit = (event: FormEvent): void => {
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

import { useState, type FormEvent, type ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { ApprovalView } from '../../../electron/shared/model/approval.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import type { ApprovalsStore } from './approvals-store.ts';
import { KeyFields } from './key-fields.tsx';
import { useKey } from './use-key.ts';

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
  const key = useKey(tokens);
  const submit = (event: FormEvent): void => {
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
      {key.token === undefined ? (
        <p className="notice notice-warning">{texts.noKey}</p>
      ) : (
        <>
          <KeyFields
            {...key}
            tokens={tokens}
            token={key.token}
            onChoose={key.choose}
            onConfirm={key.confirm}
          />
          <Button
            kind="primary"
            wide
            type="submit"
            isDisabled={approver.trim() === '' || store.working || key.waits}
          >
            {store.working ? texts.working : texts.signAs[outcome]}
          </Button>
        </>
      )}
      <Button wide onPress={() => store.show({ step: 'details', id })}>
        {texts.cancel}
      </Button>
    </form>
  );
}

import type { ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { FailIcon } from '../../ui/icons.tsx';
import type { ApprovalsStore } from './approvals-store.ts';

interface Props {
  readonly store: ApprovalsStore;
  readonly onOpenAnother: () => void;
}

const FIELDS = ['applicant', 'purpose', 'counterpart'] as const;
const LONGEST_DAYS = 90;

/** The applicant's side: the files that are listed so far, and what they are for. */
export function RequestFormPanel({ store, onOpenAnother }: Props): ReactNode {
  const texts = useTexts().approvals;
  const { draft, form, setForm, working } = store;
  const complete = draft.length > 0 && form.applicant.trim() !== '' && form.purpose.trim() !== '';
  return (
    <>
      <h2>{texts.requestTitle}</h2>
      <p className="hint">{texts.requestHint}</p>
      <h3>{texts.inRequest(draft.length)}</h3>
      <ul className="approval-items">
        {draft.map((item, index) => (
          <li key={`${item.sm3} ${item.esId} ${index}`} className="approval-item">
            <div className="approval-draft">
              <span className="seal-facts">
                <strong className="file-name">{item.fileName}</strong>
                <span className="seal-detail">{item.sealName}</span>
              </span>
              <Button
                kind="quiet"
                aria-label={texts.removeItem(item.fileName)}
                onPress={() => store.removeItem(index)}
              >
                <FailIcon />
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Button wide onPress={onOpenAnother}>
        {texts.addAnother}
      </Button>
      {FIELDS.map((name) => (
        <TextField
          key={name}
          className="field"
          value={form[name]}
          onChange={(text) => setForm({ [name]: text })}
          maxLength={200}
          isRequired={name !== 'counterpart'}
        >
          <Label>{texts[name]}</Label>
          <Input className="input" />
        </TextField>
      ))}
      <TextField
        className="field"
        value={String(form.validDays)}
        onChange={(text) => setForm({ validDays: daysOf(text, form.validDays) })}
      >
        <Label>{texts.validDays}</Label>
        <Input className="input" inputMode="numeric" />
      </TextField>
      <Button kind="primary" wide isDisabled={!complete || working} onPress={() => void store.submit()}>
        {texts.submit}
      </Button>
      <Button wide onPress={store.discard}>
        {texts.discard}
      </Button>
    </>
  );
}

/** What is no number of days leaves the present one. */
function daysOf(text: string, present: number): number {
  const days = Number(text);
  return Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS ? days : present;
}

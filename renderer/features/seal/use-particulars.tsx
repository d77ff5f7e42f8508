import type { ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import type { SealStore } from './seal-store.ts';

const FIELDS = ['purpose', 'counterpart', 'applicant', 'approver', 'keeper'] as const;

/** What the register is to know of this use; none of it goes into the document. */
export function UseParticulars({ store }: { readonly store: SealStore }): ReactNode {
  const texts = useTexts().register;
  const { particulars, setParticulars } = store;
  return (
    <details className="particulars">
      <summary>{texts.particulars}</summary>
      {FIELDS.map((name) => (
        <TextField
          key={name}
          className="field"
          value={particulars[name]}
          onChange={(text) => setParticulars({ ...particulars, [name]: text })}
          maxLength={200}
        >
          <Label>{texts[name]}</Label>
          <Input className="input" />
        </TextField>
      ))}
    </details>
  );
}

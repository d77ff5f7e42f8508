import type { ReactNode } from 'react';
import { MOST_COPIES, type OfficeFacts } from '../../../electron/shared/model/register.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { TextEntry } from '../../ui/form.tsx';

const NOTHING: OfficeFacts = { contractNumber: null, copies: null, department: null, requestNumber: null };
const TEXTS = ['contractNumber', 'department', 'requestNumber'] as const;

interface OfficeFieldsProps {
  readonly office: OfficeFacts | undefined;
  readonly onChange: (office: OfficeFacts) => void;
}

/** What the office's own register of seal uses has columns for: contract, copies, department, number of the request. */
export function OfficeFields({ office = NOTHING, onChange }: OfficeFieldsProps): ReactNode {
  const texts = useTexts().register;
  return (
    <>
      {TEXTS.map((name) => (
        <TextEntry
          key={name}
          label={texts[name]}
          value={office[name] ?? ''}
          onChange={(value) => onChange({ ...office, [name]: value === '' ? null : value })}
        />
      ))}
      <TextEntry
        label={texts.copies}
        value={office.copies === null ? '' : String(office.copies)}
        onChange={(value) => {
          const copies = Number(value);
          if (value === '') onChange({ ...office, copies: null });
          else if (Number.isInteger(copies) && copies > 0 && copies <= MOST_COPIES)
            onChange({ ...office, copies });
        }}
      />
    </>
  );
}

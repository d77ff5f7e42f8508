import type { ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { REGISTER_ACTS } from '../../../electron/shared/model/register.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import type { RegisterFilter } from './register-filter.ts';

interface Props {
  readonly filter: RegisterFilter;
  readonly onChange: (change: Partial<RegisterFilter>) => void;
}

const RESULTS = ['any', 'done', 'refused'] as const;

/** Words, days, act and result: each narrows the list as it is typed or chosen. */
export function RegisterFilters({ filter, onChange }: Props): ReactNode {
  const texts = useTexts().register;
  return (
    <search className="register-filters" aria-label={texts.filters}>
      <TextField className="field" value={filter.search} onChange={(search) => onChange({ search })}>
        <Label>{texts.search}</Label>
        <Input className="input" placeholder={texts.searchPlaceholder} maxLength={200} />
      </TextField>
      <TextField className="field" type="date" value={filter.from} onChange={(from) => onChange({ from })}>
        <Label>{texts.from}</Label>
        <Input className="input" />
      </TextField>
      <TextField className="field" type="date" value={filter.to} onChange={(to) => onChange({ to })}>
        <Label>{texts.to}</Label>
        <Input className="input" />
      </TextField>
      <ChoiceField
        label={texts.act}
        value={filter.act}
        options={[['any', texts.any], ...REGISTER_ACTS.map((act) => [act, texts.acts[act]] as const)]}
        onChange={(act) => onChange({ act })}
      />
      <ChoiceField
        label={texts.result}
        value={filter.result}
        options={RESULTS.map((result) => [result, texts.results[result]])}
        onChange={(result) => onChange({ result })}
      />
    </search>
  );
}

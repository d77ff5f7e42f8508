import type { ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { REGISTER_ACTS, type RegisterListing } from '../../../electron/shared/model/register.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ChoiceField } from '../../ui/form.tsx';
import { isNarrowed, type RegisterFilter } from './register-entries.ts';
import { RegisterTable } from './register-table.tsx';

interface EntryListProps {
  readonly listing: RegisterListing;
  readonly filter: RegisterFilter;
  readonly onFilter: (change: Partial<RegisterFilter>) => void;
  /** Index of the entry whose details are shown. */
  readonly chosen: number | null;
  readonly onChoose: (index: number | null) => void;
  /** Adds older entries. */
  readonly onMore: () => void;
}

/** The entries that pass the filter, newest first, with the filter and what could not be read. */
export function EntryList(props: EntryListProps): ReactNode {
  const { listing, filter, onFilter, chosen, onChoose, onMore } = props;
  const { entries, size, next, unreadable, voided } = listing;
  const texts = useTexts().register;
  return (
    <>
      <RegisterFilters filter={filter} onChange={onFilter} />
      <p className="hint" role="status">
        {texts.count(entries.length, size)}
      </p>
      {unreadable.length > 0 && (
        <p className="notice notice-warning" role="alert">
          {texts.unreadable(unreadable.map((index) => index + 1).join(', '))}
        </p>
      )}
      <RegisterTable
        nothing={isNarrowed(filter) ? texts.nothingFound : texts.noUses}
        entries={entries}
        voided={voided}
        chosen={chosen}
        onChoose={onChoose}
        onMore={next === null ? null : onMore}
      />
    </>
  );
}

interface RegisterFiltersProps {
  readonly filter: RegisterFilter;
  readonly onChange: (change: Partial<RegisterFilter>) => void;
}

const VIEWS = ['uses', 'log'] as const;
const RESULTS = ['any', 'done', 'refused'] as const;

/** The filters: words, days, event and result; each narrows the list at once. */
function RegisterFilters({ filter, onChange }: RegisterFiltersProps): ReactNode {
  const texts = useTexts().register;
  return (
    <search className="register-filters" aria-label={texts.filters}>
      <TextField className="field" value={filter.search} onChange={(search) => onChange({ search })}>
        <Label>{texts.search}</Label>
        <Input className="input" placeholder={texts.searchPlaceholder} maxLength={200} />
      </TextField>
      <ChoiceField
        label={texts.view}
        value={filter.view}
        options={VIEWS.map((view) => [view, texts.views[view]])}
        onChange={(view) => onChange({ view })}
      />
      <TextField className="field" type="date" value={filter.from} onChange={(from) => onChange({ from })}>
        <Label>{texts.from}</Label>
        <Input className="input" />
      </TextField>
      <TextField className="field" type="date" value={filter.to} onChange={(to) => onChange({ to })}>
        <Label>{texts.to}</Label>
        <Input className="input" />
      </TextField>
      {filter.view === 'log' && (
        <>
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
        </>
      )}
    </search>
  );
}

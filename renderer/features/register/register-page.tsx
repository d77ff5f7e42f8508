import { type ReactNode, useEffect, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { type StoreApi, useStore } from 'zustand';
import { REGISTER_ACTS } from '../../../electron/shared/model/register.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button, ChoiceField } from '../../ui/form.tsx';
import { RegisterIcon } from '../../ui/icons.tsx';
import type { NoticeWays } from '../../ui/notice-text.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { HandoverPanel } from './handover-panel.tsx';
import { LostRegister, NewRegisterId } from './lost-register.tsx';
import { Openings } from './opening-form.tsx';
import { isNarrowed, type RegisterFilter } from './register-entries.ts';
import { RegisterSheet } from './register-sheet.tsx';
import { AuditResult, CutView, RecoveryResult, UploadLines } from './register-audit.tsx';
import type { RegisterStore } from './register-store.ts';
import { EntryDetails, RegisterTable } from './register-table.tsx';

interface RegisterPageProps {
  readonly register: StoreApi<RegisterStore>;
  /** The USB keys that are plugged in. */
  readonly tokens: readonly TokenInfo[];
  /** The word of the platform's rules (用章登记); null if they have none of their own. */
  readonly term: string | null;
  /** Returns the name of a platform by its id. */
  readonly platformName: (id: string) => string;
  /** What becomes of a drafted notice. */
  readonly ways: NoticeWays;
  /** Turns to the audit of another register. */
  readonly onAudit: () => void;
}

/** The page of the register of seal uses (用印台账), with its check, its export and its print. */
export function RegisterPage(props: RegisterPageProps): ReactNode {
  const { register, tokens, term, platformName, ways, onAudit } = props;
  const { register: texts, auditView } = useTexts();
  const state = useStore(register);
  const { listing, problem, load } = state;
  const [handing, setHanding] = useState(false);
  useEffect(() => void load(), [load]);
  const uploads = state.uploads.map((upload) => ({ ...upload, name: platformName(upload.platform) }));
  if (listing === null) return <Waiting state={state} />;
  if (listing.size === 0 && !handing && state.cut === null) {
    return (
      <EmptyState icon={<RegisterIcon />} title={texts.emptyTitle} text={texts.emptyText}>
        <Button onPress={() => setHanding(true)}>{texts.handover}</Button>
        <Button onPress={() => void state.recover()}>{texts.recover}</Button>
        <Button onPress={onAudit}>{auditView.open}</Button>
        {problem !== null && <ErrorView error={problem} />}
        <LostRegister {...state} tokens={tokens} />
      </EmptyState>
    );
  }
  return (
    <div className="place-column register" data-testid="register">
      <div className="place-head">
        <h1>{term ?? texts.title}</h1>
        <div className="button-row">
          <Button
            kind="primary"
            onPress={() => void state.verify()}
            isDisabled={state.audit.step === 'checking'}
          >
            {texts.verify}
          </Button>
          <Button aria-expanded={handing} onPress={() => setHanding(!handing)}>
            {texts.handover}
          </Button>
          <Button onPress={() => void state.recover()} isDisabled={state.recovery.step === 'running'}>
            {texts.recover}
          </Button>
          <Button onPress={() => void state.print()}>{texts.print}</Button>
          <Button onPress={() => void state.exportSheet()}>{texts.exportSheet}</Button>
          <Button onPress={() => void state.exportCsv(true)}>{texts.exportCsv}</Button>
          <Button onPress={() => void state.exportCsv(false)}>{texts.exportWithoutNames}</Button>
          <Button onPress={onAudit}>{auditView.open}</Button>
        </div>
      </div>
      {problem !== null && <ErrorView error={problem} />}
      <CutView cut={state.cut} />
      {state.cut !== null && <NewRegisterId onRenew={state.renew} />}
      <LostRegister {...state} tokens={tokens} />
      <AuditResult state={state.audit} />
      <RecoveryResult state={state.recovery} />
      {state.done !== null && (
        <p className="notice notice-good" role="status">
          {texts.done[state.done]}
        </p>
      )}
      <UploadLines uploads={uploads} size={listing.size} />
      <Openings uploads={uploads} tokens={tokens} opening={state.opening} onOpen={state.openAt} />
      {handing && <HandoverPanel taken={listing.taken} tokens={tokens} onHandOver={state.handOver} />}
      <Entries state={state} ways={ways} />
      {state.printing && <RegisterSheet listing={listing} printedAt={new Date().toISOString()} />}
    </div>
  );
}

function Waiting({ state: { problem } }: { readonly state: RegisterStore }): ReactNode {
  const texts = useTexts().register;
  if (problem === null) {
    return (
      <p className="waiting" role="status">
        {texts.loading}
      </p>
    );
  }
  return (
    <div className="place-column">
      <ErrorView error={problem} title={texts.failed} />
    </div>
  );
}

function Entries({ state, ways }: { readonly state: RegisterStore; readonly ways: NoticeWays }): ReactNode {
  const texts = useTexts().register;
  const { listing, chosen } = state;
  if (listing === null) return null;
  const entry = listing.entries.find(({ index }) => index === chosen);
  return (
    <>
      <RegisterFilters filter={state.filter} onChange={(change) => void state.setFilter(change)} />
      <p className="hint" role="status">
        {texts.count(listing.entries.length, listing.size)}
      </p>
      {listing.unreadable.length > 0 && (
        <p className="notice notice-warning" role="alert">
          {texts.unreadable(listing.unreadable.map((index) => index + 1).join(', '))}
        </p>
      )}
      <RegisterTable
        nothing={isNarrowed(state.filter) ? texts.nothingFound : texts.noUses}
        entries={listing.entries}
        voided={listing.voided}
        chosen={chosen}
        onChoose={state.choose}
        onMore={listing.next === null ? null : () => void state.more()}
      />
      {entry !== undefined && (
        <EntryDetails
          registered={entry}
          voided={listing.voided}
          startsVoiding={state.startsVoiding}
          onStartedVoiding={state.startedVoiding}
          ways={ways}
          onProof={() => void state.saveProof(entry.index)}
          onVoid={state.recordVoid}
        />
      )}
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
export function RegisterFilters({ filter, onChange }: RegisterFiltersProps): ReactNode {
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

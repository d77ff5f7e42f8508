import { useEffect, type ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { auditTexts } from '../../../electron/shared/texts/audit-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { RegisterIcon } from '../../ui/icons.tsx';
import { EntryDetails } from './entry-details.tsx';
import { RegisterFilters } from './register-filters.tsx';
import { RegisterTable } from './register-table.tsx';
import type { AuditState, RegisterStore } from './register-store.ts';

/** The register of seal uses (用印台账): what was sealed, by which seal, for what, and whether that still stands. */
export function RegisterPage({ register }: { readonly register: StoreApi<RegisterStore> }): ReactNode {
  const texts = useTexts().register;
  const state = useStore(register);
  const { listing, audit, chosen, problem, load } = state;
  useEffect(() => void load(), [load]);
  if (listing === null) {
    return problem === null ? (
      <p className="waiting" role="status">
        {texts.loading}
      </p>
    ) : (
      <div className="place-column">
        <ErrorView error={problem} title={texts.failed} />
      </div>
    );
  }
  if (listing.size === 0) {
    return <EmptyState icon={<RegisterIcon />} title={texts.emptyTitle} text={texts.emptyText} />;
  }
  const entry = listing.entries.find(({ index }) => index === chosen);
  return (
    <div className="place-column register" data-testid="register">
      <div className="place-head">
        <h1>{texts.title}</h1>
        <div className="button-row">
          <Button kind="primary" onPress={() => void state.verify()} isDisabled={audit.step === 'checking'}>
            {texts.verify}
          </Button>
          <Button onPress={() => void state.exportCsv()}>{texts.exportCsv}</Button>
        </div>
      </div>
      {problem !== null && <ErrorView error={problem} />}
      <AuditResult state={audit} />
      {state.exported && (
        <p className="notice notice-good" role="status">
          {texts.exported}
        </p>
      )}
      <RegisterFilters filter={state.filter} onChange={(change) => void state.setFilter(change)} />
      <p className="hint" role="status">
        {texts.count(listing.entries.length, listing.size)}
      </p>
      {listing.unreadable.length > 0 && (
        <p className="notice notice-warning" role="alert">
          {texts.unreadable(listing.unreadable.map((index) => index + 1).join(', '))}
        </p>
      )}
      <RegisterTable entries={listing.entries} chosen={chosen} onChoose={state.choose} />
      {entry !== undefined && <EntryDetails registered={entry} />}
    </div>
  );
}

function AuditResult({ state }: { readonly state: AuditState }): ReactNode {
  const texts = useTexts().register;
  const language = useLanguage();
  if (state.step === 'none') return null;
  if (state.step === 'checking') return <p role="status">{texts.verifying}</p>;
  const { audit } = state;
  const say = auditTexts[language];
  const isHeld = audit.protectedSize === audit.size;
  return (
    <div
      className={`notice ${audit.sound && isHeld ? 'notice-good' : 'notice-warning'}`}
      role={audit.sound ? 'status' : 'alert'}
      data-testid="audit"
    >
      <p>{say.result(audit)}</p>
      <p>{say.protection(audit)}</p>
      <details>
        <summary>{texts.signers}</summary>
        <ul>
          {say.signers(audit).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

import { type ReactNode, useEffect, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button } from '../../ui/form.tsx';
import { RegisterIcon } from '../../ui/icons.tsx';
import type { NoticeWays } from '../../ui/notice-text.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { EntryList } from './entry-list.tsx';
import { HandoverPanel } from './handover-panel.tsx';
import { LostRegister, NewRegisterId } from './lost-register.tsx';
import { Openings } from './opening-form.tsx';
import { RegisterSheet } from './register-sheet.tsx';
import { AuditResult, CutView, RecoveryResult, UploadLines } from './register-audit.tsx';
import type { RegisterStore } from './register-store.ts';
import { EntryDetails } from './register-table.tsx';

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
  const { listing, filter, chosen } = state;
  if (listing === null) return null;
  const entry = listing.entries.find(({ index }) => index === chosen);
  return (
    <>
      <EntryList
        listing={listing}
        filter={filter}
        onFilter={(change) => void state.setFilter(change)}
        chosen={chosen}
        onChoose={state.choose}
        onMore={() => void state.more()}
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

import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { CopyPanel } from '../features/copies/copy-panel.tsx';
import { TrustHelp } from '../features/trust-lists/trust-help.tsx';
import { ExportPanel } from '../features/verify/export-panel.tsx';
import { ArchiveStampCard } from '../features/verify/archive/archive-stamp-card.tsx';
import { BatchPanel } from '../features/verify/many/batch-panel.tsx';
import { VerificationPanel } from '../features/verify/verification-panel.tsx';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { Button } from '../ui/form.tsx';
import { FactList } from '../ui/fact-list.tsx';
import { EmptyState } from '../ui/panel.tsx';
import { ErrorView } from '../ui/error-view.tsx';
import { VerifyIcon } from '../ui/icons.tsx';
import type { Stores } from './stores.ts';

/**
 * The place for verification: the table of many documents, the report of the open one at full width, or an invitation
 * to drop some.
 */
export function VerifyPlace({ stores }: { readonly stores: Stores }): ReactNode {
  const texts = useTexts();
  const documents = useStore(stores.documents);
  const verify = useStore(stores.verify);
  const batch = useStore(stores.batch);
  useEffect(() => void stores.batch.getState().load(), [stores]);
  const { state } = documents;
  if (batch.isShown) return <BatchPanel store={stores.batch} />;
  const choices = (
    <>
      <Button onPress={() => void batch.chooseFiles()}>{texts.verifyMany.chooseFiles}</Button>
      <Button onPress={() => void batch.chooseFolder()}>{texts.verifyMany.chooseFolder}</Button>
      {batch.rows.length > 0 && (
        <Button onPress={() => batch.show(true)}>{texts.verifyMany.backToTable}</Button>
      )}
    </>
  );
  const searching = (
    <>
      {batch.isSearching && <p role="status">{texts.verifyMany.searching}</p>}
      {batch.notice?.kind === 'nothingFound' && <p role="status">{texts.verifyMany.nothingFound}</p>}
    </>
  );
  if (state.step === 'open') {
    const { document } = state;
    return (
      <div className="place-column">
        <h1>{texts.verify.title}</h1>
        <FactList facts={[[texts.verify.file, document.name]]} />
        {searching}
        <div className="card card-wide">
          <VerificationPanel
            state={verify.state}
            help={(report) => <TrustHelp store={stores.trustLists} report={report} />}
            sight={{ store: stores.details, onPages: () => stores.app.getState().go('documents') }}
          />
        </div>
        {verify.state.step === 'done' && <ExportPanel documentId={document.id} store={stores.exports} />}
        {verify.state.step === 'done' &&
          verify.state.report.verdict === 'valid' &&
          document.format === 'pdf' && (
            <ArchiveStampCard documentId={document.id} store={stores.archiveStamp} />
          )}
        {verify.state.step === 'done' && verify.state.report.signatures.length > 0 && (
          <CopyPanel document={document} store={stores.copies} />
        )}
        <div className="button-row">
          <Button onPress={() => void verify.verify(document.id)}>{texts.verify.again}</Button>
          {choices}
        </div>
      </div>
    );
  }
  return (
    <EmptyState icon={<VerifyIcon />} title={texts.verify.emptyTitle} text={texts.verify.emptyText}>
      {state.step === 'failed' && <ErrorView error={state.error} title={texts.documents.failedTitle} />}
      {searching}
      <div className="button-row">{choices}</div>
    </EmptyState>
  );
}

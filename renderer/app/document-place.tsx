import { lazy, Suspense, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { AppInfo } from '../../electron/shared/model/app-info.ts';
import type { DocumentStore } from '../features/documents/document-store.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorView } from '../ui/error-view.tsx';
import { DocumentIcon } from '../ui/icons.tsx';
import { ApprovalsCard } from './approvals-card.tsx';
import type { AppParts } from './stores.ts';
import { Welcome } from './welcome.tsx';

/** The viewer is most of the window's code: it is fetched with the first document. */
const Desk = lazy(async () => ({ default: (await import('./desk.tsx')).Desk }));

/** Open, read, seal. */
export function DocumentPlace({ bridge, stores, info }: AppParts & { readonly info: AppInfo }): ReactNode {
  const texts = useTexts().documents;
  const documents = useStore(stores.documents);
  const { state } = documents;
  const isAboutRequest = useStore(stores.approvals, (store) => store.state.step !== 'list');
  if (state.step === 'open') {
    const { document } = state;
    return (
      <Suspense fallback={<Waiting text={texts.opening(document.name)} />}>
        <Desk key={document.id} bridge={bridge} stores={stores} info={info} document={document} />
      </Suspense>
    );
  }
  if (state.step === 'opening') {
    return <Waiting text={state.name === null ? texts.openingAny : texts.opening(state.name)} />;
  }
  if (isAboutRequest) {
    return (
      <div className="place-column">
        <ApprovalsCard stores={stores} />
      </div>
    );
  }
  return (
    <EmptyState icon={<DocumentIcon />} title={texts.emptyTitle} text={texts.emptyText}>
      {state.step === 'failed' && <ErrorView error={state.error} title={texts.failedTitle} />}
      <OpenButtons documents={documents} hasSample={typeof info.demo?.contract === 'string'} />
      <p className="hint">{texts.classified}</p>
      <Welcome stores={stores} />
      <ApprovalsCard stores={stores} />
    </EmptyState>
  );
}

function Waiting({ text }: { readonly text: string }): ReactNode {
  return (
    <p className="waiting" role="status">
      {text}
    </p>
  );
}

interface OpenButtonsProps {
  readonly documents: DocumentStore;
  readonly hasSample: boolean;
}

function OpenButtons({ documents, hasSample }: OpenButtonsProps): ReactNode {
  const texts = useTexts().documents;
  return (
    <div className="button-row">
      <Button kind="primary" onPress={() => void documents.openDialog()}>
        {texts.open}
      </Button>
      {hasSample && <Button onPress={() => void documents.openSample()}>{texts.openSample}</Button>}
    </div>
  );
}

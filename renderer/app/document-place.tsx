import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../electron/shared/errors.ts';
import type { AppInfo } from '../../electron/shared/model/app-description.ts';
import type { OpenDocument } from '../../electron/shared/model/sealing.ts';
import type { TokenInfo } from '../../electron/shared/model/token.ts';
import type { DocumentStore } from '../features/documents/document-store.ts';
import { RefusedFile } from '../features/conversion/conversion-card.tsx';
import { offersConversion } from '../features/conversion/conversion-store.ts';
import { DocumentTabs } from '../features/documents/document-tabs.tsx';
import { queueLeads, type QueueStore } from '../features/queue/queue-store.ts';
import { UnfinishedBatches } from '../features/queue/unfinished-batches.tsx';
import { RecentList } from '../features/documents/recent-list.tsx';
import { UnlockForm } from '../features/documents/unlock-form.tsx';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { hasPlatform } from '../lib/seal-standing.ts';
import { ErrorView } from '../ui/error-view.tsx';
import { Button } from '../ui/form.tsx';
import { DocumentIcon } from '../ui/icons.tsx';
import { later } from '../ui/later.tsx';
import { EmptyState } from '../ui/panel.tsx';
import type { AppParts, Stores } from './stores.ts';
import { Welcome } from './welcome.tsx';

/** The viewer is most of the window's code, so it is loaded with the first document. */
const Workspace = later(
  async () => (await import('./workspace.tsx')).Workspace,
  ({ document }) => <Opening name={document.name} />,
);
const Queue = later(async () => (await import('./queue-place.tsx')).Queue);
const ApprovalsPanel = later(
  async () => (await import('../features/approvals/approvals-panel.tsx')).ApprovalsPanel,
);

/** The place for documents: open, read, seal. */
export function DocumentPlace({ bridge, stores, info }: AppParts & { readonly info: AppInfo }): ReactNode {
  const texts = useTexts().documents;
  const documents = useStore(stores.documents);
  const { state } = documents;
  const isAboutRequest = useStore(stores.approvals, (store) => store.state.step !== 'list');
  const isOffered = useStore(stores.conversion, (store) => offersConversion(store.state));
  const inQueue = useStore(stores.queue, ({ isShown }) => isShown) && !info.preferences.verifyOnly;
  const hasUnfinished = useStore(stores.queue, ({ unfinished }) => unfinished.length > 0);
  useEffect(() => void stores.queue.getState().load(), [stores]);
  const workspace = (document: OpenDocument): ReactNode => (
    <Workspace key={document.id} bridge={bridge} stores={stores} info={info} document={document} />
  );
  if (inQueue) {
    return (
      <div className="queue-place">
        <Queue stores={stores} />
        {state.step === 'open' &&
          (needsPassword(state.document) ? (
            <Locked stores={stores} document={state.document} />
          ) : (
            workspace(state.document)
          ))}
        {state.step === 'failed' && (
          <div className="place-column">
            <ErrorView error={state.error} title={texts.failedTitle} />
          </div>
        )}
      </div>
    );
  }
  if (state.step === 'open') {
    const { document } = state;
    const tabs = <DocumentTabs store={stores.documents} whenIdle={stores.whenIdle} />;
    if (needsPassword(document)) {
      return (
        <>
          {tabs}
          <Locked stores={stores} document={document}>
            <Button kind="quiet" onPress={() => void documents.openDialog()}>
              {texts.unlock.other}
            </Button>
          </Locked>
        </>
      );
    }
    return (
      <>
        {tabs}
        {workspace(document)}
      </>
    );
  }
  if (state.step === 'opening') {
    return <Opening name={state.name} />;
  }
  if (isAboutRequest) {
    return (
      <div className="place-column">
        <ApprovalsCard stores={stores} />
      </div>
    );
  }
  if (info.preferences.verifyOnly) return <OnlyVerify documents={documents} stores={stores} />;
  return (
    <EmptyState icon={<DocumentIcon />} title={texts.emptyTitle} text={texts.emptyText}>
      {state.step === 'failed' && (
        <RefusedFile store={stores.conversion} error={state.error} title={texts.failedTitle} />
      )}
      <UnfinishedBatches store={stores.queue} />
      <OpenButtons
        documents={documents}
        queue={stores.queue}
        isNext={!isOffered && !hasUnfinished}
        hasSample={typeof info.demo?.contract === 'string'}
      />
      <RecentList store={stores.recent} />
      {info.demo === null && <FirstSteps bridge={bridge} offersDemo={info.offersDemo} />}
      <p className="hint">{texts.classified}</p>
      <Welcome stores={stores} />
      <ApprovalsCard stores={stores} />
    </EmptyState>
  );
}

interface LockedProps {
  readonly stores: Stores;
  readonly document: OpenDocument;
  /** Further ways on. */
  readonly children?: ReactNode;
}

/** Asks for the password of the document in front. */
function Locked({ stores, document, children }: LockedProps): ReactNode {
  const texts = useTexts().documents.unlock;
  const isNext = !useStore(stores.queue, (queue) => queue.isShown && queueLeads(queue, null));
  return (
    <EmptyState icon={<DocumentIcon />} title={texts.title} text={texts.text(document.name)}>
      <UnlockForm
        key={document.id}
        store={stores.documents}
        documentId={document.id}
        asksFor="opening"
        isNext={isNext}
      />
      {children}
    </EmptyState>
  );
}

function needsPassword({ sealability }: OpenDocument): boolean {
  return !sealability.possible && sealability.error.code === 'PDF_PASSWORD_NEEDED';
}

interface OnlyVerifyProps extends Pick<OpenButtonsProps, 'documents'> {
  readonly stores: Stores;
}

/** The empty place of a window that only verifies. */
function OnlyVerify({ documents, stores }: OnlyVerifyProps): ReactNode {
  const texts = useTexts();
  const { state } = documents;
  return (
    <EmptyState icon={<DocumentIcon />} title={texts.verify.emptyTitle} text={texts.trustLists.emptyText}>
      {state.step === 'failed' && <ErrorView error={state.error} title={texts.documents.failedTitle} />}
      <OpenButtons documents={documents} queue={null} isNext hasSample={false} />
      <RecentList store={stores.recent} />
      <p className="hint">{texts.documents.classified}</p>
    </EmptyState>
  );
}

/** @param name null while nobody knows it */
function Opening({ name }: { readonly name: string | null }): ReactNode {
  const { opening, openingAny } = useTexts().documents;
  return (
    <p className="waiting" role="status">
      {name === null ? openingAny : opening(name)}
    </p>
  );
}

interface OpenButtonsProps {
  readonly documents: DocumentStore;
  /** Null in a window that only verifies. */
  readonly queue: StoreApi<QueueStore> | null;
  /** Opening a document is the next step. */
  readonly isNext: boolean;
  readonly hasSample: boolean;
}

function OpenButtons({ documents, queue, isNext, hasSample }: OpenButtonsProps): ReactNode {
  const { documents: texts, queue: many } = useTexts();
  return (
    <div className="button-row">
      <Button kind={isNext ? 'primary' : 'secondary'} onPress={() => void documents.openDialog()}>
        {texts.open}
      </Button>
      {queue !== null && <Button onPress={() => void queue.getState().chooseFiles()}>{many.begin}</Button>}
      {hasSample && <Button onPress={() => void documents.openSample()}>{texts.openSample}</Button>}
    </div>
  );
}

interface FirstStepsProps extends Pick<AppParts, 'bridge'> {
  readonly offersDemo: boolean;
}

/** What a person may do in a home of their own before they have opened a document. */
function FirstSteps({ bridge, offersDemo }: FirstStepsProps): ReactNode {
  const texts = useTexts().documents;
  const [problem, setProblem] = useState<AppError | null>(null);
  const startDemo = async (): Promise<void> => {
    const started = await bridge.app.startDemo();
    if (!started.ok) setProblem(started.error);
  };
  return (
    <>
      <p className="hint">{texts.insertKey}</p>
      {problem !== null && <ErrorView error={problem} />}
      {offersDemo && (
        <>
          <Button onPress={() => void startDemo()}>{texts.startDemo}</Button>
          <p className="hint">{texts.startDemoText}</p>
        </>
      )}
    </>
  );
}

const NO_TOKENS: readonly TokenInfo[] = [];

/** The approvals before a document is open, for those who decide or seal what was approved. */
function ApprovalsCard({ stores }: { readonly stores: Stores }): ReactNode {
  const texts = useTexts().approvals;
  const tokens = useStore(stores.tokens, ({ view }) => view?.tokens ?? NO_TOKENS);
  const { approvals, state, problem, load, show, importFile } = useStore(stores.approvals);
  useEffect(() => void load(), [load]);
  const isIdle = (approvals ?? []).length === 0 && state.step === 'list' && problem === null;
  if (isIdle) {
    return (
      <div className="button-row approvals-idle">
        <Button kind="quiet" onPress={() => void importFile()}>
          {texts.import}
        </Button>
        <Button kind="quiet" onPress={() => show({ step: 'offices' })}>
          {texts.offices}
        </Button>
        {hasPlatform(tokens) && (
          <Button kind="quiet" onPress={() => show({ step: 'exchange', id: null })}>
            {texts.fetch}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className="approvals-card">
      <h1 className="visually-hidden">{texts.title}</h1>
      <ApprovalsPanel
        store={stores.approvals}
        offices={stores.offices}
        tokens={tokens}
        onOpenAnother={() => void stores.documents.getState().openDialog()}
      />
    </div>
  );
}

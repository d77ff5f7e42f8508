import { type ReactNode, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand';
import type { AppInfo } from '../../electron/shared/model/app-description.ts';
import type { RevisionEntry } from '../../electron/shared/model/document-details.ts';
import type { OpenDocument } from '../../electron/shared/model/sealing.ts';
import { ApprovalsPanel } from '../features/approvals/approvals-panel.tsx';
import { UnlockForm } from '../features/documents/unlock-form.tsx';
import { LastOffer } from '../features/presets/presets-view.tsx';
import { SealPanel } from '../features/seal/seal-panel.tsx';
import { TrustHelp } from '../features/trust-lists/trust-help.tsx';
import { VerificationPanel } from '../features/verify/verification-panel.tsx';
import type { VerifyState } from '../features/verify/verify-store.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { queueLeads } from '../features/queue/queue-store.ts';
import type { PageViewer } from '../lib/pdf-view/page-viewer.ts';
import { subjectOf } from './kept-work.ts';
import { askApproval } from './placed-seals.ts';
import { Presets } from './presets.tsx';
import type { AppParts, Stores } from './stores.ts';

const TABS = ['seal', 'approvals', 'verify'] as const;

type WorkspaceTab = (typeof TABS)[number];

/** A sealed document opens at its verdict, another one where sealing begins. */
function firstTab({ isSigned }: OpenDocument, isForApproval: boolean): WorkspaceTab {
  if (isForApproval) return 'approvals';
  return isSigned ? 'verify' : 'seal';
}

/** Whether a verdict on seals of the document is there. */
function isJudged(state: VerifyState, documentId: string): boolean {
  return state.step === 'done' && state.documentId === documentId && state.report.signatures.length > 0;
}

/**
 * Keeps which tab is in front: a person chooses it, and what happens to the document brings its own to the front.
 * @param shown the former version that the pages show; null for the present one
 */
export function useWorkspaceTab(
  stores: Stores,
  document: OpenDocument,
  shown: RevisionEntry | null,
): readonly [tab: WorkspaceTab, setTab: (tab: WorkspaceTab) => void] {
  const viewed = useStore(stores.approvals, ({ viewed: item }) => item?.documentId === document.id);
  const [tab, setTab] = useState<WorkspaceTab>(() => firstTab(document, viewed));
  const verification = useStore(stores.verify, (store) => store.state);
  const sealStep = useStore(stores.seal, (store) => store.state.step);
  useEffect(() => {
    if (sealStep !== 'choosing') setTab('seal');
  }, [sealStep]);
  // What a seal has just locked takes no further one either, and its result comes first.
  const tellsVerdictFirst =
    !document.sealability.possible && sealStep !== 'sealed' && isJudged(verification, document.id);
  useEffect(() => {
    if (tellsVerdictFirst) setTab('verify');
  }, [tellsVerdictFirst]);
  useEffect(() => {
    const { subscribe } = stores.approvals;
    return subscribe((now, before) => now.calls !== before.calls && setTab('approvals'));
  }, [stores]);
  const focused = useStore(stores.details, (store) => store.focused);
  useEffect(() => {
    if (shown !== null || focused?.documentId === document.id) setTab('verify');
  }, [shown, focused, document.id]);
  return [tab, setTab];
}

interface Props extends AppParts {
  readonly info: AppInfo;
  readonly document: OpenDocument;
  /** Null until the pages are shown. */
  readonly viewer: PageViewer | null;
  /** The page in sight, zero-based. */
  readonly page: number;
  readonly tab: WorkspaceTab;
  readonly onTab: (tab: WorkspaceTab) => void;
}

/** The panel beside the pages: seals the document, has it approved, and verifies it. */
export function WorkspacePanel(props: Props): ReactNode {
  const { bridge, stores, info, document, viewer, page, tab, onTab } = props;
  const texts = useTexts();
  const { verifyOnly } = info.preferences;
  const tokens = useStore(stores.tokens, (store) => store.view);
  const verification = useStore(stores.verify, (store) => store.state);
  const inQueue = useStore(stores.queue, ({ isShown }) => isShown);
  // A list without a place leaves the next step to a paused queue.
  const leads = useStore(stores.queue, (queue) => queue.isShown && queueLeads(queue, null));
  const openDialog = (): void => void stores.documents.getState().openDialog();
  const sight = { store: stores.details, onPages: () => onTab('verify') };
  return (
    <aside className="side-panel" aria-label={texts.panel.label}>
      <Tabs
        className="tabs"
        selectedKey={verifyOnly ? 'verify' : tab}
        onSelectionChange={(key) => {
          // Who turns to sealing works with the document as it is.
          if (key !== 'verify') stores.details.getState().show(null);
          onTab(TABS.find((each) => each === key) ?? 'seal');
        }}
      >
        <TabList className="tab-list" aria-label={texts.panel.label}>
          {!verifyOnly && (
            <>
              <Tab id="seal" className="tab">
                {texts.panel.sealTab}
              </Tab>
              <Tab id="approvals" className="tab">
                {texts.approvals.tab}
              </Tab>
            </>
          )}
          <Tab id="verify" className="tab">
            {texts.panel.verifyTab}
          </Tab>
        </TabList>
        <TabPanel id="seal" className="tab-panel">
          <SealPanel
            seal={stores.seal}
            preflight={stores.preflight}
            plan={stores.plan}
            sight={{
              middle: () => {
                viewer?.turnBack();
                return viewer?.inSight() ?? null;
              },
              bring: (point) => viewer?.bringInSight(point),
            }}
            onPage={(page) => viewer?.goTo(page)}
            tokens={tokens}
            sealability={document.sealability}
            unlock={
              <UnlockForm
                store={stores.documents}
                documentId={document.id}
                asksFor="permissions"
                isNext={!leads}
              />
            }
            isNext={!leads}
            isDemo={info.demo !== null}
            inQueue={inQueue}
            presets={<Presets stores={stores} />}
            lastOffer={<LastOffer store={stores.presets} usual={info.settings.defaultPreset} />}
            page={page}
            onShowInFolder={(id) => void bridge.documents.showInFolder({ id })}
            onConfirmSeal={({ esId, tokenSerial }) => void bridge.tokens.confirmSeal({ esId, tokenSerial })}
            onSealAgain={() => beginAgain(stores, document)}
            onMistake={(sm3) => {
              stores.app.getState().go('register');
              void stores.register.getState().showMistake(sm3);
            }}
            onAskApproval={() => {
              onTab('approvals');
              void askApproval(stores.seal.getState(), stores.approvals);
            }}
            holdsInvalid={verification.step === 'done' && verification.report.verdict === 'invalid'}
            report={<VerificationPanel state={verification} sight={sight} />}
          />
        </TabPanel>
        <TabPanel id="approvals" className="tab-panel">
          <ApprovalsPanel
            store={stores.approvals}
            offices={stores.offices}
            tokens={tokens?.tokens ?? []}
            onOpenAnother={openDialog}
          />
        </TabPanel>
        <TabPanel id="verify" className="tab-panel">
          <VerificationPanel
            state={verification}
            sight={sight}
            help={(report) => <TrustHelp store={stores.trustLists} report={report} />}
          />
        </TabPanel>
      </Tabs>
    </aside>
  );
}

function beginAgain(stores: Stores, document: OpenDocument): void {
  stores.seal.getState().begin(subjectOf(document));
}

import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { AppInfo } from '../../electron/shared/model/app-info.ts';
import type { OpenDocument } from '../../electron/shared/model/sealing.ts';
import { ApprovalsPanel } from '../features/approvals/approvals-panel.tsx';
import type { ApprovalsStore } from '../features/approvals/approvals-store.ts';
import type { Side } from '../features/documents/document-store.ts';
import { FindBar, useFindKeys } from '../features/documents/find-bar.tsx';
import { PdfPages, usePdf } from '../features/documents/pdf-pages.tsx';
import { ReadingSide } from '../features/documents/reading-side.tsx';
import { TurnedBanner, ViewTools } from '../features/documents/view-tools.tsx';
import { UnlockForm } from '../features/documents/unlock-form.tsx';
import { SealPanel } from '../features/seal/seal-panel.tsx';
import { firstPoint } from '../features/seal/place-rows.ts';
import type { SealStore } from '../features/seal/seal-store.ts';
import { TrustHelp } from '../features/trust-lists/trust-help.tsx';
import { SignatureBanner } from '../features/verify/headline.tsx';
import { VerificationPanel } from '../features/verify/verification-panel.tsx';
import { VersionBanner } from '../features/verify/version-banner.tsx';
import type { VerifyState } from '../features/verify/verify-store.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';
import type { PagePoint } from '../lib/pdf-view/page-point.ts';
import type { PageViewer, ViewState } from '../lib/pdf-view/page-viewer.ts';
import { startOf } from '../lib/pdf-view/reading-place.ts';
import { ReportMarks, useShownRevision, useSignatures } from './report-marks.tsx';
import { ListedSeals, RequestedPlace } from './page-overlays.tsx';
import { askApproval } from './placed-seals.ts';
import { subjectOf } from './kept-work.ts';
import type { AppParts, Stores } from './stores.ts';
import { useSealKeys, useViewKeys } from './workspace-keys.ts';

const TABS = ['seal', 'approvals', 'verify'] as const;

type WorkspaceTab = (typeof TABS)[number];

interface Props extends AppParts {
  readonly info: AppInfo;
  readonly document: OpenDocument;
}

const NO_VIEW: ViewState = {
  page: 0,
  pages: 0,
  labels: null,
  scale: 1,
  zoom: 'page-width',
  rotation: 0,
  layout: 0,
};

/** Below this width the pages come first: 1366 × 768 at 150 % leaves 911 × 512. */
const SIDE_FROM_PIXELS = 1040;

/** An open document with its pages, and the side panel that seals and verifies it. */
export function Workspace({ bridge, stores, info, document }: Props): ReactNode {
  const texts = useTexts();
  const { verifyOnly } = info.preferences;
  const shown = useShownRevision(stores, document.id);
  const signatures = useSignatures(stores, document.id);
  const pdf = usePdf(document, shown?.bytes ?? document.size, stores.loaded);
  const [viewer, setViewer] = useState<PageViewer | null>(null);
  const [view, setView] = useState(NO_VIEW);
  const [findAsked, setFindAsked] = useState(0);
  const [hover, setHover] = useState<PagePoint | null>(null);
  const viewed = useStore(stores.approvals, ({ viewed: item }) => item?.documentId === document.id);
  const [tab, setTab] = useState<WorkspaceTab>(() => firstTab(document, viewed));
  const tokens = useStore(stores.tokens, (store) => store.view);
  const verification = useStore(stores.verify, (store) => store.state);
  const sealStep = useStore(stores.seal, (store) => store.state.step);
  const sealedAt = useStore(
    stores.seal,
    useShallow((store) => sealedPoint(store, document.id)),
  );
  const viewedOn = useStore(stores.approvals, (store) => viewedPage(store.viewed, document.id));
  const inQueue = useStore(stores.queue, ({ isShown }) => isShown);
  const { placeOf, leaveAt, openLink, showSide, ...opened } = useStore(stores.documents);
  const hasRoom = window.innerWidth >= SIDE_FROM_PIXELS;
  const chosenSide: Side = opened.side ?? { isShown: hasRoom, lists: 'pages' };
  // The files of the queue stand where the thumbnails are.
  const side: Side = inQueue ? { ...chosenSide, isShown: false } : chosenSide;
  const isLaidOut = viewer !== null && view.pages > 0;
  useEffect(() => {
    // Who comes back finds the pages as they were left.
    if (isLaidOut && sealedAt !== null && placeOf(document.id) === undefined) viewer.bringInSight(sealedAt);
  }, [isLaidOut, viewer, sealedAt, placeOf, document.id]);
  useSealKeys(stores.seal, !inQueue);
  useViewKeys(viewer);
  const find = useCallback(() => setFindAsked((times) => times + 1), []);
  useFindKeys(viewer, find);
  useEffect(() => {
    if (sealStep !== 'choosing') setTab('seal');
  }, [sealStep]);
  const tellsVerdictFirst = !document.sealability.possible && isJudged(verification, document.id);
  useEffect(() => {
    if (tellsVerdictFirst) setTab('verify');
  }, [tellsVerdictFirst]);
  useEffect(
    () => stores.approvals.subscribe((now, before) => now.calls !== before.calls && setTab('approvals')),
    [stores],
  );
  const focused = useStore(stores.details, (store) => store.focused);
  useEffect(() => {
    if (shown !== null || focused?.documentId === document.id) setTab('verify');
  }, [shown, focused, document.id]);
  const showPresent = useCallback(() => stores.details.getState().show(null), [stores]);
  const openDialog = (): void => void stores.documents.getState().openDialog();
  const place = useCallback((point: PagePoint) => stores.seal.getState().place(point), [stores]);
  const sight = { store: stores.details, onPages: () => setTab('verify') };
  return (
    <div className="workspace">
      <SignatureBanner state={verification} onDetails={() => setTab('verify')} />
      {shown !== null && <VersionBanner revision={shown} signatures={signatures} onBack={showPresent} />}
      <ViewTools
        name={document.name}
        view={view}
        viewer={viewer}
        canOpen={sealStep !== 'working'}
        onOpen={openDialog}
        onFind={find}
        hasSide={side.isShown}
        onSide={(isShown) => showSide({ ...side, isShown })}
      />
      {view.rotation !== 0 && <TurnedBanner viewer={viewer} />}
      {findAsked > 0 && viewer !== null && (
        <FindBar viewer={viewer} page={view.page} asked={findAsked} onClose={() => setFindAsked(0)} />
      )}
      <div className="workspace-body">
        {pdf.step === 'ready' && (
          <>
            {side.isShown && (
              <ReadingSide
                pdf={pdf.pdf}
                viewer={viewer}
                view={view}
                lists={side.lists}
                onLists={(lists) => showSide({ isShown: true, lists })}
                onLink={openLink}
              />
            )}
            <PdfPages
              pdf={pdf.pdf}
              start={() => placeOf(document.id) ?? startOf(Math.max(sealedAt?.page ?? 0, viewedOn))}
              onLeave={(place) => leaveAt(document.id, place)}
              onLink={openLink}
              onViewer={setViewer}
              onView={setView}
              onPoint={(point) => shown === null && place(point)}
              onHover={setHover}
              overlay={
                <>
                  <ReportMarks
                    stores={stores}
                    documentId={document.id}
                    viewer={viewer}
                    view={view}
                    isReportOpen={tab === 'verify'}
                  />
                  {shown === null && (
                    <>
                      <ListedSeals {...{ stores, viewer, view, hover, signatures }} />
                      <RequestedPlace stores={stores} viewer={viewer} view={view} documentId={document.id} />
                    </>
                  )}
                </>
              }
            />
          </>
        )}
        {pdf.step !== 'ready' && (
          <p className="waiting" role={pdf.step === 'failed' ? 'alert' : 'status'}>
            {pdf.step === 'failed' ? texts.documents.viewFailed : texts.documents.opening(document.name)}
          </p>
        )}
        <aside className="side-panel" aria-label={texts.panel.label}>
          <Tabs
            className="tabs"
            selectedKey={verifyOnly ? 'verify' : tab}
            onSelectionChange={(key) => {
              // Who turns to sealing works with the document as it is.
              if (key !== 'verify') showPresent();
              setTab(TABS.find((each) => each === key) ?? 'seal');
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
                  <UnlockForm store={stores.documents} documentId={document.id} asksFor="permissions" />
                }
                isDemo={info.demo !== null}
                inQueue={inQueue}
                page={view.page}
                onShowInFolder={(id) => void bridge.documents.showInFolder({ id })}
                onConfirmSeal={(esId) => void bridge.tokens.confirmSeal({ esId })}
                onSealAgain={() => beginAgain(stores, document)}
                onMistake={(sm3) => {
                  stores.app.getState().go('register');
                  void stores.register.getState().showMistake(sm3);
                }}
                onAskApproval={() => {
                  setTab('approvals');
                  void askApproval(stores.seal.getState(), stores.approvals);
                }}
                holdsInvalid={verification.step === 'done' && verification.report.verdict === 'invalid'}
                report={<VerificationPanel state={verification} sight={sight} />}
              />
            </TabPanel>
            <TabPanel id="approvals" className="tab-panel">
              <ApprovalsPanel
                store={stores.approvals}
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
      </div>
    </div>
  );
}

/** A sealed document opens at its verdict, another one where sealing begins. */
function firstTab({ isSigned }: OpenDocument, isForApproval: boolean): WorkspaceTab {
  if (isForApproval) return 'approvals';
  return isSigned ? 'verify' : 'seal';
}

/** Whether a verdict on seals of the document is there. */
function isJudged(state: VerifyState, documentId: string): boolean {
  return state.step === 'done' && state.documentId === documentId && state.report.signatures.length > 0;
}

/** Returns where the seal is that was just applied to the document, or is to be under an approval; else null. */
function sealedPoint({ state, subject, bound }: SealStore, documentId: string): PagePoint | null {
  if (state.step === 'sealed') return state.outcome.document.id === documentId ? state.at : null;
  if (state.step !== 'placed' || bound === null || subject === null) return null;
  return firstPoint(state.rows, subject);
}

/** Returns the page on which the viewed request asks for its seal; else the first. */
function viewedPage(viewed: ApprovalsStore['viewed'], documentId: string): number {
  const target = viewed?.documentId === documentId ? viewed.item.target : null;
  return target?.kind === 'place' ? target.page : 0;
}

function beginAgain(stores: Stores, document: OpenDocument): void {
  stores.seal.getState().begin(subjectOf(document));
}

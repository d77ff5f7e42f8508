import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { AppInfo } from '../../electron/shared/model/app-description.ts';
import type { OpenDocument } from '../../electron/shared/model/sealing.ts';
import type { ApprovalsStore } from '../features/approvals/approvals-store.ts';
import type { Side } from '../features/documents/document-store.ts';
import { OriginBanner } from '../features/conversion/conversion-card.tsx';
import { FindBar, useFindKeys } from '../features/documents/find-bar.tsx';
import { PdfPages, usePdf } from '../features/documents/pdf-pages.tsx';
import { ReadingSide } from '../features/documents/reading-side.tsx';
import { InvoiceBanner } from '../features/documents/invoice-banner.tsx';
import { UndrawnBanner } from '../features/documents/undrawn-banner.tsx';
import { TextCopyNotice, useTextCopy } from '../features/documents/text-copy.tsx';
import { TurnedBanner, ViewTools } from '../features/documents/view-tools.tsx';
import { firstPoint } from '../features/seal/places/place-rows.ts';
import { type PlanStore, shownAt } from '../features/seal/places/plan-store.ts';
import type { SealStore } from '../features/seal/seal-state.ts';
import { SignatureBanner } from '../features/verify/headline.tsx';
import { VersionBanner } from '../features/verify/version-banner.tsx';
import { useTexts } from '../lib/i18n/use-texts.ts';
import type { PagePoint } from '../lib/pdf-view/page-point.ts';
import type { PageViewer, ViewState } from '../lib/pdf-view/page-viewer.ts';
import { startOf } from '../lib/pdf-view/reading-place.ts';
import { ReportMarks, useShownRevision, useSignatures } from './report-marks.tsx';
import { ListedSeals, RequestedPlace } from './page-overlays.tsx';
import type { AppParts } from './stores.ts';
import { useSealKeys, useViewKeys } from './workspace-keys.ts';
import { useWorkspaceTab, WorkspacePanel } from './workspace-panel.tsx';

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
  undecoded: [],
  layout: 0,
};

/** Below this width the pages come first: 1366 × 768 at 150 % leaves 911 × 512. */
const SIDE_FROM_PIXELS = 1040;

/** An open document with its pages, and the side panel that seals and verifies it. */
export function Workspace({ bridge, stores, info, document }: Props): ReactNode {
  const texts = useTexts();
  const shown = useShownRevision(stores, document.id);
  const signatures = useSignatures(stores, document.id);
  const pdf = usePdf(document, shown?.bytes ?? document.size, stores.loaded);
  const [viewer, setViewer] = useState<PageViewer | null>(null);
  const [view, setView] = useState(NO_VIEW);
  const [findAsked, setFindAsked] = useState(0);
  const [hover, setHover] = useState<PagePoint | null>(null);
  const [tab, setTab] = useWorkspaceTab(stores, document, shown);
  const verification = useStore(stores.verify, (store) => store.state);
  const sealStep = useStore(stores.seal, (store) => store.state.step);
  const plans = useStore(stores.plan, (store) => store.plans);
  const sealedAt = useStore(
    stores.seal,
    useShallow((store) => sealedPoint(store, document.id, plans)),
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
  useTextCopy(viewer, stores.textCopy, document.id);
  const find = (): void => setFindAsked((times) => times + 1);
  useFindKeys(viewer, find);
  const showPresent = useCallback(() => stores.details.getState().show(null), [stores]);
  const openDialog = (): void => void stores.documents.getState().openDialog();
  const place = useCallback((point: PagePoint) => stores.seal.getState().place(point), [stores]);
  return (
    <div className="workspace">
      <SignatureBanner state={verification} onDetails={() => setTab('verify')} />
      {shown !== null && <VersionBanner revision={shown} signatures={signatures} onBack={showPresent} />}
      <InvoiceBanner document={document} />
      <UndrawnBanner document={document} undecoded={view.undecoded} onPage={(page) => viewer?.goTo(page)} />
      <OriginBanner store={stores.conversion} documentId={document.id} />
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
      <TextCopyNotice store={stores.textCopy} />
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
        <WorkspacePanel
          bridge={bridge}
          stores={stores}
          info={info}
          document={document}
          viewer={viewer}
          page={view.page}
          tab={tab}
          onTab={setTab}
        />
      </div>
    </div>
  );
}

/** Returns where the seal is that was just applied to the document, or is to be under an approval; else null. */
function sealedPoint(
  { state, subject, bound }: SealStore,
  documentId: string,
  plans: PlanStore['plans'],
): PagePoint | null {
  if (state.step === 'sealed') return state.outcome.document.id === documentId ? state.at : null;
  if (state.step !== 'placed' || bound === null || subject === null) return null;
  const [row] = state.rows;
  return firstPoint(state.rows, subject) ?? (row === undefined ? null : shownAt(plans.get(row.id)));
}

/** Returns the page on which the viewed request asks for its seal; else the first. */
function viewedPage(viewed: ApprovalsStore['viewed'], documentId: string): number {
  const target = viewed?.documentId === documentId ? viewed.item.target : null;
  return target?.kind === 'place' ? target.page : 0;
}

import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { RevisionEntry } from '../../electron/shared/model/document-details.ts';
import type { SignatureReport } from '../../electron/shared/model/verification-report.ts';
import { revisionsSince } from '../../electron/shared/texts/change-texts.ts';
import { ChangeMarks, SealMarks } from '../features/verify/page-marks.tsx';
import { centreOf, type PageBox } from '../lib/pdf-view/page-point.ts';
import type { PageViewer, ViewState } from '../lib/pdf-view/page-viewer.ts';
import type { Stores } from './stores.ts';

/** Returns the former version that the pages show; null for the present one. */
export function useShownRevision({ details }: Stores, documentId: string): RevisionEntry | null {
  return useStore(details, ({ shown }) => (shown?.documentId === documentId ? shown.revision : null));
}

const NONE: readonly SignatureReport[] = [];

/** Returns the signatures of the report on a document; none until it is there. */
export function useSignatures({ verify }: Stores, documentId: string): readonly SignatureReport[] {
  return useStore(verify, ({ state }) =>
    state.step === 'done' && state.documentId === documentId ? state.report.signatures : NONE,
  );
}

interface Props {
  readonly stores: Stores;
  readonly documentId: string;
  readonly viewer: PageViewer | null;
  /** A new value for every change of the layout, so that the marks are measured again. */
  readonly view: ViewState;
  /** Whether the report lies beside the pages: only then are changes boxed. */
  readonly isReportOpen: boolean;
}

/** Lays the verdicts over the pages: each seal leads to its own, and what changed since is boxed. */
export function ReportMarks({ stores, documentId, viewer, view, isReportOpen }: Props): ReactNode {
  const signatures = useSignatures(stores, documentId);
  const { state, focused, focus } = useStore(stores.details);
  const shown = useShownRevision(stores, documentId);
  const isPlacing = useStore(stores.seal, (store) => 'choice' in store.state);
  const wanted = focused?.documentId === documentId ? focused : null;
  const place = signatures[wanted?.signature ?? -1]?.place ?? null;
  const isLaidOut = viewer !== null && view.pages > 0;
  useEffect(() => {
    if (wanted === null || place === null || !isLaidOut) return;
    viewer.reveal({ page: place.page, ...centreOf(place) });
  }, [wanted, place, viewer, isLaidOut]);
  if (!isLaidOut || (isPlacing && !isReportOpen)) return null;
  const boxOf = (page: number): PageBox | null => viewer.boxOf(page);
  const details = state.step === 'ready' && state.documentId === documentId ? state.details : null;
  const since = wanted?.signature ?? firstSigned(details?.revisions ?? []);
  return (
    <>
      {isReportOpen && shown === null && details !== null && since !== null && (
        <ChangeMarks revisions={revisionsSince(details.revisions, since)} boxOf={boxOf} />
      )}
      <SealMarks
        signatures={signatures.map((each) => (isIn(each, shown) ? each : { ...each, place: null }))}
        focused={wanted?.signature ?? null}
        boxOf={boxOf}
        onChoose={(signature) => focus({ documentId, signature })}
      />
    </>
  );
}

/** Returns the signature that was made first; null if none ends a revision. */
function firstSigned(revisions: readonly RevisionEntry[]): number | null {
  return revisions.find(({ signatures }) => signatures.length > 0)?.signatures[0] ?? null;
}

/** Tells whether a version has a signature. */
function isIn({ coveredBytes }: SignatureReport, shown: RevisionEntry | null): boolean {
  return shown === null || (coveredBytes !== null && coveredBytes <= shown.bytes);
}

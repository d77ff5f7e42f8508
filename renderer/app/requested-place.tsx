import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../lib/i18n/use-texts.ts';
import type { PageViewer, ViewState } from '../lib/pdf-view/page-viewer.ts';
import type { Stores } from './stores.ts';

interface Props {
  readonly stores: Stores;
  readonly viewer: PageViewer | null;
  /** A new one for every change of the layout: the mark is then measured again. */
  readonly view: ViewState;
  readonly documentId: string;
}

/** The size of a round seal, for a mark where the seal itself need not be at hand. */
const MARK_MM = 40;

/** Where a request wants its seal, while somebody looks at the document to decide. */
export function RequestedPlace({ stores, viewer, view, documentId }: Props): ReactNode {
  const texts = useTexts().approvals;
  const viewed = useStore(stores.approvals, (store) => store.viewed);
  const isFree = useStore(stores.seal, ({ state }) => state.step === 'choosing');
  if (viewer === null || view.pages === 0 || !isFree || viewed?.documentId !== documentId) return null;
  const { target, sealName } = viewed.item;
  if (target.kind !== 'place') return null;
  const box = viewer.boxOf(target.page);
  if (box === null) return null;
  const size = MARK_MM * box.pixelsPerMm;
  const left = box.left + target.xMm * box.pixelsPerMm - size / 2;
  const top = box.top + target.yMm * box.pixelsPerMm - size / 2;
  return (
    <div className="requested-place" style={{ left, top, width: size, height: size }}>
      {texts.placeHere(sealName)}
    </div>
  );
}
